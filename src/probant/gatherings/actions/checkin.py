"""Codes that are scanned at a session: a participant's own, and the one of the door."""

import uuid

from django.utils import timezone

from probant.directory.models import Person
from probant.directory.writing import person_key
from probant.gatherings.access import may_write_sessions
from probant.gatherings.actions.attendance import take_attendance
from probant.gatherings.codes import door_hours, is_door_open, read_door
from probant.gatherings.models import Attendance, Invitation, Registration, Session
from probant.kernel.actor import Actor
from probant.kernel.dates import write_date
from probant.kernel.decision import Refused, require
from probant.kernel.roles import Role
from probant.kernel.text import fold

UNKNOWN = (
    "Nous ne vous trouvons pas parmi les personnes inscrites à cette rencontre : vérifiez "
    "l’orthographe, ou présentez-vous à l’accueil."
)
FORGED = "Ce code n’est pas de ceux que cette rencontre affiche."


def check_in(actor: Actor, *, registration: Registration, key: uuid.UUID | None = None) -> None:
    """Note present whoever shows the code of a registration, on the day of its session.

    Raises `Refused` (the code of another day's session, cancelled, noted already), `AlreadyDone`.
    Effects: as `take_attendance`.
    """
    session = registration.session
    require(may_write_sessions(actor, session.house_id))
    _require_its_day(session)
    _note(actor, registration, Attendance.Way.CODE, key)


def check_in_invited(actor: Actor, *, invitation: Invitation, key: uuid.UUID | None = None) -> None:
    """Note present whoever shows the code of an invitation, answered or not, on its day.

    Raises `Refused` (another day's session, cancelled, withdrawn, noted already), `AlreadyDone`.
    Effects: as `take_attendance`.
    """
    session, person = invitation.session, invitation.person
    require(may_write_sessions(actor, session.house_id))
    _require_its_day(session)
    if invitation.withdrawn_on is not None:
        raise Refused("Cette invitation a été retirée : passez par l’accueil.")
    structure = invitation.organisation
    came = take_attendance(
        actor,
        session=session,
        people=[person] if person is not None else [],
        organisations=[structure] if person is None and structure is not None else [],
        sent_by={person.pk: structure} if person is not None and structure is not None else {},
        own_staff=_of_the_house(session, invitation.person_id),
        way=Attendance.Way.CODE,
        key=key,
    )
    if not came:
        raise Refused(f"{invitation.who} : présence déjà notée, ce code a servi.")


def check_in_oneself(token: str, *, name: str, key: uuid.UUID | None = None) -> Registration:
    """Note present whoever scans the code of the door and says an address or a name registered.

    Only while the door is open (`codes.door_hours`), and only somebody registered: nobody else is
    ever named. Raises `Refused`, `AlreadyDone`. Effects: as `take_attendance`.
    """
    session = Session.objects.filter(pk=read_door(token) or 0).first()
    if session is None:
        raise Refused(FORGED)
    _require_its_day(session)
    row = _registered(session, name)
    if row is None:
        raise Refused(UNKNOWN)
    door = Actor.system(session.house_id, "code de l’entrée", roles=[Role.OFFICER])
    _note(door, row, Attendance.Way.DOOR, key)
    return row


def _require_its_day(session: Session) -> None:
    if session.state == Session.State.CANCELLED:
        raise Refused("Cette rencontre a été annulée.")
    if session.state == Session.State.POSTPONED:
        raise Refused("Cette rencontre est reportée : son code servira à son nouveau jour.")
    if is_door_open(session):
        return
    opens, _ = door_hours(session)
    when = f"« {session.title} », le {write_date(session.starts_on)}"
    if timezone.now() < opens:
        raise Refused(f"Ce code est celui de {when} : il ne sert pas encore.")
    raise Refused(f"Ce code est celui de {when} : il ne sert plus.")


def _note(actor: Actor, row: Registration, way: str, key: uuid.UUID | None) -> None:
    if row.status == Registration.Status.CANCELLED:
        raise Refused("Cette inscription a été annulée : passez par l’accueil.")
    alone = row.person_id is None and not row.family_name
    came = take_attendance(
        actor,
        session=row.session,
        people=[row.person] if row.person is not None else [],
        organisations=[row.organisation] if alone and row.organisation is not None else [],
        registrations=[row] if row.person_id is None and row.family_name else [],
        sent_by={row.person_id: row.organisation} if row.person_id and row.organisation else {},
        own_staff=_of_the_house(row.session, row.person_id),
        way=way,
        key=key,
    )
    if not came:
        raise Refused(f"{row.who} : présence déjà notée, ce code a servi.")


def _of_the_house(session: Session, person: int | None) -> set[int]:
    held = Person.objects.filter(
        pk=person or 0,
        positions__organisation_id=session.house_id,
        positions__ends_on__isnull=True,
    )
    return set(held.values_list("pk", flat=True))


def _registered(session: Session, said: str) -> Registration | None:
    """Whoever registered under this address, or the only one under this name."""
    rows = list(
        Registration.objects.filter(session=session)
        .exclude(status=Registration.Status.CANCELLED)
        .select_related("session", "person", "organisation")
        .order_by("id")
    )
    words = said.strip().lower()
    if "@" in words:
        found = [row for row in rows if words in (row.email.lower(), _email(row))]
    else:
        wanted = sorted(fold(said).split())
        found = [row for row in rows if wanted and sorted(_key(row).split()) == wanted]
    return found[0] if len({row.person_id or -row.pk for row in found}) == 1 else None


def _email(row: Registration) -> str:
    return row.person.email.lower() if row.person is not None else ""


def _key(row: Registration) -> str:
    if row.person is not None:
        return row.person.name_key
    return person_key(row.given_name, row.family_name)
