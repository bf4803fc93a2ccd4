"""Who may write on a case, and who reads its notes; each function answers with a `Decision`."""

from django.utils import timezone

from probant.directory.models import House, Person, Position
from probant.kernel.actor import Actor
from probant.kernel.decision import ALLOWED, Decision, refused
from probant.kernel.roles import TEAM, Role
from probant.programmes.models import Phase, VersionPhase
from probant.support.models import (
    Call,
    Case,
    CaseFile,
    CaseMember,
    Note,
    Supporter,
    Task,
    Testimony,
    cases_held_by,
    cases_of_party,
)


def may_open_cases(actor: Actor, house_id: int) -> Decision:
    """The team of the house opens cases and signs missions."""
    if actor.house_id != house_id:
        return refused("Ces dossiers sont ceux d'une autre structure.")
    if not actor.has(*TEAM):
        return refused("Seule l'équipe ouvre des dossiers et signe des missions.")
    return ALLOWED


def may_ask(actor: Actor, house: House) -> Decision:
    """Anybody asks a house for support, where it runs programmes."""
    if house.runs_programmes:
        return ALLOWED
    return refused("Cette structure ne reçoit pas de demandes ici.")


def may_read_words(actor: Actor, call: Call) -> Decision:
    """The team of the house, but for the one who called."""
    if actor.house_id != call.house_id or not actor.has(*TEAM):
        return refused("Seule l'équipe lit ce qui a été noté d'un appel.")
    if actor.person_id is not None and actor.person_id == call.person_id:
        return refused("C'est votre propre appel : ce que l'équipe en a noté ne vous est pas lu.")
    return ALLOWED


def may_write_case(actor: Actor, case: Case) -> Decision:
    """The team of the house; a volunteer on a case entrusted to them, observers apart."""
    if actor.house_id != case.house_id:
        return refused("Ce dossier est celui d'une autre structure.")
    if actor.has(*TEAM):
        return ALLOWED
    if actor.has(Role.VOLUNTEER) and actor.user_id is not None:
        entrusted = Supporter.objects.standing().filter(
            case=case, user_id=actor.user_id, part=Supporter.Part.CO_SUPPORT
        )
        if entrusted.exists() or _replaces(actor.user_id, case):
            return ALLOWED
    return refused("Seules l'équipe et les personnes à qui le dossier est confié y écrivent.")


def _replaces(user_id: int, case: Case) -> bool:
    """Whether somebody replaces today the referent, or one who co-supports."""
    mine = Case.objects.filter(pk=case.pk)
    return mine.replaced_by(user_id, timezone.localdate(), writing=True).exists()


def is_party(actor: Actor, case: Case) -> bool:
    """Whether the person behind an actor is one of those whom the case supports.

    She is, or was, of its project, or holds a position in its structure. No query where the actor's
    account is nobody's in the directory.
    """
    if actor.person_id is None:
        return False
    return cases_of_party(actor).filter(pk=case.pk).exists()


def may_read_notes(actor: Actor, case: Case) -> Decision:
    """The team and volunteers; board members and funders never read notes.

    One person may wear several hats: who is a party to the case does not read what was written
    for the team about it, whatever her roles.
    """
    if is_party(actor, case):
        return refused("C'est votre propre projet : les notes de l'équipe ne vous sont pas lues.")
    if actor.house_id == case.house_id and actor.has(*TEAM, Role.VOLUNTEER):
        return ALLOWED
    return refused("Les notes ne sont lues que par les personnes qui accompagnent.")


def may_erase_note(actor: Actor, note: Note) -> Decision:
    """Its author, or the direction."""
    if actor.house_id != note.case.house_id:
        return refused("Cette note est celle d'une autre structure.")
    is_author = actor.user_id is not None and note.author_id == actor.user_id
    if is_author or actor.has(Role.DIRECTION):
        return ALLOWED
    return refused("Une note est effacée par la personne qui l'a écrite, ou par la direction.")


def may_withdraw_file(actor: Actor, file: CaseFile) -> Decision:
    """Who added it, while they write on the case; and the team."""
    decision = may_write_case(actor, file.case)
    if not decision or actor.has(*TEAM) or file.added_by_id == actor.user_id:
        return decision
    return refused("Un fichier est retiré par la personne qui l'a déposé, ou par l'équipe.")


def may_note_phase(actor: Actor, case: Case, phase: Phase) -> Decision:
    """Whoever writes on the case, where the case's version names the roles that note the phase."""
    decision = may_write_case(actor, case)
    if not decision:
        return decision
    laid = VersionPhase.objects.filter(version_id=case.version_id, phase=phase)
    roles = laid.values_list("roles", flat=True).first()
    if not roles or actor.has(*(Role(role) for role in roles)):
        return decision
    who = ", ".join(Role(role).label for role in roles)
    return refused(f"L'étape « {phase.name} » est notée par : {who}.")


def may_write_task(actor: Actor, task: Task) -> Decision:
    """The team; a volunteer, on the cases entrusted to them and on what they are to do."""
    if actor.house_id != task.house_id:
        return refused("Cette tâche est celle d'une autre structure.")
    if task.case is not None and is_party(actor, task.case):
        return refused("C'est votre propre projet : ces tâches sont celles de l'équipe.")
    if actor.has(*TEAM):
        return ALLOWED
    if actor.user_id is not None and actor.has(Role.VOLUNTEER):
        if task.assigned_id == actor.user_id:
            return ALLOWED
        if task.case is not None:
            return may_write_case(actor, task.case)
    return refused("Cette tâche est celle d'une autre personne.")


def may_hand_over(actor: Actor, house_id: int, from_user_id: int) -> Decision:
    """The direction for anybody of the house; each of the team for what they follow themselves."""
    if actor.house_id != house_id:
        return refused("Ces dossiers sont ceux d'une autre structure.")
    if actor.has(Role.DIRECTION):
        return ALLOWED
    if actor.has(*TEAM) and actor.user_id == from_user_id:
        return ALLOWED
    return refused("Un remplacement est décidé par la direction, ou par la personne remplacée.")


def may_use_space(actor: Actor, case: Case) -> Decision:
    """A holder, on her own case, from the space that the team opened for her."""
    if cases_held_by(actor).filter(pk=case.pk).exists():
        return ALLOWED
    return refused("Ce dossier n'est pas le vôtre, ou son espace est fermé.")


def may_collect(actor: Actor, case: Case, person: Person) -> Decision:
    """The team of the house, of somebody of the project or of its structure."""
    if not actor.has(*TEAM):
        return refused("Seule l'équipe recueille des témoignages.")
    decision = may_write_case(actor, case)
    if not decision:
        return decision
    of_project = CaseMember.objects.filter(case=case, person=person)
    if of_project.exists():
        return ALLOWED
    of_structure = Position.objects.filter(person=person, organisation_id=case.organisation_id or 0)
    if of_structure.exists():
        return ALLOWED
    return refused("Ajoutez d'abord cette personne au projet, ou à la structure.")


def may_testify(actor: Actor, case: Case, person: Person | None) -> Decision:
    """The person herself, from her space."""
    if person is None or actor.person_id != person.pk:
        return refused("Un témoignage est celui de la personne elle-même.")
    return may_use_space(actor, case)


def may_consent(actor: Actor, testimony: Testimony) -> Decision:
    """The person herself, or the team that writes down what she said."""
    if actor.person_id is not None and actor.person_id == testimony.person_id:
        return ALLOWED
    if actor.house_id == testimony.house_id and actor.has(*TEAM):
        return ALLOWED
    return refused("Un accord est donné ou retiré par la personne elle-même.")
