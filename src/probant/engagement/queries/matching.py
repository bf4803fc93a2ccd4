"""What the rule of matching reads: what a case asks for, and the volunteers who may be proposed."""

import datetime
from dataclasses import dataclass

from django.db.models import Count, Q

from probant.accounts.models import Membership
from probant.directory.branches import words_of_branch
from probant.directory.models import Person, Position, Territory, Theme
from probant.engagement.models import (
    CaseProposal,
    Task,
    Volunteering,
    VolunteerProfile,
    VolunteerTrait,
)
from probant.engagement.queries.skills import KnownSkill, skills_of
from probant.engagement.rules.matching import Candidate, CaseNeeds, Match, Skilled, rank
from probant.kernel.roles import Role
from probant.support.models import Case, CaseMember, NeedVoiced, Supporter
from probant.support.queries.choices import names_of_choices

Kind = VolunteerTrait.Kind
SUPPORTS = (Task.WELCOME, Task.CO_SUPPORT, Task.POST_SUPPORT)  # missions that follow cases


@dataclass(frozen=True)
class Aside:
    """A volunteer who is not proposed, and why."""

    name: str
    why: str


@dataclass(frozen=True)
class Matching:
    """Who is proposed for a case, in order, and who is not."""

    needs: CaseNeeds
    matches: tuple[Match, ...]
    aside: tuple[Aside, ...]

    def of(self, person_id: int) -> Match | None:
        """The match of one volunteer, None where she is not proposed."""
        found = (match for match in self.matches if match.candidate.person_id == person_id)
        return next(found, None)


def matching(case: Case, on: datetime.date) -> Matching:
    """The volunteers of the case's house, ranked for it. A fixed number of queries."""
    needs = needs_of(case)
    people, tasks = _volunteers(case.house_id, on)
    users = _users(case.house_id, list(people))
    parties, asked = parties_of(case), _asked(case)
    loads = _loads(case.house_id, list(users.values()))
    supporting = set(
        Supporter.objects.standing().filter(case=case).values_list("user_id", flat=True)
    )
    profiles = _profiles(list(people))
    known = skills_of(case.house_id)
    candidates, aside = [], []
    for number, person in people.items():
        if number in parties:
            aside.append(Aside(str(person), "est de ce projet ou de sa structure"))
        elif number not in users:
            aside.append(Aside(str(person), "n’a pas encore de compte de bénévole"))
        elif users[number] in supporting:
            aside.append(Aside(str(person), "suit déjà ce dossier"))
        elif number in asked:
            aside.append(Aside(str(person), asked[number]))
        else:
            candidates.append(
                _candidate(person, tasks[number], profiles.get(number), known, loads, users[number])
            )
    aside.sort(key=lambda one: one.name)
    return Matching(needs, tuple(rank(needs, candidates, on)), tuple(aside))


def needs_of(case: Case) -> CaseNeeds:
    """What a case asks for: needs voiced by calls, theme, branch, place."""
    codes = NeedVoiced.objects.now().filter(call__case=case).values_list("need_code", flat=True)
    words = names_of_choices(case.house_id, "need")
    wanted = {code: words.get(code, code) for code in dict.fromkeys(codes)}
    structure = case.organisation
    theme = structure.theme if structure and structure.theme != Theme.OTHER else ""
    theme_words = str(Theme(theme).label) if theme else ""
    branch = case.branch or (structure.branch if structure else "")
    branch_words = words_of_branch(branch, case.house_id) if branch else ""
    code = case.place_code or (structure.place_code if structure else "")
    name = case.place_name or (structure.place_name if structure else "")
    title = structure.name if structure else case.project_title
    return CaseNeeds(
        needs=wanted,
        theme=(theme, theme_words),
        branch=(branch, branch_words),
        places=tuple(_around(code)),
        place_name=name,
        task=_task_of(case),
        words=" ".join([title, case.project_title, theme_words, branch_words, name]),
    )


def _task_of(case: Case) -> str:
    """The mission that a case calls for: by its phase, else co-support."""
    code = case.phase.official_code if case.phase else ""
    if code in ("accueil", "emergence"):
        return str(Task.WELCOME)
    if not case.is_open or code in ("post-accompagnement", "suivi"):
        return str(Task.POST_SUPPORT)
    return str(Task.CO_SUPPORT)


