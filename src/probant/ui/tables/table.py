"""The table: a caption, headings that sort, rows drawn at once, pages, and what to say if empty."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from html import escape
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from probant.ui.tables.cells import draw
from probant.ui.tables.choosing import Choosing
from probant.ui.tables.columns import Column
from probant.ui.tables.keyset import KeysetPage
from probant.ui.tables.pager import address, draw_pager
from probant.ui.tables.sorting import SORT, Sort, read_sort
from probant.ui.write import write_count


@dataclass(frozen=True)
class Empty:
    """What an empty list says: what it is for, and the first step."""

    title: str
    text: str
    action: str = ""
    route: str = ""

    def __post_init__(self) -> None:
        if not (self.title and self.text) or bool(self.action) != bool(self.route):
            raise ValueError(f"Liste vide mal expliquée : {self!r}")

    def html(self, href: str = "") -> str:
        """Return the empty state; `href` stands in for the route where it needs arguments."""
        address = href or (reverse(self.route) if self.route else "")
        action = ""
        if address and self.action:
            action = f'<p><a class="button" href="{escape(address)}">{escape(self.action)}</a></p>'
        return (
            f'<div class="empty"><p class="empty__title">{escape(self.title)}</p>'
            f'<p class="empty__text">{escape(self.text)}</p>{action}</div>'
        )


@dataclass(frozen=True)
class Table:
    """A declared table. The first column heads the row.

    fields: the order of values when rows are tuples (`values_list`).
    default_sort: a sortable column's key, `-key` for downward.
    state: row key whose value chooses the row's class in `states`, such as voided → is-voided.
    noun: what a row is, for the count ("structure"); `nouns` where the plural is not in s.
    cards: on a phone, one card a row instead of a table that scrolls under its first column.
    """

    name: str
    caption: str
    columns: tuple[Column, ...]
    empty: Empty
    default_sort: str = ""
    fields: tuple[str, ...] = ()
    state: str = ""
    states: Mapping[Any, str] = field(default_factory=dict)
    noun: str = "ligne"
    nouns: str = ""
    cards: bool = False

    def __post_init__(self) -> None:
        if not (self.name and self.caption and self.columns):
            raise ValueError(f"Tableau incomplet : {self.name or self.caption!r}")
        keys = [column.key for column in self.columns]
        if len(set(keys)) != len(keys):
            raise ValueError(f"Tableau « {self.name} » : deux colonnes ont la même clé")
        if self.sortable and self.default_sort.removeprefix("-") not in self.sortable:
            raise ValueError(f"Tableau « {self.name} » : tri par défaut inconnu")
        needed = {name for column in self.columns for name in column.keys}
        if self.fields and not needed <= set(self.fields):
            raise ValueError(f"Tableau « {self.name} » : il manque {needed - set(self.fields)}")

    @cached_property
    def sortable(self) -> dict[str, str]:
        """Sortable column → the name to order by."""
        return {c.key: c.sort or c.key for c in self.columns if c.sortable}

    @cached_property
    def row_pattern(self) -> str:
        """A `%` pattern of one row: its state's class, then one hole a column."""
        cells = []
        for index, column in enumerate(self.columns):
            label = f' data-label="{escape(column.label)}"' if self.cards and index else ""
            kind = f' class="{escape(column.classes)}"' if column.classes else ""
            tag, scope = ("th", ' scope="row"') if index == 0 else ("td", "")
            cells.append(f"<{tag}{scope}{kind}{label}>".replace("%", "%%") + f"%s</{tag}>")
        return f"<tr%s>{''.join(cells)}</tr>\n"

    def sort(self, query: Mapping[str, str]) -> Sort:
        """Return the order that the address asks for, or the default."""
        return read_sort(query, self.sortable, self.default_sort)

    def render(
        self,
        rows: Sequence[Any],
        *,
        query: Mapping[str, str] | None = None,
        page: KeysetPage | None = None,
        empty_href: str = "",
        caption: str = "",
        choosing: Choosing | None = None,
        foot: Sequence[Any] = (),
    ) -> SafeString:
        """Return the table's HTML.

        rows: mappings, or tuples in the order of `fields`. query: `request.GET`, kept in the
        links of headings and pages. caption: replaces the declared one. empty_href: where the
        empty list's first step leads, if its route needs arguments. choosing: rows can be ticked,
        to do one thing to all of them. foot: rows under the others, not counted, such as a total.
        """
        if not rows:
            return mark_safe(self.empty.html(empty_href))
        given = query or {}
        title = f"table-{self.name}"
        kind = "table is-cards" if self.cards else "table"
        head = (choosing.heading if choosing else "") + self._head(given)
        drawn = (
            f'<div class="table-frame" role="region" tabindex="0" aria-labelledby="{title}">'
            f'<table class="{kind}"><caption id="{title}">{escape(caption or self.caption)} '
            f'<span class="table__count">{self._count(rows, page)}</span></caption>'
            f"<thead><tr>{head}</tr></thead>\n<tbody>\n{self.body(rows, choosing)}</tbody>"
            f"{f'<tfoot>{self.body(foot)}</tfoot>' if foot else ''}</table></div>"
        )
        if choosing:
            drawn = choosing.around(drawn)
        return mark_safe(drawn + draw_pager(page, given, self.caption))

    def body(self, rows: Sequence[Any], choosing: Choosing | None = None) -> SafeString:
        """Return the rows alone, for a fragment."""
        if isinstance(rows[0], Mapping):

            def take(key: str) -> list[Any]:
                return [row[key] for row in rows]
        else:
            places = {name: place for place, name in enumerate(self._tuple_fields)}

            def take(key: str) -> list[Any]:
                place = places[key]
                return [row[place] for row in rows]

        states: Iterable[str] = ("",) * len(rows)
        if self.state:
            classes = {value: f' class="{escape(css)}"' for value, css in self.states.items()}
            states = [classes.get(value, "") for value in take(self.state)]
        cells = [draw(column, take) for column in self.columns]
        pattern = self.row_pattern
        if choosing:
            pattern = pattern.replace("<tr%s>", "<tr%s>%s", 1)
            cells.insert(0, choosing.boxes(take, self.columns[0].key))
        return mark_safe("".join(map(pattern.__mod__, zip(states, *cells, strict=True))))

    @property
    def _tuple_fields(self) -> tuple[str, ...]:
        return self.fields or tuple(column.key for column in self.columns)

    def _head(self, query: Mapping[str, str]) -> str:
        sort = self.sort(query) if self.sortable else None
        return "".join(self._heading(column, sort, query) for column in self.columns)

    def _heading(self, column: Column, sort: Sort | None, query: Mapping[str, str]) -> str:
        kind = f' class="{escape(column.classes)}"' if column.classes else ""
        label = escape(column.label)
        if column.hidden_label:
            label = f'<span class="visually-hidden">{label}</span>'
        if not column.sortable or sort is None:
            return f'<th scope="col"{kind}>{label}</th>'
        current = sort.key == column.key
        down = current and not sort.descending
        state = ""
        if current:
            state = f' aria-sort="{"descending" if sort.descending else "ascending"}"'
        href = address(query, **{SORT: f"-{column.key}" if down else column.key})
        return f'<th scope="col"{kind}{state}><a class="table__sort" href="{href}">{label}</a></th>'

    def _count(self, rows: Sequence[Any], page: KeysetPage | None) -> str:
        if page is None or page.is_whole:
            return write_count(len(rows), self.noun, self.nouns or None)
        if page.previous:
            return ""
        return f"plus de {write_count(len(rows), self.noun, self.nouns or None)}"
