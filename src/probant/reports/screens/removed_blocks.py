"""A block that somebody removed while another was writing in it: what was typed is kept."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from probant.accounts.queries import names_of
from probant.documents.models import Document
from probant.journal.models import JournalMention
from probant.journal.timeline import Moment, timeline
from probant.programmes.screens.submit import Subject, answer
from probant.reports import actions
from probant.reports.actions.composing import BLOCK, PUBLICATION, REMOVED
from probant.reports.composition.compose import KINDS
from probant.reports.models import Publication, PublicationBlock
from probant.reports.screens.block_forms import FORMS, form_of, initial_of
from probant.reports.screens.block_page import (
    TEMPLATE,
    document_of,
    form_for,
    page_of,
    picked,
)
from probant.reports.screens.publications import load, trail
from probant.ui.request import Request

GONE, UNPROCESSABLE = 410, 422
AGAIN = "remettre"


def publication_of(request: Request, pk: int) -> tuple[Publication, Moment]:
    """The publication that a block was removed from, and when; 404 where no block was."""
    house_id = request.actor.house
    last = next(iter(timeline(house_id, BLOCK, pk, limit=1)), None)
    if last is None or last.verb != REMOVED:
        raise Http404
    mentions = JournalMention.objects.filter(house_id=house_id, seq=last.seq, kind=PUBLICATION)
    number = mentions.values_list("object_id", flat=True).first()
    return load(request, number or 0, write=True), last


def removed(request: Request, pk: int) -> HttpResponse:
    """Who removed the block and when, what was typed or what it held, and a way to put it back.

    Nothing is written until one asks for it: the block may have been removed for good.
    """
    publication, last = publication_of(request, pk)
    held = last.body.get("removed", {})
    kind = held.get("kind", "text")
    if kind not in FORMS:
        raise Http404
    block = PublicationBlock(
        publication=publication,
        kind=kind,
        title=held.get("title", ""),
        level=held.get("level", 1),
        content=held.get("content", {}),
        testimony_id=held.get("testimony"),
        document=_picture(publication, held.get("document")),
    )
    part = str(block.content.get("part", ""))
    form = form_for(request, kind, initial_of(block), form_of(kind, part))

    def act(_: Any, keys: Any) -> str:
        place = held.get("position")
        made = actions.add_block(
            request.actor,
            publication=publication,
            kind=kind,
            edit=form.edit(document_of(request, form, publication) or block.document),
            after=place - 1 if place is not None else None,
            key=keys.key,
        )
        return page_of(publication, made.pk)

    heading = f"{KINDS[kind].label} : bloc retiré"
    by = names_of({last.actor_id}).get(last.actor_id or 0, "le système")
    context = {
        "trail": trail(str(publication), page_of(publication), heading),
        "heading": heading,
        "purpose": KINDS[kind].purpose,
        "submit": "Le remettre comme nouveau bloc",
        "submits": AGAIN,
        "picks": "inserer" in form.fields,
        "removed": {"at": last.at, "by": by, "typed": request.method == "POST"},
        "back": page_of(publication),
    }
    if request.method == "POST" and "prendre" in request.POST:
        return picked(request, form, kind, context)
    if AGAIN not in request.POST:
        shown = {**context, "form": form, "read_at": None, "changes": ()}
        status = UNPROCESSABLE if request.method == "POST" else GONE
        return render(request, TEMPLATE, shown, status=status)
    return answer(
        request,
        form,
        act=act,
        template=TEMPLATE,
        subject=Subject(publication.house_id, BLOCK),
        back=reverse("reports:publication", args=[publication.pk]),
        done="Le bloc est remis, à sa place.",
        context=context,
    )


def already_gone(request: Request, pk: int) -> HttpResponse:
    """Back to the publication, of a block that somebody removed meanwhile."""
    publication, _ = publication_of(request, pk)
    messages.info(request, "Ce bloc a été retiré entre-temps.")
    return redirect(page_of(publication))


def _picture(publication: Publication, pk: int | None) -> Document | None:
    return Document.objects.filter(house_id=publication.house_id, pk=pk or 0).first()
