"""What each of the team carries: the counts of lists, each by the very query of its list."""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Q, Sum
from django.urls import reverse
from django.utils.http import urlencode

from probant.accounts.models import Membership
from probant.accounts.queries import names_of
from probant.engagement.queries.hours import TimeFilter, narrowed_time
from probant.kernel.actor import Actor
from probant.kernel.dates import write_short_date
from probant.kernel.period import Period
from probant.support.models import Appointment
from probant.support.queries.appointments import EVERYBODY, AppointmentFilter, attended
from probant.support.queries.cases import NOBODY, CaseFilter, narrowed, people_of
from probant.support.queries.tasks import EVERYBODY as ALL_TASKS
from probant.support.queries.tasks import TaskFilter, narrowed_tasks


@dataclass
class Load:
    """One person's (`user` None: what nobody follows); `programmes`: (name, word, open cases)."""

    user: int | None
    name: str
    person: int | None = None
    cases: int = 0
    programmes: list[tuple[str, str, int]] = field(default_factory=list)
    planned: int = 0
    held: int = 0
    tasks: int = 0
    late: int = 0
    minutes: int = 0

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to show."""
        return not (self.cases or self.planned or self.held or self.tasks or self.minutes)


def loads_of(actor: Actor, period: Period, today: datetime.date) -> list[Load]:
    """The team by name, then those who left and still follow something, then what nobody follows.

    Six queries, one more where somebody left.
    """
    loads: dict[int | None, Load] = {
        user.pk: Load(user.pk, str(user)) for user in people_of(actor.house)
    }
    team = list(loads)
    found: defaultdict[int | None, dict[str, Any]] = defaultdict(dict)
    _count_cases(actor, found)
    _count_appointments(actor, period, found)
    _count_tasks(actor, today, found)
    left = [user for user in found if user is not None and user not in loads]
    names = names_of(left)
    loads |= {user: Load(user, f"{names.get(user, '…')} (hors de l’équipe)") for user in left}
    loads[None] = Load(None, "Personne encore")
    for user, counts in found.items():
        for name, value in counts.items():
            setattr(loads[user], name, value)
    _add_time(actor, period, loads)
    return [load for user, load in loads.items() if user in team or not load.is_empty]


def _count_cases(actor: Actor, found: defaultdict[int | None, dict[str, Any]]) -> None:
    rows = narrowed(actor, CaseFilter()).values(
        "referent_id", "programme_id", "programme__name", "programme__official_code"
    )
    for row in rows.annotate(count=Count("pk")).order_by("programme__name"):
        counts = found[row["referent_id"]]
        word = row["programme__official_code"] or f"n{row['programme_id']}"
        counts.setdefault("programmes", []).append((row["programme__name"], word, row["count"]))
        counts["cases"] = counts.get("cases", 0) + row["count"]


def _count_appointments(
    actor: Actor, period: Period, found: defaultdict[int | None, dict[str, Any]]
) -> None:
    chosen = AppointmentFilter(who=EVERYBODY, period=period)
    rows = attended(actor, chosen).order_by().values("goer", "state")
    names = {Appointment.State.PLANNED: "planned", Appointment.State.HELD: "held"}
    for row in rows.annotate(count=Count("pk", distinct=True)):
        name = names.get(Appointment.State(row["state"]))
        if name is not None:
            found[row["goer"]][name] = row["count"]


def _count_tasks(
    actor: Actor, today: datetime.date, found: defaultdict[int | None, dict[str, Any]]
) -> None:
    rows = narrowed_tasks(actor, TaskFilter(who=ALL_TASKS), today).order_by().values("assigned_id")
    late = Count("pk", filter=Q(due_on__lt=today))
    for row in rows.annotate(count=Count("pk"), late=late):
        found[row["assigned_id"]] |= {"tasks": row["count"], "late": row["late"]}


def _add_time(actor: Actor, period: Period, loads: dict[int | None, Load]) -> None:
    """Minutes noted under the person that each user is in the house's books."""
    members = Membership.objects.filter(
        organisation_id=actor.house, user_id__in=[user for user in loads if user], person__gt=0
    )
    for user, person in members.values_list("user_id", "person_id"):
        loads[user].person = person
    rows = narrowed_time(actor, "equipe", TimeFilter(period=period)).order_by()
    minutes = dict(rows.values_list("person_id").annotate(total=Sum("minutes")))
    for load in loads.values():
        load.minutes = minutes.get(load.person, 0) if load.person else 0


def address(load: Load, what: str, period: Period, programme: str = "") -> str:
    """The list of exactly what is counted."""
    who = NOBODY if load.user is None else str(load.user)
    days = {"du": write_short_date(period.start), "au": write_short_date(period.end)}
    route, query = {
        "cases": ("support:cases", {"referent": who, "programme": programme}),
        "planned": ("support:appointments", {"etat": "prevus", "qui": who, **days}),
        "held": ("support:appointments", {"etat": "tenus", "qui": who, **days}),
        "tasks": ("support:tasks", {"etat": "a-faire", "qui": who}),
        "late": ("support:tasks", {"etat": "en-retard", "qui": who}),
    }[what]
    given = {name: value for name, value in query.items() if value}
    return f"{reverse(route)}?{urlencode(given)}"


def time_address(load: Load, period: Period) -> str:
    """The list of the time noted; nothing where the user is nobody in the house's books."""
    if load.person is None:
        return ""
    days = {"du": write_short_date(period.start), "au": write_short_date(period.end)}
    given = urlencode({"personne": str(load.person), **days})
    return f"{reverse('engagement:time', args=['equipe'])}?{given}"


def total(loads: Iterable[Load], name: str) -> int:
    """A column added up."""
    return sum(getattr(load, name) for load in loads)
