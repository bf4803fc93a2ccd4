"""Open accounts, give and end roles, say who a user is; each action opens its own journal entry."""

from probant.accounts.actions.persons import close_space, link_person, open_space, unlink_person
from probant.accounts.actions.roles import (
    USER,
    LastDirection,
    choose_organisation,
    end_role,
    give_role,
    open_account,
)

__all__ = [
    "USER",
    "LastDirection",
    "choose_organisation",
    "close_space",
    "end_role",
    "give_role",
    "link_person",
    "open_account",
    "open_space",
    "unlink_person",
]
