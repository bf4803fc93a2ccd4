"""The list of appointments: whose, in which state, between which days."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from probant.kernel.dates import write_short_date
from probant.kernel.roles import TEAM
from probant.support.models import Appointment, Mode
from probant.support.queries.appointments import (
    ANY,
    EVERYBODY,
    MINE,
    AppointmentFilter,
    appointment_rows,
)
from probant.support.queries.case_words import say_minutes
from probant.support.queries.cases import people_of
from probant.ui.request import Request
from probant.ui.tables import Column, Empty, Table, Tag, keyset_page

STATES = (
    (ANY, "tous"),
    ("prevus", "prévus"),
    ("tenus", "tenus"),
    ("non-tenus", "non tenus"),
    ("annules", "annulés"),
)
APPOINTMENTS = Table(
    name="rendez-vous",
    caption="Rendez-vous",
    noun="rendez-vous",
    nouns="rendez-vous",
    columns=(
        Column(
            "name", "Structure ou projet", kind="link", route="support:appointment", quiet="subject"
        ),
        Column("planned_on", "Jour", kind="date", quiet="hour", sortable=True),
        Column(
            "state",
            "État",
            kind="tag",
            tags={
                Appointment.State.PLANNED: Tag("prévu", "due"),
                Appointment.State.HELD: Tag("tenu", "held"),
                Appointment.State.MISSED: Tag("non tenu", "quiet"),
                Appointment.State.CANCELLED: Tag("annulé", "quiet"),
            },
        ),
        Column("length", "Durée", align="end"),
        Column("mode_label", "Comment"),
        Column("programme_name", "Programme"),
        Column("case", "Dossier", kind="link", route="support:case", arguments=("case_id",)),
    ),
    default_sort="-planned_on",
    empty=Empty(
        "Aucun rendez-vous ici",
        "Les rendez-vous prévus et tenus avec chaque structure ; ils se notent depuis son dossier.",
        action="Voir mes dossiers",
        route="support:my-cases",
    ),
    cards=True,
)


def listing(request: Request) -> HttpResponse:
    """`/rendez-vous/`: 100 a page, the last first."""
    actor = request.actor
    chosen = AppointmentFilter.read(request.GET)
    rows = appointment_rows(actor, chosen)
    page = keyset_page(rows, APPOINTMENTS.sort(request.GET), request.GET)
    team = actor.has(*TEAM)
    people = people_of(actor.house, team_only=False) if team else []
    context = {
        "table": APPOINTMENTS.render(_told(page.rows), query=request.GET, page=page),
        "chosen": chosen,
        "states": STATES,
        "mine": MINE,
        "everybody": EVERYBODY,
        "everybody_label": "toute l’équipe" if team else "tous mes dossiers",
        "is_team": team,
        "people": [(str(user.pk), str(user)) for user in people],
        "start": write_short_date(chosen.period.start) if chosen.period else "",
        "end": write_short_date(chosen.period.end) if chosen.period else "",
    }
    return render(request, "support/appointments.html", context)


def _told(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    for row in rows:
        hour = row["starts_time"]
        row["hour"] = f"{hour.hour}\u00a0h\u00a0{hour.minute:02d}" if hour else ""
        row["length"] = say_minutes(row["minutes"])
        row["mode_label"] = str(Mode(row["mode"]).label)
        row["case"] = "ouvrir"
    return rows
