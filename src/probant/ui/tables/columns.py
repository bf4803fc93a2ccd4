"""Frozen columns of a table; an incomplete one stops the program at import, not a page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Literal, get_args

Kind = Literal["text", "link", "date", "money", "number", "tag", "figure", "html"]
Align = Literal["start", "end", "center"]
Tone = Literal["plain", "quiet", "held", "due", "late", "proof"]

_NUMERIC = frozenset({"money", "number", "figure"})
_NO_LABELS: Mapping[Any, Any] = MappingProxyType({})


@dataclass(frozen=True)
class Tag:
    """A word for a stored value, and its tone."""

    label: str
    tone: Tone = "plain"


@dataclass(frozen=True)
class Column:
    """One column.

    key: name of the value in the row (a `values()` name or a position among the table's `fields`).
    kind: text · link · date (`date`) · money (integer cents) · number · tag (`tags` gives the word)
      · figure (a number that links to its proof) · html (already a SafeString).
    route, arguments: for link and figure, the route and the row keys that fill it; a row where one
      of them is None shows its value without a link (a sheet the reader may not open).
    href: instead of a route, the row key that holds an address.
    quiet: row key of a second, quieter line under the value.
    sort: names to order by where they differ from the key. One name; the id breaks ties.
    """

    key: str
    label: str
    kind: Kind = "text"
    route: str = ""
    arguments: tuple[str, ...] = ("id",)
    href: str = ""
    tags: Mapping[Any, Tag] = field(default_factory=lambda: _NO_LABELS)
    quiet: str = ""
    align: Align | None = None
    sortable: bool = False
    sort: str = ""
    css: str = ""
    blank: str = "—"
    hidden_label: bool = False

    def __post_init__(self) -> None:
        if not self.key or not self.label:
            raise ValueError(f"Colonne sans clé ou sans titre : {self!r}")
        if self.kind not in get_args(Kind):
            raise ValueError(f"Colonne « {self.key} » : genre inconnu « {self.kind} »")
        if self.kind in ("link", "figure") and not (self.route or self.href):
            raise ValueError(f"Colonne « {self.key} » : il lui faut une route ou une adresse")
        if self.route and not self.arguments:
            raise ValueError(f"Colonne « {self.key} » : sa route n’a pas d’argument")
        if self.kind == "tag" and not self.tags:
            raise ValueError(f"Colonne « {self.key} » : aucune étiquette n’est déclarée")
        if self.align is not None and self.align not in get_args(Align):
            raise ValueError(f"Colonne « {self.key} » : alignement inconnu « {self.align} »")

    @property
    def classes(self) -> str:
        """The CSS classes of every cell of the column."""
        align = self.align or ("end" if self.kind in _NUMERIC else "start")
        names = ["" if align == "start" else f"is-{align}", self.css]
        if self.kind in _NUMERIC or self.kind == "date":
            names.append("is-numeric")
        return " ".join(name for name in names if name)

    @property
    def keys(self) -> tuple[str, ...]:
        """The row values that the column reads."""
        found = [self.key]
        if self.route:
            found += self.arguments
        return tuple(found + [name for name in (self.href, self.quiet) if name])
