"""What can be done with events and sessions; each action is one journal entry."""

from probant.gatherings.actions.attendance import take_attendance, take_headcount
from probant.gatherings.actions.changes import cancel_session, move_session, postpone_session
from probant.gatherings.actions.copies import MOST, EventCopy, SessionCopy, take_up_again
from probant.gatherings.actions.corrections import correct_fact, replace_fact, void_fact
from probant.gatherings.actions.events import edit_event, plan_event
from probant.gatherings.actions.invitations import (
    decline_invitation,
    invite,
    withdraw_invitation,
from probant.gatherings.actions.attendance import amend_attendance, take_attendance, take_headcount
from probant.gatherings.actions.corrections import correct_fact, replace_fact, void_fact
from probant.gatherings.actions.door import note_taps
from probant.gatherings.actions.sessions import (
    cancel_session,
    edit_session,
    hold_session,
    plan_event,
    plan_session,
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

__all__ = [
    "MOST",
    "EventCopy",
    "Joining",
    "SessionCopy",
    "add_family",
    "add_partner",
    "cancel_registration",
    "amend_attendance",
    "cancel_session",
    "change_terms",
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
    "give_role",
    "give_stand",
    "hold_session",
    "invite",
    "join_network",
    "lay_stands",
    "leave_network",
    "move_session",
    "note_affiliation",
    "open_network",
    "note_taps",
    "plan_event",
    "plan_session",
    "postpone_session",
    "promote",
    "register",
    "register_publicly",
    "remove_partner",
    "replace_fact",
    "state_claim",
    "stay_in_network",
    "strike_member",
    "take_attendance",
    "take_headcount",
    "take_role_back",
    "take_up_again",
    "void_fact",
    "withdraw_invitation",
]
