"""Bodies and their own rules."""

import datetime
import uuid
from fractions import Fraction

from probant.directory.models import House, Organisation
from probant.governance.access import can_record
from probant.governance.actions.drafts import RuleDraft
from probant.governance.models import Body, BodyRule, College
from probant.journal.door import change
from probant.kernel.actor import Actor
from probant.kernel.decision import Refused, require
from probant.kernel.text import fold


def create_body(
    *,
    actor: Actor,
    house: House,
    organisation: Organisation,
    kind: str,
    name: str,
    delegation: str = "",
    rules: RuleDraft | None = None,
    rules_from: datetime.date | None = None,
    declared_on: datetime.date | None = None,
    key: uuid.UUID | None = None,
) -> Body:
    """Add a body of an organisation to the house's books.

    Raises `Refused` (rights, empty or taken name, unknown kind) and the journal's errors.
    Effects: the body and, where given, its rules; one entry mentioning ("body", id).
    """
    require(can_record(actor, house.pk))
    name = " ".join(name.split())
    if not name:
        raise Refused("Donnez un nom à l’instance, par exemple « Conseil municipal ».")
    if kind not in Body.Kind.values:
        raise Refused("Choisissez la nature de l’instance.")
    with change(
        actor, verb="governance.create_body", houses=[house.pk], declared_on=declared_on, key=key
    ) as entry:
        known = Body.objects.filter(house=house, organisation=organisation)
        if fold(name) in {fold(other) for other in known.values_list("name", flat=True)}:
            raise Refused("Cette structure a déjà une instance de ce nom.")
        body = Body.objects.create(
            house=house, organisation=organisation, kind=kind, name=name, delegation=delegation
        )
        if rules is not None:
            _write_rule(body, rules, rules_from or datetime.date(1901, 7, 2))
        entry.mention("body", body.pk)
    return body


def set_body_rule(
    *,
    actor: Actor,
    body: Body,
    rules: RuleDraft,
    in_force_from: datetime.date,
    read_at: int | None = None,
    key: uuid.UUID | None = None,
) -> BodyRule:
    """Say what a body's statutes or standing orders set from a day on.

    Raises `Refused`, `Stale`. Effects: one rule; one entry mentioning ("body", id).
    """
    require(can_record(actor, body.house_id))
    with change(actor, verb="governance.set_body_rule", houses=[body.house_id], key=key) as entry:
        entry.guard("body", body.pk, read_at=read_at)
        if BodyRule.objects.filter(body=body, in_force_from=in_force_from).exists():
            raise Refused("Une règle de cette instance commence déjà ce jour-là.")
        rule = _write_rule(body, rules, in_force_from)
        entry.mention("body", body.pk)
    return rule


def _write_rule(body: Body, rules: RuleDraft, in_force_from: datetime.date) -> BodyRule:
    share, majority, secret = rules.quorum_share, rules.majority_share, rules.secret_share
    if share is not None and not 0 <= share <= 1:
        raise Refused("Le quorum est une part des membres, de 0 à 1.")
    if majority is not None and not Fraction(1, 2) <= majority <= 1:
        raise Refused("La majorité est une part des voix, de la moitié à la totalité.")
    if secret is not None and not 0 < secret <= 1:
        raise Refused("La part qui peut demander le secret va de plus de 0 à 1.")
    for one in (share, majority, secret):
        if one is not None and one.denominator > 1000:
            raise Refused("Écrivez la part comme une fraction simple, par exemple 2/3.")
    for count in (rules.proxies_per_holder, rules.notice_clear_days, rules.second_call_days):
        if count is not None and not 0 <= count <= 999:
            raise Refused("Un nombre de pouvoirs ou de jours va de 0 à 999.")
    if rules.absolute_rounds is not None and not 0 <= rules.absolute_rounds <= 3:
        raise Refused("Une élection a trois tours au plus.")
    for value, known in (
        (rules.quorum_base, BodyRule.QuorumBase),
        (rules.majority_base, BodyRule.MajorityBase),
        (rules.weighing, BodyRule.Weighing),
    ):
        if value not in known.values:
            raise Refused("Cette règle n’existe pas : choisissez dans la liste.")
    return BodyRule.objects.create(
        body=body,
        in_force_from=in_force_from,
        quorum_part=None if share is None else share.numerator,
        quorum_whole=None if share is None else share.denominator,
        quorum_exceeds=rules.quorum_exceeds,
        proxies_count=rules.proxies_count,
        proxies_per_holder=rules.proxies_per_holder,
        notice_clear_days=rules.notice_clear_days,
        casting_vote=rules.casting_vote,
        source=rules.source,
        quorum_base=rules.quorum_base,
        second_call_free=rules.second_call_free,
        second_call_days=rules.second_call_days,
        majority_base=rules.majority_base,
        majority_part=None if majority is None else majority.numerator,
        majority_whole=None if majority is None else majority.denominator,
        secret_for_persons=rules.secret_for_persons,
        secret_part=None if secret is None else secret.numerator,
        secret_whole=None if secret is None else secret.denominator,
        remote_counts=rules.remote_counts,
        absolute_rounds=rules.absolute_rounds,
        weighing=rules.weighing,
    )


def add_college(
    *, actor: Actor, body: Body, name: str, weight: int, key: uuid.UUID | None = None
) -> College:
    """Add a college to a body. Raises `Refused`. Effects: one entry mentioning ("body", id)."""
    require(can_record(actor, body.house_id))
    name = " ".join(name.split())
    if not name or len(name) > 120:
        raise Refused("Donnez au collège un nom court, par exemple « Usagers ».")
    if not 1 <= weight <= 1000:
        raise Refused("Le poids d’un collège va de 1 à 1000.")
    with change(actor, verb="governance.add_college", houses=[body.house_id], key=key) as entry:
        known = list(body.colleges.values_list("name", "position"))
        if fold(name) in {fold(other) for other, _ in known}:
            raise Refused("Cette instance a déjà un collège de ce nom.")
        place = max((position for _, position in known), default=0) + 1
        made = College.objects.create(body=body, position=place, name=name, weight=weight)
        entry.mention("body", body.pk)
    return made
