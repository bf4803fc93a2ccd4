"""The declared policy of every URL as a table that people read.

`tests/access_policy.txt` is this table, kept: a right that changes shows in the review of both.
"""

from collections.abc import Iterator, Set
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from probant.kernel.roles import EVERYONE, FUNDERS, HOUSE, TEAM, Role
from probant.ui.routing import Open, Policy, Readers

TABLE = Path(__file__).with_name("access_policy.txt")
FRESH = Path(__file__).parents[1] / ".cache" / "access_policy.txt"
NAMED: tuple[tuple[str, Set[Role]], ...] = (
    ("everyone", EVERYONE),
    ("house", HOUSE),
    ("team", TEAM),
    ("funders", FUNDERS),
    ("examiners", FUNDERS - {Role.ELECTED}),
    ("finance", frozenset({Role.FUNDER_FINANCE})),
)


@dataclass(frozen=True)
class Route:
    """A URL of the product: its route, its converters by name, its declared policy."""

    route: str
    converters: dict[str, Any]
    policy: Policy | None

    def __str__(self) -> str:
        return f"/{self.route}"

    @property
    def opens_an_object(self) -> bool:
        """Whether the route names an object by its number."""
        return "pk" in self.converters


def routes() -> list[Route]:
    """Every URL that the product answers to."""
    return list(_walk(get_resolver().url_patterns, "", {}))


def _walk(patterns: Any, before: str, converters: dict[str, Any]) -> Iterator[Route]:
    for pattern in patterns:
        route = before + str(pattern.pattern)
        known = converters | pattern.pattern.converters
        if isinstance(pattern, URLResolver):
            yield from _walk(pattern.url_patterns, route, known)
        elif isinstance(pattern, URLPattern):
            yield Route(route, known, getattr(pattern.callback, "policy", None))


def words(readers: Readers) -> str:
    """Who may, in words: a named set and what it lacks or has more, or the roles."""
    if readers is None:
        return "-"
    if isinstance(readers, Open):
        return readers.value
    left, said = set(readers), []
    for name, roles in NAMED:
        if roles <= left:
            said.append(name)
            left -= roles
    return " + ".join(said + sorted(role.value for role in left))


def table() -> str:
    """One line a URL: route, who may read, who may write."""
    rows = [("URL", "read (GET)", "write (POST)")]
    for found in sorted(routes(), key=lambda one: one.route):
        policy = found.policy
        declared = (words(policy.read), words(policy.write)) if policy else ("none", "none")
        rows.append((str(found), *declared))
    widths = [max(len(row[column]) for row in rows) for column in range(2)]
    lines = [f"{row[0]:<{widths[0]}}  {row[1]:<{widths[1]}}  {row[2]}".rstrip() for row in rows]
    return "\n".join(lines) + "\n"
