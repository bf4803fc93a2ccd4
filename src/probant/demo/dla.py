"""The DLA of 2023: 41 structures, 28 welcomed, 16 diagnoses, 13 + 4 missions, 519 jobs.

Figures and named structures: PES 21, rapport d'activité 2023, pages 7 and 8; delib of 21 March
2024. Two accueils and one collective mission are declared known after 21 March 2024: that is our
reconstruction of 26 → 28 and 3 → 4, and the interface shows these dates as declared.
"""

import datetime
import random
from dataclasses import dataclass

from probant.demo import diagnoses, engineering
from probant.demo.days import Day, working
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

STRUCTURES, WELCOMED, DIAGNOSED, INDIVIDUAL = 41, 28, 16, 13
JOBS = 519
#: 12 follow-ups in the year: nine of supports begun before, three six months after a mission.
TELEPHONED, ENDED_IN_2022, ENDED_IN_JUNE = range(32, 37), range(37, 41), (1, 3, 4)
NEEDS = (
    ("modèle économique", "economy"),
    ("gouvernance", "governance"),
    ("projet associatif", "project"),
    ("organisation interne", "organisation"),
)
LATE_ACCUEILS = {26: Day(2024, 4, 9), 27: Day(2024, 5, 14)}
LATE_MISSION = Day(2024, 4, 22)


@dataclass(frozen=True)
class Collective:
    """A collective mission: title, day signed, day known, providers, places among structures."""

    title: str
    skill: str
    signed_on: Day
    known_on: Day
    providers: tuple[str, ...]
    members: tuple[int, ...]
    consulted: tuple[str, ...] = ()
    sessions: tuple[str, ...] = ()


#: 16 different structures; the first mission is the one the report tells of: its providers, its
#: three days. Who was consulted for the others is invented.
COLLECTIVES = (
    Collective(
        "La fonction employeur dans l'ESS",
        "employer",
        Day(2023, 7, 4),
        Day(2023, 7, 6),
        ("choucard", "decalages"),
        (13, 14, 28, 29, 30),
        ("choucard", "decalages", "boussole"),
        ("Première journée", "Deuxième journée", "Troisième journée et rencontres de l’emploi"),
    ),
    Collective(
        "Coopérer pour répondre aux marchés",
        "cooperation",
        Day(2023, 9, 19),
        Day(2023, 9, 22),
        ("levier",),
        (15, 31, 32),
        ("levier", "trois-sources"),
        ("Lire une consultation", "Répondre ensemble"),
    ),
    Collective(
        "Modèle économique des lieux culturels",
        "economy",
        Day(2023, 4, 4),
        Day(2023, 4, 6),
        ("trois-sources",),
        (33, 34, 35, 36),
        ("trois-sources", "porte-voix", "levier"),
        ("Coûts et prix", "Diversifier les recettes"),
    ),
    Collective(
        "Mesurer son utilité sociale",
        "impact",
        Day(2023, 12, 5),
        LATE_MISSION,
        ("chiffres-et-sens",),
        (16, 17, 18, 19),
        ("chiffres-et-sens", "meandre", "levier"),
    ),
)
DAYS_OF_A_COLLECTIVE, COST_OF_A_COLLECTIVE = 300, 285_000


def play(stage: Stage) -> dict[int, Case]:
    """Play the DLA year through the same actions as the screens; the cases by place."""
    year = Year(stage)
    year.play()
    return year.cases


