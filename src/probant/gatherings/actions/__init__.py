"""What can be done with events and sessions; each action is one journal entry."""

from probant.gatherings.actions.attendance import amend_attendance, take_attendance, take_headcount
from probant.gatherings.actions.changes import cancel_session, move_session, postpone_session
from probant.gatherings.actions.checkin import check_in, check_in_oneself
from probant.gatherings.actions.copies import MOST, EventCopy, SessionCopy, take_up_again
from probant.gatherings.actions.corrections import correct_fact, replace_fact, void_fact
from probant.gatherings.actions.door import note_taps
from probant.gatherings.actions.events import edit_event, plan_event
from probant.gatherings.actions.invitations import (
    decline_invitation,
    invite,
    withdraw_invitation,
)
from probant.gatherings.actions.network import (
    Joining,
    add_family,
    edit_family,
    edit_member,
    edit_network,
    end_affiliation,
    join_network,
    leave_network,
    note_affiliation,
    open_network,
    stay_in_network,
    strike_member,
)
from probant.gatherings.actions.opinions import give_opinion, thank
from probant.gatherings.actions.programme import (
    add_partner,
    drop_claim,
    give_role,
    give_stand,
    lay_stands,
    remove_partner,
    state_claim,
    take_role_back,
)
from probant.gatherings.actions.registrations import (
    cancel_registration,
    change_terms,
    excuse,
    promote,
    register,
    register_publicly,
)
from probant.gatherings.actions.sessions import edit_session, hold_session, plan_session
from probant.gatherings.actions.sheets import join_by_hand, join_scanned, remove_sheet

__all__ = [
    "MOST",
    "EventCopy",
    "Joining",
    "SessionCopy",
    "add_family",
    "add_partner",
    "amend_attendance",
    "cancel_registration",
    "cancel_session",
    "change_terms",
    "check_in",
    "check_in_oneself",
    "correct_fact",
    "decline_invitation",
    "drop_claim",
    "edit_event",
    "edit_family",
    "edit_member",
    "edit_network",
    "edit_session",
    "end_affiliation",
    "excuse",
    "give_opinion",
    "give_role",
    "give_stand",
    "hold_session",
    "invite",
    "join_by_hand",
    "join_network",
    "join_scanned",
    "lay_stands",
    "leave_network",
    "move_session",
    "note_affiliation",
    "note_taps",
    "open_network",
    "plan_event",
    "plan_session",
    "postpone_session",
    "promote",
    "register",
    "register_publicly",
    "remove_partner",
    "remove_sheet",
    "replace_fact",
    "state_claim",
    "stay_in_network",
    "strike_member",
    "take_attendance",
    "take_headcount",
    "take_role_back",
    "take_up_again",
    "thank",
    "void_fact",
    "withdraw_invitation",
]
