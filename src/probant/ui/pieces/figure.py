"""A figure: a large numeral that opens onto its proof."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from probant.kernel.money import write_euros
from probant.ui.write import write_count, write_number, write_rate

Unit = Literal["", "euros", "rate", "hundredths"]
Value = int | float | Fraction | None


@dataclass(frozen=True)
class FigureCard:
    """value: a count, cents (`unit="euros"`), hundredths (days, full-time posts) or a rate 0–1
    (`unit="rate"`); None is "—".

    href: its proof, always. before, before_label: the value and name of the period compared with.
    large: the numeral of a page about this figure alone.
    """

    value: Value
    label: str
    href: str
    unit: Unit = ""
    before: Value = None
    before_label: str = ""
    note: str = ""
    large: bool = False

    def __post_init__(self) -> None:
        if not self.label or not self.href:
            raise ValueError(f"Un chiffre a un nom et mène à sa preuve : {self!r}")


def write_value(value: Value, unit: Unit = "") -> str:
    """Return a figure's value as it is printed."""
    if value is None:
        return "—"
    if unit == "euros":
        return write_euros(int(value))
    if unit == "hundredths":
        return write_number(Fraction(value) / 100)
    return write_rate(value) if unit == "rate" else write_number(value)


def compare(value: Value, before: Value, label: str, unit: Unit = "") -> str:
    """Say in words how a value stands to the one of `label`: "4 de plus qu’en 2022"."""
    if value is None or before is None:
        return ""
    gap = value - before
    if gap == 0:
        return f"comme en {label}" if label.isdigit() else f"comme sur {label}"
    than = f"qu’en {label}" if label.isdigit() else f"que sur {label}"
    word = "plus" if gap > 0 else "moins"
    if unit == "rate":
        amount = write_count_of(round(abs(float(gap)) * 100, 1), "point")
    elif unit == "euros":
        amount = write_euros(abs(int(gap)))
    elif unit == "hundredths":
        amount = write_number(abs(Fraction(gap)) / 100)
    else:
        amount = write_number(abs(gap))
    return f"{amount} de {word} {than}"


def write_count_of(amount: float, word: str) -> str:
    """Return an amount with its noun, one decimal at most."""
    if amount == int(amount):
        return write_count(int(amount), word)
    return f"{write_number(amount)}\u00a0{word}{'s' if amount >= 2 else ''}"


def draw_figure(card: FigureCard) -> SafeString:
    """Return the figure: one link, whose name is the label and the value."""
    comparison = compare(card.value, card.before, card.before_label, card.unit)
    notes = "".join(
        f'<span class="figure__note">{escape(text)}</span>'
        for text in (comparison, card.note)
        if text
    )
    size = " figure--large" if card.large else ""
    size += " is-none" if card.value is None else ""
    return mark_safe(
        f'<a class="figure{size}" href="{escape(card.href)}" data-proof>'
        f'<span class="figure__value">{escape(write_value(card.value, card.unit))}</span> '
        f'<span class="figure__label">{escape(card.label)}</span> {notes}</a>'
    )