class Year:
    """The cases of the DLA, by the place of their structure (0 to 40)."""

    def __init__(self, stage: Stage) -> None:
        self.stage, self.draw = stage, random.Random(2023)  # noqa: S311  a demonstration, always the same
        self.programme = stage.programmes["dla"]
        self.cases: dict[int, Case] = {}
        self.paths = {path["place"]: path for path in data("dla_paths")["path"]}
        self.headcounts: dict[int, int] = {}

    def play(self) -> None:
        structures = self._structures()
        for place in range(WELCOMED):
            self._welcome(place, structures[place])
        for place in range(WELCOMED, STRUCTURES):
            self._carry_over(place, structures[place])
        self._headcount()
        engineering.set_up(self.stage)
        for place in range(DIAGNOSED):
            self._diagnose(place)
        self._sit()
        for place in range(INDIVIDUAL):
            self._carry_out(place)
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
        day = working(Day(2023, 12, 12 + place % 7)) if late else self._day(1, 10, place, WELCOMED)
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
        if place in ENDED_IN_2022:
            day = Day(2021, 10, 4) + datetime.timedelta(days=7 * (place - WELCOMED))
        else:
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
        case, path = self.cases[place], self.paths.get(place)
        day = self._signed_on(place)
        if path is not None:
            diagnoses.diagnose(self.stage, case, path, day)
            return
        reach_phase(
            self.stage.actor,
            case=case,
            phase=self.stage.phases["dla", "diagnostic"],
            occurred_on=day,
            declared_on=self._soon(day),
        )

    def _signed_on(self, place: int) -> Day:
        return self._after(self.cases[place].opened_on, 30)

    def _sit(self) -> None:
        """The committee weighs the cases that a mission follows from; four sittings."""
        for day in diagnoses.COMMITTEES:
            places = [
                place
                for place in (*range(INDIVIDUAL), 15)
                if diagnoses.committee_after(self._signed_on(place)) == day
            ]
            cases = [(self.cases[place], self.paths.get(place)) for place in places]
            diagnoses.sit(self.stage, day, cases)

    def _carry_out(self, place: int) -> None:
        """The plan of a case and its individual mission, three weeks after the committee."""
        case, path = self.cases[place], self.paths.get(place)
        sat_on = diagnoses.committee_after(self._signed_on(place))
        if path is None:
            days = self.draw.choice([200, 300, 400, 500])
            title = f"Appui individuel : {NEEDS[place % len(NEEDS)][0]}"
            course = engineering.plain_course(place, title, NEEDS[place % len(NEEDS)][1], days)
            engineering.carry_out(self.stage, case, course, sat_on)
            return
        items = diagnoses.plan_path(self.stage, case, path, sat_on + datetime.timedelta(days=1))
        course = engineering.course_of(path)
        mission = engineering.carry_out(self.stage, case, course, sat_on)
        ended_on = sat_on + datetime.timedelta(days=21 + course.lasts_days)
        diagnoses.settle_plan(self.stage, items, mission, ended_on)

    def _contract_collective(self, collective: Collective) -> None:
        stage, known_on = self.stage, collective.known_on
        providers = [stage.organisations[key] for key in collective.providers]
        mission = engineering.prepare_collective(
            stage,
            title=collective.title,
            skill=collective.skill,
            consulted=collective.consulted,
            chosen=collective.providers[0],
            signed_on=collective.signed_on,
            known_on=known_on,
        )
        contract_mission(
            stage.actor,
            programme=self.programme,
            title=collective.title,
            kind="collective",
            mission=mission,
            contracted_on=collective.signed_on,
            provider=providers[0],
            co_providers=providers[1:],
            days_hundredths=DAYS_OF_A_COLLECTIVE,
            cost_cents=COST_OF_A_COLLECTIVE,
            declared_on=known_on,
        )
        cases = [self.cases[place] for place in collective.members]
        for case in cases:
            join_mission(
                stage.actor,
                mission=mission,
                case=case,
                joined_on=collective.signed_on + datetime.timedelta(days=7),
                declared_on=max(known_on, collective.signed_on + datetime.timedelta(days=8)),
            )
        engineering.gather(stage, mission, cases, collective.sessions, collective.signed_on)

    def _follow_up(self) -> None:
        """Follow-ups of accompaniments begun before 2023, by telephone; the rest is `aftermath`."""
        for number, place in enumerate(TELEPHONED):
            day = self._day(2, 11, number, len(TELEPHONED))
            record_follow_up(
                self.stage.actor,
                case=self.cases[place],
                occurred_on=day,
                note="Point par téléphone : l’activité et les emplois sont là.",
                declared_on=self._soon(day),
            )

    def _count_jobs(self) -> None:
        """519 jobs over the 39 structures whose headcount was known on 21 March 2024.

        Those of the diagnoses signed are counted already.
        """
        for place, headcount in self.headcounts.items():
            record_jobs(
                self.stage.actor,
                case=self.cases[place],
                kind="consolidated",
                headcount=headcount,
                fte_hundredths=headcount * 70,
                occurred_on=Day(2023, 12, 31),
                declared_on=Day(2024, 1, 15),
            )

    def _headcount(self) -> None:
        """Headcounts of at least one; with those of the diagnoses, the sum that the report prints.

        The structures of the two late accueils are not counted.
        """
        left = JOBS - sum(path["headcount"] for path in self.paths.values())
        places = [p for p in range(STRUCTURES) if p not in LATE_ACCUEILS and p not in self.paths]
        weights = [self.draw.uniform(0.3, 2.5) for _ in places]
        shares = [max(1, int(left * weight / sum(weights))) for weight in weights]
        shares[0] += left - sum(shares)
        self.headcounts = dict(zip(places, shares, strict=True))

    def _day(self, first: int, last: int, number: int, of: int) -> Day:
        """A working day between two months of 2023, spread evenly."""
        start = Day(2023, first, 9)
        span = (Day(2023, last, 20) - start).days
        return working(start + datetime.timedelta(days=number * span // of))

    def _after(self, day: Day, days: int) -> Day:
        later = max(day, Day(2023, 1, 9)) + datetime.timedelta(days=days)
        return working(min(later, Day(2023, 12, 14)))

    def _soon(self, day: Day) -> Day:
        """Noted within ten days."""
        return day + datetime.timedelta(days=self.draw.randrange(10))
