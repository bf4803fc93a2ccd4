"""A record's page tells what counts because of it: figures, funders, what was published."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString

from probant.gatherings.models import Session
from probant.indicators.access import READERS, reach_of
from probant.indicators.counted_in import CountedIn, counted_in
from probant.indicators.engine import measure
from probant.indicators.screens.cards import proof_href
from probant.journal.reading import reading
from probant.kernel.actor import Actor
from probant.kernel.period import Period
from probant.support.models import Case, Mission
from probant.ui.pieces.figure import write_value
from probant.ui.request import Request
from probant.ui.write import write_count

#: What an address calls each record: the model, the column of its facts, its page.
RECORDS: dict[str, tuple[Any, str, str]] = {
    "rencontre": (Session, "session", "gatherings:session"),
    "dossier": (Case, "case", "support:case"),
    "mission": (Mission, "mission", "support:mission"),
}


def can_see(actor: Actor, subject: Any) -> bool:
    """Whoever reads the figures of the house."""
    return actor.house_id is not None and actor.has(*READERS)


def panel_of(kind: str) -> Any:
    """The panel of a kind of record: one line, asked for once the page is there; no query."""

    def draw(request: Request, subject: Any) -> SafeString:
        href = reverse("indicators:counted", args=[kind, subject.pk])
        return render_to_string("indicators/_counted.html", {"href": href})

    return draw


def counted(request: Request, kind: str, pk: int) -> HttpResponse:
    """The figures that a record counts in, year by year; the line of its page, where asked so."""
    if kind not in RECORDS:
        raise Http404
    model, column, route = RECORDS[kind]
    record = model.objects.visible_to(request.actor).filter(pk=pk).first()
    reach = reach_of(request.actor)
    if record is None or reach is None or record.house_id != reach.house_id:
        raise Http404
    with reading():
        found = counted_in(reach.house_id, column, pk)
        context = {
            "found": found,
            "said": _said(found),
            "record": record,
            "back": reverse(route, args=[pk]),
            "here": request.path,
        }
        if request.headers.get("HX-Request"):
            return render(request, "indicators/_counted_said.html", context)
        figures = [
            (one, measure(one.indicator, house_id=reach.house_id, period=Period.year(one.year)))
            for one in found.counted
        ]
        context["rows"] = [
            {
                "label": one.indicator.label,
                "year": one.year,
                "value": write_value(figure.said, one.indicator.written),
                "of": write_count(len(one.keys), "fait"),
                "href": proof_href(figure, reach),
            }
            for one, figure in figures
        ]
        return render(request, "indicators/counted.html", context)


def _said(found: CountedIn) -> str:
    """« 4 chiffres, 2 financeurs »."""
    said = [write_count(len(found.figures), "chiffre")] if found.figures else []
    if found.funders:
        said.append(write_count(len(found.funders), "financeur"))
    return ", ".join(said)
