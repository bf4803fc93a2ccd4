"""Awards: made from a decision; a fact, voided and replaced, never edited."""

import datetime
import uuid

from probant.directory.models import Organisation
from probant.funding.access import can_record
from probant.funding.models import AwardMade, Convention, Party
from probant.governance.models import Decision
from probant.journal.door import Entry, change
from probant.kernel.actor import Actor
from probant.kernel.decision import Refused, require
from probant.programmes.models import Action

HIGHEST_CENTS = 10**13


def make_award(
    *,
    actor: Actor,
    convention: Convention,
    action: Action | None,
    year: int,
    amount_cents: int,
    decision: Decision | None,
    occurred_on: datetime.date,
    funder: Organisation | None = None,
    beneficiary: Organisation | None = None,
    declared_on: datetime.date | None = None,
    key: uuid.UUID | None = None,
) -> AwardMade:
    """Record that a funder awarded an amount for an action (None: the whole convention) and a year.

    `funder` is by default the party whose body decided, else the only funder; `beneficiary` the
    only beneficiary. An award without a decision, above it, or for another year is kept, with a
    finding.

    Raises `Refused` and the journal's errors (`InTheFuture`, `AlreadyDone`…). Effects: a fact; one
    entry mentioning ("award", id), ("convention", id), ("deliberation", id).
    """
    require(can_record(actor, convention.house_id))
    _check(convention, action, year, amount_cents, decision)
    paying = funder or _funder(convention, decision)
    receiving = beneficiary or _only(convention, Party.Role.BENEFICIARY)
    with change(
        actor,
        verb="funding.make_award",
        houses=[convention.house_id],
        declared_on=declared_on,
        key=key,
    ) as entry:
        award = AwardMade(
            convention=convention,
            action=action,
            budget_year=year,
            amount_cents=amount_cents,
            decision=decision,
            funder=paying,
            occurred_on=occurred_on,
        )
        award.place_by(receiving)
        entry.record(award)
        _mention(entry, award)
    return award


def replace_award(
    *,
    actor: Actor,
    award: AwardMade,
    amount_cents: int | None = None,
    year: int | None = None,
    decision: Decision | None = None,
    occurred_on: datetime.date | None = None,
    code: str = "error",
    reason: str = "",
    key: uuid.UUID | None = None,
) -> AwardMade:
    """Void an award and record the one that stands in its place; what is None is kept.

    Raises `Refused`, `AlreadyVoid`. Effects: as `make_award`, the old award mentioned too.
    """
    require(can_record(actor, award.convention.house_id))
    by = AwardMade(
        convention=award.convention,
        action=award.action,
        budget_year=award.budget_year if year is None else year,
        amount_cents=award.amount_cents if amount_cents is None else amount_cents,
        decision=decision or award.decision,
        funder=award.funder,
        organisation=award.organisation,
        place_code=award.place_code,
        place_vintage=award.place_vintage,
        family=award.family,
        theme=award.theme,
        branch=award.branch,
        qpv_code=award.qpv_code,
        occurred_on=occurred_on or award.occurred_on,
    )
    _check(by.convention, by.action, by.budget_year, by.amount_cents, by.decision)
    with change(actor, verb="funding.replace_award", houses=[award.house_id], key=key) as entry:
        entry.replace(award, by, code=code, reason=reason)
        entry.mention("award", award.pk)
        _mention(entry, by)
        for basis in award.bases.exclude(decision=by.decision):
            basis.pk, basis.award = None, by
            basis.save(force_insert=True)
    return by


def void_award(
    *,
    actor: Actor,
    award: AwardMade,
    code: str = "error",
    reason: str,
    declared_on: datetime.date | None = None,
    key: uuid.UUID | None = None,
) -> AwardMade:
    """Void an award with a reason; what was paid on it stays, and shows as paid without award.

    Raises `Refused` (no reason), `AlreadyVoid`. Effects: one entry mentioning ("award", id) and
    ("convention", id).
    """
    require(can_record(actor, award.convention.house_id))
    if not reason.strip():
        raise Refused("Donnez le motif : il reste à côté de la subvention annulée.")
    with change(
        actor,
        verb="funding.void_award",
        houses=[award.house_id],
        declared_on=declared_on,
        key=key,
    ) as entry:
        entry.void(award, code=code, reason=reason.strip())
        _mention(entry, award)
    return award


def _mention(entry: Entry, award: AwardMade) -> None:
    entry.mention("award", award.pk)
    entry.mention("convention", award.convention_id)
    if award.decision is not None:
        entry.mention("deliberation", award.decision.deliberation_id)


def _check(
    convention: Convention,
    action: Action | None,
    year: int,
    amount_cents: int,
    decision: Decision | None,
) -> None:
    if action is not None and action.house_id != convention.house_id:
        raise Refused("Cette action est celle d’une autre structure.")
    if decision is not None and decision.deliberation.house_id != convention.house_id:
        raise Refused("Cette décision est tenue par une autre structure.")
    if not 1900 <= year <= 2199:
        raise Refused("L’exercice est une année sur quatre chiffres, par exemple 2024.")
    if not 0 < amount_cents <= HIGHEST_CENTS:
        raise Refused("Le montant attribué est supérieur à 0 €. Tapez par exemple 9 000 €.")


def _funder(convention: Convention, decision: Decision | None) -> Organisation:
    if decision is not None:
        decided_by = decision.deliberation.sitting.body.organisation_id
        parties = convention.parties.filter(role=Party.Role.FUNDER, organisation_id=decided_by)
        found = parties.select_related("organisation").first()
        if found is not None:
            return found.organisation
    return _only(convention, Party.Role.FUNDER)


def _only(convention: Convention, role: str) -> Organisation:
    parties = list(convention.parties.filter(role=role).select_related("organisation")[:2])
    if len(parties) == 1:
        return parties[0].organisation
    word = Party.Role(role).label
    if not parties:
        raise Refused(f"Cette convention n’a pas de {word} : dites lequel.")
    raise Refused(f"Cette convention a plusieurs {word}s : dites lequel.")
