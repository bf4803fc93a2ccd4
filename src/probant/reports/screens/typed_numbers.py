"""A number typed in a text: what it rests on, what has its value proposed first."""

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from probant.indicators.models import Claim
from probant.indicators.own import own_indicators
from probant.journal.reading import reading
from probant.programmes.screens.submit import Subject, answer
from probant.reports import actions
from probant.reports.actions.composing import BLOCK
from probant.reports.composition.reader import Asked, Reader, source_of
from probant.reports.models import PublicationBlock
from probant.reports.queries.publications import reading_of
from probant.reports.rules.markers import Live, words_of_live
from probant.reports.rules.typed_numbers import TypedNumber, typed_numbers, value_of
from probant.reports.screens.block_form import figure_choices
from probant.reports.screens.block_page import find_block, page_of
from probant.reports.screens.link_form import LinkForm
from probant.reports.screens.publications import trail
from probant.reports.screens.removed_blocks import already_gone
from probant.ui.pieces.figure import write_value
from probant.ui.request import Request

MOST_CLAIMS = 40


def support(request: Request, pk: int, start: int) -> HttpResponse:
    """`/publications/blocs/<id>/nombres/<start>/`: what a number typed in a text rests on."""
    block = find_block(request, pk)
    if block is None:
        return already_gone(request, pk)
    text = str(block.content.get("text", ""))
    number = next((one for one in typed_numbers(text) if one.start == start), None)
    if number is None:
        messages.info(request, "Ce nombre n’est plus dans le texte, ou il est déjà étayé.")
        return redirect(page_of(block.publication, pk))
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
        return page_of(block.publication, pk)

    around = text[max(0, start - 80) : start], text[number.end : number.end + 80]
    return answer(
        request,
        form,
        act=act,
        template="reports/publication_number.html",
        subject=Subject(block.publication.house_id, BLOCK, pk),
        back=page_of(block.publication, pk),
        done=f"« {number.text} » est étayé.",
        context={
            "trail": trail(str(block.publication), page_of(block.publication), "Étayer un nombre"),
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
    own = own_indicators(publication.house_id).values()
    choices = figure_choices(own, with_rates=True)
    with reading():
        same = _of_value(request, block, value) if value is not None else []
    if same:
        return [("De la même valeur", same), *choices], claims, {"figure": same[0][0]}
    return choices, claims, {}


def _of_value(request: Request, block: PublicationBlock, value: float) -> list[tuple[str, str]]:
    """The figures worth a number: of the block's own scope first, then of what else the publication
    says, then of the house; its own year before the others.
    """
    publication = block.publication
    reader = reading_of(publication, request.actor).reader
    of_block = int(block.content.get("action") or 0)
    for action_id in dict.fromkeys((of_block, 0)):
        with reader.narrowed(action_id):
            reader.essentials()

    def place(asked: Asked) -> tuple[bool, bool]:
        return asked[2] != of_block, asked[1] != publication.year

    held = sorted(_measured(reader), key=lambda row: place(row[0]))
    return [
        _said(asked, words, label, block, reader)
        for asked, words, label in held
        if value_of(words) == value
    ]


def _measured(reader: Reader) -> Iterator[tuple[Asked, str, str]]:
    """Every figure that was read, in words; those of the years before that stand beside too."""
    for asked, figure in reader.measured():
        yield asked, write_value(figure.said, figure.indicator.written), figure.indicator.label


def _said(
    asked: Asked, words: str, label: str, block: PublicationBlock, reader: Reader
) -> tuple[str, str]:
    """A figure as a choice: what a marker says of it, and in words where it differs."""
    code, year, action_id = asked
    publication = block.publication
    own_year = year == publication.year
    own_scope = action_id == int(block.content.get("action") or 0)
    action = reader.action(action_id) if action_id else None
    parts = [
        label,
        "" if own_year else str(year),
        "" if own_scope else (f"action « {action.name} »" if action else "toute la maison"),
    ]
    live = Live(code, None if own_year else year, None if own_scope else action_id)
    return words_of_live(live), f"{', '.join(part for part in parts if part)} : {words}"
