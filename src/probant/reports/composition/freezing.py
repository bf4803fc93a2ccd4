"""Blocks frozen as plain values, and made again from them.

The words of a testimony and the points of a picture are not copied: they are read again, where the
person still allows it and the picture still stands.
"""

import base64
from collections.abc import Sequence
from dataclasses import asdict, replace
from typing import Any

from probant.documents.models import Document
from probant.reports.blocks import (
    Block,
    Cell,
    Chart,
    ChartPoint,
    FigureRow,
    Figures,
    Head,
    Logo,
    Logos,
    Paragraph,
    Photo,
    Prose,
    Quote,
    Row,
    Run,
    Section,
    Table,
    Terms,
    Text,
)
from probant.reports.composition.reader import Reader
from probant.reports.composition.told import photo_of, quote_of

NO_LONGER = "Ce témoignage n’est plus montré : la personne a retiré son accord ou a été effacée."


def freeze(blocks: Sequence[Block]) -> list[dict[str, Any]]:
    """Plain values of blocks, as JSON keeps them."""
    return [_frozen(one) for one in blocks]


def _frozen(block: Block) -> dict[str, Any]:
    if isinstance(block, Quote) and block.testimony_id is not None:
        block = replace(block, text="", signed="")
    elif isinstance(block, Photo):
        block = replace(block, jpeg="")
    elif isinstance(block, Chart):
        block = replace(block, drawing="", drawn_as="")
    elif isinstance(block, Logos):
        logos = [[base64.b64encode(bytes(one.bytes)).decode(), one.alt] for one in block.logos]
        return {"kind": block.kind, "logos": logos, "names": list(block.names)}
    return asdict(block)


def thaw(kept: Sequence[dict[str, Any]], reader: Reader) -> tuple[Block, ...]:
    """The blocks of an edition; `reader` says whose they are and on which day they are read."""
    return tuple(_thawed(dict(one), reader) for one in kept)


def _thawed(kept: dict[str, Any], reader: Reader) -> Block:
    kind = kept.pop("kind")
    if kind == "section":
        return Section(**kept)
    if kind == "text":
        return Text(**kept)
    if kind == "terms":
        return Terms(tuple((label, value) for label, value in kept["rows"]))
    if kind == "figures":
        rows = tuple(FigureRow(**row) for row in kept["rows"])
        return Figures(rows, kept["before_label"])
    if kind == "table":
        return _table(kept)
    if kind == "prose":
        return Prose(tuple(_paragraph(dict(one)) for one in kept["paragraphs"]))
    if kind == "chart":
        points = tuple(ChartPoint(**one) for one in kept.pop("points"))
        return Chart(**kept | {"points": points, "heads": tuple(kept["heads"])})
    if kind == "quote":
        said = quote_of(kept["testimony_id"], reader) if kept["testimony_id"] else Quote(**kept)
        return said or Text(NO_LONGER, quiet=True)
    if kind == "photo":
        return _photo(kept, reader)
    logos = tuple(Logo(tuple(base64.b64decode(data)), alt) for data, alt in kept["logos"])
    return Logos(logos, tuple(kept["names"]))


def _table(kept: dict[str, Any]) -> Table:
    rows = tuple(
        Row(tuple(Cell(**cell) for cell in row["cells"]), row["tone"]) for row in kept["rows"]
    )
    return Table(kept["caption"], tuple(Head(**head) for head in kept["heads"]), rows)


def _paragraph(kept: dict[str, Any]) -> Paragraph:
    return Paragraph(**kept | {"runs": tuple(Run(**run) for run in kept["runs"])})


def _photo(kept: dict[str, Any], reader: Reader) -> Block:
    rows = Document.objects.filter(house_id=reader.order.house_id, pk=kept["document_id"] or 0)
    document = rows.first()
    found = photo_of(document, kept["alt"]) if document else None
    if found is None:
        return Text(f"Photo retirée : {kept['alt']}", quiet=True)
    return replace(found, caption=kept["caption"], document_id=kept["document_id"])
