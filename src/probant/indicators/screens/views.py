"""The year's figures on one page, each figure's page, and the export of its records."""

from tempfile import TemporaryFile

from django.http import Http404, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from probant.directory.models import House
from probant.indicators.access import can_export, can_keep_boards
from probant.indicators.breakdown import dimensions_of
from probant.indicators.engine import divide, measure, value_over
from probant.indicators.models import JUDGES
from probant.indicators.own import may_be_kept, own_indicators, own_of
from probant.indicators.queries import latest_year, rows_of
from probant.indicators.registry import ratio as find_ratio
from probant.indicators.screens.cards import (
    CHOICES,
    HOUSE,
    PATH,
    asked_period,
    card_of,
    cards_of,
    chosen,
    past_values,
    proof_href,
    quotient_card,
    quotients_of,
    taken_over,
    why_href,
)
from probant.indicators.screens.counting import left_out, rule_of, same_facts
from probant.indicators.screens.forms import PeriodForm
from probant.indicators.screens.moves import moves_of
from probant.indicators.screens.parts import parts_of
from probant.indicators.screens.path import paths_of
from probant.indicators.screens.proof import (
    Asked,
    draw_growth,
    find_figure,
    find_reach,
    place_options,
)
from probant.indicators.screens.tables import dressed, exported, table_of
from probant.indicators.screens.why import explain
from probant.journal.door import change
from probant.journal.reading import reading
from probant.kernel.cut import Cut
from probant.kernel.decision import require
from probant.ui.pieces import FigureCard
from probant.ui.pieces.figure import write_value
from probant.ui.request import Request
from probant.ui.spreadsheets import BATCH, CSV, XLSX, attached, write_csv, write_xlsx
from probant.ui.tables import KeysetPage, Sort, keyset_page


def figures(request: Request) -> HttpResponse:
    """Every figure of the house for a year, beside the year before, each a link to its proof."""
    form = PeriodForm(request.GET)
    choice = request.GET.get("choix", "")
    with reading():
        reach = find_reach(request, request.GET)
        period = form.period(latest_year(reach.house_id, timezone.localdate()))
        cut = form.cut()
        of_house = own_indicators(reach.house_id).values() if choice == HOUSE else None
        groups = cards_of(reach, period, cut, of_house if choice == HOUSE else chosen(choice))
        groups += quotients_of(reach, period, cut, choice)
        context = {
            "form": form,
            "period": period,
            "cut": cut,
            "action": reach.action,
            "reach": reach,
            "back": "?" + urlencode({**asked_period(period), **reach.asked}),
            "groups": groups,
            "paths": paths_of(reach, period, cut) if choice == PATH else None,
            "choices": CHOICES,
            "judges": request.actor.has(*JUDGES),
            "choice": choice if choice in dict(CHOICES) else "",
            "is_empty": not any(card.value for _, cards in groups for card in cards),
            "house": House.objects.get(pk=reach.house_id),
        }
        return render(request, "indicators/figures.html", context)


def figure(request: Request, code: str) -> HttpResponse:
    """One figure: definition, value, how it grew, the records behind it, what moved."""
    with reading():
        asked = find_figure(request, code, request.GET)
        shown, indicator = asked.figure, asked.indicator
        table = table_of(indicator, asked.reach)
        page = _page_of(asked, table.sort(request.GET), request.GET)
        rows = dressed(page.rows, indicator, asked.reach)
        context = {
            "indicator": indicator,
            "figure": shown,
            "card": _card(asked),
            "form": asked.form,
            "action": asked.reach.action,
            "reach": asked.reach,
            "is_placed": indicator.subject == "structure",
            "is_filtered": asked.is_filtered,
            "narrowed": write_value(_narrowed(asked), indicator.written),
            "only_shared": asked.only_shared,
            "part": asked.part,
            "stage": asked.stage,
            "said": write_value(shown.said, indicator.written),
            "rule": rule_of(indicator),
            "same_facts": same_facts(asked.facts, shown),
            "left_out": left_out(shown),
            "communes": place_options(asked),
            "table": table.render(rows, query=request.GET, page=page),
            **({} if page.previous else _movement(asked)),
            "dimensions": dimensions_of(indicator),
            "parts": parts_of(asked, proof_href(shown, asked.reach)),
            "back": proof_href(shown, asked.reach, cut=Cut.now()),
            "here": request.get_full_path(),
            "asked_period": asked_period(shown.period),
            "dates_href": _dates_href(asked),
            "unfiltered": proof_href(shown, asked.reach),
            "can_export": can_export(request.actor),
            "keep_href": _keep_href(request, asked),
            "own": own_of(asked.reach.house_id, code),
        }
        return render(request, "indicators/figure.html", context)


def _movement(asked: Asked) -> dict[str, object]:
    """How the figure moved, under the first of its records; the pages after it hold records."""
    moves = moves_of(asked)
    return {
        "curve": draw_growth(asked),
        "moves": moves,
        "why_href": why_href(asked.figure, asked.reach, moves.after, moves.until),
    }


