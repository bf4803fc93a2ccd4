"""What can be done in support, one file per noun; each action is one journal entry."""

from probant.support.actions.accueil import log_accueil
from probant.support.actions.appointments import (
    Meeting,
    cancel_appointment,
    edit_appointment,
    hold_appointment,
    log_appointment,
    miss_appointment,
    plan_appointment,
)
from probant.support.actions.calls import CalledAlready, Upshot, amend_call, take_call, void_call
from probant.support.actions.cases import (
    close_case,
    edit_case,
    entrust_case,
    open_case,
    take_case_back,
)
from probant.support.actions.committees import (
    cancel_committee,
    give_opinion,
    hold_committee,
    plan_committee,
    put_on_agenda,
    take_off_agenda,
)
from probant.support.actions.corrections import correct_fact, replace_fact, void_fact
from probant.support.actions.diagnoses import YearDraft, save_diagnosis, sign_diagnosis
from probant.support.actions.door_choices import save_choice
from probant.support.actions.engineering import (
    choose_provider,
    consult_provider,
    edit_terms,
    prepare_mission,
    record_offer,
    set_consultation_rule,
)
from probant.support.actions.files import (
    add_files,
    add_version,
    edit_file,
    name_milestone,
    reach_milestone,
    withdraw_file,
)
from probant.support.actions.follow_ups import (
    follow_up,
    set_terms,
)
from probant.support.actions.jobs import record_birth, record_jobs
from probant.support.actions.mails import erase_mail, file_mail
from probant.support.actions.mission_course import (
    cancel_mission_session,
    end_mission,
    evaluate_mission,
    expect_deliverable,
    plan_mission_session,
    receive_deliverable,
    take_finding_on,
    take_mission_attendance,
)
from probant.support.actions.missions import contract_mission, join_mission
from probant.support.actions.note_templates import (
    write_template,
)
from probant.support.actions.notes import add_note, erase_note
from probant.support.actions.parties import (
    Newcomer,
    add_member,
    add_partner,
    end_member,
    end_partner,
    reopen_case,
)
from probant.support.actions.phases import reach_phase, record_follow_up
from probant.support.actions.plans import add_plan_item, agree_plan, settle_plan_item
from probant.support.actions.providers import register_provider
from probant.support.actions.referrals import introduce, note_sequel, refer
from probant.support.actions.requests import receive_request, reopen_request, settle_request
from probant.support.actions.space import (
    deposit_pieces,
    finish_shared_task,
    issue_certificate,
    reopen_shared_task,
)
from probant.support.actions.testimonies import (
    answer_asked,
    ask_testimony,
    erase_testimony,
    give_testimony,
    note_publication,
    note_testimony,
    read_over,
    say_consents,
)
from probant.support.call_writing import Contact, Place, Said, Who
from probant.support.testimony_writing import Testifying

__all__ = [
    "CalledAlready",
    "Contact",
    "Meeting",
    "Newcomer",
    "Place",
    "Said",
    "Testifying",
    "Upshot",
    "Who",
    "YearDraft",
    "add_files",
    "add_member",
    "add_note",
    "add_partner",
    "add_plan_item",
    "add_version",
    "agree_plan",
    "amend_call",
    "answer_asked",
    "ask_testimony",
    "cancel_appointment",
    "cancel_committee",
    "cancel_mission_session",
    "choose_provider",
    "close_case",
    "consult_provider",
    "contract_mission",
    "correct_fact",
    "deposit_pieces",
    "edit_appointment",
    "edit_case",
    "edit_file",
    "edit_terms",
    "end_member",
    "end_mission",
    "end_partner",
    "entrust_case",
    "erase_mail",
    "erase_note",
    "erase_testimony",
    "evaluate_mission",
    "expect_deliverable",
    "file_mail",
    "finish_shared_task",
    "follow_up",
    "give_opinion",
    "give_testimony",
    "hold_appointment",
    "hold_committee",
    "introduce",
    "issue_certificate",
    "join_mission",
    "log_accueil",
    "log_appointment",
    "miss_appointment",
    "name_milestone",
    "note_publication",
    "note_sequel",
    "note_testimony",
    "open_case",
    "plan_appointment",
    "plan_committee",
    "plan_mission_session",
    "prepare_mission",
    "put_on_agenda",
    "reach_milestone",
    "reach_phase",
    "read_over",
    "receive_deliverable",
    "receive_request",
    "record_birth",
    "record_follow_up",
    "record_jobs",
    "record_offer",
    "refer",
    "register_provider",
    "reopen_case",
    "reopen_request",
    "reopen_shared_task",
    "replace_fact",
    "save_choice",
    "save_diagnosis",
    "say_consents",
    "set_consultation_rule",
    "set_terms",
    "settle_plan_item",
    "settle_request",
    "sign_diagnosis",
    "take_call",
    "take_case_back",
    "take_finding_on",
    "take_mission_attendance",
    "take_off_agenda",
    "void_call",
    "void_fact",
    "withdraw_file",
    "write_template",
]
