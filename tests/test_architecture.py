"""The plan of the house, held against the code: rooms, foreign keys, pages, guards.

The order of the rooms is read where import-linter reads it, in pyproject.toml.
"""

import ast
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.db import models
from django.urls import URLPattern, URLResolver, get_resolver

from probant.config.rooms import ROOMS
from probant.journal import guards

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ROOT / "src" / "probant"


def heights() -> dict[str, int]:
    """Room → height of its floor; rooms on one floor do not know each other."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    contracts = project["tool"]["importlinter"]["contracts"]
    (layers,) = [contract["layers"] for contract in contracts if contract["id"] == "rooms"]
    return {
        room.strip(" ()"): height
        for height, floor in enumerate(reversed(layers))
        for room in floor.split("|")
    }


def room_of(dotted: str) -> str:
    """`probant.support.models` → `support`; empty for a library."""
    parts = dotted.split(".")
    return parts[1] if parts[0] == "probant" else ""


def product_models() -> list[type[models.Model]]:
    return [
        model for model in apps.get_models(include_auto_created=True) if room_of(model.__module__)
    ]


def may_know(room: str, other: str) -> bool:
    return room == other or heights()[other] < heights()[room]


# --- rooms


def test_installed_rooms_stand_in_the_order_of_the_import_contract() -> None:
    floors = [heights()[room] for room in ROOMS]
    assert floors == sorted(floors)


def test_every_room_of_the_tree_is_installed() -> None:
    not_applications = {"kernel", "config", "bench", "__pycache__"}
    rooms = {path.name for path in SOURCES.iterdir() if path.is_dir()} - not_applications
    assert rooms == set(ROOMS) - not_applications


# --- models


def test_relation_never_points_above_or_beside_its_room() -> None:
    wrong = [
        f"{model._meta.label}.{field.name} → {field.related_model._meta.label}"
        for model in product_models()
        for field in model._meta.get_fields()
        if field.concrete and isinstance(field.related_model, type)
        if room_of(field.related_model.__module__)
        if not may_know(room_of(model.__module__), room_of(field.related_model.__module__))
    ]
    assert wrong == []


def test_model_looked_up_by_name_stands_below_its_reader() -> None:
    wrong = []
    for path, tree in source_trees():
        room = path.relative_to(SOURCES).parts[0]
        for label in labels_looked_up(tree):
            target = label.split(".")[0].lower()
            if target in heights() and room in heights() and not may_know(room, target):
                wrong.append(f"{path.relative_to(ROOT)} → {label}")
    assert wrong == []


def labels_looked_up(tree: ast.AST) -> Iterator[str]:
    """First argument of each `get_model(…)`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "get_model":
            for argument in node.args[:1]:
                if isinstance(argument, ast.Constant):
                    yield str(argument.value)


def source_trees() -> Iterator[tuple[Path, ast.Module]]:
    for path in sorted(SOURCES.rglob("*.py")):
        if not {"migrations", "tests"} & set(path.parts):
            yield path, ast.parse(path.read_text("utf-8"))


@pytest.mark.parametrize("method", ["save", "delete"])
def test_no_model_overrides(method: str) -> None:
    wrong = {
        f"{owner.__module__}.{owner.__qualname__}"
        for model in product_models()
        for owner in model.__mro__
        if room_of(owner.__module__) and method in vars(owner)
    }
    # the one refusal that the journal opposes to whoever goes round its door
    assert wrong <= {"probant.journal.facts.Fact"}


def test_effects_never_hide_in_signals() -> None:
    allowed = {"journal/apps.py"}  # lays the guards after each migrate: no effect of a change
    wrong = {
        str(path.relative_to(SOURCES))
        for path, tree in source_trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        if (node.module or "").endswith(".signals") or node.module == "django.dispatch"
    }
    assert wrong - allowed == set()


def test_amount_is_integer_cents() -> None:
    wrong = [
        f"{model._meta.label}.{field.name}"
        for model in product_models()
        for field in model._meta.get_fields()
        if field.concrete
        and any(word in field.name for word in ("cents", "amount", "cost", "price", "fee"))
        if not isinstance(field, models.IntegerField)
    ]
    assert wrong == []


# --- guards of the facts


@pytest.mark.django_db
def test_every_fact_table_has_its_guard_triggers() -> None:
    assert guards.missing() == []


@pytest.mark.django_db
def test_guard_that_fell_is_named() -> None:
    guards.remove()
    assert len(guards.missing()) >= len(guards.fact_models())
    guards.install()
    assert guards.missing() == []


# --- pages


def pages(patterns: Any = None, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from pages(pattern.url_patterns, route)
        else:
            yield route, pattern


def test_every_address_declares_who_may_read_and_write() -> None:
    silent = [route for route, pattern in pages() if not hasattr(pattern.callback, "policy")]
    assert silent == []


def test_every_address_has_a_name() -> None:
    assert [route for route, pattern in pages() if not pattern.name] == []


def test_no_two_addresses_of_a_room_bear_the_same_name() -> None:
    named: dict[tuple[str, str | None], set[str]] = {}
    for route, pattern in pages():
        room = str(getattr(pattern, "lookup_str", "")).split(".screens.")[0]
        named.setdefault((room, pattern.name), set()).add(route)
    twice = {name: routes for name, routes in named.items() if len(routes) > 1}
    assert twice == {}


def names_a_file(segment: str) -> bool:
    return "." in segment or segment.startswith("<")


def test_address_is_lower_case_and_ends_with_a_slash_or_a_file_name() -> None:
    wrong = [
        route
        for route, _ in pages()
        if route != route.lower()
        or (route and not route.endswith("/") and not names_a_file(route.rpartition("/")[2]))
    ]
    assert wrong == []
