"""Pieces of evidence: their kinds, the states they go through, what the balance waits for; pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from probant.kernel.text import fold


class PieceKind(StrEnum):
    """What a piece is; it says which files can be one."""

    FINANCIAL_REPORT = "financial_report"
    ACTIVITY_REPORT = "activity_report"
    ACCOUNTS = "accounts"
    MINUTES = "minutes"
    INVOICES = "invoices"
    TIME = "time"
    BANK_DETAILS = "bank_details"
    OTHER = "other"

    @property
    def label(self) -> str:
        """The kind in French."""
        return {
            "financial_report": "compte rendu financier",
            "activity_report": "rapport d’activité ou bilan qualitatif",
            "accounts": "comptes annuels",
            "minutes": "procès-verbal ou compte rendu de réunion",
            "invoices": "factures et justificatifs de dépense",
            "time": "relevé du temps passé",
            "bank_details": "relevé d’identité bancaire",
            "other": "autre pièce",
        }[self.value]


class RefusalCode(StrEnum):
    """Why a funder refuses a piece."""

    INCOMPLETE = "incomplete"
    OTHER_PIECE = "other_piece"
    OTHER_YEAR = "other_year"
    UNSIGNED = "unsigned"
    UNREADABLE = "unreadable"
    AMOUNTS = "amounts"
    OTHER = "other"

    @property
    def label(self) -> str:
        """The reason in French."""
        return {
            "incomplete": "incomplète",
            "other_piece": "ce n’est pas la pièce demandée",
            "other_year": "ce n’est pas le bon exercice",
            "unsigned": "ni datée ni signée",
            "unreadable": "illisible",
            "amounts": "les montants ne concordent pas",
            "other": "autre motif",
        }[self.value]


class PieceState(StrEnum):
    """Where a piece stands."""

    EXPECTED = "expected"
    GIVEN = "given"
    ACCEPTED = "accepted"
    REFUSED = "refused"

    @property
    def label(self) -> str:
        """The state in French."""
        return {
            "expected": "attendue",
            "given": "remise",
            "accepted": "acceptée",
            "refused": "refusée",
        }[self.value]


_WORDS = (
    (PieceKind.FINANCIAL_REPORT, ("compte rendu financier", "crf", "15059", "bilan financier")),
    (PieceKind.ACCOUNTS, ("comptes annuels", "bilan comptable", "compte de resultat", "comptes")),
    (PieceKind.ACTIVITY_REPORT, ("rapport d activite", "bilan qualitatif", "bilan", "rapport")),
    (PieceKind.MINUTES, ("proces verbal", "compte rendu", "pv")),
    (PieceKind.INVOICES, ("facture", "justificatifs de depense", "depenses")),
    (PieceKind.TIME, ("temps", "heures", "emargement", "presence")),
    (PieceKind.BANK_DETAILS, ("rib", "identite bancaire", "iban")),
)


def kind_of(label: str) -> PieceKind:
    """What a piece is by its name in a convention.

    >>> kind_of("Le compte rendu financier de l’action"), kind_of("PV du comité de pilotage")
    (<PieceKind.FINANCIAL_REPORT: 'financial_report'>, <PieceKind.MINUTES: 'minutes'>)
    """
    words = f" {fold(label)} "
    for kind, names in _WORDS:
        if any(f" {name} " in words or f" {name}s " in words for name in names):
            return kind
    return PieceKind.OTHER


@dataclass(frozen=True, slots=True)
class Given:
    """What was handed in for a piece, and what became of it: the last giving counts."""

    given_on: date
    seq: int
    accepted_on: date | None = None
    refused_on: date | None = None


def state_of(givings: Iterable[Given]) -> PieceState:
    """The state of a piece from what was handed in: that of the last giving.

    >>> state_of([]), state_of([Given(date(2024, 6, 1), 1, refused_on=date(2024, 6, 9))])
    (<PieceState.EXPECTED: 'expected'>, <PieceState.REFUSED: 'refused'>)
    """
    last = max(givings, key=lambda one: (one.given_on, one.seq), default=None)
    if last is None:
        return PieceState.EXPECTED
    if last.accepted_on is not None:
        return PieceState.ACCEPTED
    return PieceState.REFUSED if last.refused_on is not None else PieceState.GIVEN
