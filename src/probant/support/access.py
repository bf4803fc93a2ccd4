"""Who may write on a case, and who reads its notes; each function answers with a `Decision`."""

from probant.kernel.actor import Actor
from probant.kernel.decision import ALLOWED, Decision, refused
from probant.kernel.roles import TEAM, Role
from probant.support.models import Case, CaseFile, Note, Supporter, cases_of_party


def may_open_cases(actor: Actor, house_id: int) -> Decision:
    """The team of the house opens cases and signs missions."""
    if actor.house_id != house_id:
        return refused("Ces dossiers sont ceux d'une autre structure.")
    if not actor.has(*TEAM):
        return refused("Seule l'équipe ouvre des dossiers et signe des missions.")
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
        if entrusted.exists():
            return ALLOWED
    return refused("Seules l'équipe et les personnes à qui le dossier est confié y écrivent.")


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
