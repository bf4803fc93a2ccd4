"""May it be done, and if not why: what every access function returns."""

from dataclasses import dataclass


class Refused(Exception):
    """An act that the actor may not do; `reason` is French and shown as it is."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Decision:
    """Allowed, or refused with its reason in French; true when allowed.

    A refusal without a reason raises `ValueError`: a screen must be able to say why not.
    """

    allowed: bool
    reason: str = ""

    def __post_init__(self) -> None:
        if not self.allowed and not self.reason:
            raise ValueError("a refusal needs its reason")

    def __bool__(self) -> bool:
        return self.allowed


ALLOWED = Decision(True)


def refused(reason: str) -> Decision:
    """A refusal.

    >>> refused("Le dossier est clos.")
    Decision(allowed=False, reason='Le dossier est clos.')
    """
    return Decision(False, reason)


def require(decision: Decision) -> None:
    """Raise `Refused` with the reason unless the decision allows."""
    if not decision.allowed:
        raise Refused(decision.reason)
