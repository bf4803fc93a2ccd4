"""Links that keep a list's filters while they change its order or its page."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from urllib.parse import urlencode

from django.utils.safestring import SafeString, mark_safe

from probant.ui.tables.keyset import KeysetPage
from probant.ui.tables.sorting import AFTER, BEFORE


def draw_pager(page: KeysetPage | None, query: Mapping[str, str], label: str) -> SafeString:
    """Return the links to the pages before and after; nothing where the page is the whole list."""
    if page is None or page.is_whole:
        return mark_safe("")
    links = []
    if page.previous:
        href = address(query, **{BEFORE: page.previous})
        links.append(f'<a rel="prev" href="{href}">Page précédente</a>')
    if page.next:
        href = address(query, **{AFTER: page.next})
        links.append(f'<a rel="next" href="{href}">Page suivante</a>')
    return mark_safe(
        f'<nav class="pager" aria-label="{escape(f"Pages : {label}")}">{"".join(links)}</nav>'
    )


def address(query: Mapping[str, str], **changes: str) -> str:
    """Return an escaped `?…` that keeps the filters and changes these; pages start again."""
    kept: list[tuple[str, str]] = []
    lists = getattr(query, "lists", None)
    pairs = lists() if lists else [(key, [value]) for key, value in query.items()]
    for key, values in pairs:
        if key not in changes and key not in (AFTER, BEFORE):
            kept += [(key, value) for value in values]
    return escape("?" + urlencode(kept + list(changes.items())))
