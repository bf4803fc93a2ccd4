"""The public agenda of a house: what is announced, by month, kind, commune and theme.

Everything here starts from `Session.objects.announced()`: drafts and sessions by invitation do not
exist for the public; what is cancelled or waits for a day stays, and says so.
"""

import datetime
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any
from urllib.parse import urlencode

from django.db.models import Q, QuerySet

from probant.directory.models import House, Theme
from probant.gatherings.models import Event, Session, SessionRole
from probant.gatherings.writing import SESSION
from probant.journal.models import JournalEntry, JournalMention
from probant.journal.prepared import Prepared

SHOWN = 60  # of what is to come, on a page
FED = 200  # in a feed
BACK = datetime.timedelta(days=90)  # how far back a feed goes
_MONTH = re.compile(r"(20\d\d)-(0[1-9]|1[0-2])")
_WORD = re.compile(r"[\w-]{1,40}")


@dataclass(frozen=True)
class Chosen:
    """The words of the address: `mois` (2023-11), `type`, `commune`, `theme`; nonsense is none.

    Without a month: what is to come.
    """

    month: datetime.date | None = None
    kind: str = ""
    place: str = ""
    theme: str = ""

    @classmethod
    def read(cls, query: Mapping[str, str]) -> "Chosen":
        """Read an address."""
        found = _MONTH.fullmatch(query.get("mois", ""))
        theme = _word(query, "theme")
        return cls(
            datetime.date(int(found[1]), int(found[2]), 1) if found else None,
            _word(query, "type"),
            _word(query, "commune"),
            theme if theme in Theme.values else "",
        )

    def condition(self) -> Q:
        """What is chosen besides the month."""
        given = {"kind_id": self.kind, "place_code": self.place, "theme": self.theme}
        return Q(**{name: value for name, value in given.items() if value})

    def query(self, month: datetime.date | None) -> str:
        """The same words for another month, as an address ends."""
        words = {"mois": f"{month:%Y-%m}" if month else "", "type": self.kind}
        words |= {"commune": self.place, "theme": self.theme}
        said = {name: value for name, value in words.items() if value}
        return f"?{urlencode(said)}" if said else ""


def _word(query: Mapping[str, str], name: str) -> str:
    word = query.get(name, "")
    if name == "type" and not (word.isascii() and word.isdigit() and len(word) < 10):
        return ""
    return word if _WORD.fullmatch(word) else ""


def next_month(day: datetime.date) -> datetime.date:
    """The first of the month after."""
    return (day.replace(day=28) + datetime.timedelta(days=4)).replace(day=1)


def month_before(day: datetime.date) -> datetime.date:
    """The first of the month before."""
    return (day.replace(day=1) - datetime.timedelta(days=1)).replace(day=1)


def announced(house: House) -> QuerySet[Session]:
    """What anybody may read of a house, with what a line says of it."""
    rows = Session.objects.filter(house=house).announced()
    return rows.select_related("kind", "organiser", "event")


@dataclass(frozen=True)
class Line:
    """What a line says of a session. `by`: who organises it, where not the house alone."""

    pk: int
    title: str
    kind: str
    starts_on: datetime.date
    starts_time: datetime.time | None
    place_label: str
    place_name: str
    state: str
    by: str = ""

    @property
    def where(self) -> str:
        """Room and commune."""
        return place_of(self)


def line_of(session: Session) -> Line:
    """The line of a session of a programme, with all who organise it (see `organisers`)."""
    names = organisers(session)
    return Line(
        session.pk,
        session.title,
        session.kind.name,
        session.starts_on,
        session.starts_time,
        session.place_label,
        session.place_name,
        session.state,
        f"avec {', '.join(names)}" if names else "",
    )


_TOLD = (
    "pk",
    "title",
    "kind__name",
    "starts_on",
    "starts_time",
    "place_label",
    "place_name",
    "state",
    "organiser__name",
)


def _shown(
    house: int, back: datetime.date, start: datetime.date, end: datetime.date
) -> QuerySet[Session, Any]:
    """What begins from `back` and before `end`, and is not over on `start`."""
    rows = Session.objects.filter(house=house, starts_on__gte=back, starts_on__lt=end).announced()
    standing = rows.filter(Q(starts_on__gte=start) | Q(ends_on__gte=start))
    return standing.order_by("starts_on", "starts_time", "id").values(*_TOLD)


_DAYS = ("back", "start", "end")
_ALL = Prepared(_shown, "house", days=_DAYS)
_FIRST = Prepared(lambda **given: _shown(**given)[:SHOWN], "house", days=_DAYS)


def lines_shown(house: House, chosen: Chosen, today: datetime.date) -> list[Line]:
    """The sessions of a month, or those to come, in order. One query.

    Where nothing but the month is chosen, it was compiled once.
    """
    month, condition = chosen.month, chosen.condition()
    days = (
        {"back": month, "start": month, "end": next_month(month)}
        if month
        else {"back": today - BACK, "start": today, "end": datetime.date.max}
    )
    if condition:
        found = _shown(house.pk, **days).filter(condition)
        return [_line(row) for row in (found if month else found[:SHOWN])]
    return [_line(row) for row in (_ALL if month else _FIRST).rows(house=house.pk, **days)]


