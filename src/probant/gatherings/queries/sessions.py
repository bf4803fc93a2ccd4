"""What screens ask of gatherings: the list of sessions, who came, who may come through the door."""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from probant.directory.models import Card, Organisation, Person, Position
from probant.gatherings.models import Attendance, Session
from probant.journal.timeline import timeline
from probant.kernel.actor import Actor
from probant.search import index as names

COMING, HELD, POSTPONED, CANCELLED, ALL = "prevues", "tenues", "reportees", "annulees", "toutes"
STATES = {
    COMING: Session.State.PLANNED,
    HELD: Session.State.HELD,
    POSTPONED: Session.State.POSTPONED,
    CANCELLED: Session.State.CANCELLED,
}
CALLED_OFF = {"gatherings.cancel_session", "gatherings.postpone_session"}  # verbs with a reason
USUAL = 60  # names proposed at the door without a search


@dataclass(frozen=True)
class SessionFilter:
    """The words of the address: `etat`, `type`, `programme`, `annee`; nonsense is ignored."""

    state: str = ALL
    kind: str = ""
    programme: str = ""
    year: str = ""

    @classmethod
    def read(cls, query: Mapping[str, str]) -> "SessionFilter":
        """Read the filters of an address."""
        state, year = query.get("etat", ALL), query.get("annee", "")
        usable = year.isascii() and year.isdigit() and len(year) == 4 and year > "1900"
        return cls(
            state if state in STATES else ALL,
            _word(query, "type"),
            _word(query, "programme"),
            year if usable else "",
        )

    def condition(self) -> Q:
        """The filters as one condition."""
        wanted = Q()
        if self.state in STATES:
            wanted &= Q(state=STATES[self.state])
        if self.kind:
            wanted &= Q(kind__official_code=self.kind)
        if self.programme:
            wanted &= Q(programme__official_code=self.programme)
        if self.year:
            wanted &= Q(starts_on__year=int(self.year))
        return wanted


def why_called_off(session: Session) -> str:
    """Why a session was last cancelled or put off, as those registered were told.

    Empty where nobody said, where the words are erased, or where it stands as it was planned. One
    query at most.
    """
    is_off = session.state in (Session.State.CANCELLED, Session.State.POSTPONED)
    if not is_off and session.first_planned_on in (None, session.starts_on):
        return ""
    moments = timeline(session.house_id, "session", session.pk)
    told = next((one for one in moments if one.verb in CALLED_OFF), None)
    return str(told.body.get("reason", "")) if told is not None else ""


def _word(query: Mapping[str, str], name: str) -> str:
    word = query.get(name, "")
    return word if re.fullmatch(r"[a-z0-9-]{1,40}", word) else ""


def session_rows(actor: Actor, chosen: SessionFilter) -> QuerySet[Any, Any]:
    """Rows of the list, with the number of names taken at the door."""
    came = (
        Attendance.objects.now()
        .filter(session=OuterRef("pk"))
        .order_by()
        .values("session")
        .annotate(n=Count("*"))
        .values("n")
    )
    sessions = Session.objects.visible_to(actor).filter(chosen.condition())
    return sessions.annotate(
        kind_name=F("kind__name"),
        programme_name=F("programme__name"),
        present=Coalesce(Subquery(came, output_field=IntegerField()), 0),
    ).values(
        "id",
        "title",
        "kind_name",
        "programme_name",
        "starts_on",
        "place_name",
        "present",
        "state",
    )


@dataclass(frozen=True)
class Name:
    """Somebody at the door: `value` is `p12` for a person, `o5` for a structure by itself."""

    value: str
    label: str
    detail: str
    present: bool


def present_at(session: Session) -> list[Attendance]:
    """The attendances that stand, by name. One query."""
    standing = Attendance.objects.now().filter(session=session)
    return list(
        standing.select_related("person", "organisation").order_by(
            "person__name_key", "organisation__name_key", "id"
        )
    )


def value_of(attendance: Attendance) -> str:
    """How an attendance is ticked on the list."""
    if attendance.person_id is not None:
        return f"p{attendance.person_id}"
    return f"o{attendance.organisation_id}"


def names_at_the_door(
    actor: Actor, session: Session, *, text: str, ticked: Collection[str]
) -> list[Name]:
    """Who may be ticked: those present, those ticked, those found by `text`, then the usual ones.

    The usual ones came to the latest sessions of the same programme. Seven queries at most.
    """
    present = {value_of(one) for one in present_at(session)}
    wanted = dict.fromkeys([*sorted(present), *ticked])
    if text.strip() and actor.house_id is not None:
        found = names.find(actor.house_id, text, kinds=["person", "organisation"], limit=20)
        wanted |= dict.fromkeys(f"{one.kind[0]}{one.object_id}" for one in found)
    wanted |= dict.fromkeys(f"p{number}" for number in usual_people(session))
    people = _people(actor, wanted)
    structures = _structures(actor, wanted)
    shown = [
        Name(value, *(people.get(value) or structures[value]), value in present or value in ticked)
        for value in wanted
        if value in people or value in structures
    ]
    return sorted(shown, key=lambda name: not name.present)


def usual_people(session: Session) -> list[int]:
    """Who came to the latest sessions of the same programme. One query."""
    latest = Attendance.objects.now().filter(
        house_id=session.house_id, programme_id=session.programme_id, person__isnull=False
    )
    ids = latest.order_by("-seq", "-id").values_list("person_id", flat=True)[: USUAL * 2]
    return list(dict.fromkeys(number for number in ids if number is not None))[:USUAL]


def _numbers(values: Iterable[str], letter: str) -> list[int]:
    return [
        int(value[1:])
        for value in values
        if value[:1] == letter and value[1:].isascii() and value[1:].isdigit() and len(value) < 17
    ]


def chosen_people(actor: Actor, values: Iterable[str]) -> list[Person]:
    """The people of the house among ticked values."""
    return list(Person.objects.visible_to(actor).filter(pk__in=_numbers(values, "p")))


def chosen_structures(actor: Actor, values: Iterable[str]) -> list[Organisation]:
    """The structures that the actor knows among ticked values."""
    cards = Card.objects.visible_to(actor).filter(organisation_id__in=_numbers(values, "o"))
    return [card.organisation for card in cards.select_related("organisation")]


def standing_positions(people: Collection[Person]) -> dict[int, Organisation]:
    """Person id → the structure they are of today, the latest where several. One query."""
    rows = Position.objects.filter(person__in=people, ends_on__isnull=True)
    ordered = rows.select_related("organisation").order_by("id")
    return {row.person_id: row.organisation for row in ordered}


def _people(actor: Actor, values: Iterable[str]) -> dict[str, tuple[str, str]]:
    people = chosen_people(actor, values)
    held = standing_positions(people)
    return {
        f"p{person.pk}": (str(person), held[person.pk].name if person.pk in held else "")
        for person in people
    }


def _structures(actor: Actor, values: Iterable[str]) -> dict[str, tuple[str, str]]:
    cards = Card.objects.visible_to(actor).filter(organisation_id__in=_numbers(values, "o"))
    return {
        f"o{row['organisation_id']}": (row["name"], "structure")
        for row in cards.values("organisation_id", "name")
    }
