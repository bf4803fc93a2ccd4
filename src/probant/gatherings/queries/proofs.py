"""What proves a session besides names: signed sheets, opinions; and the structures to be found."""

from dataclasses import dataclass

from django.db.models import Count, Q

from probant.gatherings.models import (
    Attendance,
    Opinion,
    OpinionAsked,
    SaidStructure,
    Session,
    SignedSheet,
)
from probant.gatherings.rules.attendance import read_reference

LEAST = 3  # fewer answers would say who answered


@dataclass(frozen=True)
class Opinions:
    """n answers of N asked; what they say is told from `LEAST` answers on."""

    answered: int
    asked: int
    well: int = 0
    useful: int = 0
    useful_answers: int = 0
    words: tuple[str, ...] = ()

    @property
    def is_told(self) -> bool:
        """Whether enough people answered for nobody to be recognised."""
        return self.answered >= LEAST


def opinions_of(session: Session) -> Opinions:
    """The opinions on a session. Two queries, three where they are told."""
    asked = OpinionAsked.objects.filter(session=session).count()
    rows = Opinion.objects.filter(session=session)
    found = rows.aggregate(
        answers=Count("pk"),
        went_well=Count("pk", filter=Q(overall__gte=3)),
        was_useful=Count("pk", filter=Q(useful__gte=3)),
        on_use=Count("useful"),
    )
    if found["answers"] < LEAST:
        return Opinions(found["answers"], asked)
    words = rows.exclude(words="").order_by("pk").values_list("words", flat=True)
    return Opinions(
        found["answers"],
        asked,
        found["went_well"],
        found["was_useful"],
        found["on_use"],
        tuple(words[:50]),
    )


@dataclass(frozen=True)
class Sheets:
    """The signed sheets of a session; `missing` are pages of a printed sheet still to be joined."""

    rows: tuple[SignedSheet, ...]
    missing: tuple[str, ...]


def sheets_of(session: Session) -> Sheets:
    """The sheets joined, in order. One query."""
    rows = tuple(
        SignedSheet.objects.filter(session=session)
        .select_related("document")
        .order_by("added_at", "page", "pk")
    )
    joined: dict[str, tuple[int, set[int]]] = {}
    for row in rows:
        said = read_reference(row.reference)
        if said is not None:
            joined.setdefault(said.printing, (said.pages, set()))[1].add(said.page)
    missing = tuple(
        f"page {page} sur {pages}"
        for pages, there in joined.values()
        for page in range(1, pages + 1)
        if page not in there
    )
    return Sheets(rows, missing)


def unknown_structures(session: Session) -> list[tuple[SaidStructure, int]]:
    """Who said a structure that the directory does not know, with their presence. Two queries."""
    rows = list(SaidStructure.objects.filter(session=session).select_related("person"))
    if not rows:
        return []
    came = Attendance.objects.now().filter(
        session=session, person__in=[row.person_id for row in rows]
    )
    numbers = dict(came.values_list("person_id", "pk"))
    return [(row, numbers[row.person_id]) for row in rows if row.person_id in numbers]
