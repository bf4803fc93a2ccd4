"""Lines of a bank statement or of a list of orders, and the award each looks like; pure.

Any bank's CSV is read by the names of its columns; OFX and CAMT.053 by their tags. What is read is
only proposed: a person confirms.
"""

import csv
import datetime
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from xml.etree import ElementTree

from probant.kernel.dates import UnreadableDate, read_date
from probant.kernel.money import UnreadableAmount, read_cents, write_euros
from probant.kernel.text import fold

MOST_LINES = 20_000
_COLUMNS = {
    "on": ("date operation", "date de l operation", "date comptable", "date de comptabilisation",
           "date mandat", "date du mandat", "date paiement", "date de paiement", "date",
           "booking date", "date valeur", "date de valeur"),
    "amount": ("montant", "montant ttc", "montant en euros", "amount", "montant eur", "net a payer",
               "montant net"),
    "credit": ("credit", "credit eur", "credit euros", "encaissement", "recette"),
    "debit": ("debit", "debit eur", "debit euros", "decaissement", "depense"),
    "label": ("libelle", "libelle operation", "libelle de l operation", "libelle complet",
              "libelle simplifie", "description", "objet", "motif", "operation", "label",
              "nature de l operation", "detail"),
    "payer": ("tiers", "beneficiaire", "contrepartie", "nom", "creancier", "emetteur",
              "donneur d ordre", "counterparty"),
    "reference": ("mandat", "numero de mandat", "numero mandat", "n mandat", "n de mandat",
                  "reference", "ref", "reference de l operation", "numero d operation"),
    "slip": ("bordereau", "numero de bordereau", "n bordereau", "numero bordereau"),
}  # fmt: skip


class UnreadableStatement(ValueError):
    """A file that is no statement, in French."""


@dataclass(frozen=True, slots=True)
class MoneyRow:
    """A line: its day, cents (negative: money that left), words, reference and slip."""

    on: datetime.date
    cents: int
    label: str
    reference: str = ""
    slip: str = ""


@dataclass(frozen=True, slots=True)
class Statement:
    """What was read; `wrong`: (line number, why) of those that could not be."""

    rows: tuple[MoneyRow, ...]
    wrong: tuple[tuple[int, str], ...] = ()


