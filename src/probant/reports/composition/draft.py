"""A publication as it is composed: its blocks in their order, before anything is read for them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class BlockDraft:
    """A block as it is kept: its kind, its title, what it asks for.

    `content` by kind: `text` {"text"}; `figures` {"codes", "compare"}; `chart` and `table` {"code",
    "by", "compare"}; `records` {"code"}; `focus` {"text"} and a testimony; `photo` {"alt",
    "caption", "consent"} and a document; `partners` {"names"}. `pk` is None in a model.
    """

    kind: str
    title: str = ""
    content: Mapping[str, Any] = field(default_factory=dict)
    level: int = 1
    pk: int | None = None
    testimony_id: int | None = None
    document_id: int | None = None


@dataclass(frozen=True)
class Outline:
    """A model of publication: what it is called and the blocks that it begins with."""

    slug: str
    title: str
    blocks: tuple[BlockDraft, ...]
    file_name: str
    about: str = ""
    has_annex: bool = True  # every figure with its definition, at the end


def text(title: str, words: str, level: int = 1) -> BlockDraft:
    """A text, under its heading."""
    return BlockDraft("text", title, {"text": words}, level)


def figures(*codes: str, title: str = "", compare: bool = True) -> BlockDraft:
    """Figures, one a line, beside the year before where it has some."""
    return BlockDraft("figures", title, {"codes": list(codes), "compare": compare}, 2)


def chart(code: str, by: str, title: str = "", compare: bool = False) -> BlockDraft:
    """A figure by month, or by what its facts keep."""
    return BlockDraft("chart", title, {"code": code, "by": by, "compare": compare}, 2)


def table(code: str, by: str, title: str = "") -> BlockDraft:
    """The same as a table alone."""
    return BlockDraft("table", title, {"code": code, "by": by}, 2)


def records(code: str, title: str = "") -> BlockDraft:
    """The list of what a figure counts."""
    return BlockDraft("records", title, {"code": code}, 2)


def partners(title: str = "Nos partenaires") -> BlockDraft:
    """The funders of the year and whoever the house adds."""
    return BlockDraft("partners", title, {"names": ""})
