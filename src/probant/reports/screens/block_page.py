"""What the pages of a block share: the block, its form and what it offers, the picture given."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from probant.documents.actions import store_document
from probant.documents.models import Document
from probant.documents.store import TooLarge
from probant.funding.models import ActionSheet, Convention
from probant.indicators.appraisals import version_in_force
from probant.indicators.definition import Indicator
from probant.indicators.models import QualitativeIndicator
from probant.indicators.own import own_indicators
from probant.kernel.cut import Cut
from probant.kernel.decision import Refused
from probant.programmes.models import Action, Programme
from probant.reports.composition.told import REPORT_USE
from probant.reports.models import Publication, PublicationBlock
from probant.reports.screens.block_form import BlockForm, Offered
from probant.reports.screens.block_forms import FORMS
from probant.reports.screens.publications import load
from probant.reports.screens.told_forms import INSERT, with_figure
from probant.support.queries.testimonies import usable
from probant.ui.request import Request

TEMPLATE = "reports/publication_block.html"


def find_block(request: Request, pk: int) -> PublicationBlock | None:
    """A block of a publication that the actor may write; None where it is no more."""
    readable = Publication.objects.visible_to(request.actor)
    rows = PublicationBlock.objects.filter(publication__in=readable)
    found = rows.select_related("publication", "document", "testimony").filter(pk=pk).first()
    if found is not None:
        load(request, found.publication_id, write=True)
    return found


def form_for(
    request: Request, kind: str, initial: dict[str, Any], form: type[BlockForm]
) -> BlockForm:
    """The form of a block, as it was posted or with what it holds at first."""
    return form(
        request.POST or None,
        request.FILES or None,
        initial=initial,
        offered=_offered(request, kind),
    )


def _offered(request: Request, kind: str) -> Offered:
    """What the form of a kind offers; a query for each list that it shows."""
    house_id = request.actor.house
    found = Offered(own=tuple(own_of(request)))
    if kind == "focus":
        told = usable(request.actor, REPORT_USE, on=timezone.localdate())
        found = replace(found, testimonies=tuple(told))
    if FORMS[kind].narrows:
        actions = Action.objects.filter(house_id=house_id).order_by("name")
        found = replace(found, actions=_choices(actions.values_list("pk", "name")))
    if kind == "funnel":
        offer = Programme.objects.filter(house_id=house_id).order_by("name")
        found = replace(found, programmes=_choices(offer.values_list("pk", "name")))
    if kind == "appraisal":
        found = replace(found, questions=_questions(request))
    if kind in ("budget", "convention"):
        found = replace(found, **_funded(house_id))
    return found


def _choices(rows: Iterable[tuple[int, str]]) -> tuple[tuple[str, str], ...]:
    return tuple((str(pk), name) for pk, name in rows)


def _questions(request: Request) -> tuple[tuple[str, str], ...]:
    """The qualitative indicators of the house, those that were withdrawn last. Two queries."""
    held = QualitativeIndicator.objects.visible_to(request.actor).prefetch_related("versions")
    told = [
        (one.closed_on is not None, version_in_force(one.versions.all(), Cut.now()).label, one.pk)
        for one in held
    ]
    return tuple(
        (str(pk), f"{label} (retiré)" if is_closed else label)
        for is_closed, label, pk in sorted(told)
    )


def _funded(house_id: int) -> dict[str, Any]:
    """The conventions of the house and their sheets, the latest first. Two queries."""
    conventions = Convention.objects.filter(house_id=house_id).order_by("-starts_on", "-pk")
    sheets = (
        ActionSheet.objects.filter(convention__house_id=house_id)
        .select_related("convention")
        .order_by("-convention__starts_on", "-convention_id", "number")
    )
    return {
        "conventions": _choices(conventions.values_list("pk", "title")),
        "sheets": tuple(
            (f"{one.convention_id}-{one.action_id}", f"{one} ({one.convention.title})")
            for one in sheets
        ),
    }


def own_of(request: Request) -> list[Indicator]:
    """The figures that the house made; one query."""
    return list(own_indicators(request.actor.house).values())


def page_of(publication: Publication, block_id: int | None = None) -> str:
    """The address of a publication, at one of its blocks."""
    anchor = f"#bloc-{block_id}" if block_id else ""
    return reverse("reports:publication", args=[publication.pk]) + anchor


def document_of(request: Request, form: BlockForm, publication: Publication) -> Document | None:
    """The picture that was given, kept as a document of the house."""
    given = form.cleaned_data.get("fichier")
    if not given:
        return None
    try:
        return store_document(
            actor=request.actor,
            house_id=publication.house_id,
            name=given.name,
            chunks=given.chunks(),
        )
    except TooLarge as error:
        raise Refused(str(error)) from error


def picked(request: Request, form: BlockForm, kind: str, context: dict[str, Any]) -> HttpResponse:
    """The form as it was typed, the figure that was picked at the end of its text."""
    typed = request.POST.dict()
    if typed.get(INSERT):
        typed["text"] = with_figure(typed.get("text", ""), typed.pop(INSERT))
    shown = FORMS[kind](initial=typed, offered=form.offered)
    return render(request, TEMPLATE, {**context, "form": shown, "read_at": None, "changes": ()})
