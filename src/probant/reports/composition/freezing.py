"""Blocks frozen as plain values, and made again from them.

The words of a testimony, the sentences of an appraisal and the points of a picture are not copied:
they are read again, where the person still allows it, where they are not erased.
"""

import base64
import uuid
from collections.abc import Sequence
from dataclasses import asdict, replace
from typing import Any

from probant.documents.models import Document
from probant.indicators.definition import EVERYTHING, Scope
from probant.indicators.models import Appraised
from probant.reports.blocks import (
    Appraisal,
    Block,
    Cell,
    Chart,
    ChartPoint,
    FigureRow,
    Figures,
    FindingRow,
    Findings,
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
    Support,
    Table,
    Terms,
    Text,
)
from probant.reports.composition.judged import erased
from probant.reports.composition.placed import lines_of
from probant.reports.composition.reader import Reader
from probant.reports.composition.told import photo_of, quote_of

REWRITTEN = "Ces phrases ne sont plus celles qui ont paru : elles ont été changées depuis en base."
NO_LONGER = "Ce témoignage n’est plus montré : la personne a retiré son accord ou a été effacée."


def freeze(blocks: Sequence[Block]) -> list[dict[str, Any]]:
    """Plain values of blocks, as JSON keeps them."""
    return [_frozen(one) for one in blocks]


def _frozen(block: Block) -> dict[str, Any]:
    if isinstance(block, Quote) and block.testimony_id is not None:
        block = replace(block, text="", signed="")
    elif isinstance(block, Appraisal):
        block = replace(block, text="", gone="")
    elif isinstance(block, Photo):
        block = replace(block, jpeg="")
    elif isinstance(block, Chart):
        block = replace(block, drawing="", drawn_as="", lines=())
    elif isinstance(block, Logos):
        logos = [[base64.b64encode(bytes(one.bytes)).decode(), one.alt] for one in block.logos]
        return {"kind": block.kind, "logos": logos, "names": list(block.names)}
    return asdict(block)


#: The parts of an action's scope that an edition keeps.
_PARTS = ("programmes", "programme_ids", "kinds", "places")


def scope_as_kept(scope: Scope) -> dict[str, list[Any]]:
    """What a figure was narrowed to, as plain values."""
    return {part: list(getattr(scope, part)) for part in _PARTS}


def scope_of_kept(kept: dict[str, list[Any]]) -> Scope:
    """The scope that an edition kept; that of the whole house where it kept none."""
    if not kept:
        return EVERYTHING
    programmes, ids, kinds, places = (tuple(kept.get(part, ())) for part in _PARTS)
    return Scope(programmes, ids, kinds, places, of_action=True)


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
    if kind == "findings":
        return Findings(tuple(FindingRow(**row) for row in kept["rows"]), kept["none"])
    if kind == "prose":
        return Prose(tuple(_paragraph(dict(one)) for one in kept["paragraphs"]))
    if kind == "chart":
        return _chart(kept)
    if kind == "quote":
        said = quote_of(kept["testimony_id"], reader) if kept["testimony_id"] else Quote(**kept)
        return said or Text(NO_LONGER, quiet=True)
    if kind == "appraisal":
        return _appraisal(kept, reader)
    if kind == "photo":
        return _photo(kept, reader)
    logos = tuple(Logo(tuple(base64.b64decode(data)), alt) for data, alt in kept["logos"])
    return Logos(logos, tuple(kept["names"]))


def _table(kept: dict[str, Any]) -> Table:
    rows = tuple(
        Row(tuple(Cell(**cell) for cell in row["cells"]), row["tone"]) for row in kept["rows"]
    )
    return Table(kept["caption"], tuple(Head(**head) for head in kept["heads"]), rows)


def _chart(kept: dict[str, Any]) -> Chart:
    """A chart; the outlines of a map are those that are loaded now, as the pages have them."""
    points = tuple(_point(one) for one in kept.pop("points"))
    here = tuple(kept.get("departments", ()))
    told = {"departments": here, "lines": lines_of(here) if here else ()}
    return Chart(**kept | {"points": points, "heads": tuple(kept["heads"])} | told)


def _point(kept: dict[str, Any]) -> ChartPoint:
    at = kept.get("at")
    return ChartPoint(**kept | {"at": (at[0], at[1]) if at else None})


def _paragraph(kept: dict[str, Any]) -> Paragraph:
    return Paragraph(**kept | {"runs": tuple(Run(**run) for run in kept["runs"])})


def _appraisal(kept: dict[str, Any], reader: Reader) -> Appraisal:
    """An appraisal with its sentences, where they are still those that were published."""
    evidence = tuple(Support(**one) for one in kept["evidence"])
    found = Appraisal(**kept | {"scale": tuple(kept["scale"]), "evidence": evidence})
    if not found.text_digest:
        return found
    rows = Appraised.objects.filter(house_id=reader.order.house_id, key=uuid.UUID(hex=found.key))
    row = rows.select_related("written").first()
    if row is None or row.written.erased_on is not None:
        return replace(found, gone=erased(row) if row is not None else REWRITTEN)
    if row.written.digest != found.text_digest:
        return replace(found, gone=REWRITTEN)
    return replace(found, text=row.written.text)


def _photo(kept: dict[str, Any], reader: Reader) -> Block:
    rows = Document.objects.filter(house_id=reader.order.house_id, pk=kept["document_id"] or 0)
    document = rows.first()
    found = photo_of(document, kept["alt"]) if document else None
    if found is None:
        return Text(f"Photo retirée : {kept['alt']}", quiet=True)
    return replace(found, caption=kept["caption"], document_id=kept["document_id"])
