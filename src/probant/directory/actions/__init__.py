"""What can be done in the directory, one file per noun; each action opens its own journal entry."""

from probant.directory.actions.agreements import agree_to_naming, withdraw_naming
from probant.directory.actions.erasure import erase_person, replay_erasures
from probant.directory.actions.houses import create_house
from probant.directory.actions.merging import merge_organisation, unmerge_organisation
from probant.directory.actions.organisations import (
    adopt_card,
    create_organisation,
    edit_organisation,
)
from probant.directory.actions.people import add_position, create_person, end_position
from probant.directory.actions.retention import apply_retention, set_retention

__all__ = [
    "add_position",
    "adopt_card",
    "agree_to_naming",
    "apply_retention",
    "create_house",
    "create_organisation",
    "create_person",
    "edit_organisation",
    "end_position",
    "erase_person",
    "merge_organisation",
    "replay_erasures",
    "set_retention",
    "unmerge_organisation",
    "withdraw_naming",
]
