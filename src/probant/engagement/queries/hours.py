"""What screens ask of engagement: the latest hours, and totals of a year by person."""

from dataclasses import dataclass
from typing import Any

from django.db.models import F, Q, Sum

from probant.directory.models import Person
from probant.engagement.models import StaffTime, TimeFact, VolunteerHours, Volunteering
from probant.kernel.actor import Actor
from probant.kernel.period import Period
from probant.kernel.roles import TEAM

KINDS: dict[str, type[TimeFact]] = {"benevoles": VolunteerHours, "equipe": StaffTime}


@dataclass(frozen=True)
class TimeFilter:
    """What the list is narrowed by: a person, the days of a period; None narrows nothing.

    For volunteers' hours also a mission ("" is hours whose mission nobody said), an action and a
    programme (0: none).
    """

    person: int | None = None
    period: Period | None = None
    task: str | None = None
    action: int | None = None
    programme: int | None = None


def narrowed_time(actor: Actor, kind: str, chosen: TimeFilter) -> Any:
    """The facts of the list, standing ones; a volunteer sees their own hours only."""
    facts = KINDS[kind].objects.visible_to(actor).now()
    if not actor.has(*TEAM):
        facts = facts.filter(person_id=actor.person_id or 0)
    if chosen.person is not None:
        facts = facts.filter(person_id=chosen.person)
    if kind == "benevoles":
        facts = facts.filter(_of_volunteers(chosen))
    elif chosen.action is not None:
        facts = facts.filter(action_id=chosen.action)
    return facts if chosen.period is None else facts.during(chosen.period)


def _of_volunteers(chosen: TimeFilter) -> Q:
    """What only hours of volunteers are narrowed by."""
    found = Q() if chosen.task is None else Q(task=chosen.task)
    for name, number in (("action", chosen.action), ("programme", chosen.programme)):
        if number is not None:
            found &= Q(**{f"{name}_id": number}) if number else Q(**{f"{name}__isnull": True})
    return found


def time_rows(actor: Actor, kind: str, chosen: TimeFilter) -> Any:
    """Rows of the list, as the filters leave it."""
    return (
        narrowed_time(actor, kind, chosen)
        .annotate(
            family_name=F("person__family_name"),
            given_name=F("person__given_name"),
            programme_name=F("programme__name"),
            action_name=F("action__name"),
        )
        .values(
            "id",
            "family_name",
            "given_name",
            "programme_name",
            "action_name",
            "occurred_on",
            "minutes",
            *(("task",) if kind == "benevoles" else ()),
        )
    )


def minutes_during(actor: Actor, kind: str, period: Period) -> int:
    """Minutes noted in a period, those that stand. One query."""
    facts = KINDS[kind].objects.visible_to(actor).now().during(period)
    if not actor.has(*TEAM):
        facts = facts.filter(person_id=actor.person_id or 0)
    return int(facts.aggregate(total=Sum("minutes"))["total"] or 0)


def volunteers(actor: Actor) -> list[Volunteering]:
    """Who volunteers today, by name, for the team alone. One query."""
    if not actor.has(*TEAM):
        return []
    standing = Volunteering.objects.visible_to(actor).filter(ends_on__isnull=True)
    return list(standing.select_related("person").order_by("person__name_key", "task"))


def people(actor: Actor, kind: str) -> Any:
    """Whose time may be noted: volunteers, or the people who hold a position in the house."""
    found = Person.objects.visible_to(actor).filter(erased_on__isnull=True)
    if kind == "benevoles":
        found = found.filter(volunteerings__house_id=actor.house_id)
    else:
        found = found.filter(
            positions__organisation=actor.house_id or 0, positions__ends_on__isnull=True
        )
    if not actor.has(*TEAM):
        found = found.filter(pk=actor.person_id or 0)
    return found.distinct().order_by("name_key")
