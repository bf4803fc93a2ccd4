"""Where a call for projects or a consultation stands."""

from collections.abc import Sequence
from enum import StrEnum

_LABELS = {
    "watched": "repéré",
    "answering": "réponse en préparation",
    "declined": "sans réponse",
    "answered": "répondu",
    "won": "retenu",
    "lost": "non retenu",
}


class CallStage(StrEnum):
    """The stages of a call, in order."""

    WATCHED = "watched"
    ANSWERING = "answering"
    DECLINED = "declined"
    ANSWERED = "answered"
    WON = "won"
    LOST = "lost"

    @property
    def label(self) -> str:
        """The word of the list.

        >>> CallStage.WON.label
        'retenu'
        """
        return _LABELS[self.value]

    @property
    def waits(self) -> bool:
        """Whether its deadline still binds the house."""
        return self in (CallStage.WATCHED, CallStage.ANSWERING)


NEXT: dict[CallStage, tuple[CallStage, ...]] = {
    CallStage.WATCHED: (CallStage.ANSWERING, CallStage.ANSWERED, CallStage.DECLINED),
    CallStage.ANSWERING: (CallStage.ANSWERED, CallStage.DECLINED),
    CallStage.DECLINED: (CallStage.ANSWERING,),
    CallStage.ANSWERED: (CallStage.WON, CallStage.LOST),
    CallStage.WON: (),
    CallStage.LOST: (),
}


def stage_of(stages: Sequence[str]) -> CallStage:
    """The last of the standing steps, in the order in which they were noted.

    >>> stage_of([]), stage_of(["answering", "answered"])
    (<CallStage.WATCHED: 'watched'>, <CallStage.ANSWERED: 'answered'>)
    """
    return CallStage(stages[-1]) if stages else CallStage.WATCHED
