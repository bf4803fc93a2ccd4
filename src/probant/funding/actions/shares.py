"""Shares of funders in the hours and expenses of an action."""

import datetime
import uuid

from probant.directory.models import Organisation
from probant.engagement.rules.shares import name_others, write_share
from probant.funding.access import can_change, can_record
from probant.funding.models import BudgetLine, Convention, CostShare, Party
from probant.funding.queries.shares import charges_of, clause_terms
from probant.funding.rules import EXPENSE, side_of
from probant.funding.rules.shares import Charge, excluded_by, is_exclusive, overcharge
from probant.journal.door import change
from probant.kernel.actor import Actor
from probant.kernel.dates import write_date
from probant.kernel.decision import Refused, require
from probant.programmes.models import Action

WHOLE = 10_000


def share_cost(
    *,
    actor: Actor,
    convention: Convention,
    funder: Organisation,
    action: Action,
    covers: str,
    share_hundredths: int,
    starts_on: datetime.date,
    ends_on: datetime.date,
    line: BudgetLine | None = None,
    account: str = "",
    piece: str = "",
    declared_on: datetime.date | None = None,
    key: uuid.UUID | None = None,
) -> CostShare:
    """Say what part of an action's hours or expenses a funder bears under a convention.

    Refused where an hour or an expense would be paid above 100 %, or by a second funder where a
    clause keeps one alone; the refusal says where the other share is. `account` (a beginning) and
    `piece` narrow it to some entries of the ledger. Effects: the row; one entry
    mentioning ("convention", id) and ("action", id).
    """
    require(can_change(actor, convention))
    _check(convention, funder, action, covers, share_hundredths, starts_on, ends_on, line)
    if (account.strip() or piece.strip()) and covers != CostShare.Covers.EXPENSES:
        raise Refused("Un compte ou une pièce est une dépense, pas une heure.")
    if account.strip() and side_of(account.strip()) != EXPENSE:
        raise Refused("Un compte de charges commence par 6 ou 86.")
    with change(
        actor,
        verb="funding.share_cost",
        houses=[convention.house_id],
        declared_on=declared_on,
        key=key,
    ) as entry:
        new = Charge(
            funder.pk,
            covers,
            line.pk if line else None,
            starts_on,
            ends_on,
            share_hundredths,
            f"{funder.name}, {convention.title}",
            is_exclusive(clause_terms([convention.pk]).get(convention.pk, ()), covers),
            account=account.strip(),
            piece=piece.strip(),
        )
        _refuse_double(action, new)
        share = CostShare.objects.create(
            house_id=convention.house_id,
            convention=convention,
            funder=funder,
            action=action,
            covers=covers,
            line=line,
            account=account.strip(),
            piece=piece.strip(),
            share_hundredths=share_hundredths,
            starts_on=starts_on,
            ends_on=ends_on,
        )
        entry.mention("convention", convention.pk)
        entry.mention("action", action.pk)
    return share


def drop_cost_share(*, actor: Actor, share: CostShare, key: uuid.UUID | None = None) -> None:
    """Take a share away; the entry keeps what it was."""
    require(can_record(actor, share.house_id))
    with change(actor, verb="funding.drop_cost_share", houses=[share.house_id], key=key) as entry:
        entry.detail(
            category="funding",
            covers=share.covers,
            share_hundredths=share.share_hundredths,
            starts_on=share.starts_on.isoformat(),
            ends_on=share.ends_on.isoformat(),
        )
        entry.mention("convention", share.convention_id)
        entry.mention("action", share.action_id)
        share.delete()


def _refuse_double(action: Action, new: Charge) -> None:
    standing = charges_of(action)
    kept = excluded_by(new, standing)
    what = "ces heures" if new.covers == CostShare.Covers.HOURS else "ces dépenses"
    if kept is not None:
        whose = "cette convention-là" if kept.exclusive else "la convention choisie"
        raise Refused(
            f"Un seul financeur pour {what} : {kept.of} en porte déjà "
            f"{write_share(kept.hundredths)} du {write_date(kept.start)} au "
            f"{write_date(kept.end)}, et une clause de {whose} n’en admet pas d’autre."
        )
    found = overcharge(new, standing)
    if found is not None:
        raise Refused(
            f"{what.capitalize()} seraient payées à {write_share(found.total)} le "
            f"{write_date(found.on)}. Déjà : {name_others(found.others)}. "
            f"Il reste au plus {write_share(max(0, WHOLE - found.total + new.hundredths))}."
        )


def _check(
    convention: Convention,
    funder: Organisation,
    action: Action,
    covers: str,
    share_hundredths: int,
    starts_on: datetime.date,
    ends_on: datetime.date,
    line: BudgetLine | None,
) -> None:
    if action.house_id != convention.house_id:
        raise Refused("Cette action est celle d’une autre structure.")
    parties = convention.parties.filter(organisation=funder, role=Party.Role.FUNDER)
    if not parties.exists():
        raise Refused("Choisissez un financeur de cette convention.")
    if covers not in CostShare.Covers.values:
        raise Refused("Dites si la part porte sur le temps de l’équipe ou sur les dépenses.")
    if not 0 < share_hundredths <= WHOLE:
        raise Refused("Une part va de plus de 0 % à 100 %.")
    if ends_on < starts_on:
        raise Refused("La fin précède le début.")
    if line is not None and (
        covers != CostShare.Covers.EXPENSES
        or line.side != BudgetLine.Side.EXPENSE
        or line.budget.convention.house_id != convention.house_id
    ):
        raise Refused("Choisissez une ligne de charges d’un budget de la structure.")
