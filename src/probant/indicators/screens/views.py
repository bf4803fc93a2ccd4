"""The year's figures on one page, and each figure's page: definition, records, growth, moves."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.db.models import Max
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from probant.directory.models import House
from probant.indicators.access import Reach, can_export, reach_of
from probant.indicators.definition import Indicator
from probant.indicators.engine import Figure, growth, measure, measure_all, moved
from probant.indicators.queries import place_names, rows_of
from probant.indicators.registry import indicator as find_indicator
from probant.indicators.screens.forms import PeriodForm, ProofForm
from probant.indicators.screens.tables import dressed, exported, table_of
from probant.journal.door import change
from probant.journal.facts import FactQuerySet
from probant.journal.reading import reading
from probant.kernel.cut import Cut
from probant.kernel.decision import require
from probant.kernel.period import Period
from probant.support.models import PhaseReached
from probant.ui.charts import Mark, Point, step_curve
from probant.ui.pieces import FactLine, FigureCard
from probant.ui.spreadsheets import CSV, XLSX, attachment, csv_bytes, xlsx_bytes
from probant.ui.tables import keyset_page


def figures(request: HttpRequest) -> HttpResponse:
    """Every figure of the house for a year, beside the year before, each a link to its proof."""
    form = PeriodForm(request.GET)
    with reading():
        reach = _reach(request)
        period = form.period(latest_year(reach.house_id))
        cut = form.cut(timezone.localdate())
        context = {
            "form": form,
            "period": period,
            "known_on": cut.known_on,
            "back": f"?annee={period.start.year}",
            "groups": cards_of(reach, period, cut),
            "house": House.objects.get(pk=reach.house_id),
        }
        return render(request, "indicators/figures.html", context)


def cards_of(reach: Reach, period: Period, cut: Cut) -> list[tuple[str, list[FigureCard]]]:
    """Cards of the figures that fit a reach, grouped by what they are about."""
    before = measure_all(
        house_id=reach.house_id, period=period.previous_year(), cut=cut, scope=reach.scope
    )
    past = {figure.indicator.code: figure.value for figure in before if figure.records}
    groups: dict[str, list[FigureCard]] = {}
    for figure in measure_all(
        house_id=reach.house_id, period=period, cut=cut, scope=reach.scope
    ):
        groups.setdefault(GROUPS.get(_room(figure.indicator), "Autres"), []).append(
            FigureCard(
                value=figure.value,
                label=figure.indicator.label,
                href=proof_href(figure, reach),
                before=past.get(figure.indicator.code),
                before_label=period.previous_year().label,
            )
        )
    return list(groups.items())


GROUPS = {
    "dla": "Dispositif local d'accompagnement",
    "creation": "Création",
    "workshops": "Rencontres",
    "trainings": "Rencontres",
    "network": "Rencontres",
    "osez": "Rencontres",
    "territories": "Territoires",
}


def _room(indicator: Indicator) -> str:
    return indicator.code.partition(".")[0]


def proof_href(figure: Figure, reach: Reach) -> str:
    """The address of a figure's page, with its year, its cut and its action."""
    query = f"?annee={figure.period.start.year}"
    if figure.cut.known_on is not None:
        query += f"&connu_le={figure.cut.known_on.isoformat()}"
    if reach.action is not None:
        query += f"&action={reach.action.pk}"
    return reverse("indicators:figure", args=[figure.indicator.code]) + query


def latest_year(house_id: int) -> int:
    """The last year with an act of support, or this year where there is none."""
    last = PhaseReached.objects.filter(house_id=house_id).now().aggregate(day=Max("occurred_on"))
    day: datetime.date = last["day"] or timezone.localdate()
    return day.year


def _reach(request: HttpRequest) -> Reach:
    asked = request.GET.get("action") or request.POST.get("action") or ""
    reach = reach_of(
        request.actor,  # type: ignore[attr-defined]
        action_id=int(asked) if asked.isdecimal() and len(asked) < 16 else None,
    )
    if reach is None:
        raise Http404
    return reach


@dataclass
class Asked:
    """A figure as its address asks for it."""

    indicator: Indicator
    reach: Reach
    form: ProofForm
    figure: Figure
    facts: FactQuerySet


def _asked(request: HttpRequest, code: str, given: Any) -> Asked:
    indicator = find_indicator(code)
    if indicator is None:
        raise Http404
    reach = _reach(request)
    if not indicator.fits(reach.scope):
        raise Http404
    form = ProofForm(given)
    figure = measure(
        indicator,
        house_id=reach.house_id,
        period=form.period(latest_year(reach.house_id)),
        cut=form.cut(timezone.localdate()),
        scope=reach.scope,
    )
    facts = indicator.population(
        house_id=reach.house_id, period=figure.period, cut=figure.cut, scope=reach.scope
    )
    return Asked(indicator, reach, form, figure, facts)


