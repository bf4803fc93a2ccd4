"""Appointments: of a case, of a span of days; who may come to one."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, F, Prefetch, Q, QuerySet, Value
from django.db.models.functions import Coalesce, Concat, NullIf, Trim

from probant.accounts.models import User
from probant.directory.models import Organisation, Person
from probant.journal.prepared import Prepared
from probant.kernel.actor import Actor
from probant.kernel.period import Period
from probant.programmes.models import Programme
from probant.support.models import Appointment, Case, NoteTemplate
from probant.support.queries.who import StandIn, stands_in_for
from probant.ui.fields import read_period

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


ANY, MINE, EVERYBODY = "tous", "moi", "tous"


@dataclass(frozen=True)
class AppointmentFilter:
    """The words of the address: `etat`, `qui` (moi, tous, a user's id), `du` and `au`.

    `etat`: prevus, tenus, non-tenus, annules, tous.
    """

    state: str = ANY
    who: str = MINE
    period: Period | None = None

    @classmethod
    def read(cls, query: Mapping[str, str]) -> "AppointmentFilter":
        """Read the filters of an address; nonsense is ignored."""
        state, who = query.get("etat", ANY), query.get("qui", MINE)
        known = who in (MINE, EVERYBODY) or (who.isascii() and who.isdigit())
        return cls(
            state if state in STATE_WORDS else ANY,
            who[:18] if known else MINE,
            read_period(query),
        )


#: Word of the address → state.
STATE_WORDS = {
    "prevus": Appointment.State.PLANNED,
    "tenus": Appointment.State.HELD,
    "non-tenus": Appointment.State.MISSED,
    "annules": Appointment.State.CANCELLED,
}


def attended(actor: Actor, chosen: AppointmentFilter) -> QuerySet[Any, Any]:
    """The appointments that the filters leave, once for each of ours who goes (`goer`: their id).

    Where nobody is named, the referent of the case goes. Lists and counts by person ask this.
    """
    rows = Appointment.objects.visible_to(actor).filter(house_id=actor.house_id)
    rows = rows.annotate(goer=Coalesce(F("ours"), F("case__referent_id")))
    if chosen.state in STATE_WORDS:
        rows = rows.filter(state=STATE_WORDS[chosen.state])
    if chosen.period is not None:
        rows = rows.filter(planned_on__range=(chosen.period.start, chosen.period.end))
    if chosen.who == MINE:
        rows = rows.filter(goer=actor.user_id or 0)
    elif chosen.who != EVERYBODY:
        rows = rows.filter(goer=int(chosen.who))
    return rows


def appointment_rows(actor: Actor, chosen: AppointmentFilter) -> QuerySet[Any, Any]:
    """Rows of the list, each appointment once."""
    wanted = attended(actor, chosen).order_by().values("pk")
    rows = Appointment.objects.filter(pk__in=wanted)
    return rows.annotate(
        name=Coalesce("case__organisation__name", "case__project_title"),
        programme_name=F("case__programme__name"),
    ).values(
        "id",
        "case_id",
        "name",
        "programme_name",
        "planned_on",
        "starts_time",
        "minutes",
        "mode",
        "subject",
        "state",
    )


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
