"""Volunteers as lists and sheets read them: who, for what, when, and what they gave."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Q, QuerySet, Sum
from django.db.models.functions import ExtractYear

from probant.directory.models import Person
from probant.engagement.models import (
    CaseProposal,
    DeclaredHours,
    Task,
    VolunteerAgreement,
    VolunteerHours,
    Volunteering,
    VolunteerPaper,
    VolunteerProfile,
    VolunteerTrait,
)
from probant.engagement.rules.availability import HALF_DAYS
from probant.kernel.actor import Actor
from probant.kernel.period import Period
from probant.kernel.roles import TEAM, Role
from probant.support.models import Case, Supporter

Kind = VolunteerTrait.Kind


@dataclass(frozen=True)
class VolunteerFilter:
    """What the list is narrowed by; `on` None is today."""

    task: str = ""
    skill: str = ""
    half_day: int = 0
    on: datetime.date | None = None


def listed(actor: Actor, chosen: VolunteerFilter, today: datetime.date) -> QuerySet[Any, Any]:
    """The volunteers of the actor's house on a day, a row each, for its team; not yet read."""
    if actor.house_id is None or not actor.has(*TEAM):
        return Person.objects.none().values("id", "name_key")
    day = chosen.on or today
    missions = Volunteering.objects.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gte=day),
        house_id=actor.house_id,
        starts_on__lte=day,
    )
    if chosen.task:
        missions = missions.filter(task=chosen.task)
    found = Person.objects.filter(
        house_id=actor.house_id, erased_on__isnull=True, pk__in=missions.values("person_id")
    )
    profiles = VolunteerProfile.objects.filter(house_id=actor.house_id)
    if chosen.skill:
        have = profiles.filter(traits__kind=Kind.SKILL, traits__code=chosen.skill)
        found = found.filter(pk__in=have.values("person_id"))
    if chosen.half_day in {bit for bit, _ in HALF_DAYS}:
        free = profiles.annotate(at=F("half_days").bitand(chosen.half_day)).filter(at__gt=0)
        around = Q(available_from__isnull=True) | Q(available_from__lte=day)
        around &= Q(available_to__isnull=True) | Q(available_to__gte=day)
        found = found.filter(pk__in=free.filter(around).values("person_id"))
    return found.values("id", "given_name", "family_name", "name_key")


@dataclass(frozen=True)
class Beside:
    """What a row of the list says besides the name."""

    tasks: tuple[str, ...] = ()
    skills: tuple[str, ...] = ()
    half_days: int = 0
    minutes: int = 0
    cases: int = 0


def beside(house_id: int, people: list[int], year: int, day: datetime.date) -> dict[int, Beside]:
    """Missions, skills, availability, minutes of a year and cases of some people. Five queries."""
    missions = Volunteering.objects.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gte=day),
        house_id=house_id,
        person_id__in=people,
        starts_on__lte=day,
    )
    tasks: dict[int, list[str]] = {}
    for person, task in missions.order_by("task").values_list("person_id", "task"):
        tasks.setdefault(person, []).append(str(Task(task).label))
    profiles = VolunteerProfile.objects.filter(person_id__in=people)
    half_days = dict(profiles.values_list("person_id", "half_days"))
    traits = VolunteerTrait.objects.filter(profile__person_id__in=people, kind=Kind.SKILL)
    skills: dict[int, list[str]] = {}
    for person, name in traits.order_by("pk").values_list("profile__person_id", "name"):
        skills.setdefault(person, []).append(name)
    given = (
        VolunteerHours.objects.now()
        .filter(house_id=house_id, person_id__in=people)
        .during(Period.year(year))
        .values("person_id")
        .annotate(total=Sum("minutes"))
    )
    minutes = {row["person_id"]: row["total"] for row in given}
    cases = cases_held(house_id, people)
    return {
        person: Beside(
            tuple(tasks.get(person, ())),
            tuple(skills.get(person, ())),
            half_days.get(person, 0),
            minutes.get(person, 0),
            cases.get(person, 0),
        )
        for person in people
    }


def cases_held(house_id: int, people: list[int]) -> dict[int, int]:
    """How many open cases each person supports. One query."""
    rows = Supporter.objects.standing().filter(
        case__house_id=house_id,
        case__state=Case.State.OPEN,
        user__memberships__person_id__in=people,
        user__memberships__organisation_id=house_id,
    )
    held: dict[int, set[int]] = {}
    for person, case in rows.values_list("user__memberships__person_id", "case_id"):
        if person in people:
            held.setdefault(person, set()).add(case)
    return {person: len(cases) for person, cases in held.items()}


def find_volunteer(actor: Actor, pk: int) -> Person | None:
    """Somebody who volunteers or did: for the team; oneself, for a volunteer. One query."""
    if actor.house_id is None or not actor.has(*TEAM, Role.VOLUNTEER):
        return None
    rows = Person.objects.filter(pk=pk, house_id=actor.house_id, volunteerings__isnull=False)
    if not actor.has(*TEAM):
        rows = rows.filter(pk=actor.person_id or 0)
    return rows.distinct().first()


