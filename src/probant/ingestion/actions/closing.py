"""Closing, always with a reason: a finding, a claim, the claims of a contradiction."""

from __future__ import annotations

import uuid
from collections.abc import Iterable

from django.utils import timezone

from probant.indicators.models import Because, Claim, KeptFinding
from probant.ingestion.access import can_receive
from probant.journal.door import change
from probant.kernel.actor import Actor
from probant.kernel.decision import Refused, require


def close_finding(
    actor: Actor,
    finding: KeptFinding,
    reason: str,
    *,
    cause: str = "",
    key: uuid.UUID | None = None,
) -> KeptFinding:
    """Close a finding; person, day, cause and reason stay beside it.

    Raises `Refused` (rights, no reason, closed already). Effects: one entry mentioning
    ("document", id) and what the finding concerns.
    """
    require(can_receive(actor, finding.house_id))
    said = _reason(reason)
    with change(actor, verb="ingestion.close_finding", houses=[finding.house_id], key=key) as entry:
        done = KeptFinding.objects.filter(pk=finding.pk, closed_on__isnull=True).update(
            closed_on=timezone.localdate(entry.at),
            closed_by_id=actor.user_id,
            closing_kind=_cause(cause),
            closing_reason=said,
        )
        if not done:
            raise Refused("Ce constat a déjà été clos.")
        if finding.document_id is not None:
            entry.mention("document", finding.document_id)
        if finding.object_id is not None and finding.kind:
            entry.mention(finding.kind, finding.object_id)
    finding.refresh_from_db()
    return finding


def close_claim(
    actor: Actor, claim: Claim, reason: str, *, cause: str = "", key: uuid.UUID | None = None
) -> Claim:
    """Close a printed figure that contradicts another. Raises `Refused`.

    Effects: one entry mentioning ("document", id).
    """
    _close(actor, claim.house_id, [claim], reason, cause, key)
    claim.refresh_from_db()
    return claim


def close_contradiction(
    actor: Actor,
    house_id: int,
    claims: Iterable[Claim],
    reason: str,
    *,
    cause: str = "",
    key: uuid.UUID | None = None,
) -> int:
    """Close together the claims that a contradiction holds against each other; how many were open.

    Raises `Refused`. Effects: one entry mentioning each ("document", id).
    """
    return _close(actor, house_id, list(claims), reason, cause, key)


def _close(
    actor: Actor,
    house_id: int,
    claims: list[Claim],
    reason: str,
    cause: str,
    key: uuid.UUID | None,
) -> int:
    require(can_receive(actor, house_id))
    said = _reason(reason)
    with change(actor, verb="ingestion.close_claim", houses=[house_id], key=key) as entry:
        done = Claim.objects.filter(
            pk__in=[claim.pk for claim in claims], house_id=house_id, closed_on__isnull=True
        ).update(
            closed_on=timezone.localdate(entry.at),
            closed_by_id=actor.user_id,
            closing_kind=_cause(cause),
            closing_reason=said,
        )
        if not done:
            raise Refused("Cette contradiction a déjà été close.")
        for claim in claims:
            if claim.document_id is not None:
                entry.mention("document", claim.document_id)
    return done


def _cause(cause: str) -> str:
    if cause and cause not in Because.values:
        raise Refused("Choisissez la cause dans la liste.")
    return cause


def _reason(reason: str) -> str:
    said = " ".join(reason.split())
    if not said:
        raise Refused("Donnez le motif : il reste à côté de ce qui est clos.")
    if len(said) > 300:
        raise Refused("Le motif dépasse 300 caractères : dites-le plus court.")
    return said
