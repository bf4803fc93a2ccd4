"""Clauses: what a convention binds its parties to, as typed terms read from stored mappings."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache
from typing import Any, ClassVar

HIGHEST_CENTS = 10**13
UNSPENT_FATES = {
    "returned": "rendus au financeur",
    "kept": "gardés par le bénéficiaire",
    "carried": "reportés sur l’année suivante",
}


#: What a side may promise that the tool can follow, and how it says it.
COMMITMENTS = {
    "invite": "le financeur invite l’association à ses temps forts",
    "rooms": "le financeur prête des salles",
    "logos": "chaque partie montre le nom et le logo de l’autre",
}


class BadTerms(ValueError):
    """The terms of a clause do not fit its kind; the message is French."""


class Kind(StrEnum):
    """Kinds of clause."""

    PAYMENT = "payment"
    NOTICE = "notice"
    DURATION = "duration"
    COMMITTEE = "committee"
    EVIDENCE = "evidence"
    REPORTING = "reporting"
    RENEWAL = "renewal"
    MENTION = "mention"
    EXCLUSIVE = "exclusive"
    OBJECT = "object"
    AMOUNT = "amount"
    CONDITIONS = "conditions"
    CONTROL = "control"
    EVALUATION = "evaluation"
    UNSPENT = "unspent"
    TERMINATION = "termination"
    AMENDMENT = "amendment"
    COMMITMENT = "commitment"
    TEXT = "text"

    @property
    def label(self) -> str:
        """The kind in French."""
        return _LABELS[self]


_LABELS = {
    "payment": "versement",
    "notice": "dénonciation",
    "duration": "durée",
    "committee": "comité de pilotage",
    "evidence": "pièces justificatives",
    "reporting": "compte rendu",
    "renewal": "reconduction",
    "mention": "mention du partenaire",
    "exclusive": "exclusivité du financement",
    "object": "objet",
    "amount": "montant",
    "conditions": "conditions d’utilisation",
    "control": "contrôle",
    "evaluation": "évaluation",
    "unspent": "fonds non dépensés",
    "termination": "résiliation",
    "amendment": "avenants",
    "commitment": "engagement",
    "text": "autre disposition",
}


class Trigger(StrEnum):
    """What opens an instalment."""

    SIGNATURE = "signature"
    NOTIFICATION = "notification"
    EVIDENCE = "evidence"
    DATE = "date"

    @property
    def label(self) -> str:
        """The trigger in French."""
        return {
            "signature": "à la signature",
            "notification": "à la notification",
            "evidence": "sur présentation des pièces justificatives",
            "date": "à date fixe",
        }[self.value]


@dataclass(frozen=True, slots=True)
class PaymentTerms:
    """A share of each award and what opens it. `month`, `day` for a fixed date of each year;
    `days` runs from the trigger where the convention sets a delay of its own."""

    kind: ClassVar[Kind] = Kind.PAYMENT
    share_rate: Fraction
    trigger: Trigger
    days: int | None = None
    month: int | None = None
    day: int | None = None


@dataclass(frozen=True, slots=True)
class NoticeTerms:
    """Denunciation: so many months before the end, in a form."""

    kind: ClassVar[Kind] = Kind.NOTICE
    months: int
    form: str = ""


@dataclass(frozen=True, slots=True)
class DurationTerms:
    """How long; `renewal`: "", "tacit" or "express"."""

    kind: ClassVar[Kind] = Kind.DURATION
    months: int | None = None
    renewal: str = ""


@dataclass(frozen=True, slots=True)
class CommitteeTerms:
    """A committee that meets so many times a year."""

    kind: ClassVar[Kind] = Kind.COMMITTEE
    per_year: int = 1


@dataclass(frozen=True, slots=True)
class EvidenceTerms:
    """The pieces on which the balance is paid; `list_found` False: the text points to no list."""

    kind: ClassVar[Kind] = Kind.EVIDENCE
    list_found: bool = True
    pieces: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReportingTerms:
    """Reports due so many months after the end of each year."""

    kind: ClassVar[Kind] = Kind.REPORTING
    months: int = 6


@dataclass(frozen=True, slots=True)
class RenewalTerms:
    """What renewing each year rests on, in words (minutes of the committee, a vote)."""

    kind: ClassVar[Kind] = Kind.RENEWAL
    condition: str = ""


@dataclass(frozen=True, slots=True)
class MentionTerms:
    """Whose name and logo are shown."""

    kind: ClassVar[Kind] = Kind.MENTION
    reciprocal: bool = False


@dataclass(frozen=True, slots=True)
class ExclusiveTerms:
    """Nobody else pays for the same hour or expense: `covers` "hours", "expenses" or "all"."""

    kind: ClassVar[Kind] = Kind.EXCLUSIVE
    covers: str = "all"


@dataclass(frozen=True, slots=True)
class AmountTerms:
    """What the convention promises, for a year or (`year` None) for its whole duration."""

    kind: ClassVar[Kind] = Kind.AMOUNT
    amount_cents: int
    year: int | None = None


@dataclass(frozen=True, slots=True)
class ControlTerms:
    """How the use of the money is checked; `kept_years`: how long the papers are kept."""

    kind: ClassVar[Kind] = Kind.CONTROL
    on_site: bool = False
    kept_years: int | None = None


@dataclass(frozen=True, slots=True)
class EvaluationTerms:
    """When what was done is evaluated: each year, and so many months before the end."""

    kind: ClassVar[Kind] = Kind.EVALUATION
    yearly: bool = False
    months_before_end: int | None = None


@dataclass(frozen=True, slots=True)
class UnspentTerms:
    """What becomes of money not spent: `fate` "returned", "kept" or "carried" to the next year.

    `share_rate`: the reasonable surplus that may be kept (loi n° 2021-875, art. 1).
    """

    kind: ClassVar[Kind] = Kind.UNSPENT
    fate: str = "returned"
    share_rate: Fraction | None = None


@dataclass(frozen=True, slots=True)
class TerminationTerms:
    """Ended for a fault, so many months after a formal notice left unheeded."""

    kind: ClassVar[Kind] = Kind.TERMINATION
    months: int
    form: str = ""


@dataclass(frozen=True, slots=True)
class CommitmentTerms:
    """What a side promises: `what` of `COMMITMENTS`; without it, only its text says it."""

    kind: ClassVar[Kind] = Kind.COMMITMENT
    what: str


Terms = (
    PaymentTerms
    | NoticeTerms
    | DurationTerms
    | CommitteeTerms
    | EvidenceTerms
    | ReportingTerms
    | RenewalTerms
    | MentionTerms
    | ExclusiveTerms
    | AmountTerms
    | ControlTerms
    | EvaluationTerms
    | UnspentTerms
    | TerminationTerms
    | CommitmentTerms
)


def write_terms(terms: Terms | None) -> dict[str, Any]:
    """The mapping that is stored: exact fractions as "7/10", no empty values.

    >>> write_terms(PaymentTerms(Fraction(7, 10), Trigger.SIGNATURE))
    {'share_rate': '7/10', 'trigger': 'signature'}
    """
    if terms is None:
        return {}
    stored = {}
    for name, value in asdict(terms).items():
        if value is None or value == "":
            continue
        plain = str(value) if isinstance(value, Fraction | StrEnum) else value
        stored[name] = list(plain) if isinstance(plain, tuple) else plain
    return stored


def read_terms(kind: str, stored: Mapping[str, Any]) -> Terms | None:
    """The typed terms of a clause; None for kinds that have only a text.

    `share_rate` may be "7/10", 0.7 or 70 % as a rate. Raises `BadTerms`.

    >>> read_terms("payment", {"share_rate": 0.7, "trigger": "signature"}).share_rate
    Fraction(7, 10)
    """
    try:
        return _read(Kind(kind), stored)
    except (KeyError, TypeError, ValueError, ZeroDivisionError) as error:
        if isinstance(error, BadTerms):
            raise
        raise BadTerms(f"Les termes de la clause ({kind}) ne se lisent pas.") from error


def _read(kind: Kind, stored: Mapping[str, Any]) -> Terms | None:
    if kind is Kind.PAYMENT:
        return _payment(stored)
    if kind is Kind.NOTICE:
        return NoticeTerms(_count(stored["months"], 120), str(stored.get("form") or ""))
    if kind is Kind.DURATION:
        months = stored.get("months")
        return DurationTerms(
            None if months is None else _count(months, 600), str(stored.get("renewal") or "")
        )
    if kind is Kind.COMMITTEE:
        return CommitteeTerms(_count(stored.get("per_year", 1), 52))
    if kind is Kind.EVIDENCE:
        pieces = tuple(str(piece) for piece in stored.get("pieces") or ())
        return EvidenceTerms(bool(stored.get("list_found", bool(pieces))), pieces)
    if kind is Kind.REPORTING:
        return ReportingTerms(_count(stored.get("months", 6), 60))
    if kind is Kind.RENEWAL:
        return RenewalTerms(str(stored.get("condition") or ""))
    if kind is Kind.MENTION:
        return MentionTerms(bool(stored.get("reciprocal")))
    if kind is Kind.EXCLUSIVE:
        covers = str(stored.get("covers") or "all")
        if covers not in ("hours", "expenses", "all"):
            raise BadTerms("L’exclusivité porte sur les heures, les dépenses, ou les deux.")
        return ExclusiveTerms(covers)
    return _later(kind, stored)


def _later(kind: Kind, stored: Mapping[str, Any]) -> Terms | None:
    """The kinds that the law asks for above 23 000 €, and the end for a fault."""
    if kind is Kind.AMOUNT:
        amount, year = int(stored["amount_cents"]), stored.get("year")
        if not 0 < amount <= HIGHEST_CENTS:
            raise BadTerms("Le montant d’une clause est supérieur à 0 €.")
        return AmountTerms(amount, None if year is None else int(year))
    if kind is Kind.CONTROL:
        return ControlTerms(bool(stored.get("on_site")), _optional(stored.get("kept_years"), 50))
    if kind is Kind.EVALUATION:
        before = _optional(stored.get("months_before_end"), 120)
        return EvaluationTerms(bool(stored.get("yearly")), before)
    if kind is Kind.UNSPENT:
        fate, rate = str(stored.get("fate") or "returned"), stored.get("share_rate")
        if fate not in UNSPENT_FATES:
            raise BadTerms("L’argent non dépensé est rendu, gardé ou reporté.")
        share = None if rate is None else Fraction(str(rate))
        if share is not None and not 0 < share <= 1:
            raise BadTerms("L’excédent gardé va de plus de 0 % à 100 %.")
        return UnspentTerms(fate, share)
    if kind is Kind.TERMINATION:
        return TerminationTerms(_count(stored["months"], 120), str(stored.get("form") or ""))
    if kind is Kind.COMMITMENT and stored.get("what"):
        what = str(stored["what"])
        if what not in COMMITMENTS:
            raise BadTerms("Un engagement suivi est une invitation, des salles ou les logos.")
        return CommitmentTerms(what)
    return None


def _optional(value: Any, highest: int) -> int | None:
    return None if value is None else _count(value, highest)


def _payment(stored: Mapping[str, Any]) -> PaymentTerms:
    share = Fraction(str(stored["share_rate"]))
    if not 0 < share <= 1:
        raise BadTerms("La part d’un versement va de plus de 0 % à 100 %.")
    return PaymentTerms(
        share,
        Trigger(stored["trigger"]),
        days=stored.get("days"),
        month=stored.get("month"),
        day=stored.get("day"),
    )


def _count(value: Any, highest: int) -> int:
    number = int(value)
    if not 0 < number <= highest:
        raise BadTerms(f"Un nombre de mois ou de réunions va de 1 à {highest}.")
    return number


@lru_cache(maxsize=4096)
def split_award(amount_cents: int, shares: tuple[Fraction, ...]) -> tuple[int, ...]:
    """Instalments of an award, to the cent: they sum to it where the shares sum to 1.

    Each is rounded down, the cents left go to the last one.

    >>> split_award(400000, (Fraction(7, 10), Fraction(3, 10)))
    (280000, 120000)
    >>> sum(split_award(100, (Fraction(1, 3), Fraction(1, 3), Fraction(1, 3))))
    100
    """
    if not shares:
        return (amount_cents,)
    parts = [int(amount_cents * share) for share in shares]
    whole = int(amount_cents * sum(shares))
    parts[-1] += whole - sum(parts)
    return tuple(parts)
