"""What can be done with events and sessions; each action is one journal entry."""

from probant.gatherings.actions.attendance import take_attendance, take_headcount
from probant.gatherings.actions.corrections import correct_fact, replace_fact, void_fact
from probant.gatherings.actions.sessions import (
    cancel_session,
    edit_session,
    hold_session,
    plan_event,
    plan_session,
)

__all__ = [
    "cancel_session",
    "correct_fact",
    "edit_session",
    "hold_session",
    "plan_event",
    "plan_session",
    "replace_fact",
    "take_attendance",
    "take_headcount",
    "void_fact",
]
