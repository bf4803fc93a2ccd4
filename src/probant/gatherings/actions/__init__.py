"""What can be done with events and sessions; each action is one journal entry."""

from probant.gatherings.actions.attendance import (
    amend_attendance,
    take_attendance,
    take_headcount,
)
from probant.gatherings.actions.changes import (
    cancel_session,
    move_session,
    postpone_session,
)
from probant.gatherings.actions.checkin import (
    check_in,
    check_in_invited,
    check_in_oneself,
)
from probant.gatherings.actions.copies import (
    MOST,
    EventCopy,
    SessionCopy,
    take_up_again,
)
from probant.gatherings.actions.corrections import (
    correct_fact,
    replace_fact,
    void_fact,
)
from probant.gatherings.actions.door import (
    note_taps,
)
from probant.gatherings.actions.events import (
    edit_event,
    plan_event,
)
from probant.gatherings.actions.invitations import (
    decline_invitation,
    invite,
    withdraw_invitation,
)
from probant.gatherings.actions.logos import (
    give_logo,
    remove_logo,
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
from probant.gatherings.actions.opinions import (
    give_opinion,
    thank,
)
from probant.gatherings.actions.outputs import (
    add_output,
    add_output_version,
    edit_output,
    withdraw_output,
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
from probant.gatherings.actions.proposals import (
    answer_proposal,
    carry_proposal_out,
    edit_proposal,
    erase_proposal,
    examine_proposal,
    make_proposal,
    retain_proposal,
    set_proposal_aside,
    void_proposal_fact,
)
from probant.gatherings.actions.registrations import (
    cancel_registration,
    change_terms,
    excuse,
    promote,
    register,
    register_publicly,
)
from probant.gatherings.actions.restitutions import (
    edit_restitution,
    prepare_restitution,
    publish_restitution,
    take_restitution_back,
)
from probant.gatherings.actions.roadmap import (
    add_measure,
    close_roadmap_link,
    create_roadmap,
    edit_measure,
    edit_roadmap,
    move_axis,
    move_measure,
    name_axis,
    open_roadmap_link,
    remove_axis,
    step_measure,
    void_step,
    withdraw_measure,
)
from probant.gatherings.actions.sessions import (
    edit_session,
    hold_session,
    plan_session,
)
from probant.gatherings.actions.sheets import (
    join_by_hand,
    join_scanned,
    remove_sheet,
)

__all__ = [
    "MOST",
    "EventCopy",
    "Joining",
    "SessionCopy",
    "add_family",
    "add_measure",
    "add_output",
    "add_output_version",
    "add_partner",
    "amend_attendance",
    "answer_proposal",
    "cancel_registration",
    "cancel_session",
    "carry_proposal_out",
    "change_terms",
    "check_in",
    "check_in_invited",
    "check_in_oneself",
    "close_roadmap_link",
    "correct_fact",
    "create_roadmap",
    "decline_invitation",
    "drop_claim",
    "edit_event",
    "edit_family",
    "edit_measure",
    "edit_member",
    "edit_network",
    "edit_output",
    "edit_proposal",
    "edit_restitution",
    "edit_roadmap",
    "edit_session",
    "end_affiliation",
    "erase_proposal",
    "examine_proposal",
    "excuse",
    "give_logo",
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
    "make_proposal",
    "move_axis",
    "move_measure",
    "move_session",
    "name_axis",
    "note_affiliation",
    "note_taps",
    "open_network",
    "open_roadmap_link",
    "plan_event",
    "plan_session",
    "postpone_session",
    "prepare_restitution",
    "promote",
    "publish_restitution",
    "register",
    "register_publicly",
    "remove_axis",
    "remove_logo",
    "remove_partner",
    "remove_sheet",
    "replace_fact",
    "retain_proposal",
    "set_proposal_aside",
    "state_claim",
    "stay_in_network",
    "step_measure",
    "strike_member",
    "take_attendance",
    "take_headcount",
    "take_restitution_back",
    "take_role_back",
    "take_up_again",
    "thank",
    "void_fact",
    "void_proposal_fact",
    "void_step",
    "withdraw_invitation",
    "withdraw_measure",
    "withdraw_output",
]
