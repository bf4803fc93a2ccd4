"""The DLA of 2023: 41 structures, 28 welcomed, 16 diagnoses, 13 + 4 missions, 519 jobs.

Figures and named structures: PES 21, rapport d'activité 2023, pages 7 and 8; delib of 21 March
2024. Two accueils and one collective mission are declared known after 21 March 2024: that is our
reconstruction of 26 → 28 and 3 → 4, and the interface shows these dates as declared.
"""

import datetime
import random
from dataclasses import dataclass

from probant.demo.names import data, fictitious
from probant.demo.stage import Stage
from probant.directory.actions import create_organisation
from probant.directory.models import Organisation
from probant.support.actions import (
    contract_mission,
    join_mission,
    log_accueil,
    open_case,
    reach_phase,
    record_follow_up,
    record_jobs,
)
from probant.support.models import Case

Day = datetime.date
STRUCTURES, WELCOMED, DIAGNOSED, INDIVIDUAL = 41, 28, 16, 13
FOLLOWED, JOBS = 12, 519
LATE_ACCUEILS = {26: Day(2024, 4, 9), 27: Day(2024, 5, 14)}
LATE_MISSION = Day(2024, 4, 22)


@dataclass(frozen=True)
class Collective:
    """A collective mission: title, day signed, day known, providers, places among structures."""

    title: str
    signed_on: Day
    known_on: Day
    providers: tuple[str, ...]
    members: tuple[int, ...]


#: 16 different structures; the first mission is the one the report tells of.
COLLECTIVES = (
    Collective(
        "La fonction employeur dans l'ESS",
        Day(2023, 7, 4),
        Day(2023, 7, 6),
        ("choucard", "decalages"),
        (13, 14, 28, 29, 30),
    ),
    Collective(
        "Coopérer pour répondre aux marchés", Day(2023, 9, 19), Day(2023, 9, 22), (), (15, 31, 32)
    ),
    Collective(
        "Modèle économique des lieux culturels",
        Day(2023, 4, 4),
        Day(2023, 4, 6),
        (),
        (33, 34, 35, 36),
    ),
    Collective("Mesurer son utilité sociale", Day(2023, 12, 5), LATE_MISSION, (), (16, 17, 18, 19)),
)


def play(stage: Stage) -> None:
    """Play the DLA year through the same actions as the screens."""
    Year(stage).play()


