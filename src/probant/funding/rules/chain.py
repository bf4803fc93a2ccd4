"""The chain of an award: called, committed, certified, ordered, paid, recovered; pure.

Source: commitment, service rendered, order (mandat) and payment by the accountant (CGCT, art.
L1617-1 and D5217-27 for métropoles); what is taken back is a recovery order (titre de recette).
"""

from enum import StrEnum


class Stage(StrEnum):
    """A step on an award; payment itself is a fact of its own."""

    CALLED = "called"
    COMMITTED = "committed"
    CERTIFIED = "certified"
    ORDERED = "ordered"
    RETAINED = "retained"
    RECOVERY = "recovery"

    @property
    def label(self) -> str:
        """The step in French."""
        return {
            "called": "appel de fonds",
            "committed": "engagement",
            "certified": "service fait",
            "ordered": "mandat",
            "retained": "retenue",
            "recovery": "titre de recette",
        }[self.value]
