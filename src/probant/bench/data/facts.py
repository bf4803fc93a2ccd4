"""Years of support and of gatherings: what happened is drawn first, then told day by day.

Each day on which the house learnt something is one or a few journal entries, of at most `A_DAY`
facts: the way an import would write them. One phase in a hundred was noted a day too late and is
replaced; as many attendances are voided.
"""

import datetime
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from probant.bench.data.directory import A_DAY, BATCH, batched
from probant.bench.data.size import FIRST_YEAR, LAST_YEAR, Size
from probant.directory.models import House, Organisation, Person, Territory
from probant.directory.territories import VINTAGE
from probant.directory.writing import ORGANISATION, PERSON
from probant.gatherings.models import Attendance, Session, SessionHeld
from probant.gatherings.writing import SESSION
from probant.journal.door import Entry, change
from probant.journal.facts import Fact
from probant.kernel.actor import Actor
from probant.kernel.text import fold
from probant.programmes.models import Phase, Programme, ProgrammeVersion, SessionKind
from probant.search.index import Name, index_many
from probant.support.models import (
    Case,
    CaseOpened,
    JobFact,
    Mission,
    MissionContracted,
    MissionJoined,
    OrganisationBorn,
    PhaseReached,
)
from probant.support.writing import CASE

FIRST_DAY = datetime.date(FIRST_YEAR, 1, 1)
LAST_DAY = datetime.date(LAST_YEAR, 12, 31)
DAYS = (LAST_DAY - FIRST_DAY).days
SHARES = {"dla": 0.5, "creation": 0.38, "crdva": 0.08, "generateur": 0.04}  # of the cases
SESSIONS = (
    ("crdva", "atelier"),
    ("paroles-experts", "atelier"),
    ("emergence", "atelier"),
    ("reseau-acteurs", "atelier"),
    ("osez", "forum"),
    ("formation", "formation"),
)


@dataclass(slots=True)
class Told:
    """A fact to come, on the day on which the house learns it, with what its entry mentions."""

    known_on: datetime.date
    fact: Fact
    mentions: tuple[tuple[str, int], ...]
    mended: bool = False


@dataclass
class Offer:
    """Programmes, phases and kinds of the house, by official code."""

    programmes: dict[str, Programme]
    phases: dict[str, list[Phase]]
    kinds: dict[str, SessionKind]
    versions: dict[int, ProgrammeVersion]
    territories: list[Territory] = field(default_factory=list)

    @classmethod
    def of(cls, house: House) -> "Offer":
        programmes = {row.official_code: row for row in Programme.objects.filter(house=house)}
        return cls(
            programmes,
            {
                code: list(Phase.objects.filter(programme=row).order_by("position"))
                for code, row in programmes.items()
            },
            {row.official_code: row for row in SessionKind.objects.filter(house=house)},
            {row.programme_id: row for row in ProgrammeVersion.objects.filter(number=1)},
            list(
                Territory.objects.filter(kind=Territory.Kind.EPCI, vintage=VINTAGE).order_by("code")
            ),
        )


def build_facts(
    actor: Actor,
    house: House,
    size: Size,
    organisations: Sequence[Organisation],
    people: Sequence[Person],
    dice: random.Random,
) -> int:
    """Cases, missions, sessions and their facts; returns how many facts were recorded."""
    offer = Offer.of(house)
    told = _support(house, offer, size, organisations, dice)
    told += _gatherings(house, offer, size, organisations, people, dice)
    told.sort(key=lambda item: item.known_on)  # a stable sort: the draw's order within a day
    for day, of_a_day in groupby(told, key=lambda item: item.known_on):
        for batch in batched(list(of_a_day), A_DAY):
            with change(actor, verb="bench.day", houses=[house.pk], declared_on=day) as entry:
                _tell(entry, batch)
    return len(told) + _mend(actor, house, [item for item in told if item.mended], dice)


def _tell(entry: Entry, batch: Sequence[Told]) -> None:
    by_kind = sorted(batch, key=lambda item: item.fact._meta.db_table)
    for _, items in groupby(by_kind, key=lambda item: item.fact._meta.db_table):
        entry.record_many([item.fact for item in items])
    for item in batch:
        for kind, number in item.mentions:
            entry.mention(kind, number)


def _mend(actor: Actor, house: House, wrong: Sequence[Told], dice: random.Random) -> int:
    """Void or replace what was told wrong, at the end of the last year."""
    replaced = 0
    for batch in batched(wrong, 50):
        with change(actor, verb="bench.mend", houses=[house.pk], declared_on=LAST_DAY) as entry:
            for item in batch:
                fact = item.fact
                if not isinstance(fact, PhaseReached):
                    entry.void(fact, code="not_held", reason="n’est pas venu")
                    continue
                day = fact.occurred_on - datetime.timedelta(days=dice.randrange(1, 3))
                right = PhaseReached(phase=fact.phase, phase_code=fact.phase_code)
                right.about(fact.case, max(day, FIRST_DAY))
                entry.replace(fact, right, code="error", reason="noté le lendemain")
                replaced += 1
    return replaced


