"""The register of evidence as it stands: pieces, what was handed in, what the funder said of it."""

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from probant.funding.models import (
    Clause,
    Evidence,
    EvidenceAccepted,
    EvidenceGiven,
    EvidenceRefused,
)
from probant.funding.rules import PaymentTerms, Terms, Trigger
from probant.funding.rules.evidence import Handed, Piece, PieceKind, RefusalCode, Register, register
from probant.journal.facts import FactQuerySet
from probant.kernel.cut import Cut


def rows_of(
    conventions: Collection[int], *, cut: Cut | None = None, until: datetime.date | None = None
) -> dict[int, list[Piece]]:
    """The pieces kept of conventions, by convention, in order. One query, four where there are any.

    What was handed in stands now, or as it stood at a cut, up to a day. Nothing is asked of the
    actor here: whoever asks has the conventions already.
    """
    rows = list(
        Evidence.objects.filter(convention__in=conventions)
        .order_by("convention", "year", "position", "pk")
        .values_list("pk", "convention_id", "year", "kind", "label", "origin", "reason")
    )
    handed = _handed(conventions, cut or Cut.now(), until) if rows else {}
    found: dict[int, list[Piece]] = defaultdict(list)
    for pk, convention_id, year, kind, label, origin, reason in rows:
        found[convention_id].append(
            Piece(label, PieceKind(kind), origin, year, pk, reason, tuple(handed.get(pk, ())))
        )
    return dict(found)


def _handed(
    conventions: Collection[int], cut: Cut, until: datetime.date | None
) -> dict[int, list[Handed]]:
    def standing(facts: FactQuerySet) -> FactQuerySet:
        held: FactQuerySet = facts.cut(cut).filter(convention__in=conventions)
        return held if until is None else held.filter(occurred_on__lte=until)

    accepted = dict(standing(EvidenceAccepted.objects.all()).values_list("given_id", "occurred_on"))
    refused = {
        given: (on, RefusalCode(code).label, text or "")
        for given, on, code, text in standing(EvidenceRefused.objects.all()).values_list(
            "given_id", "occurred_on", "code", "remark__text"
        )
    }
    found: dict[int, list[Handed]] = defaultdict(list)
    given = standing(EvidenceGiven.objects.all()).order_by("seq")
    for pk, evidence_id, on, seq, document_id, name, reference in given.values_list(
        "pk", "evidence_id", "occurred_on", "seq", "document_id", "document__name", "reference"
    ):
        refused_on, why, remark = refused.get(pk, (None, "", ""))
        found[evidence_id].append(
            Handed(
                on,
                seq,
                accepted.get(pk),
                refused_on,
                pk=pk,
                document_id=document_id,
                name=name or reference,
                refusal=why,
                remark=remark,
            )
        )
    return found


def waits_for_evidence(terms: Iterable[Terms]) -> bool:
    """Whether an instalment waits for evidence."""
    return any(isinstance(one, PaymentTerms) and one.trigger is Trigger.EVIDENCE for one in terms)


def registers(
    terms: Collection[Terms], years: Iterable[int], rows: Iterable[Piece]
) -> dict[int, Register]:
    """The register of each year that has one; no query."""
    waits = waits_for_evidence(terms)
    stored: Mapping[int, list[Piece]] = defaultdict(list)
    for row in rows:
        stored[row.year].append(row)
    found = {}
    for year in sorted({*years, *stored}):
        one = register(year, terms, stored.get(year, ()), waits=waits)
        if one is not None:
            found[year] = one
    return found


def register_of(convention_id: int, year: int) -> Register | None:
    """The register of a convention and a year. Two queries, five where pieces are kept."""
    clauses = Clause.objects.filter(convention=convention_id).order_by("position")
    terms = [one for one in (clause.read_terms() for clause in clauses) if one is not None]
    rows = rows_of([convention_id]).get(convention_id, [])
    return registers(terms, [year], rows).get(year)


def uses_of(documents: Collection[int], house_id: int) -> dict[int, list[tuple[str, int]]]:
    """Where files are evidence: the (convention, year) of each; a file counts once. One query."""
    found: dict[int, list[tuple[str, int]]] = defaultdict(list)
    rows = EvidenceGiven.objects.now().filter(house_id=house_id, document__in=documents)
    for document_id, title, year in rows.order_by("seq").values_list(
        "document_id", "convention__title", "budget_year"
    ):
        if (title, year) not in found[document_id]:
            found[document_id].append((title, year))
    return dict(found)
