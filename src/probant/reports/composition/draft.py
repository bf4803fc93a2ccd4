"""A publication as it is composed: its blocks in their order, before anything is read for them."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from probant.funding.queries import ConventionFile


@dataclass(frozen=True)
class BlockDraft:
    """A block as it is kept: its kind, its title, what it asks for.

    `content` by kind: `text` {"text"}; `figures` {"codes", "compare"}; `chart` and `table` {"code",
    "by", "compare"}; `records` and `map` {"code"}; `funnel` {"programme"}; `focus` {"text"} and a
    testimony; `photo` {"alt", "caption", "consent"} and a document; `partners` {"names"};
    `convention` {"convention", "part"}; `budget` {"convention"}; `appraisal` {"question" (0: each
    that was answered), "text", "evidence", "compare"}. Any may hold {"action"}: what its
    figures are narrowed to, whose sheet or budget it shows. Without codes, `figures` are those that
    the scope of the action reaches; without a convention, it is that of the publication. `pk` is
    None in a model.
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
    of_convention: Callable[[ConventionFile], Iterator[BlockDraft]] | None = None

    @property
    def needs_convention(self) -> bool:
        """Whether its blocks are those of a convention, a part for each of its actions."""
        return self.of_convention is not None

    def blocks_for(self, file: ConventionFile | None) -> tuple[BlockDraft, ...]:
        """The blocks that a publication begins with."""
        if self.of_convention is None:
            return self.blocks
        return tuple(self.of_convention(file)) if file is not None else ()


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


def on_map(code: str, title: str = "") -> BlockDraft:
    """A figure on the map of its communes."""
    return BlockDraft("map", title, {"code": code}, 2)


def funnel(programme: str = "", title: str = "") -> BlockDraft:
    """The path of a programme (its official code), or of each."""
    return BlockDraft("funnel", title, {"programme": programme}, 2)
