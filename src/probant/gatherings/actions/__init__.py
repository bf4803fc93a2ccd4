"""What can be done with events and sessions; each action is one journal entry."""

from probant.gatherings.actions.attendance import take_attendance, take_headcount
from probant.gatherings.actions.corrections import correct_fact, replace_fact, void_fact
from probant.gatherings.actions.invitations import (
    decline_invitation,
    invite,
    withdraw_invitation,
)
from probant.gatherings.actions.registrations import (
    cancel_registration,
    change_terms,
    excuse,
    promote,
    register,
    register_publicly,
)
from probant.gatherings.actions.sessions import (
    cancel_session,
    edit_session,
    hold_session,
    plan_event,
    plan_session,
)

__all__ = [
    "cancel_registration",
    "cancel_session",
    "change_terms",
    "correct_fact",
    "decline_invitation",
    "edit_session",
    "excuse",
    "hold_session",
    "invite",
    "plan_event",
    "plan_session",
    "promote",
    "register",
    "register_publicly",
    "replace_fact",
    "take_attendance",
    "take_headcount",
    "void_fact",
    "withdraw_invitation",
]
