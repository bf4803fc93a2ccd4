"""Changing what a convention says of itself: title, period, parties; votes, annexes."""

import datetime
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from probant.documents.models import Document
from probant.funding.access import can_change, can_record
from probant.funding.actions.conventions import check_convention, when, write_parties
from probant.funding.actions.drafts import PartyDraft
from probant.funding.models import ActionSheet, Annex, Approval, Convention, Party
from probant.funding.rules import Status
from probant.journal.door import change
from probant.kernel.actor import Actor
from probant.kernel.decision import Refused, require
from probant.search import index as names


@dataclass(frozen=True)
class AnnexDraft:
    """An annex: a document that is stored, a sheet of the convention, or a title alone."""

    label: str
    title: str
    document: Document | None = None
    sheet: ActionSheet | None = None


def edit_convention(
    *,
    actor: Actor,
    convention: Convention,
    kind: str,
    title: str,
    parties: Sequence[PartyDraft],
    starts_on: datetime.date | None = None,
    ends_on: datetime.date | None = None,
    signed_on: datetime.date | None = None,
    reference: str = "",
    document_reference: str = "",
    read_at: int | None = None,
    key: uuid.UUID | None = None,
) -> Convention:
    """Change the identity of a convention and its parties. Raises `Refused`, `Stale`.

    Refused: a funder taken away who awarded money or bears a share. The status moves by its own
    acts. Effects: rows; one entry mentioning ("convention", id), what it was before in its detail.
    """
    require(can_change(actor, convention))
    check_convention(kind, title, parties, starts_on, ends_on, Status.DRAFT)
    with change(
        actor, verb="funding.edit_convention", houses=[convention.house_id], key=key
    ) as entry:
        entry.guard("convention", convention.pk, read_at=read_at)
        convention.refresh_from_db()
        if signed_on is not None and signed_on > entry.today:
            raise Refused("La signature est dans l’avenir : notez-la une fois donnée.")
        _keep_payers(convention, parties)
        before = {
            name: str(getattr(convention, name) or "")
            for name in ("kind", "title", "reference", "starts_on", "ends_on", "signed_on")
        }
        entry.detail(category="funding", before=before)
        convention.kind = kind
        convention.title = " ".join(title.split())
        convention.reference = reference.strip()
        convention.starts_on = starts_on
        convention.ends_on = ends_on
        convention.signed_on = signed_on
        convention.document_reference = document_reference.strip()
        convention.save()
        convention.parties.all().delete()
        write_parties(convention, parties)
        names.index(
            convention.house_id,
            "convention",
            convention.pk,
            convention.title,
            detail=when(convention),
        )
        entry.mention("convention", convention.pk)
    return convention


def _keep_payers(convention: Convention, parties: Sequence[PartyDraft]) -> None:
    """A funder who gave money under the convention stays a party to it."""
    stay = {one.organisation.pk for one in parties if one.role == Party.Role.FUNDER}
    gone = convention.awards.now().exclude(funder_id__in=stay).select_related("funder").first()
    if gone is not None:
        raise Refused(
            f"{gone.funder.name} a attribué une subvention dans cette convention : "
            "gardez-le parmi les financeurs, ou annulez d’abord la subvention."
        )
    share = convention.cost_shares.exclude(funder_id__in=stay).select_related("funder").first()
    if share is not None:
        raise Refused(
            f"{share.funder.name} porte une part de coût dans cette convention : "
            "gardez-le parmi les financeurs, ou retirez d’abord sa part."
        )


def drop_approval(*, actor: Actor, approval: Approval, key: uuid.UUID | None = None) -> None:
    """Untie a decision that was tied by mistake. Raises `Refused`.

    Effects: one entry mentioning ("convention", id) and ("deliberation", id).
    """
    require(can_record(actor, approval.convention.house_id))
    house_id = approval.convention.house_id
    with change(actor, verb="funding.drop_approval", houses=[house_id], key=key) as entry:
        entry.mention("convention", approval.convention_id)
        entry.mention("deliberation", approval.decision.deliberation_id)
        approval.delete()


def set_annexes(
    *,
    actor: Actor,
    convention: Convention,
    annexes: Sequence[AnnexDraft],
    read_at: int | None = None,
    key: uuid.UUID | None = None,
) -> Convention:
    """Replace the annexes of a convention, in order. Raises `Refused`, `Stale`.

    Effects: rows; one entry mentioning ("convention", id), the titles before in its detail.
    """
    require(can_change(actor, convention))
    seen: set[str] = set()
    for draft in annexes:
        label = draft.label.strip()
        if not label or not draft.title.strip():
            raise Refused("Une annexe a un repère (1, 2, A…) et un intitulé.")
        if label.casefold() in seen:
            raise Refused(f"Deux annexes portent le repère {label}.")
        seen.add(label.casefold())
        if draft.sheet is not None and draft.sheet.convention_id != convention.pk:
            raise Refused("Cette fiche action est celle d’une autre convention.")
        if draft.document is not None and draft.document.house_id != convention.house_id:
            raise Refused("Ce document est tenu par une autre structure.")
    with change(actor, verb="funding.set_annexes", houses=[convention.house_id], key=key) as entry:
        entry.guard("convention", convention.pk, read_at=read_at)
        before = list(convention.annexes.values_list("label", "title"))
        entry.detail(category="funding", before=[list(row) for row in before])
        convention.annexes.all().delete()
        Annex.objects.bulk_create(
            Annex(
                convention=convention,
                position=place,
                label=draft.label.strip(),
                title=" ".join(draft.title.split()),
                document=draft.document,
                sheet=draft.sheet,
            )
            for place, draft in enumerate(annexes, 1)
        )
        entry.mention("convention", convention.pk)
    return convention