def _line(row: Mapping[str, Any]) -> Line:
    told = [row[name] for name in _TOLD]
    told[-1] = f"par {told[-1]}" if told[-1] else ""
    return Line(*told)


def by_month(lines: Iterable[Line]) -> list[tuple[datetime.date, list[Line]]]:
    """Lines in their order under the first of their month."""
    grouped = groupby(lines, key=lambda one: one.starts_on.replace(day=1))
    return [(month, list(rows)) for month, rows in grouped]


@dataclass(frozen=True)
class Choices:
    """What the filters offer: (word, label) of what the year around holds."""

    kinds: list[tuple[str, str]]
    places: list[tuple[str, str]]
    themes: list[tuple[str, str]]


def choices(house: House, around: datetime.date) -> Choices:
    """Kinds, communes and themes of what is announced in a year from a month. One query."""
    start = around.replace(day=1)
    end = start + datetime.timedelta(days=366)
    rows = _OFFERED.rows(house=house.pk, start=start, end=end)
    kinds = {(str(row["kind_id"]), row["kind__name"]) for row in rows}
    places = {(row["place_code"], row["place_name"] or row["place_code"]) for row in rows}
    themes = {row["theme"] for row in rows}
    return Choices(
        sorted(kinds, key=lambda pair: pair[1]),
        sorted((pair for pair in places if pair[0]), key=lambda pair: pair[1]),
        [(word, str(label)) for word, label in Theme.choices if word in themes],
    )


def _offered(house: int, start: datetime.date, end: datetime.date) -> QuerySet[Session, Any]:
    rows = Session.objects.filter(house=house, starts_on__gte=start, starts_on__lt=end).announced()
    told = rows.order_by().values("kind_id", "kind__name", "place_code", "place_name", "theme")
    return told.distinct()


_OFFERED = Prepared(_offered, "house", days=("start", "end"))


def session_shown(house: House, pk: int) -> Session | None:
    """One announced session. One query."""
    rows = announced(house).select_related("kind", "organiser", "event", "house__organisation")
    return rows.filter(pk=pk).first()


def named_roles(session: Session) -> list[SessionRole]:
    """Who may be named in public, part by part. One query."""
    rows = session.roles.filter(is_named=True).select_related("person", "organisation")
    order = {part: rank for rank, part in enumerate(SessionRole.Part.values)}
    return sorted(rows, key=lambda role: (order[role.part], role.pk))


def organisers(session: Session) -> list[str]:
    """Who organises, by name: who leads, the house where it does, those with it.

    A query, unless the session was read with its co-organisers (`programme_of`).
    """
    lead = [session.organiser.name] if session.organiser else []
    house = [session.house.organisation.name] if session.is_ours else []
    beside = sorted(one.name for one in session.co_organisers.all())
    return list(dict.fromkeys([*lead, *house, *beside]))


def place_of(session: Session | Line) -> str:
    """Room and commune."""
    return ", ".join(part for part in (session.place_label, session.place_name) if part)


# --- events


def event_shown(house: House, pk: int) -> Event | None:
    """An event whose programme is published. One query."""
    rows = Event.objects.filter(house=house).announced().select_related("organiser")
    return rows.filter(pk=pk).first()


def events_shown(house: House, today: datetime.date) -> list[Event]:
    """The published events that are not over. One query."""
    rows = Event.objects.filter(house=house, ends_on__gte=today).announced()
    return list(rows.order_by("starts_on", "id")[:5])


def programme_of(event: Event) -> list[Session]:
    """The announced sessions of an event, with who organises them. Two queries."""
    rows = event.sessions.announced().select_related("kind", "organiser", "house__organisation")
    ordered = rows.prefetch_related("co_organisers")
    return list(ordered.order_by("starts_on", "starts_time", "id"))


# --- feeds


def fed(house: House, today: datetime.date) -> list[Session]:
    """What feeds hold: from three months back, in order. One query."""
    rows = announced(house)
    return list(rows.filter(starts_on__gte=today - BACK).order_by("starts_on", "id")[:FED])


def touched(house: House, sessions: Iterable[Session]) -> dict[int, datetime.datetime]:
    """When each session was last changed, from the journal. Two queries."""
    ids = [one.pk for one in sessions]
    mentions = JournalMention.objects.filter(house_id=house.pk, kind=SESSION, object_id__in=ids)
    last = dict(mentions.order_by("seq").values_list("object_id", "seq"))
    entries = JournalEntry.objects.filter(house_id=house.pk, seq__in=set(last.values()))
    instants = dict(entries.values_list("seq", "at"))
    return {pk: instants[seq] for pk, seq in last.items() if seq in instants}
