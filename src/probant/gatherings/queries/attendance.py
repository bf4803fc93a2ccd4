"""Who may be tapped at the door, in the order one looks for them; who came, and what is joined."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from django.utils import timezone

from probant.accounts.models import Membership
from probant.directory.models import Card, Organisation, Person, Position
from probant.directory.writing import person_key
from probant.gatherings.models import (
    Attendance,
    Invitation,
    Registration,
    Session,
)
from probant.gatherings.queries.sessions import (
    chosen_people,
    chosen_structures,
    present_at,
    standing_positions,
    usual_people,
    value_of,
)
from probant.kernel.actor import Actor
from probant.kernel.roles import HOUSE
from probant.kernel.text import fold
from probant.search import index as names

STAFF_SHOWN = 30
WAITING, EXCUSED = "en attente", "excusée"
A_STRUCTURE = "structure"  # what is said beside the name of one invited as such
_TOLD = {"waiting": WAITING, "excused": EXCUSED}


@dataclass(frozen=True)
class DoorName:
    """Somebody at the door: `value` is `p12` for a person, `o5` for a structure by itself, `r7`
    for a registration that names nobody of the directory yet.

    `note` says what is known beforehand; `attendance` is the number of the presence noted.
    """

    value: str
    label: str
    detail: str = ""
    note: str = ""
    attendance: int | None = None
    ticked: bool = False


@dataclass(frozen=True)
class DoorGroup:
    """Names under one title."""

    code: str
    title: str
    names: tuple[DoorName, ...]


def door_groups(
    actor: Actor, session: Session, *, text: str = "", ticked: Collection[str] | None = None
) -> list[DoorGroup]:
    """Who may be tapped: registered, invited, found by `text`, usual, of the house; each once.

    `ticked` are the values shown ticked, those noted present by default. Ten queries at most.
    """
    present = {value_of(one): one for one in present_at(session)}
    chosen = set(present) if ticked is None else set(ticked)
    registered = _registered(session)
    invited = [name for name in _invited(session) if not _is_excused(registered, name.value)]
    found = _found(actor, text)
    usual = [f"p{number}" for number in usual_people(session)]
    staff = _staff(session.house_id)
    plain = _named(actor, [*found, *usual, *staff, *present, *chosen])
    others = [plain[value] for value in [*found, *present, *chosen] if value in plain]
    staff_names = [plain[value] for value in staff if value in plain]
    of_house = {one.value for one in staff_names}
    sections = (
        ("inscrits", "Inscrits", registered),
        ("invites", "Invités", invited),
        ("trouves", "Trouvés", [one for one in others if one.value not in of_house]),
        ("habitues", "Souvent là", [plain[one] for one in usual if one in plain]),
        ("maison", "De la maison", staff_names),
    )
    shown: set[str] = set()
    groups = []
    for code, title, section in sections:
        keep = [
            one
            for one in section
            if one.value not in shown and (code != "habitues" or one.value not in of_house)
        ]
        keep = list({one.value: one for one in keep}.values())
        shown |= {one.value for one in keep}
        if keep:
            marked = tuple(_marked(one, present, chosen) for one in keep)
            groups.append(DoorGroup(code, title, marked))
    return groups


def _marked(name: DoorName, present: dict[str, Attendance], chosen: Collection[str]) -> DoorName:
    noted = present.get(name.value)
    number = noted.pk if noted is not None else None
    return replace(name, ticked=name.value in chosen, attendance=number)


def _registered(session: Session) -> list[DoorName]:
    """Registrations that stand or are excused, by name. One query."""
    rows = Registration.objects.filter(session=session).exclude(
        status=Registration.Status.CANCELLED
    )
    found = [
        (
            row.status == Registration.Status.EXCUSED,
            _sorted_by(row),
            DoorName(_value_of(row), row.who, row.structure, _TOLD.get(row.status, "")),
        )
        for row in rows.select_related("person", "organisation")
    ]
    return [name for _, _, name in sorted(found, key=lambda one: one[:2])]


def _sorted_by(row: Registration) -> str:
    """What the name of somebody registered is looked for by: the family name first."""
    if row.person is not None:
        return row.person.name_key
    return person_key(row.given_name, row.family_name) if row.family_name else fold(row.who)


def _value_of(row: Registration) -> str:
    if row.person_id is not None:
        return f"p{row.person_id}"
    if row.organisation_id is not None and not row.family_name:
        return f"o{row.organisation_id}"
    return f"r{row.pk}"


def _invited(session: Session) -> list[DoorName]:
    """Those invited, by name. One query."""
    rows = Invitation.objects.filter(session=session, withdrawn_on__isnull=True)
    found = []
    for row in rows.select_related("person", "organisation"):
        note = EXCUSED if row.declined_on else ""
        if row.person is not None:
            structure = row.organisation.name if row.organisation else ""
            name = DoorName(f"p{row.person_id}", str(row.person), structure, note)
            found.append((row.person.name_key, name))
        elif row.organisation is not None:
            told = row.organisation
            name = DoorName(f"o{told.pk}", told.name, A_STRUCTURE, note)
            found.append((told.name_key, name))
    return [name for _, name in sorted(found, key=lambda one: one[0])]


def expected_at(session: Session) -> list[DoorName]:
    """Who is printed on the sheet: those registered, else those invited. Two queries at most."""
    registered = [one for one in _registered(session) if one.note != WAITING]
    return registered or _invited(session)


def _is_excused(registered: Iterable[DoorName], value: str) -> bool:
    return any(one.value == value for one in registered)


def _found(actor: Actor, text: str) -> list[str]:
    if not text.strip() or actor.house_id is None:
        return []
    found = names.find(actor.house_id, text, kinds=["person", "organisation"], limit=20)
    return [f"{one.kind[0]}{one.object_id}" for one in found]


def _staff(house_id: int) -> list[str]:
    """The house's own people. One query."""
    held = Position.objects.filter(
        organisation_id=house_id, person__house_id=house_id, ends_on__isnull=True
    )
    ids = held.order_by("person__name_key").values_list("person_id", flat=True)
    return [f"p{number}" for number in dict.fromkeys(ids)][:STAFF_SHOWN]


