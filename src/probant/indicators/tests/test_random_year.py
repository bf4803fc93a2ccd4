"""A year drawn at random: every figure, at random cuts, equals an independent count in Python."""

import datetime
import random
from collections.abc import Callable
from typing import Any

import pytest

from probant.directory.actions import create_house
from probant.directory.models import Organisation
from probant.directory.writing import write_organisation
from probant.gatherings.models import Session, SessionHeld
from probant.indicators.engine import measure
from probant.indicators.registry import essentials
from probant.journal.door import change
from probant.journal.guards import fact_models
from probant.journal.integrity import verify
from probant.kernel.actor import Actor
from probant.kernel.cut import Cut
from probant.kernel.period import Period
from probant.kernel.roles import TEAM
from probant.programmes.actions import adopt_programme, adopt_session_kinds
from probant.programmes.models import Phase, Programme, SessionKind
from probant.support.models import (
    Case,
    JobFact,
    Mission,
    MissionContracted,
    MissionJoined,
    OrganisationBorn,
    PhaseReached,
)

pytestmark = pytest.mark.django_db

YEAR = 2021
PROGRAMMES = (
    "dla",
    "creation",
    "generateur",
    "crdva",
    "paroles-experts",
    "emergence",
    "reseau-acteurs",
    "osez",
    "formation",
)
PLACES = ("21231", "21317", "21584", "21166", "200039055")


class RandomYear:
    """A house whose facts are drawn at random, remembered as plain tuples for the naive count."""

    def __init__(self, seed: int) -> None:
        self.draw = random.Random(seed)
        founder = Actor.system(None, "essai", may_declare=True)
        self.house = create_house(
            founder,
            identity={"name": "Maison tirée au sort", "family": "association"},
            short_name="Tirage",
            runs_programmes=True,
        )
        self.actor = Actor.system(self.house.pk, "essai", roles=TEAM, may_declare=True)
        for code in PROGRAMMES:
            adopt_programme(actor=self.actor, house_id=self.house.pk, code=code)
        adopt_session_kinds(actor=self.actor, house_id=self.house.pk)
        self.programmes = {p.official_code: p for p in Programme.objects.filter(house=self.house)}
        self.kinds = {k.official_code: k for k in SessionKind.objects.filter(house=self.house)}
        self.phases = {
            code: list(Phase.objects.filter(programme=programme))
            for code, programme in self.programmes.items()
        }
        with change(self.actor, verb="essai.structures", houses=[self.house.pk]) as entry:
            self.organisations = [
                write_organisation(
                    entry,
                    name=f"Structure {number}",
                    family=self.draw.choice(["association", "cooperative"]),
                    place_code=self.draw.choice(PLACES),
                )
                for number in range(30)
            ]

    def day(self) -> datetime.date:
        return datetime.date(YEAR - 1, 7, 1) + datetime.timedelta(days=self.draw.randrange(700))

    def record(self, make: Callable[[datetime.date], Any]) -> None:
        """Record one fact, known some time after; void one in five, later still."""
        occurred = self.day()
        known = occurred + datetime.timedelta(days=self.draw.choice([0, 0, 3, 40, 200]))
        with change(
            self.actor, verb="essai.fait", houses=[self.house.pk], declared_on=known
        ) as entry:
            fact = entry.record(make(occurred))
        if self.draw.random() < 0.2:
            later = known + datetime.timedelta(days=self.draw.randrange(120))
            with change(
                self.actor, verb="essai.annule", houses=[self.house.pk], declared_on=later
            ) as entry:
                entry.void(fact, code="error", reason="tirage")

    def case(self, code: str) -> Case:
        return Case.objects.create(
            house=self.house,
            organisation=self.draw.choice(self.organisations),
            programme=self.programmes[code],
            opened_on=datetime.date(YEAR - 1, 1, 1),
            touched_on=datetime.date(YEAR - 1, 1, 1),
        )

    def about(self, fact: Any, case: Case, on: datetime.date) -> Any:
        fact.about(case, on)
        return fact

    def fill(self) -> None:
        draw = self.draw
        for code in ("dla", "creation", "generateur"):
            for _ in range(25):
                case = self.case(code)
                for phase in draw.sample(self.phases[code], draw.randint(1, 3)):
                    self.record(
                        lambda on, case=case, phase=phase: self.about(
                            PhaseReached(phase=phase, phase_code=phase.official_code), case, on
                        )
                    )
        self._missions()
        self._jobs_and_births()
        self._sessions()

    def _missions(self) -> None:
        for number in range(20):
            case = self.case("dla")
            kind = self.draw.choice(["individual", "collective"])
            mission = Mission.objects.create(
                house=self.house,
                title=f"Mission {number}",
                kind=kind,
                programme=self.programmes["dla"],
                case=case if kind == "individual" else None,
            )

            def contracted(on: datetime.date, mission: Mission = mission) -> MissionContracted:
                fact = MissionContracted(mission=mission, kind=mission.kind, occurred_on=on)
                fact.file_under(mission.programme)
                return fact

            self.record(contracted)
            if kind == "collective":
                for organisation in self.draw.sample(self.organisations, 4):
                    self.record(
                        lambda on, mission=mission, organisation=organisation: self._joined(
                            on, mission, organisation
                        )
                    )

    def _joined(
        self, on: datetime.date, mission: Mission, organisation: Organisation
    ) -> MissionJoined:
        case = self.case("dla")
        case.organisation = organisation
        case.save()
        return self.about(MissionJoined(mission=mission, kind=mission.kind), case, on)  # type: ignore[no-any-return]

    def _jobs_and_births(self) -> None:
        for code, kind in (("dla", "consolidated"), ("creation", "created")):
            taken: set[tuple[int, int]] = set()
            for _ in range(20):
                case = self.case(code)
                on = self.day()
                if (case.organisation_id or 0, on.year) in taken:
                    continue
                taken.add((case.organisation_id or 0, on.year))
                count = self.draw.randint(1, 30)
                with change(
                    self.actor, verb="essai.emplois", houses=[self.house.pk], declared_on=on
                ) as entry:
                    entry.record(
                        self.about(JobFact(kind=kind, headcount=count, year=on.year), case, on)
                    )
        for _ in range(8):
            case = self.case("creation")
            self.record(lambda on, case=case: self.about(OrganisationBorn(), case, on))

    def _sessions(self) -> None:
        # mostly kinds that a figure counts, so that each figure has something to count
        kinds = [*self.kinds, *["atelier", "formation"] * len(self.kinds)]
        for number in range(120):
            code = self.draw.choice(PROGRAMMES[3:])
            kind = self.kinds[self.draw.choice(kinds)]
            session = Session.objects.create(
                house=self.house,
                programme=self.programmes[code],
                kind=kind,
                title=f"Séance {number}",
                starts_on=datetime.date(YEAR, 1, 1),
            )

            def held(
                on: datetime.date, session: Session = session, kind: SessionKind = kind
            ) -> SessionHeld:
                fact = SessionHeld(
                    session=session, kind=kind, kind_code=kind.official_code, occurred_on=on
                )
                fact.file_under(session.programme)
                return fact

            self.record(held)


