"""Voluntary contributions of a year, and the method by which they are valued."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from probant.engagement import actions
from probant.engagement.access import may_set_rates
from probant.engagement.queries.in_kind import (
    ROOM_UNSOURCED,
    ROOM_UNVALUED,
    InKind,
    in_kind,
    years_given,
)
from probant.engagement.queries.rates import rate_rows
from probant.engagement.rules import write_minutes
from probant.engagement.rules.valuation import minimum_wage
from probant.engagement.screens.in_kind_forms import RateForm
from probant.engagement.screens.volunteers_tables import RATES
from probant.journal.door import change
from probant.kernel.cut import Cut
from probant.kernel.dates import write_short_date
from probant.kernel.money import write_euros
from probant.kernel.period import Period
from probant.kernel.roles import TEAM
from probant.programmes.rules import write_hundredths
from probant.programmes.screens.submit import Subject, answer
from probant.ui.pieces import FindingCard, read_known_on
from probant.ui.request import Request
from probant.ui.spreadsheets import CSV, XLSX, attachment, csv_bytes, xlsx_bytes
from probant.ui.templatetags.ui import crumbs

#: What the findings of rooms rest on; the others are of hours.
RULES = dict.fromkeys(
    (ROOM_UNVALUED, ROOM_UNSOURCED),
    "Une mise à disposition est valorisée par une méthode décrite dans l’annexe.",
)
HEADINGS = ("Année", "Mission", "Action ou programme", "Heures", "Valeur (€)", "Compte", "Sens")


def page(request: Request) -> HttpResponse:
    """`/benevoles/contributions/`: a year by mission and action, as known on a day."""
    actor = request.actor
    years = years_given(actor)
    year = _year(request.GET.get("annee", ""), years)
    day, fault = read_known_on(request.GET)
    found = in_kind(actor, Period.year(year), Cut.known(day) if day else Cut.now())
    hours = reverse("engagement:time", args=["benevoles"])
    context = {
        "year": year,
        "years": years or [year],
        "day": day,
        "fault": fault,
        "found": found,
        "rows": [
            {
                "label": row.label,
                "on": row.on,
                "length": write_minutes(row.minutes),
                "value_cents": row.value_cents,
                "href": f"{hours}?du=01/01/{year}&au=31/12/{year}&mission={row.task or 'aucune'}",
            }
            for row in found.rows
        ],
        "total": write_minutes(found.minutes),
        "label": str(year),
        "back": f"?annee={year}",
        "may_export": actor.has(*TEAM),
        "findings": [
            FindingCard(
                one.severity,
                one.message,
                rule=RULES.get(
                    one.code,
                    "La méthode de valorisation couvre chaque jour où l’on donne des heures.",
                ),
                law="Règlement ANC n° 2018-06, art. 211-1 à 211-4",
                mend=None
                if one.code in RULES
                else ("Ajouter un taux", reverse("engagement:rates")),
            )
            for one in found.findings
        ],
    }
    return render(request, "engagement/in_kind.html", context)


def _year(asked: str, years: list[int]) -> int:
    if asked.isascii() and asked.isdigit() and 1900 <= int(asked[:4]) <= 2199 and len(asked) == 4:
        return int(asked)
    return years[0] if years else timezone.localdate().year


def export(request: Request) -> HttpResponse:
    """The year as a file (POST); the hours that it says are sealed."""
    ending = request.POST.get("format", "")
    day, _ = read_known_on(request.POST)
    year = _year(request.POST.get("annee", ""), years_given(request.actor))
    if ending not in ("csv", "xlsx"):
        return redirect(f"{reverse('engagement:in-kind')}?annee={year}")
    found = in_kind(request.actor, Period.year(year), Cut.known(day) if day else Cut.now())
    rows = list(_rows(found, year))
    name = f"contributions-volontaires-{year}"
    if ending == "xlsx":
        content, kind = xlsx_bytes(HEADINGS, rows, title=f"Contributions {year}"), XLSX
    else:
        content, kind = csv_bytes(HEADINGS, rows), CSV
    with change(
        request.actor, verb="engagement.export_in_kind", houses=[request.actor.house]
    ) as entry:
        entry.seal("export")
    return attachment(content, f"{name}.{ending}", kind)


def _rows(found: InKind, year: int) -> Any:
    for row in found.rows:
        hours, euros = round(row.minutes / 60, 2), row.value_cents / 100
        for account, side in (("864", "débit"), ("875", "crédit")):
            yield (year, row.label, row.on, hours, euros, account, side)
    for lent in found.lent:
        for account, side in (("861", "débit"), ("871", "crédit")):
            yield (year, "salle prêtée", lent.title, "", lent.value_cents / 100, account, side)


def rates(request: Request) -> HttpResponse:
    """`/benevoles/methode/`: the rates, the minimum wage, and one more (direction)."""
    actor, today = request.actor, timezone.localdate()
    form = RateForm(request.POST or None, initial={"starts_on": today.replace(month=1, day=1)})
    here = reverse("engagement:rates")

    def act(data: Any, keys: Any) -> str:
        actions.set_rate(actor, house_id=actor.house, key=keys.key, **data)
        return here

    rows = [
        {
            **row,
            "basis": f"SMIC × {write_hundredths(row['coefficient_hundredths'])}"
            if row["coefficient_hundredths"]
            else "montant",
            "hour": row["hour_cents"],
            "decided": f"décidé le {write_short_date(row['decided_on'])}",
        }
        for row in rate_rows(actor, today)
    ]
    wage = minimum_wage(today)
    back = reverse("engagement:in-kind")
    return answer(
        request,
        form,
        act=act,
        template="engagement/rates.html",
        subject=Subject(actor.house, "hour_rate"),
        back=here,
        done="Le taux est noté ; les heures de ces jours sont valorisées par lui.",
        day_field="starts_on",
        context={
            "table": RATES.render(rows),
            "trail": crumbs("Contributions volontaires", back, "Méthode"),
            "may_set": bool(may_set_rates(actor, actor.house)),
            "wage": write_euros(int(wage.value)) if wage else "",
            "wage_source": wage.source if wage else "",
            "wage_is_verified": wage.verified if wage else True,
        },
    )
