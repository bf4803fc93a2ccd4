"""Blocks as the templates of pages take them: words already written, pictures as addresses."""

import base64
from collections.abc import Iterable
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

from probant.reports.blocks import Block, Chart, Content, Figures, Logos
from probant.reports.charts.keeping import drawn
from probant.reports.charts.markup import svg_of
from probant.ui.pieces.figure import write_value


def shown(content: Content) -> SimpleNamespace:
    """A report for a page, its charts drawn."""
    content = drawn(content)
    return SimpleNamespace(**vars(content) | {"blocks": [shown_block(b) for b in content.blocks]})


def shown_parts(
    content: Content, parts: Iterable[tuple[Any, tuple[Block, ...]]]
) -> list[tuple[Any, SimpleNamespace]]:
    """The blocks of each draft apart, all their charts drawn together."""
    whole = [(draft, block) for draft, blocks in parts for block in blocks]
    ready = drawn(replace(content, blocks=tuple(block for _, block in whole))).blocks
    by_draft: dict[int, list[Any]] = {}
    for (draft, _), block in zip(whole, ready, strict=True):
        by_draft.setdefault(id(draft), []).append(shown_block(block))
    return [(draft, SimpleNamespace(blocks=by_draft.get(id(draft), []))) for draft, _ in parts]


def shown_block(block: Block) -> Any:
    """One block; most are taken as they are."""
    if isinstance(block, Chart):
        return SimpleNamespace(**vars(block), svg=svg_of(block), is_compared=block.is_compared)
    if isinstance(block, Figures):
        rows = [
            SimpleNamespace(
                **vars(row),
                value_text=write_value(row.value, row.written),
                before_text=write_value(row.before, row.written),
            )
            for row in block.rows
        ]
        return SimpleNamespace(kind=block.kind, before_label=block.before_label, rows=rows)
    if isinstance(block, Logos):
        logos = [{"alt": one.alt, "address": _address(bytes(one.bytes))} for one in block.logos]
        return SimpleNamespace(kind=block.kind, names=block.names, logos=logos)
    return block


def _address(data: bytes) -> str:
    kind = "png" if data.startswith(b"\x89PNG") else "jpeg"
    return f"data:image/{kind};base64,{base64.b64encode(data).decode()}"