def _named(actor: Actor, values: Iterable[str]) -> dict[str, DoorName]:
    """People and structures by value. Three queries."""
    wanted = list(dict.fromkeys(values))
    people = chosen_people(actor, wanted)
    held = standing_positions(people)
    named = {
        f"p{one.pk}": DoorName(f"p{one.pk}", str(one), held[one.pk].name if one.pk in held else "")
        for one in sorted(people, key=lambda one: one.name_key)
    }
    named |= {
        f"o{one.pk}": DoorName(f"o{one.pk}", one.name, A_STRUCTURE)
        for one in chosen_structures(actor, wanted)
    }
    return named


def chosen_registrations(session: Session, values: Iterable[str]) -> list[Registration]:
    """The registrations of a session among ticked values."""
    numbers = [
        int(value[1:])
        for value in values
        if value[:1] == "r" and value[1:].isascii() and value[1:].isdigit() and len(value) < 17
    ]
    return list(Registration.objects.filter(session=session, pk__in=numbers))


def structure_named(house_id: int, words: str) -> Organisation | None:
    """The one structure of a house's directory that bears this very name."""
    cards = Card.objects.filter(house_id=house_id, name_key=fold(words))
    found = list(cards.select_related("organisation")[:2]) if words.strip() else []
    return found[0].organisation if len(found) == 1 else None


def person_named(house_id: int, name_key: str) -> Person | None:
    """The one person of a house's directory who bears this very name."""
    found = list(Person.objects.filter(house_id=house_id, name_key=name_key)[:2])
    return found[0] if len(found) == 1 else None


def counters(house_id: int) -> dict[int, str]:
    """Who of the house may have counted: account → name. One query."""
    held = Membership.objects.held_on(timezone.localdate()).filter(
        organisation_id=house_id, role__in=HOUSE, user__is_active=True
    )
    rows = held.order_by("user__name", "user_id").values_list(
        "user_id", "user__name", "user__email"
    )
    return {number: name or email for number, name, email in rows}