def _known(day: datetime.date, dice: random.Random) -> datetime.date:
    return min(LAST_DAY, day + datetime.timedelta(days=dice.choice((0, 0, 0, 1, 2, 7, 30))))


def _told(fact: Fact, dice: random.Random, *mentions: tuple[str, int]) -> Told:
    return Told(_known(fact.occurred_on, dice), fact, mentions, dice.random() < 0.01)


# --- support


def _support(
    house: House,
    offer: Offer,
    size: Size,
    organisations: Sequence[Organisation],
    dice: random.Random,
) -> list[Told]:
    codes = dice.choices(list(SHARES), weights=list(SHARES.values()), k=size.cases)
    cases = [_case(house, offer, code, organisations, dice) for code in codes]
    paths = [_path(case, offer.phases[code], dice) for case, code in zip(cases, codes, strict=True)]
    for case, path in zip(cases, paths, strict=True):
        case.phase, case.phase_since_on = path[-1] if path else (None, None)
        case.touched_on = max([case.opened_on, *(day for _, day in path)])
    Case.objects.bulk_create(cases, batch_size=BATCH)
    projects = [one for one in cases if one.project_title]
    index_many(
        house.pk, CASE, [Name(one.pk, one.project_title, one.programme.name) for one in projects]
    )
    told: list[Told] = []
    for case, path in zip(cases, paths, strict=True):
        told += _facts_of(case, path, dice)
    return told + _missions(house, offer, cases, paths, dice) + _results(cases, paths, dice)


def _case(
    house: House,
    offer: Offer,
    code: str,
    organisations: Sequence[Organisation],
    dice: random.Random,
) -> Case:
    opened = FIRST_DAY + datetime.timedelta(days=dice.randrange(DAYS))
    programme = offer.programmes[code]
    case = Case(house=house, programme=programme, opened_on=opened, touched_on=opened)
    case.version = offer.versions[programme.pk]
    if code == "generateur":
        place = dice.choice(offer.territories)
        case.project_title = f"Émergence à {place.name}"[:200]
        case.place_code, case.place_vintage, case.place_name = place.code, VINTAGE, place.name
    elif code == "creation" and dice.random() < 0.7:
        home = dice.choice(organisations)
        case.project_title = f"Projet {dice.randrange(1_000_000):06d}"
        case.place_code, case.place_name = home.place_code, home.place_name
        case.place_vintage = home.place_vintage
    else:
        case.organisation = dice.choice(organisations)
    case.project_key = fold(case.project_title)
    return case


def _path(
    case: Case, phases: Sequence[Phase], dice: random.Random
) -> list[tuple[Phase, datetime.date]]:
    """The phases that a case reached, with their days, which never go back."""
    day, path = case.opened_on, []
    for phase in phases[: dice.randrange(1, len(phases) + 1)]:
        if day > LAST_DAY:
            break
        path.append((phase, day))
        day += datetime.timedelta(days=dice.randrange(10, 120))
    return path


def _facts_of(
    case: Case, path: Sequence[tuple[Phase, datetime.date]], dice: random.Random
) -> Iterator[Told]:
    mentions = _mentions(case)
    opened = CaseOpened()
    opened.about(case, case.opened_on)
    yield Told(case.opened_on, opened, mentions)
    for number, (phase, day) in enumerate(path):
        reached = PhaseReached(phase=phase, phase_code=phase.official_code)
        reached.about(case, day)
        item = _told(reached, dice, *mentions)
        # the last one is what the case's own row says, the first its opening
        item.mended = item.mended and 0 < number < len(path) - 1
        yield item


def _mentions(case: Case) -> tuple[tuple[str, int], ...]:
    about: list[tuple[str, int]] = [("case", case.pk)]
    if case.organisation_id is not None:
        about.append((ORGANISATION, case.organisation_id))
    return tuple(about)


