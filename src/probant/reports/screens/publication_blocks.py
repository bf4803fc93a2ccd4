"""The blocks of a publication: added, written, moved, removed, their numbers supported."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from probant.documents.actions import store_document
from probant.documents.models import Document
from probant.documents.store import TooLarge
from probant.funding.models import ActionSheet, Convention
from probant.indicators.definition import Indicator
from probant.indicators.models import Claim
from probant.indicators.own import own_indicators
from probant.journal.errors import JournalError
from probant.kernel.decision import Refused
from probant.programmes.models import Action, Programme
from probant.programmes.screens.submit import Subject, answer
from probant.reports import actions
from probant.reports.actions.composing import BLOCK
from probant.reports.composition.compose import KINDS
from probant.reports.composition.reader import Reader, source_of
from probant.reports.composition.told import REPORT_USE
from probant.reports.models import Publication, PublicationBlock
from probant.reports.queries.publications import order_of
from probant.reports.rules.typed_numbers import TypedNumber, typed_numbers, value_of
from probant.reports.screens.block_forms import (
    FORMS,
    INSERT,
    BlockForm,
    LinkForm,
    Offered,
    figure_choices,
    form_of,
    initial_of,
    with_figure,
)
from probant.reports.screens.publications import load, trail
from probant.support.queries.testimonies import usable
from probant.ui.idempotency import read_keys
from probant.ui.pieces.figure import write_value
from probant.ui.request import Request

TEMPLATE = "reports/publication_block.html"
MOST_CLAIMS = 40


def load_block(request: Request, pk: int) -> PublicationBlock:
    """A block of a publication that the actor may write; else 404."""
    readable = Publication.objects.visible_to(request.actor)
    rows = PublicationBlock.objects.filter(publication__in=readable)
    found = rows.select_related("publication", "document", "testimony").filter(pk=pk).first()
    if found is None:
        raise Http404
    load(request, found.publication_id, write=True)
    return found


def add(request: Request, pk: int, kind: str) -> HttpResponse:
    """`/publications/<id>/blocs/<kind>/`: a new block, after the one that `apres` says."""
    publication = load(request, pk, write=True)
    if kind not in FORMS:
        raise Http404
    first = {"level": "2" if kind != "text" else "1"}
    if publication.convention_id is not None:
        first["convention"] = str(publication.convention_id)
    form = _form(request, kind, first, form_of(kind))
    place = request.GET.get("apres", "")
    after = int(place) if place.isascii() and place.isdigit() and len(place) < 6 else None

    def act(_: Any, keys: Any) -> str:
        block = actions.add_block(
            request.actor,
            publication=publication,
            kind=kind,
            edit=form.edit(_document(request, form, publication)),
            after=after,
            key=keys.key,
        )
        return _page(publication, block.pk)

    return _asked(request, form, act, publication, kind, None)


def edit(request: Request, pk: int) -> HttpResponse:
    """`/publications/blocs/<id>/`: a block written anew; what somebody wrote meanwhile is shown."""
    block = load_block(request, pk)
    part = str(block.content.get("part", ""))
    form = _form(request, block.kind, initial_of(block), form_of(block.kind, part))

    def act(_: Any, keys: Any) -> str:
        given = _document(request, form, block.publication) or block.document
        actions.edit_block(
            request.actor,
            block=block,
            edit=form.edit(given),
            read_at=keys.read_at,
            key=keys.key,
        )
        return _page(block.publication, pk)

    return _asked(request, form, act, block.publication, block.kind, block)


def _form(request: Request, kind: str, initial: dict[str, Any], form: type[BlockForm]) -> BlockForm:
    return form(
        request.POST or None,
        request.FILES or None,
        initial=initial,
        offered=_offered(request, kind),
    )


def _offered(request: Request, kind: str) -> Offered:
    """What the form of a kind offers; a query for each list that it shows."""
    house_id = request.actor.house
    found = Offered(own=tuple(_own(request)))
    if kind == "focus":
        told = usable(request.actor, REPORT_USE, on=timezone.localdate())
        found = replace(found, testimonies=tuple(told))
    if FORMS[kind].narrows:
        actions = Action.objects.filter(house_id=house_id).order_by("name")
        found = replace(found, actions=_choices(actions.values_list("pk", "name")))
    if kind == "funnel":
        offer = Programme.objects.filter(house_id=house_id).order_by("name")
        found = replace(found, programmes=_choices(offer.values_list("pk", "name")))
    if kind in ("budget", "convention"):
        found = replace(found, **_funded(house_id))
    return found


def _choices(rows: Iterable[tuple[int, str]]) -> tuple[tuple[str, str], ...]:
    return tuple((str(pk), name) for pk, name in rows)


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


def _own(request: Request) -> list[Indicator]:
    """The figures that the house made; one query."""
    return list(own_indicators(request.actor.house).values())


def _page(publication: Publication, block_id: int | None = None) -> str:
    anchor = f"#bloc-{block_id}" if block_id else ""
    return reverse("reports:publication", args=[publication.pk]) + anchor


def _document(request: Request, form: BlockForm, publication: Publication) -> Document | None:
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
        "trail": trail(str(publication), _page(publication), heading),
        "heading": heading,
        "purpose": KINDS[kind].purpose,
        "submit": "Ajouter" if block is None else "Enregistrer",
        "picks": INSERT in form.fields,
        # read when the page is drawn: what somebody has just written
        "theirs": (lambda: PublicationBlock.objects.get(pk=block.pk)) if block else None,
    }
    subject = Subject(publication.house_id, BLOCK, block.pk if block else 0)
    if request.method == "POST" and "prendre" in request.POST:
        return _picked(request, form, kind, {**context, "back": _page(publication)})
    return answer(
        request,
        form,
        act=act,
        template=TEMPLATE,
        subject=subject,
        back=_page(publication, block.pk if block else None),
        done="Le bloc est enregistré.",
        context=context,
    )


def _picked(request: Request, form: BlockForm, kind: str, context: dict[str, Any]) -> HttpResponse:
    """The form as it was typed, the figure that was picked at the end of its text."""
    typed = request.POST.dict()
    if typed.get(INSERT):
        typed["text"] = with_figure(typed.get("text", ""), typed.pop(INSERT))
    shown = FORMS[kind](initial=typed, offered=form.offered)
    return render(request, TEMPLATE, {**context, "form": shown, "read_at": None, "changes": ()})


def gesture(request: Request, pk: int) -> HttpResponse:
    """`/publications/blocs/<id>/geste/`: up, down, or out."""
    block = load_block(request, pk)
    keys = read_keys(request.POST)
    asked = request.POST.get("geste", "")
    try:
        if asked == "retirer":
            actions.remove_block(request.actor, block=block, read_at=keys.read_at, key=keys.key)
            messages.success(request, "Le bloc est retiré ; ce qu’il disait reste au journal.")
            return redirect(_page(block.publication))
        if asked not in ("monter", "descendre"):
            raise Http404
        actions.move_block(request.actor, block=block, up=asked == "monter", key=keys.key)
    except (Refused, JournalError) as refusal:
        messages.error(request, str(refusal))
    return redirect(_page(block.publication, pk))


def support(request: Request, pk: int, start: int) -> HttpResponse:
    """`/publications/blocs/<id>/nombres/<start>/`: what a number typed in a text rests on."""
    block = load_block(request, pk)
    text = str(block.content.get("text", ""))
    number = next((one for one in typed_numbers(text) if one.start == start), None)
    if number is None:
        messages.info(request, "Ce nombre n’est plus dans le texte, ou il est déjà étayé.")
        return redirect(_page(block.publication, pk))
    figures, claims, first = _supports(request, block, number)
    form = LinkForm(request.POST or None, figures=figures, claims=claims, initial=first)

    def act(_: Any, keys: Any) -> str:
        actions.link_number(
            request.actor,
            block=block,
            start=number.start,
            text=number.text,
            support=form.support(),
            read_at=keys.read_at,
            key=keys.key,
        )
        return _page(block.publication, pk)

    around = text[max(0, start - 80) : start], text[number.end : number.end + 80]
    return answer(
        request,
        form,
        act=act,
        template="reports/publication_number.html",
        subject=Subject(block.publication.house_id, BLOCK, pk),
        back=_page(block.publication, pk),
        done=f"« {number.text} » est étayé.",
        context={
            "trail": trail(str(block.publication), _page(block.publication), "Étayer un nombre"),
            "before": around[0],
            "number": number.text,
            "after": around[1],
        },
    )


def _supports(
    request: Request, block: PublicationBlock, number: TypedNumber
) -> tuple[list[Any], list[tuple[str, str]], dict[str, str]]:
    """What may support a number: figures, claims of that value first; what equals it is chosen."""
    publication, value = block.publication, value_of(number.text)
    rows = Claim.objects.filter(house_id=publication.house_id, year=publication.year)
    found = list(rows.select_related("document", "said_by").order_by("label", "pk"))
    found.sort(key=lambda claim: claim.value != value)
    claims = [(str(one.pk), source_of(one)) for one in found[:MOST_CLAIMS]]
    reader = Reader(order_of(publication, request.actor))
    first: dict[str, str] = {}
    same = []
    for row in PublicationBlock.objects.filter(publication=publication, kind="figures"):
        for code in row.content.get("codes", ()):
            figure = reader.figure(code)
            if figure is not None and value is not None and figure.value == value:
                words = write_value(figure.said, figure.indicator.written)
                same.append((code, f"{figure.indicator.label} : {words}"))
    choices = figure_choices(_own(request), with_rates=True)
    if same:
        first["figure"] = same[0][0]
        return [("De la même valeur", same), *choices], claims, first
    return choices, claims, first
