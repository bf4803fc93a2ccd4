"""Houses drawn at random, with overlaps: the roll-up is the plain union of what each brings."""

import datetime
import random
from typing import Any

import pytest

from probant.consortia.actions import answer_match, propose_match, share_figures, undo_match
from probant.consortia.likeness import SESSION, STRUCTURE, Alike, End
from probant.consortia.models import MemberHouse, SessionMatch, StructureMatch
from probant.consortia.queries import lines_of
from probant.consortia.tests.scenario import HEADCOUNT, WELCOMED, WORKSHOPS, Books, Ring, open_ring
from probant.directory.models import Organisation
from probant.gatherings.models import HeadcountTaken, Session, SessionHeld
from probant.indicators.across import Part, Sameness, doubles, roll_up
from probant.indicators.registry import indicator
from probant.journal.door import change
from probant.kernel.cut import Cut
from probant.kernel.decision import Refused
from probant.kernel.period import Period
from probant.programmes.queries import latest_version
from probant.support.models import Case, PhaseReached

pytestmark = pytest.mark.django_db
Row = dict[str, Any]
FIRST = datetime.date(2020, 7, 1)


class Drawn:
    """A ring of three houses, their facts noted late and sometimes voided."""

    def __init__(self, seed: int) -> None:
        self.draw = random.Random(seed)
        self.ring: Ring = open_ring("Une", "Deux", "Trois", codes=(WELCOMED, WORKSHOPS, HEADCOUNT))
        self.sheets: dict[int, list[Organisation]] = {}
        common = [self.ring.keeper.sheet(f"Commune {number}") for number in range(5)]
        for books in self.ring.books:
            own = [books.sheet(f"De {books.house} {number}") for number in range(6)]
            adopted = [books.adopt(one) for one in self.draw.sample(common, 3)]
            self.sheets[books.house.pk] = own + adopted
        self._number_some()
        self.sessions = {books.house.pk: self._sessions(books) for books in self.ring.books}
        for books in self.ring.books:
            self._welcomes(books)

    def _number_some(self) -> None:
        """Two houses that each wrote the SIREN of one legal unit on a sheet of its own."""
        for number, (one, two) in enumerate(((0, 1), (1, 2))):
            pair = [self.sheets[self.ring.books[place].house.pk][number].pk for place in (one, two)]
            Organisation.objects.filter(pk__in=pair).update(siren=f"55210055{number}")

    def day(self) -> datetime.date:
        return FIRST + datetime.timedelta(days=self.draw.randrange(540))

    def record(self, books: Books, make: Any) -> None:
        on = self.day()
        known = on + datetime.timedelta(days=self.draw.choice([0, 3, 40, 200]))
        house = [books.house.pk]
        with change(books.system, verb="essai", houses=house, declared_on=known) as entry:
            fact = entry.record(make(on))
        if self.draw.random() < 0.2:
            later = known + datetime.timedelta(days=self.draw.randrange(120))
            with change(books.system, verb="essai", houses=house, declared_on=later) as entry:
                entry.void(fact, code="error")

    def _sessions(self, books: Books) -> list[Session]:
        held = []
        for number in range(5):
            session = Session.objects.create(
                house=books.house,
                kind=books.workshop,
                programme=books.crdva,
                title=f"{number}",
                starts_on=FIRST,
            )
            held.append(session)
            self.record(books, lambda on, s=session: about(SessionHeld(occurred_on=on), s))
            if self.draw.random() < 0.7:
                count = self.draw.randrange(40)
                self.record(
                    books,
                    lambda on, s=session, n=count: about(
                        HeadcountTaken(occurred_on=on, headcount=n), s
                    ),
                )
        return held

    def _welcomes(self, books: Books) -> None:
        phase = books.dla.phases.get(official_code="accueil")
        for _ in range(14):
            case = Case.objects.create(
                house=books.house,
                organisation=self.draw.choice(self.sheets[books.house.pk]),
                programme=books.dla,
                version=latest_version(books.dla),
                opened_on=FIRST,
                touched_on=FIRST,
            )

            def made(on: datetime.date, case: Case = case) -> PhaseReached:
                fact = PhaseReached(phase=phase, phase_code="accueil")
                fact.about(case, on)
                return fact

            self.record(books, made)

    def match_some(self) -> None:
        """Pairs of sessions and of sheets that two houses say to be one, where nobody refuses."""
        for kind, things in ((SESSION, self.sessions), (STRUCTURE, self.sheets)):
            for _ in range(14):
                one, two = self.draw.sample(self.ring.books, 2)
                mine = self.draw.choice(things[one.house.pk])
                theirs = self.draw.choice(things[two.house.pk])
                if mine.pk == theirs.pk:
                    continue
                ends = [End(o.house.pk, row.pk, "", "") for o, row in ((one, mine), (two, theirs))]
                try:
                    match = self.ring_propose(one, Alike(kind, ends[0], ends[1], ""))
                    answer_match(two.awa, match=match, is_same=True)
                except Refused:
                    continue
                if self.draw.random() < 0.2:
                    undo_match(one.awa, match=match)

    def ring_propose(self, one: Books, alike: Alike) -> Any:
        return propose_match(one.awa, consortium=self.ring.consortium, alike=alike)

    def members(self) -> None:
        """Each shares some of the figures; one brings its facts from a day, one left on a day."""
        figures = list(self.ring.figures.values())
        for books in self.ring.books:
            member = self.ring.members[books.house.pk]
            some = self.draw.sample(figures, self.draw.choice([2, 3, 3]))
            share_figures(books.awa, member=member, figures=some)
        two, three = (self.ring.members[one.house.pk].pk for one in self.ring.books[1:])
        MemberHouse.objects.filter(pk=two).update(counts_from=self.day())
        left = {"accepted_on": FIRST, "left_on": self.day()}
        MemberHouse.objects.filter(pk=three).update(**left)


