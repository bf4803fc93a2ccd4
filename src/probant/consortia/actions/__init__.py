"""What people do in a collective, each in the name of their own house."""

from probant.consortia.actions.founding import (
    CONSORTIUM,
    answer_invitation,
    close_consortium,
    found_consortium,
    invite_house,
    leave_consortium,
)
from probant.consortia.actions.matching import answer_match, propose_match, undo_match
from probant.consortia.actions.saying import (
    Heard,
    add_partner,
    explain_said,
    note_said,
    refuse_beyond,
    remove_partner,
    withdraw_said,
)
from probant.consortia.actions.sharing import ask_figure, drop_figure, share_figures

__all__ = [
    "CONSORTIUM",
    "Heard",
    "add_partner",
    "answer_invitation",
    "answer_match",
    "ask_figure",
    "close_consortium",
    "drop_figure",
    "explain_said",
    "found_consortium",
    "invite_house",
    "leave_consortium",
    "note_said",
    "propose_match",
    "refuse_beyond",
    "remove_partner",
    "share_figures",
    "undo_match",
    "withdraw_said",
]