def _around(code: str) -> list[str]:
    """A place, then what holds it. At most one query."""
    if not code:
        return []
    place = Territory.objects.filter(code=code).order_by("-vintage").first()
    if place is None:
        return [code]
    wider = [place.epci_code, f"D{place.department_code}" if place.department_code else ""]
    return [code, *(one for one in wider if one)]


def parties_of(case: Case) -> set[int]:
    """People of a case, standing or past, and those who hold a position of its structure."""
    members = CaseMember.objects.filter(case=case).values_list("person_id", flat=True)
    found = set(members)
    if case.organisation_id is not None:
        since = Q(ends_on__isnull=True) | Q(ends_on__gte=case.opened_on)
        holders = Position.objects.filter(since, organisation_id=case.organisation_id)
        found |= set(holders.values_list("person_id", flat=True))
    return found


def user_of(house_id: int, person_id: int) -> int | None:
    """The account of a volunteer, by which a case is entrusted to her. One query."""
    return _users(house_id, [person_id]).get(person_id)


def _volunteers(
    house_id: int, on: datetime.date
) -> tuple[dict[int, Person], dict[int, tuple[str, ...]]]:
    rows = Volunteering.objects.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gte=on),
        house_id=house_id,
        starts_on__lte=on,
        task__in=SUPPORTS,
        person__erased_on__isnull=True,
    ).select_related("person")
    people: dict[int, Person] = {}
    tasks: dict[int, tuple[str, ...]] = {}
    for row in rows.order_by("person__name_key", "person_id", "task"):
        people[row.person_id] = row.person
        tasks[row.person_id] = (*tasks.get(row.person_id, ()), row.task)
    return people, tasks


def _users(house_id: int, people: list[int]) -> dict[int, int]:
    held = Membership.objects.filter(
        organisation_id=house_id,
        role=Role.VOLUNTEER,
        person_id__in=people,
        ends_on__isnull=True,
        user__is_active=True,
    )
    return {person: user for person, user in held.values_list("person_id", "user_id") if person}


def _asked(case: Case) -> dict[int, str]:
    """Volunteers to whom the case was proposed already, and what came of it."""
    said = {
        CaseProposal.State.WAITING: "le dossier lui est déjà proposé",
        CaseProposal.State.DECLINED: "a décliné ce dossier",
    }
    rows = CaseProposal.objects.filter(case=case, state__in=said).order_by("pk")
    return {row.person_id: said[CaseProposal.State(row.state)] for row in rows}


def _loads(house_id: int, users: list[int]) -> dict[int, int]:
    rows = Supporter.objects.standing().filter(
        user_id__in=users, case__house_id=house_id, case__state=Case.State.OPEN
    )
    counted = rows.values("user_id").annotate(held=Count("case_id", distinct=True))
    return {row["user_id"]: row["held"] for row in counted.order_by("user_id")}


def _profiles(people: list[int]) -> dict[int, VolunteerProfile]:
    rows = VolunteerProfile.objects.filter(person_id__in=people).prefetch_related("traits")
    return {row.person_id: row for row in rows}


def _candidate(
    person: Person,
    tasks: tuple[str, ...],
    profile: VolunteerProfile | None,
    known: dict[str, KnownSkill],
    loads: dict[int, int],
    user: int,
) -> Candidate:
    load = loads.get(user, 0)
    if profile is None:
        return Candidate(person.pk, str(person), tasks, load=load)
    traits = sorted(profile.traits.all(), key=lambda one: one.pk)
    by_kind = {kind: [one for one in traits if one.kind == kind] for kind in Kind}
    skills = []
    for one in by_kind[Kind.SKILL]:
        skill = known.get(one.code)
        skills.append(
            Skilled(one.name, skill.need_code, skill.theme) if skill else Skilled(one.name)
        )
    return Candidate(
        person.pk,
        str(person),
        tasks,
        skills=tuple(skills),
        themes=tuple(one.code for one in by_kind[Kind.THEME]),
        branches=tuple(one.code for one in by_kind[Kind.BRANCH]),
        places=tuple(one.code for one in by_kind[Kind.PLACE]),
        other_skills=profile.other_skills,
        networks=profile.networks,
        half_days=profile.half_days,
        available_from=profile.available_from,
        available_to=profile.available_to,
        load=load,
        cases_at_once=profile.cases_at_once,
    )