def read_text(data: bytes) -> str:
    """The text of a file, in UTF-8 or in the code of old Windows programs."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def read_statement(name: str, data: bytes) -> Statement:
    """A CSV, OFX or CAMT file by what it holds. Raises `UnreadableStatement`.

    >>> text = "Date;Libellé;Débit;Crédit\\n14/06/2024;VIR;;6 300,00"
    >>> found = read_statement("a.csv", text.encode())
    >>> found.rows[0].cents
    630000
    """
    text = read_text(data)
    head = text[:2000].upper()
    if "<OFX" in head or "OFXHEADER" in head:
        return _ofx(text)
    if "<DOCUMENT" in head and "CAMT.05" in head:
        return _camt(data)
    if "\x00" in text[:2000]:
        raise UnreadableStatement(
            f"« {name} » n’est pas un relevé : déposez un fichier CSV, OFX ou CAMT.053."
        )
    sample = max(text[:5000].splitlines() or [""], key=lambda one: sum(map(one.count, ";,\t|")))
    delimiter = max(";\t,|", key=sample.count)
    return read_rows(csv.reader(io.StringIO(text), delimiter=delimiter))


def read_rows(rows: Iterable[Sequence[object]]) -> Statement:
    """The lines of a table whose heading may stand under some lines of title.

    Raises `UnreadableStatement` where no line names a date and an amount.
    """
    places: dict[str, int] = {}
    found: list[MoneyRow] = []
    wrong: list[tuple[int, str]] = []
    for number, cells in enumerate(rows, 1):
        if number > MOST_LINES:
            raise UnreadableStatement(f"Plus de {MOST_LINES} lignes : déposez un mois à la fois.")
        if not places:
            places = _heading(cells)
            continue
        if not any(str(cell or "").strip() for cell in cells):
            continue
        try:
            row = _row(cells, places)
        except (UnreadableDate, UnreadableAmount) as error:
            wrong.append((number, str(error)))
            continue
        if row is not None:
            found.append(row)
    if not places:
        raise UnreadableStatement(
            "Aucune ligne ne nomme une date et un montant (ou un débit et un crédit) : "
            "gardez la ligne d’en-têtes du relevé."
        )
    return Statement(tuple(found), tuple(wrong))


def _heading(cells: Sequence[object]) -> dict[str, int]:
    names = [re.sub(r"[^a-z ]+", " ", fold(str(cell or ""))).strip() for cell in cells]
    names = [" ".join(name.split()) for name in names]
    places = {}
    for key, known in _COLUMNS.items():
        for name in known:
            if name in names:
                places[key] = names.index(name)
                break
    if "on" in places and places.keys() & {"amount", "credit", "debit"}:
        return places
    return {}


def _row(cells: Sequence[object], places: dict[str, int]) -> MoneyRow | None:
    def cell(key: str) -> object:
        place = places.get(key, -1)
        return cells[place] if 0 <= place < len(cells) else ""

    def words(key: str) -> str:
        return " ".join(str(cell(key) or "").split())

    day = cell("on")
    if isinstance(day, datetime.datetime):
        day = day.date()
    if not isinstance(day, datetime.date):
        if not str(day).strip():
            return None  # a line of total
        day = read_date(str(day).strip()[:10])
    cents = _cents(cell("amount"))
    if cents is None:
        credit, debit = _cents(cell("credit")), _cents(cell("debit"))
        if credit is None and debit is None:
            return None
        cents = abs(credit) if credit else -abs(debit or 0)
    label = " ".join(part for part in (words("payer"), words("label")) if part)
    return MoneyRow(day, cents, label[:200], words("reference")[:60], words("slip")[:60])


def _cents(value: object) -> int | None:
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int):
        return value * 100
    if isinstance(value, float):
        return round(value * 100)
    text = str(value).strip().replace("+", "")
    if not text:
        return None
    return -read_cents(text[1:]) if text.startswith("-") else read_cents(text)


def _ofx(text: str) -> Statement:
    found = []
    for block in re.findall(r"<STMTTRN>(.*?)(?=<STMTTRN>|</BANKTRANLIST>|$)", text, re.S | re.I):

        def tag(name: str, block: str = block) -> str:
            match = re.search(rf"<{name}>([^<\r\n]*)", block, re.I)
            return match.group(1).strip() if match else ""

        day, amount = tag("DTPOSTED")[:8], tag("TRNAMT").replace(",", ".")
        try:
            on = datetime.date(int(day[:4]), int(day[4:6]), int(day[6:]))
            cents = round(float(amount) * 100)
        except ValueError:
            continue
        label = " ".join(part for part in (tag("NAME"), tag("MEMO")) if part)
        found.append(MoneyRow(on, cents, label[:200], tag("FITID")[:60]))
    if not found:
        raise UnreadableStatement("Ce fichier OFX ne contient aucun mouvement lisible.")
    return Statement(tuple(found))


def _camt(data: bytes) -> Statement:
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise UnreadableStatement("Ce relevé contient des définitions que l’on n’ouvre pas.")
    try:
        root = ElementTree.fromstring(data)  # noqa: S314  no DTD, no entity: refused above
    except ElementTree.ParseError as error:
        raise UnreadableStatement("Ce relevé CAMT est abîmé : exportez-le à nouveau.") from error
    found = []
    for entry in root.iter():
        if _tag(entry) != "Ntry":
            continue
        texts = {_tag(node): (node.text or "").strip() for node in entry.iter() if node.text}
        unstructured = [node.text or "" for node in entry.iter() if _tag(node) == "Ustrd"]
        day = texts.get("Dt") or texts.get("DtTm", "")[:10]
        try:
            on, cents = datetime.date.fromisoformat(day), round(float(texts.get("Amt", "")) * 100)
        except ValueError:
            continue
        if texts.get("CdtDbtInd") == "DBIT":
            cents = -cents
        label = " ".join([texts.get("Nm", ""), *unstructured]).strip()
        reference = texts.get("EndToEndId", "") or texts.get("AcctSvcrRef", "")
        found.append(MoneyRow(on, cents, label[:200], reference[:60]))
    if not found:
        raise UnreadableStatement("Ce relevé CAMT ne contient aucun mouvement lisible.")
    return Statement(tuple(found))


def _tag(node: ElementTree.Element) -> str:
    return node.tag.rpartition("}")[2]


@dataclass(frozen=True, slots=True)
class Awaited:
    """An award that money is awaited on: who pays, the amounts one may see, its references."""

    award_id: int
    payer: str
    amounts: tuple[int, ...]
    since: datetime.date
    references: tuple[str, ...] = ()
    paid_cents: int = 0


@dataclass(frozen=True, slots=True)
class Proposed:
    """The award that a line looks like, and why, in words."""

    award_id: int
    why: str


_SMALL = frozenset(("de", "du", "des", "la", "le", "les", "et", "d", "l"))
_EMPTY = _SMALL | frozenset(
    ("ville", "commune", "departement", "region", "etat", "metropole", "communaute", "conseil")
)


def propose(row: MoneyRow, awaited: Iterable[Awaited]) -> Proposed | None:
    """The award whose reference, amount and payer a line meets best; None where none does.

    An amount alone is not enough: a fee of the same sum would be taken for a subsidy.

    >>> city = Awaited(7, "Ville de Dijon", (280000, 120000), datetime.date(2024, 3, 21))
    >>> propose(MoneyRow(datetime.date(2024, 5, 2), 280000, "SEPA DIJON VILLE"), [city]).award_id
    7
    >>> propose(MoneyRow(datetime.date(2024, 5, 2), 280000, "LOYER"), [city]) is None
    True
    """
    best: tuple[int, Proposed] | None = None
    words = set(fold(row.label).split())
    for one in awaited:
        if row.on < one.since:
            continue
        score, why = 0, []
        reference = row.reference.strip().casefold()
        if reference and reference in {item.casefold() for item in one.references}:
            score, why = 5, [f"mandat {row.reference}"]
        cents = abs(row.cents)
        if row.cents > 0 and cents in one.amounts:
            score += 2
            why.append(f"montant attendu de {write_euros(cents)}")
        if row.cents < 0 and cents > one.paid_cents:
            continue
        named = [name for name in fold(one.payer).split() if name not in _SMALL]
        names = [name for name in named if name not in _EMPTY and len(name) > 2]
        if names and words.intersection(names):
            score += 3 + (words >= set(named))
            why.append(f"payeur « {one.payer} »")
        elif words & {"drfip", "ddfip", "tresor", "sgc", "tresorerie"} and score:
            score += 1
            why.append("Trésor public")
        if score >= 3 and (best is None or score > best[0]):
            best = (score, Proposed(one.award_id, ", ".join(why)))
    return best[1] if best else None
