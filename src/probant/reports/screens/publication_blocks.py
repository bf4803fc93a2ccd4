"""The blocks of a publication: added, written, moved, removed."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from probant.journal.errors import JournalError
from probant.kernel.decision import Refused
from probant.programmes.screens.submit import Subject, answer
from probant.reports import actions
from probant.reports.actions.composing import BLOCK
from probant.reports.composition.compose import KINDS
from probant.reports.models import Publication, PublicationBlock
from probant.reports.screens.block_form import BlockForm
from probant.reports.screens.block_forms import FORMS, form_of, initial_of
from probant.reports.screens.block_page import (
    TEMPLATE,
    document_of,
    find_block,
    form_for,
    page_of,
    picked,
)
from probant.reports.screens.publications import load, trail
from probant.reports.screens.removed_blocks import already_gone, removed
from probant.reports.screens.told_forms import INSERT
from probant.ui.idempotency import read_keys
from probant.ui.request import Request


def add(request: Request, pk: int, kind: str) -> HttpResponse:
    """`/publications/<id>/blocs/<kind>/`: a new block, after the one that `apres` says."""
    publication = load(request, pk, write=True)
    if kind not in FORMS:
        raise Http404
    first = {"level": "2" if kind != "text" else "1"}
    if publication.convention_id is not None:
        first["convention"] = str(publication.convention_id)
    form = form_for(request, kind, first, form_of(kind))
    place = request.GET.get("apres", "")
    after = int(place) if place.isascii() and place.isdigit() and len(place) < 6 else None

    def act(_: Any, keys: Any) -> str:
        block = actions.add_block(
            request.actor,
            publication=publication,
            kind=kind,
            edit=form.edit(document_of(request, form, publication)),
            after=after,
            key=keys.key,
        )
        return page_of(publication, block.pk)

    return _asked(request, form, act, publication, kind, None)


def edit(request: Request, pk: int) -> HttpResponse:
    """`/publications/blocs/<id>/`: a block written anew; what somebody wrote meanwhile is shown."""
    block = find_block(request, pk)
    if block is None:
        return removed(request, pk)
    part = str(block.content.get("part", ""))
    form = form_for(request, block.kind, initial_of(block), form_of(block.kind, part))

    def act(_: Any, keys: Any) -> str:
        given = document_of(request, form, block.publication) or block.document
        actions.edit_block(
            request.actor,
            block=block,
            edit=form.edit(given),
            read_at=keys.read_at,
            key=keys.key,
        )
        return page_of(block.publication, pk)

    return _asked(request, form, act, block.publication, block.kind, block)


def _asked(
    request: Request,
    form: BlockForm,
    act: Any,
    publication: Publication,
    kind: str,
    block: PublicationBlock | None,
) -> HttpResponse:
    """The page of a block's form; the picker puts its figure in the text and shows it again."""
    heading = KINDS[kind].label if block is None else f"{KINDS[kind].label} : modifier"
    context = {
        "trail": trail(str(publication), page_of(publication), heading),
        "heading": heading,
        "purpose": KINDS[kind].purpose,
        "submit": "Ajouter" if block is None else "Enregistrer",
        "picks": INSERT in form.fields,
        # read when the page is drawn: what somebody has just written
        "theirs": (lambda: PublicationBlock.objects.get(pk=block.pk)) if block else None,
    }
    subject = Subject(publication.house_id, BLOCK, block.pk if block else 0)
    if request.method == "POST" and "prendre" in request.POST:
        return picked(request, form, kind, {**context, "back": page_of(publication)})
    return answer(
        request,
        form,
        act=act,
        template=TEMPLATE,
        subject=subject,
        back=page_of(publication, block.pk if block else None),
        done="Le bloc est enregistré.",
        context=context,
    )


def gesture(request: Request, pk: int) -> HttpResponse:
    """`/publications/blocs/<id>/geste/`: up, down, or out."""
    block = find_block(request, pk)
    if block is None:
        return already_gone(request, pk)
    keys = read_keys(request.POST)
    asked = request.POST.get("geste", "")
    try:
        if asked == "retirer":
            actions.remove_block(request.actor, block=block, read_at=keys.read_at, key=keys.key)
            messages.success(request, "Le bloc est retiré ; ce qu’il disait reste au journal.")
            return redirect(page_of(block.publication))
        if asked not in ("monter", "descendre"):
            raise Http404
        actions.move_block(request.actor, block=block, up=asked == "monter", key=keys.key)
    except (Refused, JournalError) as refusal:
        messages.error(request, str(refusal))
    return redirect(page_of(block.publication, pk))
