"""What a sheet gathers row by row, typed one row a line: phases, partners, criteria, means.

Each reader gives its rows, or raises `UnreadableLine` with the line and what to write instead; each
writer gives back what the reader takes.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from probant.kernel.money import UnreadableAmount, read_cents, write_euros
from probant.kernel.text import fold

MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre",
    "octobre", "novembre", "décembre",
)  # fmt: skip
_FOLDED = [fold(month) for month in MONTHS]
MOST_LINES = 200


class UnreadableLine(ValueError):
    """A line that cannot be read; the message is French, names the line and says what to write."""


@dataclass(frozen=True, slots=True)
class PhaseLine:
    """What happens in a year, from a month to a month (both None: all the year)."""

    year: int
    label: str
    first_month: int | None = None
    last_month: int | None = None


@dataclass(frozen=True, slots=True)
class PartnerLine:
    """A partner, under its family."""

    name: str
    family: str = ""


@dataclass(frozen=True, slots=True)
class TargetLine:
    """A criterion, and what is expected in a year where it is said."""

    label: str
    code: str = ""
    year: int | None = None
    value: Decimal | None = None


@dataclass(frozen=True, slots=True)
class MeansLine:
    """A means; `lender` and what the loan is worth in a year, where it is lent."""

    label: str
    lender: str = ""
    value_cents: int | None = None


def _lines(text: str) -> Iterator[tuple[int, str]]:
    lines = [" ".join(line.split()) for line in text.splitlines()]
    given = [(number, line) for number, line in enumerate(lines, 1) if line]
    if len(given) > MOST_LINES:
        raise UnreadableLine(f"{MOST_LINES} lignes au plus.")
    for number, line in given:
        if len(line) > 2000:
            raise UnreadableLine(f"Ligne {number} : 2 000 caractères au plus.")
        yield number, line


def _cut(text: str, most: int, number: int) -> str:
    if len(text) > most:
        raise UnreadableLine(f"Ligne {number} : « {text[:30]}… » dépasse {most} caractères.")
    return text


def read_phases(text: str) -> list[PhaseLine]:
    """`2023 : février – décembre : Animer le réseau`, `2024 : Bilan`.

    >>> [(one.year, one.first_month, one.last_month, one.label) for one in
    ...     read_phases("2023 : février – décembre : Animer\\n2024 : mars : Bilan\\n2025 : Suite")]
    [(2023, 2, 12, 'Animer'), (2024, 3, 3, 'Bilan'), (2025, None, None, 'Suite')]
    """
    found = []
    for number, line in _lines(text):
        match = re.fullmatch(r"((?:19|20|21)\d\d)\s*:\s*(.+)", line)
        if match is None:
            raise UnreadableLine(
                f"Ligne {number} : commencez par l’année, comme "
                "« 2024 : février – décembre : ateliers »."
            )
        first, last, label = _months(match[2], number)
        found.append(PhaseLine(int(match[1]), _cut(label, 300, number), first, last))
    return found


def _months(text: str, number: int) -> tuple[int | None, int | None, str]:
    head, mark, rest = text.partition(":")
    words = [fold(word) for word in re.split(r"\s*(?:[-–—]|\bà\b|\bau\b)\s*", head.strip())]
    places = [_FOLDED.index(word) + 1 for word in words if word in _FOLDED]
    if not mark or not rest.strip() or len(places) != len(words) or len(words) > 2:
        return None, None, text.strip()
    if places[-1] < places[0]:
        raise UnreadableLine(f"Ligne {number} : {head.strip()} ne tient pas dans une année.")
    return places[0], places[-1], rest.strip()


def write_phases(phases: Iterable[PhaseLine]) -> str:
    """The lines that `read_phases` reads.

    >>> write_phases([PhaseLine(2023, "Animer", 2, 12), PhaseLine(2024, "Bilan")])
    '2023 : février – décembre : Animer\\n2024 : Bilan'
    """
    return "\n".join(
        " : ".join(filter(None, (str(one.year), say_months(one), one.label))) for one in phases
    )


def say_months(phase: PhaseLine) -> str:
    """The months of a phase in words; empty for the whole year."""
    if phase.first_month is None or phase.last_month is None:
        return ""
    first, last = MONTHS[phase.first_month - 1], MONTHS[phase.last_month - 1]
    return first if first == last else f"{first} – {last}"


def read_partners(text: str) -> list[PartnerLine]:
    """`Culture : La Coursive, Zutique`, or a partner alone; a comma left at the end is dropped.

    >>> [(one.family, one.name) for one in read_partners("- Culture : Zutique, Lab,\\nADIE")]
    [('Culture', 'Zutique'), ('Culture', 'Lab'), ('', 'ADIE')]
    """
    found = []
    for number, line in _lines(text):
        family, mark, rest = line.lstrip("-• ").partition(":")
        names = rest if mark else family
        for name in re.split(r"[,;]", names):
            plain = name.strip(" .…*")
            if plain:
                family_name = _cut(family.strip(" *"), 120, number) if mark else ""
                found.append(PartnerLine(_cut(plain, 200, number), family_name))
    return found


def write_partners(partners: Sequence[PartnerLine]) -> str:
    """The lines that `read_partners` reads, families in order."""
    families: dict[str, list[str]] = {}
    for one in partners:
        families.setdefault(one.family, []).append(one.name)
    return "\n".join(
        f"{family} : {', '.join(names)}" if family else "\n".join(names)
        for family, names in families.items()
    )


_TARGET = re.compile(
    r"(?P<label>[^\[=]+?)\s*(?:\[(?P<code>[\w.]+)\])?\s*(?::\s*(?P<values>\d{4}\s*=.*))?"
)


def read_targets(text: str) -> list[TargetLine]:
    """`Réunions effectuées [sessions.held] : 2023 = 6 ; 2024 = 8`, or a criterion alone.

    >>> [(one.label, one.code, one.year, one.value) for one in
    ...     read_targets("Réunions [sessions.held] : 2023 = 6 ; 2024 = 8,5\\nDocuments issus")]
    ... # doctest: +NORMALIZE_WHITESPACE
    [('Réunions', 'sessions.held', 2023, Decimal('6')),
     ('Réunions', 'sessions.held', 2024, Decimal('8.5')), ('Documents issus', '', None, None)]
    """
    found = []
    for number, line in _lines(text):
        match = _TARGET.fullmatch(line.lstrip("-• "))
        if match is None:
            raise UnreadableLine(
                f"Ligne {number} : écrivez « critère : 2024 = 6 ; 2025 = 8 », ou le critère seul."
            )
        label, code = _cut(match["label"].strip(), 300, number), (match["code"] or "")[:60]
        if not match["values"]:
            found.append(TargetLine(label, code))
            continue
        for part in filter(None, (one.strip() for one in match["values"].split(";"))):
            pair = re.fullmatch(r"(\d{4})\s*=\s*([\d\s.,]+)", part)
            try:
                value = Decimal(re.sub(r"\s", "", pair[2]).replace(",", ".")) if pair else None
            except InvalidOperation:
                value = None
            if pair is None or value is None or value >= 10**9:
                raise UnreadableLine(
                    f"Ligne {number} : « {part} » n’est pas une année et sa cible, comme 2024 = 6."
                )
            found.append(TargetLine(label, code, int(pair[1]), value))
    return found


def write_targets(targets: Iterable[TargetLine]) -> str:
    """The lines that `read_targets` reads, one a criterion."""
    held: dict[tuple[str, str], list[str]] = {}
    for one in targets:
        values = held.setdefault((one.label, one.code), [])
        if one.value is not None and one.year is not None:
            values.append(f"{one.year} = {write_decimal(one.value)}")
    return "\n".join(
        label + (f" [{code}]" if code else "") + (f" : {' ; '.join(values)}" if values else "")
        for (label, code), values in held.items()
    )


_LENT = re.compile(
    r"(?P<label>.+?)\s*\((?:pr[êe]t[ée]e?s?|mise?s? à disposition) par (?P<lender>[^()]+?)"
    r"(?:\s*[,;]\s*(?P<value>[\d\s.,'’\u202f\u00a0]+(?:€|euros?)))?\)",
    re.IGNORECASE,
)


def read_means(text: str) -> list[MeansLine]:
    """`Locaux du pôle (prêtés par Ville de Dijon, 1 200 €)`, or a means alone.

    >>> [(one.label, one.lender, one.value_cents) for one in
    ...     read_means("Locaux (prêtés par Ville de Dijon, 1 200 €)\\nUn véhicule")]
    [('Locaux', 'Ville de Dijon', 120000), ('Un véhicule', '', None)]
    """
    found = []
    for number, line in _lines(text):
        match = _LENT.fullmatch(line.lstrip("-• ").rstrip("."))
        if match is None:
            found.append(MeansLine(_cut(line.lstrip("-• "), 300, number)))
            continue
        cents = None
        if match["value"]:
            try:
                cents = read_cents(match["value"])
            except UnreadableAmount as error:
                raise UnreadableLine(f"Ligne {number} : {error}") from error
        label = _cut(match["label"], 300, number)
        found.append(MeansLine(label, match["lender"].strip(), cents))
    return found


def write_means(means: Iterable[MeansLine]) -> str:
    """The lines that `read_means` reads."""
    return "\n".join(
        f"{one.label} (prêté par {one.lender}"
        + (f", {write_euros(one.value_cents)}" if one.value_cents is not None else "")
        + ")"
        if one.lender
        else one.label
        for one in means
    )


def write_decimal(value: Decimal) -> str:
    """A number the French way, without zeros at its end.

    >>> write_decimal(Decimal("8.500")), write_decimal(Decimal("100"))
    ('8,5', '100')
    """
    plain = f"{value:f}"
    return (plain.rstrip("0").rstrip(".") if "." in plain else plain).replace(".", ",")
