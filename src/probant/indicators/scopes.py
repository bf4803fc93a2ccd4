"""The scope of an action as it was at a cut: what counts for it, and who changed that, when."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from probant.indicators.definition import Scope
from probant.journal.timeline import Moment, timeline
from probant.kernel.cut import Cut
from probant.programmes.models import Action, Programme, SessionKind

VERB = "programmes.set_action_scope"
#: So many changes of an action are looked at, the latest first.
MOST_CHANGES = 500


@dataclass(frozen=True)
class ScopeChange:
    """One change of a scope: who, when, and the scope before it; None where it was erased."""

    at: datetime.datetime
    seq: int
    actor_id: int | None
    before: Scope | None

    @property
    def on(self) -> datetime.date:
        """The civil day."""
        return timezone.localdate(self.at)

    def comes_after(self, cut: Cut) -> bool:
        """Whether it was made after a cut."""
        if cut.known_on is not None:
            return self.on > cut.known_on
        return cut.seq is not None and self.seq > cut.seq


def scope_changes(action: Action) -> list[ScopeChange]:
    """Every change of an action's scope, oldest first; three queries at most, one where none."""
    found = timeline(action.house_id, "action", action.pk, limit=MOST_CHANGES)
    moments = [one for one in reversed(found) if one.verb == VERB]
    programmes = _codes(Programme, (pk for one in moments for pk in _said(one, 0)))
    kinds = _codes(SessionKind, (pk for one in moments for pk in _said(one, 1)))
    return [
        ScopeChange(one.at, one.seq, one.actor_id, _scope(one, programmes, kinds))
        for one in moments
    ]


def scope_at(action: Action, changes: Iterable[ScopeChange], cut: Cut) -> Scope:
    """The scope that stood at a cut: the one before the first change made since."""
    for change in changes:
        if change.comes_after(cut):
            return change.before or Scope.of(action)
    return Scope.of(action)


def _codes(model: type[Programme] | type[SessionKind], pks: Iterable[int]) -> dict[int, str]:
    wanted = set(pks)
    if not wanted:
        return {}
    rows: Any = model._default_manager.filter(pk__in=wanted)
    return dict(rows.values_list("pk", "official_code"))


def _said(moment: Moment, part: int) -> list[Any]:
    before = moment.body.get("before")
    return list(before[part]) if before else []


def _scope(moment: Moment, programmes: dict[int, str], kinds: dict[int, str]) -> Scope | None:
    if not moment.body.get("before"):
        return None
    held, sorts, places = (_said(moment, part) for part in range(3))
    return Scope(
        programme_ids=tuple(held),
        programmes=tuple(code for pk in held if (code := programmes.get(pk))),
        kinds=tuple(sorted(code for pk in sorts if (code := kinds.get(pk)))),
        places=tuple(places),
        of_action=True,
    )
