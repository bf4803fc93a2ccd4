"""The load of the team: who carries what, each number opening onto its list."""

import datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.html import format_html_join

from probant.desk.load import Load, address, loads_of, time_address
from probant.engagement.rules import write_minutes
from probant.kernel.dates import write_short_date
from probant.kernel.period import Period
from probant.ui.fields import read_period
from probant.ui.request import Request
from probant.ui.tables import Column, Empty, Table
from probant.ui.write import write_number

LOADS = Table(
    name="charge",
    caption="Charge de l’équipe",
    noun="personne",
    columns=(
        Column("name", "Qui"),
        Column("cases", "Dossiers ouverts", kind="figure", href="cases_href"),
        Column("by_programme", "Par programme", kind="html", blank=""),
        Column("held", "Rendez-vous tenus", kind="figure", href="held_href"),
        Column("planned", "Rendez-vous prévus", kind="figure", href="planned_href"),
        Column("tasks", "Tâches à faire", kind="figure", href="tasks_href"),
        Column("late", "En retard", kind="figure", href="late_href"),
        Column("time", "Temps noté", kind="link", href="time_href", align="end"),
    ),
    empty=Empty(
        "Personne dans l’équipe",
        "La direction, les chargés de mission et l’assistance paraissent ici avec ce qu’ils "
        "suivent.",
    ),
    cards=True,
)
COUNTED = ("cases", "held", "planned", "tasks", "late")


def load(request: Request) -> HttpResponse:
    """`/equipe/charge/`: `?du=` `?au=`, this month unless said."""
    today = timezone.localdate()
    period = read_period(request.GET) or month_of(today)
    found = loads_of(request.actor, period, today)
    context = {
        "table": LOADS.render([_row(one, period) for one in found], query=request.GET),
        "period": period,
        "start": write_short_date(period.start),
        "end": write_short_date(period.end),
        "shortcuts": [
            (label, write_short_date(one.start), write_short_date(one.end), one == period)
            for label, one in _shortcuts(today)
        ],
    }
    return render(request, "desk/load.html", context)


def _row(one: Load, period: Period) -> dict[str, Any]:
    row: dict[str, Any] = {"id": one.user or 0, "name": one.name}
    for name in COUNTED:
        row[name] = getattr(one, name)
        row[f"{name}_href"] = address(one, name, period) if row[name] else ""
    row["by_programme"] = format_html_join(
        ", ",
        '{} <a class="figure-link" href="{}">{}</a>',
        (
            (name, address(one, "cases", period, word), write_number(count))
            for name, word, count in one.programmes
        ),
    )
    row["time"] = write_minutes(one.minutes) if one.minutes else ""
    row["time_href"] = time_address(one, period) if one.minutes else ""
    # an appointment of a case that nobody follows has nobody's list
    if one.user is None:
        row["held_href"] = row["planned_href"] = ""
    return row


def month_of(day: datetime.date) -> Period:
    """The civil month of a day."""
    first = day.replace(day=1)
    following = (first + datetime.timedelta(days=31)).replace(day=1)
    return Period(first, following - datetime.timedelta(days=1))


def _shortcuts(today: datetime.date) -> list[tuple[str, Period]]:
    monday = today - datetime.timedelta(days=today.weekday())
    month = month_of(today)
    return [
        ("cette semaine", Period(monday, monday + datetime.timedelta(days=6))),
        ("ce mois", month),
        ("le mois dernier", month_of(month.start - datetime.timedelta(days=1))),
        ("cette année", Period.year(today.year)),
    ]
