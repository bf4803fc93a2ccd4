"""Who may make a report."""

from probant.kernel.roles import FUNDERS, TEAM, Role

#: The team and the board of the house; the people of its funders, on what they may see.
MAKERS = TEAM | FUNDERS | {Role.BOARD}
