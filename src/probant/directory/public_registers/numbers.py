"""Which register number a typed text is."""

from dataclasses import dataclass
from typing import Literal

from probant.kernel.identifiers import read_rna, read_siren, read_siret, write_siren, write_siret


@dataclass(frozen=True)
class Number:
    """A number, compact, and what kind it is."""

    kind: Literal["siren", "siret", "rna"]
    value: str

    @property
    def label(self) -> str:
        """The number as people write it."""
        if self.kind == "siret":
            return f"SIRET {write_siret(self.value)}"
        return f"SIREN {write_siren(self.value)}" if self.kind == "siren" else f"RNA {self.value}"


def read_number(text: str) -> Number:
    """Read a SIREN, a SIRET or an RNA number. Raises `UnreadableIdentifier`.

    >>> read_number("242 100 410 00016").kind
    'siret'
    """
    bare = text.upper().replace("RNA", "").strip(" :")
    if bare.startswith("W"):
        return Number("rna", read_rna(text))
    if sum(character.isdigit() for character in text) > 9:
        return Number("siret", read_siret(text))
    return Number("siren", read_siren(text))
