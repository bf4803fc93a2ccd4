"""The register of evidence: lists completed, pieces given, accepted or refused."""

import datetime
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Max

from probant.documents.models import Document
from probant.documents.writing import Kept, keep, write_document
from probant.funding.access import can_judge, can_record
from probant.funding.models import (
    Convention,
    Evidence,
    EvidenceAccepted,
    EvidenceGiven,
    EvidenceRefused,
    EvidenceRemark,
)
from probant.funding.rules.evidence import PieceKind, RefusalCode, kind_of, refuse_file
from probant.journal.door import Entry, change
from probant.kernel.actor import Actor
from probant.kernel.decision import Refused, require
from probant.kernel.text import fold


@dataclass(frozen=True)
class PieceDraft:
    """A piece to put on a list: name, kind (by its name where None), why it is asked for."""

    label: str
    kind: PieceKind | None = None
    origin: str = Evidence.Origin.LAW
    reason: str = ""


def complete_list(
    *,
    actor: Actor,
    convention: Convention,
    years: Iterable[int],
    pieces: Sequence[PieceDraft],
    declared_on: datetime.date | None = None,
    key: uuid.UUID | None = None,
) -> list[Evidence]:
    """Complete the list of pieces of years: by those of the law, or of an amendment, with a reason.

    Those already listed are left as they are. Raises `Refused` (nothing to add, no reason),
    `AlreadyDone`. Effects: rows; one entry mentioning ("convention", id).
    """
    require(can_record(actor, convention.house_id))
    if not pieces:
        raise Refused("Choisissez au moins une pièce.")
    if any(one.origin != Evidence.Origin.CLAUSE and not one.reason.strip() for one in pieces):
        raise Refused("Dites pourquoi la liste est complétée : le motif reste à côté de la pièce.")
    made = []
    with change(
        actor,
        verb="funding.complete_list",
        houses=[convention.house_id],
        declared_on=declared_on,
        key=key,
    ) as entry:
        for year in years:
            for one in pieces:
                row, is_new = _row(convention, year, one)
                if is_new:
                    made.append(row)
        entry.mention("convention", convention.pk)
    return made


def give_evidence(
    actor: Actor,
    evidence: Evidence | None = None,
    document: Document | None = None,
    reference: str = "",
    *,
    convention: Convention | None = None,
    year: int | None = None,
    piece: PieceDraft | None = None,
    name: str = "",
    chunks: Iterable[bytes] = (),
    given_on: datetime.date | None = None,
    declared_on: datetime.date | None = None,
    key: uuid.UUID | None = None,
) -> EvidenceGiven:
    """Hand in a piece: a stored `document`, a file (`name`, `chunks`), or how it was sent.

    `evidence` is its row; without one, `convention`, `year` and `piece` make it (a piece expected
    by a clause, or one joined of one's own accord). A piece refused before may be given again; one
    already accepted may not. Raises `Refused` (wrong kind of file, nothing given), `TooLarge`,
    `InTheFuture`, `AlreadyDone`. Effects: bytes, rows, a fact; one entry mentioning
    ("convention", id) and ("evidence", id).
    """
    held = evidence.convention if evidence is not None else convention
    if held is None or (evidence is None and (year is None or piece is None)):
        raise Refused("Dites de quelle pièce il s’agit.")
    require(can_record(actor, held.house_id))
    draft = piece or PieceDraft("")
    kind = PieceKind(evidence.kind) if evidence else (draft.kind or kind_of(draft.label))
    kept = _kept(kind, name, chunks) if name else None
    if document is not None and document.house_id != held.house_id:
        raise Refused("Ce document est tenu par une autre structure.")
    if kept is None and document is None and not reference.strip():
        raise Refused("Déposez le fichier, ou dites comment la pièce a été envoyée.")
    with change(
        actor,
        verb="funding.give_evidence",
        houses=[held.house_id],
        declared_on=declared_on,
        key=key,
    ) as entry:
        row = evidence or _row(held, year or 0, draft)[0]
        _refuse_accepted(row)
        given = EvidenceGiven(
            evidence=row,
            convention=held,
            budget_year=row.year,
            document=write_document(entry, kept) if kept else document,
            reference=reference.strip()[:120],
            occurred_on=given_on or entry.known_on,
        )
        entry.record(given)
        _mention(entry, row)
    return given


