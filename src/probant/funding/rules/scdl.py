"""What a grant or an act becomes in the open-data files: pure, from values to cells."""

import datetime
from dataclasses import dataclass

from probant.kernel.identifiers import UnreadableIdentifier, read_siret
from probant.kernel.scdl.formats import CASH
from probant.kernel.scdl.matters import BUDGET, SUBSIDIES, matter_name
from probant.kernel.text import fold

MOST = 256  # characters of an object
_TITLES = ("m ", "mr ", "mme ", "mlle ", "monsieur ", "madame ", "mademoiselle ")
#: Words of an object that name its matter, the first that is found; subsidies come before.
_WORDS = (
    ("9.4", ("voeu", "motion")),
    ("5.1", ("election du president", "election du maire")),
    ("5.3", ("designation", "representants au sein")),
    ("5.4", ("delegation d attributions", "delegation au president", "delegation au maire")),
    ("5.2", ("reglement interieur du conseil", "proces verbal de la seance")),
    ("1.2", ("delegation de service public", "concession de service")),
    ("1.1", ("marche public", "accord cadre", "appel d offres", "groupement de commandes")),
    ("4.1", ("tableau des emplois", "tableau des effectifs", "recrutement")),
    ("7.2", ("fiscalite", "taux d imposition", "cotisation fonciere")),
    ("7.3", ("emprunt",)),
    ("7.1", ("budget primitif", "decision modificative", "compte administratif",
             "budget supplementaire", "debat d orientation budgetaire")),
    ("2.1", ("plan local d urbanisme", "schema de coherence territoriale")),
    ("3.1", ("acquisition",)),
    ("3.2", ("cession", "alienation")),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Grant:
    """A grant as the house knows it. `paid`: first and last day of payment, how many, their sum."""

    funder_name: str
    funder_siret: str
    signed_on: datetime.date
    reference: str
    beneficiary_name: str
    beneficiary_siret: str
    beneficiary_rna: str
    legal_category: str
    family: str
    purpose: str
    amount_cents: int
    year: int
    instalments: int = 0
    paid: tuple[datetime.date, datetime.date, int, int] | None = None
    ends_on: datetime.date | None = None


def is_natural_person(name: str, legal_category: str, family: str, *, numbered: bool) -> bool:
    """Whether a beneficiary is somebody: her name is no open data.

    Legal categories 1xxx are those of natural persons who run a business; a project not yet born
    bears the name of its holder; without any number, a title (M., Mme) tells.
    """
    if legal_category.startswith("1") or family == "projet":
        return True
    return not numbered and f"{fold(name)} ".startswith(_TITLES)


def grant_cells(grant: Grant) -> list[str]:
    """The sixteen cells of a grant of one beneficiary, in the order of the schema."""
    conditions, period = _payment(grant)
    rna = grant.beneficiary_rna
    return [
        grant.funder_name,
        grant.funder_siret,
        grant.signed_on.isoformat(),
        grant.reference,
        grant.beneficiary_name,
        grant.beneficiary_siret,
        rna if not grant.beneficiary_siret or rna[1:].isdigit() else "",
        cut(grant.purpose),
        write_amount(grant.amount_cents),
        CASH,
        conditions,
        period,
        "",
        "non",
        "1.00",
        "",
    ]


def write_amount(cents: int) -> str:
    """Cents as euros with a decimal point.

    >>> write_amount(4780020), write_amount(-5)
    ('47800.20', '-0.05')
    """
    whole, rest = divmod(abs(cents), 100)
    return f"{'-' if cents < 0 else ''}{whole}.{rest:02d}"


def cut(text: str) -> str:
    """A text on one line, of 256 characters at most, cut at a word."""
    line = " ".join(text.split())
    if len(line) <= MOST:
        return line
    return f"{line[: MOST - 1].rpartition(' ')[0] or line[: MOST - 1]}…"


def _payment(grant: Grant) -> tuple[str, str]:
    """How and when it is paid: one known day, or the period from the convention to its end."""
    if grant.paid is not None:
        first, last, count, cents = grant.paid
        if cents >= grant.amount_cents:
            if count == 1:
                return "unique", first.isoformat()
            return "échelonné", f"{first.isoformat()}/{last.isoformat()}"
    start = grant.signed_on
    end = max(start, datetime.date(grant.year, 12, 31), *([grant.ends_on] if grant.ends_on else []))
    if grant.paid is not None:
        start, end = min(start, grant.paid[0]), max(end, grant.paid[1])
    staged = grant.instalments > 1 or grant.paid is not None
    words = "échelonné" if staged else "unique"
    return words, f"{start.isoformat()}/{end.isoformat()}"


@dataclass(frozen=True, slots=True)
class Act:
    """A deliberation as the register holds it. `votes`: for, against, abstentions, as known."""

    authority_name: str
    authority_siret: str
    legal_category: str
    department: str
    number: str
    decided_on: datetime.date
    subject: str
    grants_money: bool = False
    opens_credits: bool = False
    transmitted_on: datetime.date | None = None
    in_office: int | None = None
    votes: tuple[int | None, int | None, int | None] = (None, None, None)
    is_unanimous: bool = False
    address: str = ""


def act_cells(act: Act) -> list[str]:
    """The seventeen cells of an act. Who takes no part in the vote stays outside VOTE_REEL."""
    matter = matter_of(act)
    sent = act.transmitted_on is not None
    return [
        act.authority_name,
        act.authority_siret,
        act.number,
        act.decided_on.isoformat(),
        matter,
        matter_name(matter),
        " ".join(act.subject.split()),
        "",
        "",
        f"PREF{act.department:0>3}" if sent and act.department else "",
        act.transmitted_on.isoformat() if act.transmitted_on else "",
        *_votes(act),
        act.address if act.address.startswith(("http://", "https://")) else "",
    ]


def _votes(act: Act) -> list[str]:
    """The five counts, or none: the schema wants all of them, and a sum that holds."""
    for_, against, abstained = act.votes
    if for_ is not None and act.is_unanimous:
        against, abstained = against or 0, abstained or 0
    if act.in_office is None or for_ is None or against is None or abstained is None:
        return [""] * 5
    voters = for_ + against + abstained
    if voters > act.in_office:
        return [""] * 5
    return [str(one) for one in (act.in_office, voters, for_, against, abstained)]


def matter_of(act: Act) -> str:
    """The code of the nomenclature ACTES: subsidies, credits, words of the object, else the rest.

    Where nothing tells, the last domain (9.1 of communes and their groupings, 9.2 of departments,
    9.3 of regions) is the one that the nomenclature keeps for it.
    """
    if act.grants_money:
        return SUBSIDIES
    if act.opens_credits:
        return BUDGET
    words = fold(act.subject)
    for code, known in _WORDS:
        if any(one in words for one in known):
            return code
    return {"7220": "9.2", "7230": "9.3"}.get(act.legal_category, "9.1")


def siret_of(text: str) -> str:
    """A SIRET that holds, or ""."""
    try:
        return read_siret(text) if text else ""
    except UnreadableIdentifier:
        return ""
