"""The permanent file: a version is added or taken back, never edited. The budget of the house."""

import datetime
import uuid
from collections.abc import Iterable, Sequence

from probant.directory.models import House
from probant.documents.models import Document
from probant.documents.writing import keep, write_document
from probant.funding.access import can_record, reads_bank
from probant.funding.actions.drafts import LineDraft
from probant.funding.models import FilePiece, HouseBudgetLine
from probant.funding.rules.permanent import SPECS, PieceKind, read_iban
from probant.journal.door import change
from probant.kernel.actor import Actor
from probant.kernel.decision import Refused, require

FILE = "permanent_file"  # kind of the timeline; its number is the house's
HIGHEST_CENTS = 10**13
MOST_LINES = 300
Given = tuple[str, Iterable[bytes]]


def add_file_piece(
    *,
    actor: Actor,
    house: House,
    kind: str,
    dated_on: datetime.date,
    file: Given | None = None,
    document: Document | None = None,
    label: str = "",
    year: int | None = None,
    valid_until: datetime.date | None = None,
    reference: str = "",
    account_number: str = "",
    declared_on: datetime.date | None = None,
    key: uuid.UUID | None = None,
) -> FilePiece:
    """Add a version of a piece: its file (name, bytes), or a number where a number is enough.

    Raises `Refused` (rights, a date to come, an account number whose key does not hold), the
    journal's errors and `documents.store.TooLarge`. Effects: the document, the row, one entry that
    holds no account number.
    """
    require(can_record(actor, house.pk))
    read = _kind(kind)
    _check_dates(dated_on, valid_until)
    if SPECS[read].yearly and (year is None or not 1900 <= year <= 2199):
        raise Refused("Dites de quel exercice il s’agit, comme 2022.")
    if read is PieceKind.BANK and not (reads_bank(actor) or actor.is_system):
        raise Refused("Le relevé bancaire est tenu par la direction et l’assistance.")
    number = _account(account_number)
    if file is None and document is None and not (reference.strip() or number):
        raise Refused("Joignez le fichier, ou écrivez le numéro.")
    if document is not None and document.house_id != house.pk:
        raise Refused("Ce document est celui d’une autre structure.")
    kept = keep(*file) if file is not None else None
    with change(
        actor,
        verb="funding.add_file_piece",
        houses=[house.pk],
        declared_on=declared_on,
        key=key,
    ) as entry:
        if dated_on > entry.today:
            raise Refused("Cette pièce est datée dans l’avenir.")
        piece = FilePiece.objects.create(
            house=house,
            kind=read,
            label=" ".join(label.split()),
            document=write_document(entry, kept) if kept is not None else document,
            year=year if SPECS[read].yearly else None,
            dated_on=dated_on,
            valid_until=valid_until,
            reference=reference.strip(),
            account_number=number,
            added_on=entry.known_on,
        )
        entry.mention(FILE, house.pk)
    return piece


def withdraw_file_piece(
    *, actor: Actor, piece: FilePiece, reason: str, key: uuid.UUID | None = None
) -> FilePiece:
    """Take back a version entered by mistake; requests that joined it keep it.

    Raises `Refused`. Effects: one entry with the reason.
    """
    require(can_record(actor, piece.house_id))
    if piece.kind == PieceKind.BANK and not reads_bank(actor):
        raise Refused("Le relevé bancaire est tenu par la direction et l’assistance.")
    if not reason.strip():
        raise Refused("Dites en une phrase pourquoi cette version est retirée.")
    with change(
        actor, verb="funding.withdraw_file_piece", houses=[piece.house_id], key=key
    ) as entry:
        piece.refresh_from_db()
        if piece.withdrawn_on is not None:
            raise Refused("Cette version est déjà retirée.")
        piece.withdrawn_on = entry.today
        piece.save(update_fields=["withdrawn_on"])
        entry.detail(category="funding", reason=reason.strip(), piece=str(piece))
        entry.mention(FILE, piece.house_id)
    return piece


def set_house_budget(
    *,
    actor: Actor,
    house: House,
    year: int,
    lines: Sequence[LineDraft],
    read_at: int | None = None,
    declared_on: datetime.date | None = None,
    key: uuid.UUID | None = None,
) -> int:
    """Write the budget of the whole house for a year, in place of what it was. Lines written.

    Lines without an amount, or of zero, are left out. Raises `Refused`, `Stale`. Effects: rows; one
    entry that keeps the lines before.
    """
    require(can_record(actor, house.pk))
    if not 1900 <= year <= 2199:
        raise Refused("L’exercice est une année sur quatre chiffres, par exemple 2024.")
    kept = [line for line in lines if line.amount_cents]
    if len(kept) > MOST_LINES:
        raise Refused(f"Un budget compte {MOST_LINES} lignes au plus.")
    for line in kept:
        if abs(line.amount_cents or 0) > HIGHEST_CENTS:
            raise Refused(f"Le montant de « {line.label} » est hors de portée d’un budget.")
    with change(
        actor,
        verb="funding.set_house_budget",
        houses=[house.pk],
        declared_on=declared_on,
        key=key,
    ) as entry:
        entry.guard(FILE, house.pk, read_at=read_at)
        held = HouseBudgetLine.objects.filter(house=house, year=year)
        before = list(held.values_list("account", "label", "side", "amount_cents"))
        entry.detail(category="funding", year=year, before=[list(row) for row in before])
        held.delete()
        HouseBudgetLine.objects.bulk_create(
            HouseBudgetLine(
                house=house,
                year=year,
                position=place,
                side=line.side,
                account=line.account,
                label=" ".join(line.label.split())[:200],
                amount_cents=line.amount_cents or 0,
                funder=line.funder,
            )
            for place, line in enumerate(kept, 1)
        )
        entry.mention(FILE, house.pk)
    return len(kept)


def _kind(text: str) -> PieceKind:
    try:
        return PieceKind(text)
    except ValueError:
        raise Refused("Choisissez la nature de la pièce.") from None


def _account(text: str) -> str:
    if not text.strip():
        return ""
    try:
        return read_iban(text)
    except ValueError as error:
        raise Refused(str(error)) from error


def _check_dates(dated_on: datetime.date, valid_until: datetime.date | None) -> None:
    if valid_until is not None and valid_until < dated_on:
        raise Refused("La fin de validité précède la date de la pièce.")
