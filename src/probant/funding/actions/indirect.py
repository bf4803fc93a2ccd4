"""The written rule of indirect costs of a budget."""

import uuid
from typing import Any

from probant.funding.access import can_change
from probant.funding.actions.layers import require_budget
from probant.funding.models import Budget, IndirectCost
from probant.funding.rules.indirect import KEY, IndirectRule
from probant.journal.door import change
from probant.kernel.actor import Actor
from probant.kernel.decision import Refused, require


def set_indirect(
    *, actor: Actor, budget: Budget, rule: IndirectRule | None, key: uuid.UUID | None = None
) -> None:
    """Write the rule from which indirect costs are computed; None takes it away.

    Raises `Refused` and the journal's errors. Effects: a row; one entry mentioning ("budget", id).
    """
    convention = budget.convention
    require(can_change(actor, convention))
    require_budget(actor, budget.sheet)
    values = _values(rule) if rule is not None else {}
    with change(actor, verb="funding.set_indirect", houses=[convention.house_id], key=key) as entry:
        if rule is None:
            IndirectCost.objects.filter(budget=budget).delete()
        else:
            IndirectCost.objects.update_or_create(budget=budget, defaults=values)
        entry.mention("budget", budget.pk)
        entry.mention("convention", convention.pk)


def _values(rule: IndirectRule) -> dict[str, Any]:
    if rule.kind not in IndirectCost.Kind.values:
        raise Refused("La règle est un taux, ou une clé de répartition.")
    if not rule.text.strip():
        raise Refused("Écrivez la règle en une phrase : le financeur la lit.")
    if rule.kind == KEY:
        if not 0 <= rule.part <= rule.whole or not rule.whole or rule.pool_cents < 0:
            raise Refused("Une clé est une part d’un tout : 160 heures sur 1 607, par exemple.")
        numbers = {"pool_cents": rule.pool_cents, "part": rule.part, "whole": rule.whole}
        return {"kind": rule.kind, "text": rule.text.strip(), "share_hundredths": None, **numbers}
    if not 0 < rule.share_hundredths <= 10_000:
        raise Refused("Un taux va de plus de 0 % à 100 %.")
    return {
        "kind": rule.kind,
        "text": rule.text.strip(),
        "share_hundredths": rule.share_hundredths,
        "pool_cents": None,
        "part": None,
        "whole": None,
    }
