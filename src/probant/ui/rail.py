"""The rail at the left of every page and the other fixed places: rooms register, none is dead.

Each room that has a page calls `rail.register(...)` or `rail.offer(...)` when it starts.
"""

from __future__ import annotations

from collections.abc import Iterable, Set
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.core.checks import CheckMessage, Error
from django.urls import NoReverseMatch, get_urlconf, reverse
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from probant.kernel.roles import Role
from probant.ui.icons import icon

ON_PHONE = 4
PLACES = frozenset(
    {
        "search",
        "help",
        "account",
        "sign_in",
        "sign_out",
        "legal",
        "lists",
        "space",
        "entry",
        "imports",
        "open_data_public",
    }
)


@dataclass(frozen=True)
class RailItem:
    """One entry of the rail. `order` is by tens, from 10 (Accueil) to 80 (Documents).

    `also`: routes of pages that belong to it, though their addresses do not begin with its own.
    """

    key: str
    label: str
    route: str
    order: int
    roles: frozenset[Role]
    icon: str = ""
    also: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not (self.key and self.label and self.route and self.roles):
            raise ValueError(f"Entrée de menu incomplète : {self!r}")


_items: dict[str, RailItem] = {}
_places: dict[str, str] = {}
_under: dict[str, list[str]] = {}


def register(
    key: str,
    label: str,
    route: str,
    *,
    order: int,
    roles: Set[Role],
    icon: str = "",
    also: tuple[str, ...] = (),
) -> None:
    """Put a page in the rail of those who have one of `roles`; `also` as in `RailItem`."""
    _items[key] = RailItem(key, label, route, order, frozenset(roles), icon or key, also)
    _fragments.cache_clear()


def extend(key: str, *routes: str) -> None:
    """Put pages of a room above under an entry of a room below, which does not know them."""
    _under.setdefault(key, []).extend(routes)


def offer(place: str, route: str) -> None:
    """Say which route serves a fixed place of the page (see `PLACES`): search, help…"""
    if place not in PLACES:
        raise ValueError(f"Place inconnue : {place}")
    _places[place] = route
    href.cache_clear()


def items() -> tuple[RailItem, ...]:
    """Return the registered entries in the order of the rail."""
    return tuple(sorted(_items.values(), key=lambda item: (item.order, item.key)))


@lru_cache(maxsize=64)
def href(place: str) -> str:
    """Return the address of a fixed place, or "" where no room offers it."""
    route = _places.get(place)
    if route is None:
        return ""
    try:
        return reverse(route)
    except NoReverseMatch:
        return ""


@lru_cache(maxsize=8)
def _fragments(urlconf: str | None) -> tuple[tuple[RailItem, str, str, str], ...]:
    """Return (item, href, html, html when current) for each entry that has an address."""
    found = []
    for item in items():
        try:
            address = reverse(item.route, urlconf=urlconf)
        except NoReverseMatch:
            continue
        inner = f'{icon(item.icon)}<span class="rail__label">{escape(item.label)}</span></a></li>'
        start = f'<li><a class="rail__link" href="{escape(address)}"'
        found.append((item, address, f"{start}>{inner}", f'{start} aria-current="page">{inner}'))
    return tuple(found)


def render(roles: Set[Role], path: str) -> SafeString:
    """Return the rail and the phone's bottom bar for these roles, the page's entry marked."""
    mine = [entry for entry in _fragments(get_urlconf()) if not entry[0].roles.isdisjoint(roles)]
    if not mine:
        return mark_safe("")
    current = _current(mine, path)
    parts = [on if address == current else off for _, address, off, on in mine]
    head, tail = parts[:ON_PHONE], parts[ON_PHONE:]
    more = ""
    if tail:
        more = (
            '<li class="bottombar__more"><details><summary class="rail__link">'
            f'{icon("more")}<span class="rail__label">Plus</span></summary>'
            f'<ul class="bottombar__sheet">{"".join(tail)}</ul></details></li>'
        )
    return mark_safe(
        '<nav class="rail" aria-label="Rubriques"><ul class="rail__list">'
        f"{''.join(parts)}</ul></nav>"
        '<nav class="bottombar" aria-label="Rubriques"><ul class="bottombar__list">'
        f"{''.join(head)}{more}</ul></nav>"
    )


def _current(entries: Iterable[tuple[RailItem, str, str, str]], path: str) -> str:
    """Return the address of the entry that the path lies under: the longest, "/" only itself."""
    best = ""
    longest = 0
    for item, address, _, _ in entries:
        for start in (address, *map(reverse, _pages_of(item))):
            under = path == start or (start != "/" and path.startswith(start))
            if under and len(start) > longest:
                best, longest = address, len(start)
    return best


def _pages_of(item: RailItem) -> tuple[str, ...]:
    """The routes of an entry's pages whose addresses do not begin with its own."""
    return (*item.also, *_under.get(item.key, ()))


def check_rail(app_configs: Any = None, **kwargs: Any) -> list[CheckMessage]:
    """System check: an entry of the rail or a place whose route leads nowhere is an error."""
    routes = [(item.key, route) for item in items() for route in (item.route, *_pages_of(item))]
    routes += sorted(_places.items())
    found: list[CheckMessage] = []
    for key, route in routes:
        try:
            reverse(route)
        except NoReverseMatch:
            found.append(Error(f"« {key} » mène à une route inconnue : {route}", id="ui.E001"))
    return found
