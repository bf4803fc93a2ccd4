"""Geometry of outlines, small enough to need no library: borders shared by two, lines simplified.

A point is (longitude, latitude) as GeoJSON has it, in degrees; a ring ends where it begins.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from math import cos, hypot, radians

Point = tuple[float, float]
Ring = Sequence[Point]
Edge = tuple[Point, Point]
Sides = tuple[str, ...]


def middle(rings: Sequence[Ring]) -> Point:
    """A point inside: the centroid of the largest ring, or beside it where that lies outside."""
    ring = max(rings, key=lambda one: abs(_area(one)))
    area = _area(ring)
    if not area:
        return ring[0]
    x = y = 0.0
    for (ax, ay), (bx, by) in pairwise(ring):
        cross = ax * by - bx * ay
        x, y = x + (ax + bx) * cross, y + (ay + by) * cross
    x, y = x / (6 * area), y / (6 * area)
    crossings = sorted(
        ax + (y - ay) * (bx - ax) / (by - ay)
        for one in rings
        for (ax, ay), (bx, by) in pairwise(one)
        if (ay > y) != (by > y)
    )
    inside = list(zip(crossings[::2], crossings[1::2], strict=False))
    if not inside or any(left <= x <= right for left, right in inside):
        return x, y
    left, right = max(inside, key=lambda pair: pair[1] - pair[0])
    return (left + right) / 2, y


def _area(ring: Ring) -> float:
    pairs = pairwise(ring)
    return sum(ax * by - bx * ay for (ax, ay), (bx, by) in pairs) / 2


def borders(rings_of: Mapping[str, Sequence[Ring]]) -> dict[Sides, list[list[Point]]]:
    """The lines between territories, by the one or two on their sides; each line once.

    `rings_of`: rings by territory, whose parts may touch: what lies between two parts of one
    territory is no border of it.
    """
    sides: dict[Edge, set[str]] = defaultdict(set)
    twice: set[Edge] = set()
    for name, rings in rings_of.items():
        for ring in rings:
            for a, b in pairwise(ring):
                edge = (a, b) if a < b else (b, a)
                if name in sides[edge]:
                    twice.add(edge)
                sides[edge].add(name)
    by_sides: dict[Sides, list[Edge]] = defaultdict(list)
    for edge, names in sides.items():
        if not (len(names) == 1 and edge in twice):
            by_sides[tuple(sorted(names))].append(edge)
    return {names: chains(edges) for names, edges in by_sides.items()}


def chains(edges: Iterable[Edge]) -> list[list[Point]]:
    """Edges joined end to end; a line ends where more than two meet, or goes round."""
    near: dict[Point, set[Point]] = defaultdict(set)
    for a, b in edges:
        near[a].add(b)
        near[b].add(a)
    ends = [point for point, others in near.items() if len(others) != 2]
    lines = []
    for start in [*ends, *near]:
        while near[start]:
            lines.append(_walk(near, start))
    return lines


def _walk(near: dict[Point, set[Point]], start: Point) -> list[Point]:
    line, here = [start], start
    while near[here]:
        before = len(near[here])
        if len(line) > 1 and before != 1:
            break
        following = near[here].pop()
        near[following].discard(here)
        line.append(following)
        here = following
    return line


def simplified(line: Sequence[Point], tolerance: float) -> list[Point]:
    """The line without the points that lie nearer than `tolerance` (degrees of latitude) to it.

    Douglas and Peucker's; a line that goes round is first cut where it is farthest from its start.
    """
    if len(line) < 3:
        return list(line)
    if line[0] == line[-1]:
        cut = max(range(len(line)), key=lambda at: _between(line[0], line[at]))
        return simplified(line[: cut + 1], tolerance)[:-1] + simplified(line[cut:], tolerance)
    kept, spans = {0, len(line) - 1}, [(0, len(line) - 1)]
    while spans:
        first, last = spans.pop()
        if last - first < 2:
            continue
        far = max(range(first + 1, last), key=lambda at: _off(line[at], line[first], line[last]))
        if _off(line[far], line[first], line[last]) > tolerance:
            kept.add(far)
            spans += [(first, far), (far, last)]
    return [line[at] for at in sorted(kept)]


def _between(a: Point, b: Point) -> float:
    return hypot((a[0] - b[0]) * cos(radians(a[1])), a[1] - b[1])


def _off(point: Point, a: Point, b: Point) -> float:
    """Distance from a point to a segment, in degrees of latitude."""
    scale = cos(radians(a[1]))
    px, py = (point[0] - a[0]) * scale, point[1] - a[1]
    bx, by = (b[0] - a[0]) * scale, b[1] - a[1]
    length = bx * bx + by * by
    along = max(0.0, min(1.0, (px * bx + py * by) / length)) if length else 0.0
    return hypot(px - along * bx, py - along * by)