def accept_evidence(
    *,
    actor: Actor,
    evidence: Evidence,
    occurred_on: datetime.date,
    declared_on: datetime.date | None = None,
    key: uuid.UUID | None = None,
) -> EvidenceAccepted:
    """Record that the funder accepts what was last given for a piece.

    Raises `Refused` (nothing given, already judged, earlier than it was given), `AlreadyDone`.
    """
    require(can_judge(actor, evidence.convention))
    with change(
        actor,
        verb="funding.accept_evidence",
        houses=[evidence.house_id],
        declared_on=declared_on,
        key=key,
    ) as entry:
        fact = EvidenceAccepted(
            evidence=evidence,
            convention=evidence.convention,
            budget_year=evidence.year,
            given=_to_judge(evidence, occurred_on),
            occurred_on=occurred_on,
        )
        entry.record(fact)
        _mention(entry, evidence)
    return fact


def refuse_evidence(
    *,
    actor: Actor,
    evidence: Evidence,
    code: str,
    remark: str = "",
    occurred_on: datetime.date,
    declared_on: datetime.date | None = None,
    key: uuid.UUID | None = None,
) -> EvidenceRefused:
    """Record that the funder refuses what was last given, with a reason that the other side reads.

    Raises `Refused` (no reason, nothing given, already judged), `AlreadyDone`.
    """
    require(can_judge(actor, evidence.convention))
    if code not in {one.value for one in RefusalCode}:
        raise Refused("Choisissez le motif du refus.")
    if code == RefusalCode.OTHER and not remark.strip():
        raise Refused("Dites en une phrase ce qui manque : l’association doit pouvoir y répondre.")
    with change(
        actor,
        verb="funding.refuse_evidence",
        houses=[evidence.house_id],
        declared_on=declared_on,
        key=key,
    ) as entry:
        fact = EvidenceRefused(
            evidence=evidence,
            convention=evidence.convention,
            budget_year=evidence.year,
            given=_to_judge(evidence, occurred_on),
            code=code,
            occurred_on=occurred_on,
        )
        entry.record(fact)
        EvidenceRemark.objects.create(refusal=fact, text=remark.strip())
        _mention(entry, evidence)
    return fact


def _kept(kind: PieceKind, name: str, chunks: Iterable[bytes]) -> Kept:
    """The bytes of a file that can be such a piece, on disk. Raises `Refused`, `TooLarge`."""
    flow = iter(chunks)
    first = next(flow, b"")
    why = refuse_file(kind, name, first)
    if why:
        raise Refused(why)

    def whole() -> Iterable[bytes]:
        yield first
        yield from flow

    return keep(name, whole())


def _row(convention: Convention, year: int, draft: PieceDraft) -> tuple[Evidence, bool]:
    label = " ".join(draft.label.split())[:200]
    if not label:
        raise Refused("Donnez le nom de la pièce.")
    if not 1900 <= year <= 2199:
        raise Refused("L’exercice est une année sur quatre chiffres, par exemple 2024.")
    rows = list(Evidence.objects.filter(convention=convention, year=year))
    for row in rows:
        if fold(row.label) == fold(label):
            return row, False
    last = Evidence.objects.filter(convention=convention, year=year).aggregate(Max("position"))
    made = Evidence.objects.create(
        house_id=convention.house_id,
        convention=convention,
        year=year,
        position=(last["position__max"] or 0) + 1,
        kind=(draft.kind or kind_of(label)).value,
        label=label,
        origin=draft.origin,
        reason=draft.reason.strip()[:300],
    )
    return made, True


def _refuse_accepted(row: Evidence) -> None:
    accepted = EvidenceAccepted.objects.now().filter(evidence=row).values("given_id")
    if EvidenceGiven.objects.now().filter(evidence=row, pk__in=accepted).exists():
        raise Refused("Cette pièce est déjà acceptée par le financeur.")


def _to_judge(evidence: Evidence, on: datetime.date) -> EvidenceGiven:
    given = EvidenceGiven.objects.now().filter(evidence=evidence).order_by("occurred_on", "seq")
    last: EvidenceGiven | None = given.last()
    if last is None:
        raise Refused("Rien n’a été remis pour cette pièce.")
    if last.accepted.filter(void_seq__isnull=True).exists():
        raise Refused("Cette pièce est déjà acceptée.")
    if last.refused.filter(void_seq__isnull=True).exists():
        raise Refused("Cette pièce est déjà refusée : attendez qu’elle soit remise à nouveau.")
    if on < last.occurred_on:
        raise Refused("On n’examine pas une pièce avant de l’avoir reçue : vérifiez la date.")
    return last


def _mention(entry: Entry, evidence: Evidence) -> None:
    entry.mention("evidence", evidence.pk)
    entry.mention("convention", evidence.convention_id)
