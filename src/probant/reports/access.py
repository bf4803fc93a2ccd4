"""Who may make a report."""

from probant.kernel.roles import FUNDERS, TEAM, Role

#: The team and the board of the house: what it reads of itself.
HOUSE_MAKERS = TEAM | {Role.BOARD}
#: The team and the board of the house; the people of its funders, on what they may see.
MAKERS = HOUSE_MAKERS | FUNDERS
