"""Codes that change from one vintage to the next: a record never loses its place.

Communes merge into communes nouvelles each 1 January and some part again. A record keeps the code
and the vintage that it was written with; these functions say where that is in another vintage.
"""

from collections.abc import Iterable

from django.db.models import Max

from probant.directory.models import FormerCode, Territory

Place = tuple[str, int | None]  # code, vintage


def latest_vintage() -> int | None:
    """The newest vintage loaded."""
    found: int | None = Territory.objects.aggregate(latest=Max("vintage"))["latest"]
    return found


def current_code(code: str, vintage: int | None = None, *, to: int | None = None) -> str:
    """The code that a place bears in the newest vintage loaded (or in `to`).

    A code that stands there is itself; one of a commune that is no more is its successor's. The
    code as given where nothing is known of it. `vintage` is the one it was written with: a code
    given back to a commune that parted again is told by it.
    """
    target = to if to is not None else latest_vintage()
    if target is None or vintage == target:
        return code
    if Territory.objects.filter(code=code, vintage=target).exists():
        return code
    heirs = dict(FormerCode.objects.filter(code=code).values_list("vintage", "successor"))
    if not heirs:
        return code
    nearest: str = heirs[min(heirs, key=lambda year: (abs(year - target), -year))]
    return nearest


def place_of(code: str, vintage: int | None) -> Territory | None:
    """The territory of a code as of a vintage; the nearest vintage where that one is not loaded.

    The successor where no loaded vintage has the code. None where nothing is known of it.
    """
    return places_of([(code, vintage)]).get((code, vintage))


def places_of(places: Iterable[Place]) -> dict[Place, Territory]:
    """`place_of`, for many at once: at most three queries."""
    wanted = {place for place in places if place[0]}
    found = _nearest(wanted)
    lost = wanted - found.keys()
    if lost:
        heirs: dict[str, str] = dict(
            FormerCode.objects.filter(code__in={code for code, _ in lost})
            .order_by("vintage")
            .values_list("code", "successor")
        )
        to = {place: (heirs[place[0]], place[1]) for place in lost if place[0] in heirs}
        taken_in = _nearest(set(to.values()))
        found |= {place: taken_in[heir] for place, heir in to.items() if heir in taken_in}
    return found


def _nearest(wanted: set[Place]) -> dict[Place, Territory]:
    rows: dict[str, list[Territory]] = {}
    for row in Territory.objects.filter(code__in={code for code, _ in wanted}):
        rows.setdefault(row.code, []).append(row)
    return {
        (code, vintage): min(rows[code], key=lambda row: _distance(row.vintage, vintage))
        for code, vintage in wanted
        if code in rows
    }


def _distance(vintage: int, wanted: int | None) -> tuple[int, int]:
    """Near vintages first, the newer of two as near; the newest where none is asked."""
    return (abs(vintage - wanted) if wanted else 0, -vintage)
