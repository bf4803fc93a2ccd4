"""Reading diagnoses: how two versions differ, section by section."""

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from probant.kernel.dates import write_date
from probant.kernel.money import write_euros
from probant.programmes.rules import write_hundredths
from probant.support.models import Diagnosis, DiagnosisVersion
from probant.support.models.diagnoses import TITLES

_WORDS = re.compile(r"\s+|[^\s]+")


@dataclass(frozen=True)
class YearView:
    """One year of the economic model; `result_cents` is computed where both sides are known."""

    year: int
    charges_cents: int | None
    products_cents: int | None
    own_funds_cents: int | None

    @property
    def result_cents(self) -> int | None:
        """Products less charges."""
        if self.charges_cents is None or self.products_cents is None:
            return None
        return self.products_cents - self.charges_cents


@dataclass(frozen=True)
class SectionView:
    """A section: its title and its text."""

    name: str
    title: str
    text: str


def sections_of(source: Diagnosis | DiagnosisVersion) -> list[SectionView]:
    """The sections in order, empty ones included."""
    return [SectionView(name, title, getattr(source, name)) for name, title in TITLES.items()]


def years_of(source: Diagnosis | DiagnosisVersion) -> list[YearView]:
    """The economic model, year by year. One query for a draft."""
    rows: list[dict[str, Any]]
    if isinstance(source, DiagnosisVersion):
        rows = source.years
    else:
        columns = ("year", "charges_cents", "products_cents", "own_funds_cents")
        rows = list(source.years.values(*columns))
    return [YearView(**row) for row in rows]


@dataclass(frozen=True)
class Change:
    """What moved between two versions: a title, and the text with what went and what came."""

    title: str
    told: SafeString


def compare(before: DiagnosisVersion, after: Diagnosis | DiagnosisVersion) -> list[Change]:
    """What moved between a signed version and a later one, or the draft."""
    found = [
        Change(old.title, _marked(old.text, new.text))
        for old, new in zip(sections_of(before), sections_of(after), strict=True)
        if old.text != new.text
    ]
    return [*_numbers(before, after), *found]


def _numbers(before: DiagnosisVersion, after: Diagnosis | DiagnosisVersion) -> Iterator[Change]:
    for (title, old), (_, new) in zip(_told(before), _told(after), strict=True):
        if old != new:
            yield Change(title, _marked(old, new))
    old_years, new_years = _years_told(before), _years_told(after)
    for year in sorted(old_years | new_years):
        old, new = old_years.get(year, ""), new_years.get(year, "")
        if old != new:
            yield Change(f"Modèle économique, {year}", _marked(old, new))


def _told(source: Diagnosis | DiagnosisVersion) -> list[tuple[str, str]]:
    fte = source.fte_hundredths
    return [
        ("Emplois", "" if source.headcount is None else str(source.headcount)),
        ("Équivalent temps plein", "" if fte is None else write_hundredths(fte)),
        ("Situation au", write_date(source.stated_on) if source.stated_on else ""),
    ]


def _years_told(source: Diagnosis | DiagnosisVersion) -> dict[int, str]:
    return {
        one.year: ", ".join(
            f"{label} {write_euros(cents)}"
            for label, cents in (
                ("charges", one.charges_cents),
                ("produits", one.products_cents),
                ("fonds propres", one.own_funds_cents),
            )
            if cents is not None
        )
        for one in years_of(source)
    }


def _marked(old: str, new: str) -> SafeString:
    """A text word by word: what went struck through, what came underlined."""
    was, now = _WORDS.findall(old), _WORDS.findall(new)
    parts = []
    for kind, a, b, c, d in difflib.SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
        gone, come = "".join(was[a:b]), "".join(now[c:d])
        if kind == "equal":
            parts.append(("{}", come))
            continue
        parts += [("<del>{}</del>", gone)] if gone else []
        parts += [("<ins>{}</ins>", come)] if come else []
    return format_html_join("", "{}", ((format_html(shape, text),) for shape, text in parts))
