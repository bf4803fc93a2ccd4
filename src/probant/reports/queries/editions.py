"""An edition as a report: what was frozen, and what says when and on what it rests."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from django.urls import reverse
from django.utils import timezone

from probant.indicators.access import Reach
from probant.indicators.counted_in import CountedIn
from probant.journal.reading import reading
from probant.kernel.actor import Actor
from probant.kernel.cut import Cut
from probant.kernel.dates import write_date
from probant.reports.blocks import (
    Appraisal,
    Block,
    Cell,
    Content,
    FigureRow,
    Figures,
    Paragraph,
    Prose,
    Section,
    Table,
    Text,
)
from probant.reports.composition.between import blocks_of, compare, side_of
from probant.reports.composition.compose import Reading
from probant.reports.composition.freezing import thaw
from probant.reports.composition.reader import Reader
from probant.reports.composition.shipped import outlines
from probant.reports.definition import ReportOrder
from probant.reports.models import Edition, EditionFigure
from probant.reports.queries.records import HEADINGS, lines, recorded, recorded_now
from probant.reports.spreadsheet import Listing

RECORDS = "Faits comptés"


def content_of(
    edition: Edition, actor: Actor, base_url: str = "", *, with_annex: bool = False
) -> Content:
    """What was published, links made whole by `base_url`; consents are those of today.

    `with_annex`: at the end, why figures moved since the edition before; the house reads who noted
    what, others do not. It is read again each time: what an edition says does not hold it.
    """
    known = edition.known_on
    order = _order(edition, actor, base_url)
    blocks = (*thaw(edition.content["blocks"], Reader(order)), *_open(edition))
    if with_annex:
        blocks = (*blocks, *_annex(edition, actor))
    as_known = f", tels que connus le {write_date(known)}" if known is not None else ""
    model = outlines().get(edition.publication.outline)
    name = model.file_name if model else "publication"
    return Content(
        title=edition.title,
        subtitle=str(edition.year),
        author=edition.content["author"],
        cut=f"Édition {edition.number}, publiée le {write_date(edition.published_on)}{as_known}",
        proof=(
            f"Empreinte de l’édition {edition.digest}. Arrêtée à l’écriture n° {edition.seq} du "
            f"journal, empreinte {edition.head}."
        ),
        file_name=f"{name}-{edition.year}-edition-{edition.number}",
        blocks=tuple(_absolute(block, base_url) for block in blocks),
    )


def _order(edition: Edition, actor: Actor, base_url: str) -> ReportOrder:
    known = edition.known_on
    return ReportOrder(
        actor=actor,
        house_id=edition.publication.house_id,
        year=edition.year,
        cut=Cut.known(known) if known is not None else Cut.now(),
        base_url=base_url,
        today=timezone.localdate(),
    )


def _annex(edition: Edition, actor: Actor) -> list[Block]:
    """Why figures moved since the edition before, if there is one."""
    earlier = Edition.objects.filter(
        publication=edition.publication_id, number__lt=edition.number
    ).first()  # the latest of those: they are ordered so
    if earlier is None:
        return []
    house_id = edition.publication.house_id
    inside = actor.house_id == house_id
    sides = side_of(earlier), side_of(edition)
    with reading():
        found = compare(house_id, *sides, with_names=inside)
        return list(blocks_of(found, with_authors=inside))


def listing_of(edition: Edition, reach: Reach) -> Listing:
    """Every record behind the figures of an edition, for its workbook; read as it is written."""

    def rows() -> Iterator[tuple[Any, ...]]:
        for figure in edition.figures.all().iterator(chunk_size=1):
            figure.edition = edition
            found = recorded(figure, reach.house_id)
            if found is not None:
                yield from lines(found, reach)

    return Listing(RECORDS, HEADINGS, rows())


def listing_now(read: Reading, reach: Reach) -> Listing:
    """The same of what is composed and not published yet."""
    figures = read.reader.used.values()
    return Listing(
        RECORDS,
        HEADINGS,
        (line for figure in figures for line in lines(recorded_now(figure), reach)),
    )


def _open(edition: Edition) -> list[Block]:
    """Contradictions that were open on the day, and why it was published all the same."""
    if not edition.contradictions:
        return []
    told: list[Any] = [Text(one) for one in edition.contradictions]
    reason = Text(f"Publié néanmoins : {edition.reason}")
    return [Section("Ce que d’autres documents disent autrement"), *told, reason]


def _absolute(block: Block, base_url: str) -> Block:
    """The addresses of our own pages, whole: a file is read far from them."""
    if isinstance(block, Figures):
        rows: tuple[FigureRow, ...] = tuple(
            replace(row, href=base_url + row.href) for row in block.rows
        )
        return replace(block, rows=rows)
    if isinstance(block, Prose):
        return Prose(tuple(_whole(one, base_url) for one in block.paragraphs))
    if isinstance(block, Appraisal):
        return _led(block, lambda href: base_url + href if href.startswith("/") else href)
    if isinstance(block, Table):
        rows_ = tuple(
            replace(row, cells=tuple(_reached(cell, base_url) for cell in row.cells))
            for row in block.rows
        )
        return replace(block, rows=rows_)
    return block


def _led(block: Appraisal, there: Callable[[str], str]) -> Appraisal:
    """An appraisal whose evidence leads to other addresses."""
    evidence = tuple(replace(one, href=there(one.href)) for one in block.evidence)
    return replace(block, evidence=evidence)


def _reached(cell: Cell, base_url: str) -> Cell:
    return replace(cell, href=base_url + cell.href) if cell.href.startswith("/") else cell


def _whole(paragraph: Paragraph, base_url: str) -> Paragraph:
    runs = tuple(
        replace(run, href=base_url + run.href) if run.href.startswith("/") else run
        for run in paragraph.runs
    )
    return replace(paragraph, runs=runs)


def opened_onto_records(content: Content, edition: Edition) -> Content:
    """The same for the page of the house: each value opens onto the records that it counted."""
    live = Reader(_order(edition, Actor.public(), ""))
    addresses = {}
    for figure in edition.figures.defer("keys"):
        with live.narrowed(figure.action):
            asked = [edition.publication_id, edition.number, figure.position]
            there = reverse("reports:edition-records", args=asked)
            addresses[live.href(figure.code, figure.year)] = there
    return replace(content, blocks=tuple(_opened(one, addresses) for one in content.blocks))


def _opened(block: Block, addresses: dict[str, str]) -> Block:
    if isinstance(block, Figures):
        rows = tuple(replace(row, href=addresses.get(row.href, row.href)) for row in block.rows)
        return replace(block, rows=rows)
    if isinstance(block, Appraisal):
        return _led(block, lambda href: addresses.get(href, href))
    if isinstance(block, Prose):
        return Prose(
            tuple(
                replace(
                    one,
                    runs=tuple(
                        replace(run, href=addresses.get(run.href, run.href)) for run in one.runs
                    ),
                )
                for one in block.paragraphs
            )
        )
    return block


def publications_that_count(found: CountedIn) -> set[int]:
    """The publications that said a figure with a record's own facts in it. One query."""
    keys = {(one.indicator.code, one.year): one.keys for one in found.counted}
    rows = EditionFigure.objects.filter(
        edition__publication__house_id=found.house_id,
        code__in={code for code, _ in keys},
        year__in={year for _, year in keys},
    )
    return {
        publication
        for publication, code, year, held in rows.values_list(
            "edition__publication_id", "code", "year", "keys"
        ).iterator()
        if keys.get((code, year), frozenset()) & set(held)
    }
