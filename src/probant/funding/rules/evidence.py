"""Pieces of evidence: their kinds, the states they go through, what the balance waits for; pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from probant.funding.rules.bonds import EvidenceDue
from probant.funding.rules.clauses import EvidenceTerms
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


@dataclass(frozen=True, slots=True)
class Handed(Given):
    """A giving as it is stored: its id, the file or the reference, why it was refused."""

    pk: int = 0
    document_id: int | None = None
    name: str = ""
    refusal: str = ""
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a year: expected by the text (`evidence_id` None: no row yet) or a row.

    `binding`: the balance waits for it; a piece joined of one's own accord holds nothing.
    """

    label: str
    kind: PieceKind
    origin: str
    year: int
    evidence_id: int | None = None
    reason: str = ""
    handed: tuple[Handed, ...] = ()

    @property
    def binding(self) -> bool:
        """Whether the balance waits for it."""
        return self.origin != "added"

    @property
    def last(self) -> Handed | None:
        """What was handed in last."""
        return max(self.handed, key=lambda one: (one.given_on, one.seq), default=None)

    @property
    def state(self) -> PieceState:
        """Where it stands."""
        return state_of(self.handed)

    @property
    def told(self) -> str:
        """Its name and state, as a refusal says them."""
        return f"{self.label} ({self.state.label})"


@dataclass(frozen=True, slots=True)
class Register:
    """The pieces of a year; `has_list` False: the text points to a list that nobody completed."""

    year: int
    pieces: tuple[Piece, ...] = ()
    has_list: bool = True

    @property
    def binding(self) -> tuple[Piece, ...]:
        """Those that the balance waits for."""
        return tuple(one for one in self.pieces if one.binding)

    @property
    def missing(self) -> tuple[Piece, ...]:
        """Those that are not accepted."""
        return tuple(one for one in self.binding if one.state is not PieceState.ACCEPTED)

    @property
    def is_complete(self) -> bool:
        """Whether the balance opens: there is a list, and each of its pieces is accepted."""
        return self.has_list and not self.missing

    def due(self) -> EvidenceDue:
        """The same for obligations."""
        lasts = [one.last for one in self.binding]
        open_ones = (PieceState.EXPECTED, PieceState.REFUSED)
        to_give = [one for one in self.binding if one.state in open_ones]
        all_given = bool(lasts) and not to_give
        days = [one.given_on for one in lasts if one is not None]
        accepted = [one.accepted_on for one in lasts if one is not None and one.accepted_on]
        waiting = [one.label for one in self.missing if one.state is PieceState.GIVEN]
        return EvidenceDue(
            missing=tuple(one.label for one in (to_give or self.missing)),
            waiting=() if to_give else tuple(waiting),
            given_on=max(days) if all_given and days else None,
            accepted_on=max(accepted) if lasts and self.is_complete and accepted else None,
            has_list=self.has_list,
        )


def register(
    year: int, terms: Iterable[object], rows: Iterable[Piece], *, waits: bool
) -> Register | None:
    """The register of a year: what the clauses list, completed by the rows; None without either.

    A clause that says the list is in the text, without its pieces, leaves no register: what is
    known then is that pieces were handed in (`ObligationMet`).

    >>> from probant.funding.rules.clauses import EvidenceTerms
    >>> register(2009, [EvidenceTerms(list_found=False)], [], waits=True).has_list
    False
    """
    lists = [one for one in terms if isinstance(one, EvidenceTerms)]
    stored = list(rows)
    known = {fold(piece.label) for piece in stored}
    pieces = [
        Piece(label, kind_of(label), "clause", year)
        for one in lists
        for label in dict.fromkeys(one.pieces)
        if fold(label) not in known
    ]
    pieces = [*(one for one in stored if one.origin == "clause"), *pieces]
    pieces += [one for one in stored if one.origin != "clause"]
    if any(piece.binding for piece in pieces):
        return Register(year, tuple(pieces))
    dangling = waits and not any(one.list_found for one in lists)
    if dangling and lists:
        return Register(year, tuple(pieces), has_list=False)
    return Register(year, tuple(pieces)) if pieces and not waits else None


#: What the law asks for of any subsidised association, to complete a list that does not exist.
BY_LAW = (
    (
        PieceKind.FINANCIAL_REPORT,
        "Compte rendu financier",
        "Loi n° 2000-321 du 12 avril 2000, art. 10",
    ),
    (
        PieceKind.ACCOUNTS,
        "Copie certifiée du budget et des comptes",
        "Code général des collectivités territoriales, art. L1611-4",
    ),
    (
        PieceKind.ACTIVITY_REPORT,
        "Documents faisant connaître les résultats de l’activité",
        "Code général des collectivités territoriales, art. L1611-4",
    ),
)

_TABLES = frozenset(("xlsx", "xls", "ods", "csv"))
_PAPERS = frozenset(("pdf", "docx", "doc", "odt", "jpg", "jpeg", "png"))
_ENDINGS = {
    PieceKind.FINANCIAL_REPORT: _PAPERS | _TABLES,
    PieceKind.ACCOUNTS: _PAPERS | _TABLES,
    PieceKind.TIME: _PAPERS | _TABLES,
    PieceKind.INVOICES: _PAPERS | _TABLES | {"zip"},
    PieceKind.OTHER: _PAPERS | _TABLES | {"zip", "pptx", "odp", "eml"},
    PieceKind.ACTIVITY_REPORT: _PAPERS | {"pptx", "odp"},
}


def refuse_file(kind: PieceKind, name: str, head: bytes) -> str:
    """Why a file cannot be such a piece, in French; empty where it can.

    By its ending, and by its first bytes where they say that it is not what its name says.

    >>> refuse_file(PieceKind.MINUTES, "pv.pdf", b"%PDF-1.7")
    ''
    >>> refuse_file(PieceKind.MINUTES, "pv.exe", b"MZ").startswith("« pv.exe » ne peut pas être")
    True
    """
    ending = name.rpartition(".")[2].lower() if "." in name else ""
    taken = _ENDINGS.get(kind, _PAPERS)
    if ending not in taken:
        listed = ", ".join(sorted(taken))
        return f"« {name} » ne peut pas être la pièce « {kind.label} ». Déposez : {listed}."
    if not head:
        return f"« {name} » est vide."
    marks = {
        "pdf": (b"%PDF-",),
        "png": (b"\x89PNG",),
        "jpg": (b"\xff\xd8\xff",),
        "jpeg": (b"\xff\xd8\xff",),
        **dict.fromkeys(("docx", "xlsx", "pptx", "odt", "ods", "odp", "zip"), (b"PK",)),
    }
    if ending in marks and not any(mark in head[:1024] for mark in marks[ending]):
        return f"« {name} » n’est pas un fichier {ending} : son contenu dit autre chose."
    return ""
