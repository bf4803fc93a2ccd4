"""How the scope of an action changed, in words: what was added or taken away, by whom."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from probant.accounts.queries import names_of
from probant.indicators.definition import Scope
from probant.indicators.queries import place_names
from probant.indicators.scopes import ScopeChange
from probant.indicators.screens.proof import Asked
from probant.programmes.models import Programme, SessionKind


@dataclass(frozen=True)
class Rescoped:
    """A change of the action's scope, in words."""

    on: datetime.date
    by: str
    words: tuple[str, ...]


def rescoped(
    asked: Asked, between: Sequence[ScopeChange], changes: Sequence[ScopeChange]
) -> list[Rescoped]:
    """The changes of the action's scope between the two days, each with who and when."""
    action = asked.reach.action
    if action is None or not between:
        return []
    held = [one.before for one in changes] + [Scope.of(action)]
    steps = [(one, held[changes.index(one)], held[changes.index(one) + 1]) for one in between]
    names = _scope_names([scope for _, *both in steps for scope in both if scope is not None])
    by = names_of({one.actor_id for one in between}) if asked.reach.is_whole else {}
    return [
        Rescoped(one.on, by.get(one.actor_id or 0, ""), _scope_words(before, then, names))
        for one, before, then in steps
    ]


@dataclass(frozen=True)
class _Names:
    programmes: dict[int, str]
    kinds: dict[str, str]
    places: dict[str, str]


def _scope_names(scopes: Sequence[Scope]) -> _Names:
    programmes = {pk for scope in scopes for pk in scope.programme_ids}
    kinds = {code for scope in scopes for code in scope.kinds}
    sorts = SessionKind.objects.filter(official_code__in=kinds)
    return _Names(
        dict(Programme.objects.filter(pk__in=programmes).values_list("pk", "name")),
        dict(sorts.values_list("official_code", "name")),
        place_names(code for scope in scopes for code in scope.places),
    )


def _scope_words(before: Scope | None, then: Scope | None, names: _Names) -> tuple[str, ...]:
    """« programme ajouté : DLA »; one sentence for each part that changed."""
    if before is None or then is None:
        return ("ce qui a changé a été effacé",)
    words: list[str] = []
    for label, old, new, said in (
        ("programme", before.programme_ids, then.programme_ids, names.programmes),
        ("type de rencontre", before.kinds, then.kinds, names.kinds),
        ("territoire", before.places, then.places, names.places),
    ):
        found: dict[Any, str] = {**said}
        for verb, one, other in (("ajouté", new, old), ("retiré", old, new)):
            words += [
                f"{label} {verb}\u00a0: {found.get(key, key)}" for key in one if key not in other
            ]
    return tuple(words)
