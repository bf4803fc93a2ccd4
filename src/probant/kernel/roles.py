"""The roles that a person holds in a house, and the sets that policies are written with."""

from enum import StrEnum

_LABELS = {
    "direction": "direction",
    "officer": "chargé·e de mission",
    "assistant": "assistant·e",
    "volunteer": "bénévole",
    "board": "administrateur·rice",
    "holder": "porteur de projet ou structure",
    "funder_officer": "chargé·e de mission du financeur",
    "funder_finance": "finances du financeur",
    "elected": "élu·e",
    "network": "réseau (CRESS)",
    "platform": "plateforme",
}


class Role(StrEnum):
    """A role; the value is stored and never renamed, the label is shown."""

    DIRECTION = "direction"
    OFFICER = "officer"
    ASSISTANT = "assistant"
    VOLUNTEER = "volunteer"
    BOARD = "board"
    HOLDER = "holder"
    FUNDER_OFFICER = "funder_officer"
    FUNDER_FINANCE = "funder_finance"
    ELECTED = "elected"
    NETWORK = "network"
    PLATFORM = "platform"

    @property
    def label(self) -> str:
        """The role in French.

        >>> Role.OFFICER.label
        'chargé·e de mission'
        """
        return _LABELS[self.value]


#: Those who run the programmes of a house.
TEAM = frozenset({Role.DIRECTION, Role.OFFICER, Role.ASSISTANT})
#: Those who belong to a house.
HOUSE = TEAM | {Role.VOLUNTEER, Role.BOARD}
#: Those who belong to a body that funds a house.
FUNDERS = frozenset({Role.FUNDER_OFFICER, Role.FUNDER_FINANCE, Role.ELECTED})
#: Every role; a stranger has none.
EVERYONE = frozenset(Role)