@dataclass(frozen=True)
class MissionYear:
    """Minutes and value of a mission in a year, those that stand."""

    year: int
    task: str
    minutes: int
    value_cents: int

    @property
    def label(self) -> str:
        """The mission in words."""
        return str(Task(self.task).label) if self.task else "mission non dite"


def given_by(person: Person, period: Period | None = None, seq: int | None = None) -> Any:
    """Standing hours of a person; at a position of the journal where one is given."""
    facts = VolunteerHours.objects.filter(house_id=person.house_id, person=person)
    facts = facts.now() if seq is None else facts.at(seq)
    return facts if period is None else facts.during(period)


def by_mission_and_year(person: Person) -> list[MissionYear]:
    """Hours of a person by year, the latest first, and mission. One query."""
    rows = (
        given_by(person)
        .annotate(year=ExtractYear("occurred_on"))
        .values("year", "task")
        .annotate(total=Sum("minutes"), worth=Sum("value_cents"))
        .order_by("-year", "task")
    )
    return [MissionYear(row["year"], row["task"], row["total"], row["worth"] or 0) for row in rows]


@dataclass(frozen=True)
class SheetOfVolunteer:
    """The page of one volunteer."""

    person: Person
    missions: list[Volunteering]
    profile: VolunteerProfile | None
    traits: dict[str, list[str]]
    given: list[MissionYear]
    waiting: list[DeclaredHours]
    agreements: list[VolunteerAgreement]
    papers: list[VolunteerPaper]
    cases: list[Supporter]
    proposals: list[CaseProposal]

    @property
    def is_active(self) -> bool:
        """Whether a mission goes on."""
        return any(mission.ends_on is None for mission in self.missions)


def sheet_of(actor: Actor, person: Person) -> SheetOfVolunteer:
    """What the house knows of a volunteer, as far as the actor may read it. Nine queries."""
    profile = VolunteerProfile.objects.filter(person=person).first()
    traits: dict[str, list[str]] = {kind: [] for kind in Kind.values}
    if profile is not None:
        for kind, name in profile.traits.order_by("pk").values_list("kind", "name"):
            traits[kind].append(name)
    mine = {"person": person}
    cases = Supporter.objects.filter(
        case__in=Case.objects.visible_to(actor),
        user__memberships__person=person,
        user__memberships__organisation_id=person.house_id,
    )
    declared = DeclaredHours.objects.visible_to(actor).filter(
        **mine, state__in=[DeclaredHours.State.WAITING, DeclaredHours.State.REFUSED]
    )
    return SheetOfVolunteer(
        person,
        list(Volunteering.objects.filter(**mine).order_by("-ends_on", "starts_on", "task")),
        profile,
        traits,
        by_mission_and_year(person),
        list(declared.order_by("-occurred_on", "-pk")[:20]),
        list(
            VolunteerAgreement.objects.visible_to(actor)
            .filter(**mine)
            .select_related("document")
            .order_by("-starts_on", "-pk")
        ),
        list(VolunteerPaper.objects.visible_to(actor).filter(**mine).order_by("-pk")[:20]),
        list(
            cases.select_related("case__organisation", "case__programme")
            .distinct()
            .order_by("ends_on", "-starts_on", "pk")[:40]
        ),
        list(
            CaseProposal.objects.visible_to(actor)
            .filter(**mine)
            .exclude(state=CaseProposal.State.ACCEPTED)
            .select_related("case__organisation", "case__programme")
            .order_by("-proposed_on", "-pk")[:20]
        ),
    )


def paper_hours(paper: VolunteerPaper) -> list[MissionYear]:
    """What a paper says: hours by year and mission as of its position. One query."""
    rows = (
        given_by(paper.person, Period.between(paper.starts_on, paper.ends_on), paper.seq)
        .annotate(year=ExtractYear("occurred_on"))
        .values("year", "task")
        .annotate(total=Sum("minutes"), worth=Sum("value_cents"))
        .order_by("year", "task")
    )
    return [MissionYear(row["year"], row["task"], row["total"], row["worth"] or 0) for row in rows]


def find_paper(code: str) -> VolunteerPaper | None:
    """The certificate or letter of a number, however it is typed. One query."""
    letters = "".join(sign for sign in code.upper() if sign.isalnum())[:12]
    rows = VolunteerPaper.objects.filter(code=f"{letters[:4]}-{letters[4:8]}-{letters[8:]}")
    return rows.select_related("person", "house__organisation").first()


def minutes_by_year(actor: Actor) -> list[tuple[int, int]]:
    """Minutes that the person behind an actor gave, by year, the latest first. One query."""
    facts = VolunteerHours.objects.now().filter(
        house_id=actor.house, person_id=actor.person_id or 0
    )
    rows = facts.annotate(year=ExtractYear("occurred_on")).values("year")
    summed = rows.annotate(total=Sum("minutes")).order_by("-year")
    return [(row["year"], row["total"]) for row in summed]
