"""A house whose facts are drawn at random, known late and voided later: the spine of a year."""

import datetime
import random
from collections.abc import Callable
from functools import partial
from typing import Any

from probant.directory.actions import create_house
from probant.directory.models import Organisation
from probant.directory.writing import write_organisation
from probant.gatherings.models import Session, SessionHeld
from probant.journal.door import change
from probant.kernel.actor import Actor
from probant.kernel.roles import TEAM
from probant.programmes.actions import adopt_programme, adopt_session_kinds
from probant.programmes.models import Phase, Programme, SessionKind
from probant.programmes.queries import latest_version
from probant.support.models import (
    Case,
    JobFact,
    Mission,
    MissionContracted,
    MissionJoined,
    OrganisationBorn,
    PhaseReached,
)

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
    "club",
)
QUARTERS = ("", "", "hors", "21231-fontaine-d-ouche", "21515-quetigny-centre")
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
                    qpv_code=self.draw.choice(QUARTERS),
                )
                for number in range(30)
            ]

    def day(self) -> datetime.date:
        return datetime.date(YEAR - 1, 7, 1) + datetime.timedelta(days=self.draw.randrange(700))

    def record(self, make: Callable[[datetime.date], Any]) -> None:
        """Record one fact, known some time after; void one in five, later still."""
        self.record_on(self.day(), make)

    def record_on(self, occurred: datetime.date, make: Callable[[datetime.date], Any]) -> None:
        """`record`, on a day that is given."""
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
            version=latest_version(self.programmes[code]),
            opened_on=datetime.date(YEAR - 1, 1, 1),
            touched_on=datetime.date(YEAR - 1, 1, 1),
        )

    def about(self, fact: Any, case: Case, on: datetime.date) -> Any:
        fact.about(case, on)
        return fact

    def _about(self, kind: type[Any], case: Case, **said: Any) -> Callable[[datetime.date], Any]:
        return lambda on: self.about(kind(**said), case, on)

    def _reached(self, case: Case, phase: Phase) -> Callable[[datetime.date], Any]:
        return self._about(PhaseReached, case, phase=phase, phase_code=phase.official_code)

    def fill(self) -> None:
        draw = self.draw
        for code in ("dla", "creation", "generateur"):
            for _ in range(25):
                case = self.case(code)
                for phase in draw.sample(self.phases[code], draw.randint(1, 3)):
                    self.record(self._reached(case, phase))
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
                fact = MissionContracted(
                    mission=mission,
                    kind=mission.kind,
                    occurred_on=on,
                    days_hundredths=self.draw.choice([None, 250, 300, 500]),
                    cost_cents=self.draw.choice([None, 90_000, 150_000, 300_000]),
                    case=mission.case,
                )
                fact.file_under(mission.programme)
                return fact

            self.record(contracted)
            if kind == "collective":
                for organisation in self.draw.sample(self.organisations, 4):
                    self.record(partial(self._joined, mission, organisation))

    def _joined(self, mission: Mission, organisation: Organisation, on: datetime.date) -> Any:
        case = self.case("dla")
        case.organisation = organisation
        case.save()
        return self.about(MissionJoined(mission=mission, kind=mission.kind), case, on)

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
                    entry.record(self.about(self._jobs(kind, count, on), case, on))
        for _ in range(8):
            case = self.case("creation")
            self.record(self._about(OrganisationBorn, case))

    def _jobs(self, kind: str, count: int, on: datetime.date) -> JobFact:
        fte = self.draw.choice([None, 100 * count - 50])
        return JobFact(kind=kind, headcount=count, fte_hundredths=fte, year=on.year)

    def _sessions(self) -> None:
        # mostly kinds that a figure counts, so that each figure has something to count
        kinds = [*self.kinds, *["atelier", "formation"] * len(self.kinds)]
        for number in range(120):
            code, kind_code = self.draw.choice(PROGRAMMES[3:]), self.draw.choice(kinds)
            if number % 10 == 0:
                code, kind_code = "generateur", "visite"
            kind = self.kinds[kind_code]
            session = Session.objects.create(
                house=self.house,
                programme=self.programmes[code],
                kind=kind,
                title=f"Séance {number}",
                starts_on=datetime.date(YEAR, 1, 1),
                qpv_code=self.draw.choice(QUARTERS),
            )

            worth = self.draw.choice([None, None, 0, 8_000, 15_050])

            def held(
                on: datetime.date,
                session: Session = session,
                kind: SessionKind = kind,
                worth: int | None = worth,
            ) -> SessionHeld:
                fact = SessionHeld(
                    session=session, kind=kind, kind_code=kind.official_code, occurred_on=on
                )
                fact.file_under(session.programme)
                fact.qpv_code = session.qpv_code
                fact.lent_cents = worth
                return fact

            self.record(held)