def figure(request: HttpRequest, code: str) -> HttpResponse:
    """One figure: definition, value, how it grew, the records behind it, what moved."""
    with reading():
        asked = _asked(request, code, request.GET)
        shown = asked.figure
        kept = asked.facts.filter(**asked.form.filters())
        narrowed = (
            kept.order_by().aggregate(value=asked.indicator.measure.expression())["value"] or 0
            if asked.form.filters()
            else shown.value
        )
        table = table_of(asked.indicator, asked.reach)
        page = keyset_page(
            rows_of(kept, asked.indicator), table.sort(request.GET), request.GET
        )
        before = measure(
            asked.indicator,
            house_id=asked.reach.house_id,
            period=shown.period.previous_year(),
            cut=shown.cut,
            scope=asked.reach.scope,
        )
        context = {
            "indicator": asked.indicator,
            "figure": shown,
            "card": FigureCard(
                value=shown.value,
                label=asked.indicator.label,
                href="#preuve",
                before=before.value if before.records else None,
                before_label=before.period.label,
                large=True,
            ),
            "form": asked.form,
            "action": asked.reach.action,
            "is_filtered": bool(asked.form.filters()),
            "narrowed": narrowed,
            "communes": _communes(asked.facts),
            "table": table.render(
                dressed(page.rows, asked.reach), query=request.GET, page=page
            ),
            "curve": _curve(asked),
            "moves": _moves(asked),
            "back": proof_href(
                Figure(**{**vars(shown), "cut": Cut.now()}), asked.reach
            ),
            "can_export": can_export(request.actor, asked.reach),  # type: ignore[attr-defined]
        }
        return render(request, "indicators/figure.html", context)


def _communes(facts: FactQuerySet) -> list[tuple[str, str]]:
    codes = facts.exclude(place_code="").order_by().values_list("place_code", flat=True).distinct()
    names = place_names(codes)
    return sorted(names.items(), key=lambda item: item[1])


def _curve(asked: Asked) -> str:
    shown, today = asked.figure, timezone.localdate()
    points = growth(shown, until=today)
    if not points:
        return ""
    cut = shown.cut.known_on
    marks = [Mark(cut, "vous lisez ici")] if cut is not None else []
    return step_curve(
        [Point(point.known_on, point.value) for point in points],
        title="Comment ce chiffre a grandi, jour de connaissance après jour de connaissance",
        start=points[0].known_on,
        end=max(points[-1].known_on, cut or points[-1].known_on),
        marks=marks,
        unit=asked.indicator.unit,
    )


def _moves(asked: Asked) -> dict[str, Any] | None:
    form = asked.form
    form.is_valid()
    after, until = form.cleaned_data.get("entre"), form.cleaned_data.get("et")
    if after is None or until is None or until <= after:
        return None
    rows = list(
        rows_of(moved(asked.figure, after=after, until=until), asked.indicator)[:500]
    )
    values = [
        measure(
            asked.indicator,
            house_id=asked.reach.house_id,
            period=asked.figure.period,
            cut=Cut.known(day),
            scope=asked.reach.scope,
        ).value
        for day in (after, until)
    ]
    lines = [
        FactLine(
            what=row["structure"] or "sans structure",
            occurred_on=row["occurred_on"],
            known_on=row["known_on"],
            by=row["by"],
            declared=row["is_declared"],
            voided_on=row["void_on"] if row["void_on"] and row["void_on"] <= until else None,
        )
        for row in dressed(rows, asked.reach)
    ]
    return {"after": after, "until": until, "from": values[0], "to": values[1], "lines": lines}


def export(request: HttpRequest, code: str) -> HttpResponse:
    """The records of a figure as CSV or XLSX; what was exported is no longer a fresh slip."""
    asked = _asked(request, code, request.POST)
    require(can_export(request.actor, asked.reach))  # type: ignore[attr-defined]
    rows = list(
        rows_of(asked.facts.filter(**asked.form.filters()), asked.indicator).order_by(
            "occurred_on", "id"
        )
    )
    headings, lines = exported(rows, asked.indicator, asked.reach)
    _seal(request, asked.reach.house_id)
    name = f"{code.replace('.', '-')}-{asked.figure.period.label}"
    if request.POST.get("format") == "xlsx":
        content = xlsx_bytes(headings, lines, title=asked.indicator.label)
        return attachment(content, f"{name}.xlsx", XLSX)
    if request.POST.get("format") == "csv":
        return attachment(csv_bytes(headings, lines), f"{name}.csv", CSV)
    return redirect(proof_href(asked.figure, asked.reach))


def _seal(request: HttpRequest, house_id: int) -> None:
    with change(
        request.actor,  # type: ignore[attr-defined]
        verb="indicators.export",
        houses=[house_id],
    ) as entry:
        entry.seal("export")

