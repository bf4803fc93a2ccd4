"""A record's page tells what counts because of it: figures, funders, what was published."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString

from probant.directory.models import Organisation, Person
from probant.engagement.models import Participant
from probant.funding.models import Convention
from probant.gatherings.models import NetworkMember, Output, Proposal, Roadmap, Session
from probant.governance.models import Deliberation, Sitting
from probant.indicators.access import READERS, reach_of
from probant.indicators.counted_in import CountedIn, counted_in
from probant.indicators.engine import measure
from probant.indicators.screens.cards import proof_href
from probant.journal.reading import reading
from probant.kernel.actor import Actor
from probant.kernel.dates import write_date
from probant.kernel.period import Period
from probant.support.models import Appointment, Call, Case, Mission, SupportRequest
from probant.ui.pieces.figure import write_value
from probant.ui.request import Request
from probant.ui.write import write_count

#: What an address calls each record: the model, the column of its facts, its page.
RECORDS: dict[str, tuple[Any, str, str]] = {
    "rencontre": (Session, "session", "gatherings:session"),
    "dossier": (Case, "case", "support:case"),
    "mission": (Mission, "mission", "support:mission"),
    "accueil": (Call, "call", "support:call"),
    "demande": (SupportRequest, "request", "support:request"),
    "rendez-vous": (Appointment, "appointment", "support:appointment"),
    "structure": (Organisation, "organisation", "directory:sheet"),
    "personne": (Person, "person", "directory:person"),
    "participant": (Participant, "participant", "engagement:participant"),
    "proposition": (Proposal, "proposal", "gatherings:proposal"),
    "document": (Output, "output", "gatherings:output"),
    "feuille-de-route": (Roadmap, "roadmap", "gatherings:roadmap"),
    "membre": (NetworkMember, "member", "gatherings:network-member"),
    "seance": (Sitting, "sitting", "governance:sitting"),
    "deliberation": (Deliberation, "deliberation", "governance:deliberation"),
    "convention": (Convention, "convention", "funding:convention"),
}


def can_see(actor: Actor, subject: Any) -> bool:
    """Whoever reads the figures of the house that keeps the record."""
    if actor.house_id is None or not actor.has(*READERS):
        return False
    return getattr(subject, "house_id", actor.house_id) == actor.house_id


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
    if record is None or reach is None or not can_see(request.actor, record):
        raise Http404
    with reading():
        found = counted_in(reach.house_id, column, pk)
        context = {
            "found": found,
            "said": _said(found),
            "name": _name(record),
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


def _name(record: Any) -> str:
    """What the page is of: the record, in the words of its own page."""
    match record:
        case Sitting():
            return f"{record.body.name}, {write_date(record.held_on)}"
        case Participant():
            return str(record.person)
    return str(record)


def _said(found: CountedIn) -> str:
    """« 4 chiffres, 2 financeurs »."""
    said = [write_count(len(found.figures), "chiffre")] if found.figures else []
    if found.funders:
        said.append(write_count(len(found.funders), "financeur"))
    return ", ".join(said)
