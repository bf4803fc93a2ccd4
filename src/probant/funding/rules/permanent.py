"""The permanent file of an association: which pieces, how long each holds, when one is missing.

Pieces that the form of requests asks for (Cerfa 12156, « pièces à joindre »; loi 2000-321 art. 10;
C. com. L612-4 for the auditor's report). What is « hors délai » here is the usage of the funders
that ask for a recent copy: it is said, and holds nothing by itself.
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from probant.kernel.dates import write_date
from probant.kernel.finding import Finding, Severity

ACCOUNTS_APPROVED_BY = 7  # month by which the accounts of the year before are usually approved


class PieceKind(StrEnum):
    """What the permanent file holds."""

    STATUTES = "statutes"
    OFFICERS = "officers"
    RECEIPT = "receipt"
    SIRENE = "sirene"
    BANK = "bank"
    ACCOUNTS = "accounts"
    AUDITOR = "auditor"
    ACTIVITY = "activity"
    INSURANCE = "insurance"
    POWERS = "powers"
    APPROVAL = "approval"
    OTHER = "other"

    @property
    def label(self) -> str:
        """Its name in the trade."""
        return SPECS[self].label


@dataclass(frozen=True)
class Spec:
    """A kind of piece. `months`: a copy older than that is to be confirmed; None: it does not age.

    `yearly`: one for each financial year. `expected`: its absence is said on the file itself.
    """

    label: str
    why: str
    months: int | None = None
    yearly: bool = False
    expected: bool = True


SPECS: dict[PieceKind, Spec] = {
    PieceKind.STATUTES: Spec("Statuts", "Les statuts tels que déposés ou approuvés."),
    PieceKind.OFFICERS: Spec(
        "Liste des dirigeants",
        "Les personnes chargées de l’administration, après chaque élection.",
        months=18,
    ),
    PieceKind.RECEIPT: Spec(
        "Récépissé de déclaration (RNA)", "Le récépissé de la préfecture, ou l’extrait du JOAFE."
    ),
    PieceKind.SIRENE: Spec(
        "Avis de situation (SIRET)", "L’avis de situation au répertoire Sirene.", months=24
    ),
    PieceKind.BANK: Spec(
        "Relevé d’identité bancaire", "Le compte sur lequel les subventions sont versées."
    ),
    PieceKind.ACCOUNTS: Spec(
        "Comptes annuels approuvés", "Bilan, compte de résultat et annexe.", yearly=True
    ),
    PieceKind.AUDITOR: Spec(
        "Rapport du commissaire aux comptes",
        "Au-delà de 153 000 € de subventions publiques par an (C. com. L612-4, D612-5).",
        yearly=True,
        expected=False,
    ),
    PieceKind.ACTIVITY: Spec(
        "Rapport d’activité", "Le dernier rapport, approuvé par l’assemblée.", yearly=True
    ),
    PieceKind.INSURANCE: Spec(
        "Attestation d’assurance", "Responsabilité civile de l’année.", months=12
    ),
    PieceKind.POWERS: Spec(
        "Pouvoir du signataire",
        "Si un autre que le représentant légal signe.",
        expected=False,
    ),
    PieceKind.APPROVAL: Spec("Agrément", "ESUS, jeunesse et éducation populaire…", expected=False),
    PieceKind.OTHER: Spec("Autre pièce", "Ce qu’un financeur demande de plus.", expected=False),
}


@dataclass(frozen=True)
class Version:
    """A version of a piece: its day, until when it says that it holds, for which year."""

    kind: str
    dated_on: datetime.date
    valid_until: datetime.date | None = None
    year: int | None = None
    has_document: bool = True


class Standing(StrEnum):
    """How the file stands for a kind of piece on a day."""

    HELD = "held"
    OLD = "old"
    MISSING = "missing"
    NONE = "none"

    @property
    def label(self) -> str:
        """The word beside the piece."""
        return {
            "held": "à jour",
            "old": "hors délai",
            "missing": "manque",
            "none": "non demandée",
        }[self.value]


@dataclass(frozen=True)
class State:
    """A kind on a day: the version that counts, how it stands, and what to do in a sentence."""

    kind: PieceKind
    standing: Standing
    version: Version | None
    words: str


def last_closed_year(day: datetime.date) -> int:
    """The financial year whose approved accounts may be asked for: the one before, from July on.

    >>> last_closed_year(datetime.date(2023, 11, 3)), last_closed_year(datetime.date(2024, 3, 1))
    (2022, 2022)
    """
    return day.year - (1 if day.month >= ACCOUNTS_APPROVED_BY else 2)


def months_after(day: datetime.date, months: int) -> datetime.date:
    """The same day, so many months later; the last day of a shorter month.

    >>> months_after(datetime.date(2023, 8, 31), 18)
    datetime.date(2025, 2, 28)
    """
    years, month = divmod(day.month - 1 + months, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return datetime.date(day.year + years, month + 1, min(day.day, last))
        except ValueError:
            continue
    raise AssertionError("every month has 28 days")


def state_of(kind: PieceKind, versions: Iterable[Version], day: datetime.date) -> State:
    """How a kind stands on a day, by the versions dated on that day or before.

    Yearly kinds: the version of the last year, which must be the last closed one or later.
    """
    spec = SPECS[kind]
    known = [one for one in versions if one.kind == kind and one.dated_on <= day]
    if not known:
        if not spec.expected:
            return State(kind, Standing.NONE, None, spec.why)
        return State(kind, Standing.MISSING, None, f"{spec.why} Aucune version n’est au dossier.")
    if spec.yearly:
        return _yearly(kind, known, day)
    latest = max(known, key=lambda one: one.dated_on)
    end = latest.valid_until
    if end is None and spec.months is not None:
        end = months_after(latest.dated_on, spec.months)
    if end is not None and end < day:
        told = f"Valable jusqu’au {write_date(end)} : mettez-la à jour, ou confirmez-la."
        return State(kind, Standing.OLD, latest, told)
    until = f", valable jusqu’au {write_date(end)}" if end is not None else ""
    return State(kind, Standing.HELD, latest, f"Version du {write_date(latest.dated_on)}{until}.")


def _yearly(kind: PieceKind, known: list[Version], day: datetime.date) -> State:
    latest = max(known, key=lambda one: (one.year or 0, one.dated_on))
    wanted = last_closed_year(day)
    if (latest.year or 0) < wanted:
        return State(
            kind,
            Standing.OLD,
            latest,
            f"L’exercice {wanted} est attendu ; le dernier au dossier est {latest.year}.",
        )
    return State(kind, Standing.HELD, latest, f"Exercice {latest.year}.")


def states(versions: Iterable[Version], day: datetime.date) -> list[State]:
    """Every kind, in the order of the file."""
    held = list(versions)
    return [state_of(kind, held, day) for kind in PieceKind if kind is not PieceKind.OTHER]


def check_file(versions: Iterable[Version], day: datetime.date) -> list[Finding]:
    """`file.missing` and `file.old`: what the file lacks on a day, as gaps."""
    found = []
    for one in states(versions, day):
        if one.standing in (Standing.MISSING, Standing.OLD):
            code = "file.missing" if one.standing is Standing.MISSING else "file.old"
            label = SPECS[one.kind].label
            found.append(Finding(code, Severity.GAP, f"{label} : {one.words}"))
    return found


_IBAN_LENGTHS = {"FR": 27, "MC": 27, "BE": 16, "DE": 22, "LU": 20, "CH": 21, "ES": 24, "IT": 27}


def read_iban(text: str) -> str:
    """An account number, compact. Raises ValueError, in French, where its key does not hold.

    >>> read_iban("FR76 3000 6000 0112 3456 7890 189")
    'FR7630006000011234567890189'
    """
    bare = "".join(text.split()).upper()
    if not (bare.isascii() and bare.isalnum() and 15 <= len(bare) <= 34 and bare[:2].isalpha()):
        raise ValueError(
            "Cet IBAN ne se lit pas : recopiez-le du relevé, comme FR76 3000 6000 0112 3456 …"
        )
    wanted = _IBAN_LENGTHS.get(bare[:2])
    if wanted is not None and len(bare) != wanted:
        raise ValueError(f"Un IBAN {bare[:2]} a {wanted} caractères ; celui-ci en a {len(bare)}.")
    turned = bare[4:] + bare[:4]
    if int("".join(str(int(one, 36)) for one in turned)) % 97 != 1:
        raise ValueError("La clé de cet IBAN ne tombe pas juste : un chiffre est sans doute faux.")
    return bare


def mask_iban(iban: str) -> str:
    """What those who need not know it may read of an account number.

    >>> mask_iban("FR7630006000011234567890189")
    'FR76 •••• 0189'
    """
    return f"{iban[:4]} •••• {iban[-4:]}" if iban else ""
