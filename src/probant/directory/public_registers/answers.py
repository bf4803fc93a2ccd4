"""What a look-up in the public registers comes back with."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Found:
    """The register knows it: `identity` holds names of `directory.writing.Identity`, never empty.

    `source` says which register and of which day; `closed` that it has ceased or was dissolved.
    """

    identity: dict[str, Any]
    source: str
    closed: bool = False

    @property
    def message(self) -> str:
        """One French sentence."""
        told = f"Trouvée : {self.identity.get('name', 'sans nom')}, d’après {self.source}."
        return f"{told} Attention, elle y est dite cessée ou dissoute." if self.closed else told


@dataclass(frozen=True)
class NotFound:
    """The registers answered, and do not know this number."""

    message: str


@dataclass(frozen=True)
class Unreachable:
    """No register could be asked, and no local extract knows the number."""

    message: str


@dataclass(frozen=True)
class NotANumber:
    """What is typed is no SIREN, SIRET or RNA number; the message says what is wrong."""

    message: str


Answer = Found | NotFound | Unreachable | NotANumber