def about(fact: Any, session: Session) -> Any:
    fact.about(session)
    return fact


# --- the same in plain Python --------------------------------------------------------------------
def stands(row: Row, day: datetime.date | None) -> bool:
    if day is None:
        return row["void_on"] is None
    return row["known_on"] <= day and (row["void_on"] is None or row["void_on"] > day)


def one_set(pairs: list[tuple[Any, Any]]) -> Any:
    """A function from a thing to the set that pairs put it in."""
    sets: dict[Any, frozenset[Any]] = {}
    for one, other in pairs:
        joined = sets.get(one, frozenset([one])) | sets.get(other, frozenset([other]))
        for thing in joined:
            sets[thing] = joined
    return lambda thing: sets.get(thing, frozenset([thing]))


def said(kind: Any, day: datetime.date | None) -> list[tuple[int, int]]:
    return [
        (one.of_proposer_id, one.of_asked_id)
        for one in kind.objects.all()
        if one.is_same
        and (
            one.undone_on is None
            if day is None
            else one.answered_on <= day and (one.undone_on is None or one.undone_on > day)
        )
    ]


def numbered(rows: list[Row]) -> list[tuple[int, int]]:
    """Sheets of one SIREN among those that count; none of these has a SIRET."""
    sheets = {row["organisation_id"] for row in rows}
    by_siren: dict[str, list[int]] = {}
    for pk, siren in Organisation.objects.filter(pk__in=sheets).values_list("pk", "siren"):
        if siren:
            by_siren.setdefault(siren, []).append(pk)
    return [(unit[0], other) for unit in by_siren.values() for other in unit[1:]]


def naive(code: str, rows: list[Row], day: datetime.date | None, order: list[int]) -> int:
    if code == WELCOMED:
        one = one_set(said(StructureMatch, day) + numbered(rows))
        return len({one(row["organisation_id"]) for row in rows})
    one = one_set(said(SessionMatch, day))
    if code == WORKSHOPS:
        return len({one(row["session_id"]) for row in rows})
    total = 0
    for group in {one(row["session_id"]) for row in rows}:
        held = [row for row in rows if row["session_id"] in group]
        first = min(held, key=lambda row: order.index(row["house_id"]))["session_id"]
        total += sum(row["headcount"] for row in held if row["session_id"] == first)
    return total


KINDS: dict[str, Any] = {
    WELCOMED: PhaseReached,
    WORKSHOPS: SessionHeld,
    HEADCOUNT: HeadcountTaken,
}


def brought(ring: Ring, code: str, period: Period, day: datetime.date | None) -> list[Row]:
    """What members bring, fact by fact."""
    figure = ring.figures[code]
    rows = []
    for member in MemberHouse.objects.filter(consortium=ring.consortium):
        if not member.sharings.filter(figure=figure, withdrawn_on__isnull=True).exists():
            continue
        for row in KINDS[code].objects.filter(house_id=member.house_id).values():
            on = row["occurred_on"]
            inside = period.start <= on <= period.end and stands(row, day)
            inside &= member.counts_from is None or on >= member.counts_from
            inside &= member.left_on is None or on <= member.left_on
            rows += [row] if inside else []
    return rows


@pytest.mark.parametrize("seed", range(4))
def test_the_roll_up_is_the_plain_union_of_what_each_brings(seed: int) -> None:
    drawn = Drawn(seed)
    ring = drawn.ring
    drawn.match_some()
    assert SessionMatch.objects.exists() and StructureMatch.objects.exists()
    drawn.members()
    entered = MemberHouse.objects.order_by("accepted_on", "pk")
    order = list(entered.values_list("house_id", flat=True))
    days: list[datetime.date | None] = [None, *(drawn.day() for _ in range(4))]
    periods = [Period.year(2020), Period.year(2021), Period(FIRST, datetime.date(2021, 12, 31))]
    seen = 0
    for day in days:
        cut = Cut.known(day) if day else Cut.now()
        for period in periods:
            for line in lines_of(ring.consortium, list(ring.figures.values()), period, cut):
                rows = brought(ring, line.figure.code, period, day)
                if line.whole is None:
                    assert rows == []
                    continue
                value = naive(line.figure.code, rows, day, order)
                assert line.whole.value == value, (line.figure.code, day, period)
                assert line.whole.records == line.whole.facts.count()
                assert max(line.whole.own.values()) <= line.whole.value <= line.whole.added_up or (
                    line.figure.code == HEADCOUNT
                )
                for house, own in line.whole.own.items():
                    alone = [row for row in rows if row["house_id"] == house]
                    assert own == plain(line.figure.code, alone)
                seen += line.whole.overlap > 0
    assert seen > 0


def plain(code: str, rows: list[Row]) -> int:
    """What one house counts by itself."""
    if code == HEADCOUNT:
        return sum(row["headcount"] for row in rows)
    column = "organisation_id" if code == WELCOMED else "session_id"
    return len({row[column] for row in rows})


def test_a_house_alone_rolls_up_to_its_own_figure() -> None:
    drawn = Drawn(11)
    found = indicator(WELCOMED)
    assert found is not None
    house = drawn.ring.keeper.house.pk
    part = Part(house, Period.year(2021))
    alone = roll_up(found, [part], cut=Cut.now(), sameness=Sameness())
    assert (alone.value, alone.overlap, doubles(alone)) == (alone.own[house], 0, {})