class Year:
    """The cases of the DLA, by the place of their structure (0 to 40)."""

    def __init__(self, stage: Stage) -> None:
        self.stage, self.draw = stage, random.Random(2023)  # noqa: S311  a demonstration, always the same
        self.programme = stage.programmes["dla"]
        self.cases: dict[int, Case] = {}

    def play(self) -> None:
        structures = self._structures()
        for place in range(WELCOMED):
            self._welcome(place, structures[place])
        for place in range(WELCOMED, STRUCTURES):
            self._carry_over(place, structures[place])
        for place in range(DIAGNOSED):
            self._diagnose(place)
        for place in range(INDIVIDUAL):
            self._contract_individual(place)
        for collective in COLLECTIVES:
            self._contract_collective(collective)
        self._follow_up()
        self._count_jobs()

    def _structures(self) -> list[Organisation]:
        """41 structures: three that the report names, 38 invented ones."""
        stage = self.stage
        invented = [
            create_organisation(actor=stage.actor, declared_on=Day(2023, 1, 2), **fictitious(row))
            for row in data("fictitious")["dla"]
        ]
        named = stage.organisations
        structures = [named["neige-plein-air"], *invented]
        structures[13:13] = [named["france-alzheimer"], named["tennis-de-table"]]
        assert len(structures) == STRUCTURES
        return structures

    def _welcome(self, place: int, organisation: Organisation) -> None:
        """Accueils through the year; the last two happened in December and were noted in spring."""
        late = LATE_ACCUEILS.get(place)
        day = _working(Day(2023, 12, 12 + place % 7)) if late else self._day(1, 10, place, WELCOMED)
        self.cases[place] = log_accueil(
            self.stage.actor,
            programme=self.programme,
            organisation=organisation,
            occurred_on=day,
            referent=self.stage.users["accompagnement"],
            declared_on=late or self._soon(day),
        )

    def _carry_over(self, place: int, organisation: Organisation) -> None:
        """Cases opened before 2023, whose accueil belongs to an earlier year."""
        day = Day(2022, 12, 5) + datetime.timedelta(days=place - WELCOMED)
        self.cases[place] = open_case(
            self.stage.actor,
            programme=self.programme,
            organisation=organisation,
            opened_on=day,
            referent=self.stage.users["accompagnement"],
            declared_on=day,
        )

    def _diagnose(self, place: int) -> None:
        day = self._after(self.cases[place].opened_on, 30)
        reach_phase(
            self.stage.actor,
            case=self.cases[place],
            phase=self.stage.phases["dla", "diagnostic"],
            occurred_on=day,
            declared_on=self._soon(day),
        )

    def _contract_individual(self, place: int) -> None:
        day = self._after(self.cases[place].opened_on, 50)
        contract_mission(
            self.stage.actor,
            programme=self.programme,
            title=f"Appui individuel : {self._need(place)}",
            kind="individual",
            case=self.cases[place],
            contracted_on=day,
            days_hundredths=self.draw.choice([200, 300, 400, 500]),
            declared_on=self._soon(day),
        )

    def _contract_collective(self, collective: Collective) -> None:
        stage = self.stage
        providers = [stage.organisations[key] for key in collective.providers]
        mission = contract_mission(
            stage.actor,
            programme=self.programme,
            title=collective.title,
            kind="collective",
            contracted_on=collective.signed_on,
            provider=providers[0] if providers else None,
            co_providers=providers[1:],
            days_hundredths=300,
            declared_on=collective.known_on,
        )
        for place in collective.members:
            join_mission(
                stage.actor,
                mission=mission,
                case=self.cases[place],
                joined_on=collective.signed_on + datetime.timedelta(days=7),
                declared_on=max(
                    collective.known_on, collective.signed_on + datetime.timedelta(days=8)
                ),
            )

    def _follow_up(self) -> None:
        """Follow-ups of accompaniments begun before 2023."""
        for number, place in enumerate(range(STRUCTURES - FOLLOWED, STRUCTURES)):
            day = self._day(2, 11, number, FOLLOWED)
            record_follow_up(
                self.stage.actor,
                case=self.cases[place],
                occurred_on=day,
                declared_on=self._soon(day),
            )

    def _count_jobs(self) -> None:
        """519 jobs over the 39 structures whose headcount was known on 21 March 2024."""
        counted = [place for place in range(STRUCTURES) if place not in LATE_ACCUEILS]
        for place, headcount in zip(counted, self._shares(len(counted)), strict=True):
            record_jobs(
                self.stage.actor,
                case=self.cases[place],
                kind="consolidated",
                headcount=headcount,
                fte_hundredths=headcount * 70,
                occurred_on=Day(2023, 12, 31),
                declared_on=Day(2024, 1, 15),
            )

    def _shares(self, count: int) -> list[int]:
        """Headcounts of at least one, whose sum is what the report prints."""
        weights = [self.draw.uniform(0.3, 2.5) for _ in range(count)]
        shares = [max(1, int(JOBS * weight / sum(weights))) for weight in weights]
        shares[0] += JOBS - sum(shares)
        return shares

    def _need(self, place: int) -> str:
        needs = ("modèle économique", "gouvernance", "projet associatif", "organisation interne")
        return needs[place % len(needs)]

    def _day(self, first: int, last: int, number: int, of: int) -> Day:
        """A working day between two months of 2023, spread evenly."""
        start = Day(2023, first, 9)
        span = (Day(2023, last, 20) - start).days
        return _working(start + datetime.timedelta(days=number * span // of))

    def _after(self, day: Day, days: int) -> Day:
        later = max(day, Day(2023, 1, 9)) + datetime.timedelta(days=days)
        return _working(min(later, Day(2023, 12, 14)))

    def _soon(self, day: Day) -> Day:
        """Noted within ten days."""
        return day + datetime.timedelta(days=self.draw.randrange(10))


def _working(day: Day) -> Day:
    return day - datetime.timedelta(days=max(0, day.weekday() - 4))
