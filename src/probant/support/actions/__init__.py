"""What can be done in support, one file per noun; each action is one journal entry."""

from probant.support.actions.accueil import log_accueil
from probant.support.actions.cases import (
    close_case,
    edit_case,
    entrust_case,
    open_case,
    take_case_back,
)
from probant.support.actions.corrections import correct_fact, replace_fact, void_fact
from probant.support.actions.jobs import record_birth, record_jobs
from probant.support.actions.missions import contract_mission, join_mission
from probant.support.actions.notes import add_note, erase_note
from probant.support.actions.phases import reach_phase, record_follow_up

__all__ = [
    "add_note",
    "close_case",
    "contract_mission",
    "correct_fact",
    "edit_case",
    "entrust_case",
    "erase_note",
    "join_mission",
    "log_accueil",
    "open_case",
    "reach_phase",
    "record_birth",
    "record_follow_up",
    "record_jobs",
    "replace_fact",
    "take_case_back",
    "void_fact",
]