Row = dict[str, Any]
DLA = ("accueil", "diagnostic", "parcours", "accompagnement", "suivi")
WORKSHOPS = ("crdva", "paroles-experts", "emergence")


def _phase(programme: str, *phases: str) -> Callable[[Row], bool]:
    return lambda row: row["programme_code"] == programme and row["phase_code"] in phases


def _mission(kind: str) -> Callable[[Row], bool]:
    return lambda row: row["programme_code"] == "dla" and row["kind"] == kind


# code → (kind of fact, condition, what is counted); written again by hand, apart from the catalogue
NAIVE: dict[str, tuple[str, Callable[[Row], bool], str]] = {
    "dla.organisations_supported": ("PhaseReached", _phase("dla", *DLA), "organisation_id"),
    "dla.organisations_welcomed": ("PhaseReached", _phase("dla", "accueil"), "organisation_id"),
    "dla.diagnoses": ("PhaseReached", _phase("dla", "diagnostic"), "case_id"),
    "dla.individual_missions": ("MissionContracted", _mission("individual"), "mission_id"),
    "dla.collective_missions": ("MissionContracted", _mission("collective"), "mission_id"),
    "dla.collective_participants": ("MissionJoined", _mission("collective"), "organisation_id"),
    "dla.follow_ups": ("PhaseReached", _phase("dla", "suivi"), "case_id"),
    "dla.jobs_consolidated": ("JobFact", lambda r: r["kind"] == "consolidated", "+headcount"),
    "creation.projects_welcomed": ("PhaseReached", _phase("creation", "accueil"), "case_id"),
    "creation.projects_supported": (
        "PhaseReached",
        _phase("creation", "accompagnement"),
        "case_id",
    ),
    "creation.organisations_created": ("OrganisationBorn", lambda r: True, "organisation_id"),
    "creation.jobs_created": ("JobFact", lambda r: r["kind"] == "created", "+headcount"),
    "workshops.sessions": (
        "SessionHeld",
        lambda r: r["kind_code"] == "atelier" and r["programme_code"] in WORKSHOPS,
        "session_id",
    ),
    "trainings.sessions": ("SessionHeld", lambda r: r["kind_code"] == "formation", "session_id"),
    "territories.supported": (
        "PhaseReached",
        lambda r: r["programme_code"] == "generateur",
        "place_code",
    ),
    "network.sessions_held": (
        "SessionHeld",
        lambda r: r["kind_code"] == "atelier" and r["programme_code"] == "reseau-acteurs",
        "session_id",
    ),
    "osez.sessions_held": ("SessionHeld", lambda r: r["programme_code"] == "osez", "session_id"),
}


def naive(code: str, facts: dict[str, list[Row]], known_on: datetime.date | None) -> int:
    """Count in plain Python, without a database."""
    kind, accepts, counted = NAIVE[code]
    standing = [
        row
        for row in facts[kind]
        if row["occurred_on"].year == YEAR
        and accepts(row)
        and (
            row["void_seq"] is None
            if known_on is None
            else row["known_on"] <= known_on
            and (row["void_on"] is None or row["void_on"] > known_on)
        )
    ]
    if counted.startswith("+"):
        return sum(row[counted[1:]] for row in standing)
    return len({row[counted] for row in standing if row[counted] is not None})


@pytest.mark.parametrize("seed", [7, 21, 2024])
def test_figures_of_a_random_year_equal_a_naive_count_at_random_cuts(seed: int) -> None:
    year = RandomYear(seed)
    year.fill()
    facts = {
        model.__name__: list(model.objects.filter(house_id=year.house.pk).values())
        for model in fact_models()
    }
    cuts: list[datetime.date | None] = [None, datetime.date(YEAR - 5, 1, 1)]
    cuts += [year.day() + datetime.timedelta(days=60) for _ in range(8)]
    got, expected = {}, {}
    for indicator in essentials():
        for known_on in cuts:
            figure = measure(
                indicator,
                house_id=year.house.pk,
                period=Period.year(YEAR),
                cut=Cut.known(known_on) if known_on else Cut.now(),
            )
            got[indicator.code, known_on] = figure.value
            expected[indicator.code, known_on] = naive(indicator.code, facts, known_on)
    assert got == expected
    assert {code for (code, _), value in got.items() if value} == set(NAIVE)
    assert verify() == []
