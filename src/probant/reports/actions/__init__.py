"""What reports change: sealing what is made, composing a publication, publishing it."""

from probant.reports.actions.composing import (
    BlockEdit,
    add_block,
    create_publication,
    edit_block,
    edit_publication,
    link_number,
    move_block,
    remove_block,
    set_state,
)
from probant.reports.actions.making import WRITERS, make_report
from probant.reports.actions.publishing import open_to, publish

__all__ = [
    "WRITERS",
    "BlockEdit",
    "add_block",
    "create_publication",
    "edit_block",
    "edit_publication",
    "link_number",
    "make_report",
    "move_block",
    "open_to",
    "publish",
    "remove_block",
    "set_state",
]
