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
from probant.engagement.actions.hours import enrol_volunteer, void_time
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
    replace_participant_fact,
    void_participant_fact,
)
from probant.engagement.actions.posts import (
    edit_post,
    end_contract,
    open_post,
    set_full_time,
    set_post_cost,
    sign_contract,
    write_mission_letter,
)
from probant.engagement.actions.rates import set_rate
from probant.engagement.actions.staff_time import (
    Spent,
    log_letter_month,
    log_staff_time,
    record_times,
    sign_sheet,
)
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
from probant.engagement.actions.yearly_letters import issue_letters

__all__ = [
    "Given",
    "Spent",
    "accept_proposal",
    "change_level",
    "declare_hours",
    "decline_proposal",
    "describe_volunteer",
    "draw_agreement",
    "edit_post",
    "end_agreement",
    "end_contract",
    "end_volunteering",
    "enrol_volunteer",
    "enter_participant",
    "issue_letters",
    "issue_paper",
    "leave_participant",
    "log_hours",
    "log_letter_month",
    "log_staff_time",
    "log_week",
    "note_answers",
    "open_post",
    "propose_case",
    "record_times",
    "refuse_hours",
    "replace_participant_fact",
    "set_full_time",
    "set_post_cost",
    "set_rate",
    "sign_agreement",
    "sign_contract",
    "sign_sheet",
    "validate_hours",
    "void_participant_fact",
    "void_time",
    "withdraw_hours",
    "withdraw_proposal",
    "word_skill",
    "write_mission_letter",
]
