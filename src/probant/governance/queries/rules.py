"""The rules that bind a body on a day."""

import datetime

from probant.governance.models import Body, BodyRule
from probant.governance.rules import BodyRules, council_law, override


def rules_on(body: Body, day: datetime.date) -> BodyRules:
    """What binds a body on a day: the law's rules, then those it gave itself. One query."""
    law = council_law(day) if body.follows_council_law else BodyRules()
    own: BodyRule | None = (
        BodyRule.objects.filter(body=body, in_force_from__lte=day)
        .order_by("-in_force_from")
        .first()
    )
    return law if own is None else with_own(law, own)


def own_rules(bodies: set[int]) -> dict[int, list[BodyRule]]:
    """The rules that bodies gave themselves, latest first. One query."""
    found: dict[int, list[BodyRule]] = {}
    for one in BodyRule.objects.filter(body__in=bodies).order_by("-in_force_from"):
        found.setdefault(one.body_id, []).append(one)
    return found


def with_own(law: BodyRules, own: BodyRule) -> BodyRules:
    """The law's rules with a body's own over them."""
    return override(
        law,
        quorum_share=own.quorum_share,
        quorum_exceeds=own.quorum_exceeds,
        proxies_count=own.proxies_count,
        proxies_per_holder=own.proxies_per_holder,
        notice_clear_days=own.notice_clear_days,
        casting_vote=own.casting_vote,
        quorum_base=own.quorum_base,
        second_call_free=own.second_call_free,
        second_call_days=own.second_call_days,
        majority_base=own.majority_base,
        majority_share=own.majority_share,
        secret_for_persons=own.secret_for_persons,
        secret_share=own.secret_share,
        remote_counts=own.remote_counts,
        absolute_rounds=own.absolute_rounds,
        weighing=own.weighing,
        **({"source": own.source} if own.source else {}),
    )
