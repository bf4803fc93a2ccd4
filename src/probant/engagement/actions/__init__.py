"""What can be done with volunteers and time; each action is one journal entry."""

from probant.engagement.actions.giving import (
    Given,
    declare_hours,
    log_hours,
    log_week,
    refuse_hours,
    validate_hours,
    withdraw_hours,
)
from probant.engagement.actions.hours import enrol_volunteer, log_staff_time, void_time
from probant.engagement.actions.matching import (
    accept_proposal,
    decline_proposal,
    propose_case,
    withdraw_proposal,
)
from probant.engagement.actions.participants import (
    enter_participant,
    leave_participant,
    note_answers,
)
from probant.engagement.actions.rates import set_rate
from probant.engagement.actions.volunteers import (
    change_level,
    describe_volunteer,
    draw_agreement,
    end_agreement,
    end_volunteering,
    issue_paper,
    sign_agreement,
    word_skill,
)

__all__ = [
    "Given",
    "accept_proposal",
    "change_level",
    "declare_hours",
    "decline_proposal",
    "describe_volunteer",
    "draw_agreement",
    "end_agreement",
    "end_volunteering",
    "enrol_volunteer",
    "enter_participant",
    "issue_paper",
    "leave_participant",
    "log_hours",
    "log_staff_time",
    "log_week",
    "note_answers",
    "propose_case",
    "refuse_hours",
    "set_rate",
    "sign_agreement",
    "validate_hours",
    "void_time",
    "withdraw_hours",
    "withdraw_proposal",
    "word_skill",
]
