"""What can be changed in what a house offers, one file per noun; each action is one entry."""

from probant.programmes.actions.offer import (
    adopt_programme,
    adopt_session_kinds,
    create_action,
    create_programme,
    duplicate_programme,
    rename_programme,
    set_action_scope,
)
from probant.programmes.actions.versions import (
    begin_version,
    discard_version,
    draft_phase,
    drop_phase,
    edit_phase,
    edit_version,
    move_phase,
    publish_version,
)

__all__ = [
    "adopt_programme",
    "adopt_session_kinds",
    "begin_version",
    "create_action",
    "create_programme",
    "discard_version",
    "draft_phase",
    "drop_phase",
    "duplicate_programme",
    "edit_phase",
    "edit_version",
    "move_phase",
    "publish_version",
    "rename_programme",
    "set_action_scope",
]
