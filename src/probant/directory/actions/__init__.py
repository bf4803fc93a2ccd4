"""What can be done in the directory, one file per noun; each action opens its own journal entry."""

from probant.directory.actions.agreements import agree_to_naming, withdraw_naming
from probant.directory.actions.branches import add_branch, close_branch
from probant.directory.actions.erasure import erase_person, replay_erasures
from probant.directory.actions.houses import create_house
from probant.directory.actions.merging import merge_organisation, unmerge_organisation
from probant.directory.actions.notices import publish_notice
from probant.directory.actions.organisations import (
    adopt_card,
    create_organisation,
    edit_organisation,
)
from probant.directory.actions.people import (
    add_position,
    create_person,
    edit_person,
    end_position,
)
from probant.directory.actions.retention import apply_retention, set_retention
from probant.directory.actions.rights import (
    export_data,
    record_request,
    refuse_request,
    settle_request,
)

__all__ = [
    "add_branch",
    "add_position",
    "adopt_card",
    "agree_to_naming",
    "apply_retention",
    "close_branch",
    "create_house",
    "create_organisation",
    "create_person",
    "edit_organisation",
    "edit_person",
    "end_position",
    "erase_person",
    "export_data",
    "merge_organisation",
    "publish_notice",
    "record_request",
    "refuse_request",
    "replay_erasures",
    "set_retention",
    "settle_request",
    "unmerge_organisation",
    "withdraw_naming",
]
