"""What proves an edition: the records of each of its figures, and why they moved since."""

from dataclasses import replace
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.text import capfirst

from probant.indicators.access import Reach, reach_of
from probant.indicators.screens.tables import table_of
from probant.journal.reading import reading
from probant.reports.composition.between import compare, side_of
from probant.reports.models import Edition, EditionFigure
from probant.reports.queries.records import Recorded, recorded, rows_by_key
from probant.reports.screens.editions import load_edition
from probant.reports.screens.publications import trail
from probant.ui.pieces.figure import write_value
from probant.ui.request import Request
from probant.ui.tables import Column, Table
from probant.ui.tables.keyset import held_page

#: So many records of a figure are listed on its page; the workbook holds them all.
MOST_LISTED = 5000
NOW = "maintenant"


def records(request: Request, pk: int, number: int, place: int) -> HttpResponse:
    """`/publications/<id>/editions/<n>/chiffres/<rang>/`: what a figure counted, as frozen."""
    edition = load_edition(request, pk, number)
    figure = EditionFigure.objects.filter(edition=edition, position=place).first()
    reach = reach_of(request.actor)
    if figure is None or reach is None:
        raise Http404
    figure.edition = edition
    found = recorded(figure, reach.house_id)
    context = {
        "edition": edition,
        "figure": figure,
        "said": write_value(figure.value, figure.written),  # type: ignore[arg-type]
        "is_cut": len(figure.keys) > MOST_LISTED,
        "most": MOST_LISTED,
        "table": _table(request, found, reach) if found is not None else "",
        "trail": trail(
            str(edition.publication),
            reverse("reports:publication", args=[pk]),
            f"Édition {number}",
            reverse("reports:edition", args=[pk, number]),
            capfirst(figure.label),
        ),
    }
    return render(request, "reports/edition_records.html", context)


def _table(request: Request, found: Recorded, reach: Reach) -> Any:
    rows = list(rows_by_key(found, reach, most=MOST_LISTED))
    shown = with_since(table_of(found.indicator, reach))
    page = held_page(rows, shown.sort(request.GET), request.GET)
    return shown.render(page.rows, query=request.GET, page=page)


def with_since(table: Table) -> Table:
    """The table of a figure's records, with what became of each since."""
    return replace(table, columns=(*table.columns, Column("since", "Depuis l’édition")))


def why(request: Request, pk: int, number: int) -> HttpResponse:
    """`/publications/<id>/editions/<n>/pourquoi/`: what moved since another, or until now."""
    edition = load_edition(request, pk, number)
    others = list(
        Edition.objects.visible_to(request.actor)
        .exclude(pk=edition.pk)
        .select_related("publication")
        .defer("content")
        .order_by("-published_on", "-pk")
    )
    asked = request.GET.get("avec", "")
    other = _other(asked, others, edition)
    with reading():
        found = compare(
            edition.publication.house_id, side_of(edition), side_of(other), with_names=True
        )
        context = {
            "edition": edition,
            "found": found,
            "others": others,
            "chosen": other.pk if other is not None else None,
            "trail": trail(
                str(edition.publication),
                reverse("reports:publication", args=[pk]),
                f"Édition {number}",
                reverse("reports:edition", args=[pk, number]),
                "Pourquoi ses chiffres ont bougé",
            ),
        }
        return render(request, "reports/edition_why.html", context)


def _other(asked: str, others: list[Edition], edition: Edition) -> Edition | None:
    """What an edition is held against: another that is asked, else today; 404 for one unknown."""
    if asked in ("", NOW):
        return None
    found = next((one for one in others if str(one.pk) == asked), None)
    if found is None:
        raise Http404
    return found