def _page_of(asked: Asked, sort: Sort, query: QueryDict) -> KeysetPage:
    """A page of the records; sorted before anything is joined, where the fact itself sorts them."""
    rows = rows_of(asked.kept, asked.indicator)
    own = {column.name for column in asked.indicator.fact._meta.concrete_fields}
    return keyset_page(rows, sort, query, plain=asked.kept if sort.field in own else None)


def why(request: Request, code: str) -> HttpResponse:
    """Why a figure moved between two days: the account, then its facts, cause by cause."""
    with reading():
        asked = find_figure(request, code, request.GET)
        context = {
            "indicator": asked.indicator,
            "figure": asked.figure,
            "form": asked.form,
            "action": asked.reach.action,
            "reach": asked.reach,
            "found": explain(asked),
            "rule": rule_of(asked.indicator),
            "back": proof_href(asked.figure, asked.reach, cut=Cut.now()),
        }
        return render(request, "indicators/why.html", context)


def _dates_href(asked: Asked) -> str:
    """The same figure from a day to another, the days of its year to begin with."""
    period = asked.figure.period
    days = {"du": period.start.isoformat(), "au": period.end.isoformat()}
    if asked_period(period) == days:
        return ""
    path = reverse("indicators:figure", args=[asked.indicator.code])
    return f"{path}?{urlencode({**days, **asked.reach.asked})}"


def _keep_href(request: Request, asked: Asked) -> str:
    """Where the filtered list is kept as a figure of the house; empty where it cannot be."""
    plain = not (asked.reach.asked or asked.stage or asked.only_shared)
    if not (plain and may_be_kept(asked.indicator)):
        return ""
    if not can_keep_boards(request.actor, asked.reach.house_id).allowed:
        return ""
    path = reverse("indicators:keep", args=[asked.indicator.code])
    return f"{path}?{request.GET.urlencode()}"


def _narrowed(asked: Asked) -> int:
    """The measure over the records that the filters keep."""
    if not asked.is_filtered:
        return asked.figure.value
    return value_over(asked.figure, asked.kept)


def _card(asked: Asked) -> FigureCard:
    shown = asked.figure
    period = shown.period.previous_year()
    before = measure(
        asked.indicator,
        house_id=asked.reach.house_id,
        period=period,
        cut=shown.cut,
        scope=asked.reach.scope,
    )
    # none of this kind: a comparison still says something, if anything was noted that year
    said = before.records or past_values(asked.reach, shown.period, shown.cut)
    return FigureCard(
        value=shown.said,
        label=asked.indicator.label,
        href="#faits",
        before=before.said if said else None,
        before_label=period.label,
        note=taken_over(shown),
        unit=asked.indicator.written,
        large=True,
    )


def quotient(request: Request, code: str) -> HttpResponse:
    """A rate or a mean: its definition, and the two figures that make it, each with its proof."""
    ratio = find_ratio(code)
    if ratio is None:
        raise Http404
    form = PeriodForm(request.GET)
    with reading():
        reach = find_reach(request, request.GET)
        period = form.period(latest_year(reach.house_id, timezone.localdate()))
        found = divide(
            ratio, house_id=reach.house_id, period=period, cut=form.cut(), scope=reach.scope
        )
        if not all(one.indicator.fits(reach.scope) for one in found.sides):
            raise Http404
        context = {
            "ratio": ratio,
            "card": quotient_card(found, reach, large=True),
            "parts": [card_of(one, reach) for one in (found.numerator, found.denominator)],
            "apart": found.apart and card_of(found.apart, reach),
            "form": form,
            "period": period,
            "cut": form.cut(),
            "action": reach.action,
            "reach": reach,
            "back": "?" + urlencode({**asked_period(period), **reach.asked}),
            "asked_period": asked_period(period),
        }
        return render(request, "indicators/quotient.html", context)


def export(request: Request, code: str) -> HttpResponseBase:
    """The records of a figure as CSV or XLSX; what was exported is no longer a fresh slip.

    Asked for something unreadable, nothing is exported: the figure's page says what is wrong.
    """
    require(can_export(request.actor))
    asked = find_figure(request, code, request.POST)
    kind = request.POST.get("format")
    if not asked.form.is_readable or kind not in ("csv", "xlsx"):
        given = request.POST.copy()
        for name in ("csrfmiddlewaretoken", "format"):
            given.pop(name, None)
        page = proof_href(asked.figure, asked.reach).partition("?")[0]
        return redirect(f"{page}?{given.urlencode()}")
    # a hundred thousand records are never held at once
    file = TemporaryFile()  # noqa: SIM115  the response closes it
    with reading():
        rows = rows_of(asked.kept, asked.indicator).order_by("occurred_on", "id")
        found = rows.iterator(chunk_size=BATCH)
        headings, lines = exported(found, asked.indicator, asked.reach)
        if kind == "xlsx":
            write_xlsx(file, headings, lines, title=asked.indicator.label)
        else:
            write_csv(file, headings, lines)
    _seal(request, asked.reach.house_id)
    name = f"{code.replace('.', '-')}-{asked.figure.period.label}.{kind}"
    return attached(file, name, XLSX if kind == "xlsx" else CSV)


def _seal(request: Request, house_id: int) -> None:
    with change(
        request.actor,
        verb="indicators.export",
        houses=[house_id],
    ) as entry:
        entry.seal("export")