def _missions(
    house: House,
    offer: Offer,
    cases: Sequence[Case],
    paths: Sequence[Sequence[tuple[Phase, datetime.date]]],
    dice: random.Random,
) -> list[Told]:
    """An individual or a collective mission for the cases of the DLA that reached support."""
    dla = offer.programmes["dla"]
    reached = [
        (case, day)
        for case, path in zip(cases, paths, strict=True)
        if case.programme_id == dla.pk
        for phase, day in path
        if phase.official_code == "accompagnement"
    ]
    alone: list[tuple[Case, datetime.date]] = []
    others: list[tuple[Case, datetime.date]] = []
    for item in reached:
        (alone if dice.random() < 0.6 else others).append(item)
    together = list(batched(others, 6))
    individual = [_mission(house, dla, case, day, dice) for case, day in alone]
    collective = [_mission(house, dla, None, max(day for _, day in of), dice) for of in together]
    Mission.objects.bulk_create([*individual, *collective], batch_size=BATCH)
    told = [_contracted(mission, dice) for mission in [*individual, *collective]]
    for mission, members in zip(collective, together, strict=True):
        joined: set[int | None] = set()
        for case, day in members:
            if case.organisation_id not in joined:
                joined.add(case.organisation_id)
                fact = MissionJoined(mission=mission, kind=mission.kind)
                fact.about(case, day)
                told.append(_told(fact, dice, *_mentions(case)))
                told[-1].mended = False
    return told


def _mission(
    house: House, programme: Programme, case: Case | None, day: datetime.date, dice: random.Random
) -> Mission:
    return Mission(
        house=house,
        title=f"Appui {dice.randrange(1_000_000):06d}",
        kind="individual" if case else "collective",
        programme=programme,
        case=case,
        days_hundredths=dice.randrange(2, 12) * 100,
        cost_cents=dice.randrange(10, 80) * 10_000,
        starts_on=day,
    )


def _contracted(mission: Mission, dice: random.Random) -> Told:
    fact = MissionContracted(
        mission=mission,
        case=mission.case,
        kind=mission.kind,
        days_hundredths=mission.days_hundredths,
        cost_cents=mission.cost_cents,
        occurred_on=mission.starts_on or FIRST_DAY,
    )
    fact.file_under(mission.programme)
    if mission.case is not None and mission.case.organisation is not None:
        fact.place_by(mission.case.organisation)
        fact.branch = mission.case.branch or fact.branch
    item = _told(fact, dice, ("mission", mission.pk))
    item.mended = False
    return item


def _results(
    cases: Sequence[Case],
    paths: Sequence[Sequence[tuple[Phase, datetime.date]]],
    dice: random.Random,
) -> list[Told]:
    """Jobs and births, some time after the last phase."""
    told: list[Told] = []
    counted: set[tuple[int | None, int, int]] = set()
    for case, path in zip(cases, paths, strict=True):
        day = path[-1][1] if path else case.opened_on
        if case.organisation_id is None or dice.random() < 0.4:
            continue
        creation = case.programme.official_code == "creation"
        if creation and dice.random() < 0.5:
            born = OrganisationBorn()
            born.about(case, day)
            told.append(_told(born, dice, *_mentions(case)))
        kind = JobFact.Kind.CREATED if creation else JobFact.Kind.CONSOLIDATED
        once = (case.organisation_id, case.programme_id, day.year)
        if once in counted:
            continue
        counted.add(once)
        jobs = JobFact(kind=kind, headcount=dice.randrange(1, 30), year=day.year)
        jobs.about(case, day)
        told.append(_told(jobs, dice, *_mentions(case)))
    for item in told:
        item.mended = False
    return told


# --- gatherings


def _gatherings(
    house: House,
    offer: Offer,
    size: Size,
    organisations: Sequence[Organisation],
    people: Sequence[Person],
    dice: random.Random,
) -> list[Told]:
    sessions = [
        _session(house, offer, number, organisations, dice) for number in range(size.sessions)
    ]
    Session.objects.bulk_create(sessions, batch_size=BATCH)
    index_many(house.pk, SESSION, [Name(one.pk, one.title, one.place_name) for one in sessions])
    told: list[Told] = []
    for session in sessions:
        held = SessionHeld(occurred_on=session.starts_on)
        held.about(session)
        told.append(Told(_known(session.starts_on, dice), held, (("session", session.pk),)))
        for person in dice.sample(people, max(1, size.attendances // size.sessions)):
            came = Attendance(person=person, occurred_on=session.starts_on)
            came.about(session)
            told.append(_told(came, dice, ("session", session.pk), (PERSON, person.pk)))
    return told


def _session(
    house: House,
    offer: Offer,
    number: int,
    organisations: Sequence[Organisation],
    dice: random.Random,
) -> Session:
    programme, kind = SESSIONS[number % len(SESSIONS)]
    home = dice.choice(organisations)
    return Session(
        house=house,
        programme=offer.programmes[programme],
        kind=offer.kinds[kind],
        title=f"Rencontre {number:05d}",
        starts_on=FIRST_DAY + datetime.timedelta(days=dice.randrange(DAYS)),
        place_code=home.place_code,
        place_vintage=home.place_vintage,
        place_name=home.place_name,
        capacity=40,
        state=Session.State.HELD,
        openness=Session.Openness.PUBLIC,
        is_announced=True,
    )
