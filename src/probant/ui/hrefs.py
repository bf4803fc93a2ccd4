"""Addresses of many rows at the price of one `reverse()` a route and process."""

from __future__ import annotations

from functools import lru_cache
from uuid import UUID

from django.urls import NoReverseMatch, get_urlconf, reverse

_NUMBER = 987650001
_UUID = "9e3779b9-7f4a-4c15-8a5b-00000000000"


def href_pattern(route: str, arguments: int = 1) -> str:
    """Return the address of `route` as a `%` pattern with `arguments` holes.

    `href_pattern("directory:sheet") % 12` is the address of sheet 12. The values put in must be
    integers, UUIDs or slugs: they are not quoted.
    """
    return _pattern(route, arguments, get_urlconf())


@lru_cache(maxsize=1024)
def _pattern(route: str, arguments: int, urlconf: str | None) -> str:
    refusal: NoReverseMatch | None = None
    for holes in _candidates(arguments):
        try:
            found = reverse(route, urlconf=urlconf, args=list(holes))
        except NoReverseMatch as error:
            refusal = error
            continue
        pattern = found.replace("%", "%%")
        for hole in holes:
            pattern = pattern.replace(str(hole), "%s")
        if pattern.replace("%%", "").count("%s") == arguments:
            return pattern
    raise refusal or NoReverseMatch(route)


def _candidates(arguments: int) -> list[list[object]]:
    """Placeholders to try, by the converter that accepts them; mixed routes start by a number."""
    numbers: list[object] = [_NUMBER + i for i in range(arguments)]
    uuids: list[object] = [UUID(f"{_UUID}{i}") for i in range(arguments)]
    slugs: list[object] = [f"trou-{i}-trou" for i in range(arguments)]
    years: list[object] = [9980 + i for i in range(arguments)]
    tries = [numbers, uuids, slugs, years]
    if arguments > 1:
        tries += [[numbers[0], *years[1:]], [numbers[0], *slugs[1:]], [slugs[0], *numbers[1:]]]
        tries += [[slugs[0], *years[1:]], [uuids[0], *numbers[1:]], [uuids[0], *years[1:]]]
    return tries
