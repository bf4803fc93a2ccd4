"""Appointments: of a case, of a span of days; who may come to one."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, F, Prefetch, Q, QuerySet, Value
from django.db.models.functions import Coalesce, Concat, NullIf, Trim

from probant.accounts.models import User
from probant.directory.models import Organisation, Person
from probant.journal.prepared import Prepared
from probant.kernel.actor import Actor
from probant.programmes.models import Programme
from probant.support.models import Appointment, Case, NoteTemplate
from probant.support.queries.who import StandIn, stands_in_for

LIMIT = 500


def _with_people(rows: QuerySet[Appointment]) -> QuerySet[Appointment]:
    """Rows with their case and the names of those who come. Three queries more."""
    return rows.select_related("case__organisation", "case__programme").prefetch_related(
        Prefetch("ours", User.objects.order_by("name", "id")),
        Prefetch("theirs", Person.objects.order_by("name_key", "id")),
        Prefetch("with_organisations", Organisation.objects.order_by("name_key", "id")),
    )


def between(
    actor: Actor, start: datetime.date, end: datetime.date, *, mine: bool = False
) -> list[Appointment]:
    """The appointments of two days and those between, that the actor may see; cancelled ones too.

    `mine`: only those the actor goes to, or of cases they are the referent of where nobody is
    named; and those of whom the actor replaces, on these days. In order of time. Four queries,
    five of one's own.
    """
    rows = Appointment.objects.visible_to(actor).filter(
        house_id=actor.house_id, planned_on__gte=start, planned_on__lte=end
    )
    if mine:
        wanted = _of(actor.user_id or 0)
        for stand_in in stands_in_for(actor.user_id or 0, start, end):
            wanted |= _taken(stand_in)
        rows = rows.filter(wanted).distinct()
    return list(_with_people(rows).order_by("planned_on", "starts_time", "id")[:LIMIT])


def _of(user_id: int) -> Q:
    """The appointments that a user goes to."""
    return Q(ours=user_id) | Q(ours__isnull=True, case__referent_id=user_id)


def _taken(stand_in: StandIn) -> Q:
    """Those of somebody who is replaced, on the days and for the cases of the replacement."""
    days = Q(planned_on__gte=stand_in.start, planned_on__lte=stand_in.end)
    taken = _of(stand_in.user_id) & days
    return taken if stand_in.case_ids is None else taken & Q(case_id__in=stand_in.case_ids)


@dataclass(frozen=True)
class Coming:
    """A planned appointment as the page of its case tells it; `who`: those who come, by name."""

    pk: int
    subject: str
    planned_on: datetime.date
    starts_time: datetime.time | None
    minutes: int | None
    mode: str
    who: tuple[str, ...]


def planned(case: Case) -> list[Coming]:
    """What is planned on a case, the earliest first, the past of which nobody said what became.

    Who may see the case's notes asks it. Four queries, compiled once.
    """
    rows = _PLANNED.rows(case=case.pk)
    if not rows:
        return []
    names: dict[int, list[str]] = {}
    for people in (_OURS, _THEIRS, _OTHERS):
        for row in people.rows(case=case.pk):
            names.setdefault(row["appointment_id"], []).append(row["name"])
    return [
        Coming(
            row["id"],
            row["subject"],
            row["planned_on"],
            row["starts_time"],
            row["minutes"],
            row["mode"],
            tuple(names.get(row["id"], ())),
        )
        for row in rows
    ]


def _of_case(case: int) -> QuerySet[Any, Any]:
    rows = Appointment.objects.planned().filter(case=case)
    return rows.order_by("planned_on", "starts_time", "id").values(
        "id", "subject", "planned_on", "starts_time", "minutes", "mode"
    )[:20]


def _who(model: type[Any], name: Any) -> Prepared:
    def build(case: int) -> QuerySet[Any, Any]:
        rows = model.objects.filter(
            appointment__case=case, appointment__state=Appointment.State.PLANNED
        )
        return rows.order_by("appointment_id", "id").values("appointment_id", name=name)

    return Prepared(build, "case")


_PLANNED = Prepared(_of_case, "case")
_OURS = _who(
    Appointment.ours.through,
    Coalesce(NullIf("user__name", Value("")), F("user__email"), output_field=CharField()),
)
_THEIRS = _who(
    Appointment.theirs.through,
    Trim(Concat("person__given_name", Value(" "), "person__family_name")),
)
_OTHERS = _who(Appointment.with_organisations.through, F("organisation__name"))


def next_of_holder(case: Case, today: datetime.date) -> list[Appointment]:
    """What the project's people see of the appointments to come: day, place, subject, who."""
    rows = Appointment.objects.planned().filter(case=case, planned_on__gte=today)
    return list(_with_people(rows).order_by("planned_on", "starts_time", "id")[:20])


def people_who_may_come(case: Case) -> list[Person]:
    """The people of the project and those who hold a position in its structure. One query."""
    of_project = Q(case_parts__case=case, case_parts__ends_on__isnull=True)
    of_structure = Q(
        positions__organisation_id=case.organisation_id or 0, positions__ends_on__isnull=True
    )
    people = Person.objects.filter(
        of_project | of_structure, house_id=case.house_id, erased_on__isnull=True
    )
    return list(people.distinct().order_by("name_key", "id")[:60])


def templates_for(actor: Actor, programme: Programme) -> list[NoteTemplate]:
    """The note templates offered on the cases of a programme. One query."""
    offered = NoteTemplate.objects.visible_to(actor).filter(is_open=True)
    wanted = Q(programme=programme) | Q(programme__isnull=True)
    return list(offered.filter(wanted).order_by("name", "id"))
