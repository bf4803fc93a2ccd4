"""Form fields that read French as it is typed, and give back what was typed when they cannot."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from probant.kernel.dates import read_date, read_hour, write_short_date
from probant.kernel.money import read_cents, write_euros
from probant.kernel.period import Period

FIRST_YEAR, LAST_YEAR = 1900, 2199


class ReadField(forms.CharField):
    """A text field whose value goes through a reader of the kernel (a ValueError explains)."""

    read: Callable[[str], Any]
    hint = ""
    mode = "text"

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.widget.attrs.setdefault("inputmode", self.mode)
        self.widget.attrs.setdefault("autocomplete", "off")
        self.widget.attrs.setdefault("class", "is-short")
        if self.hint:
            self.widget.attrs.setdefault("placeholder", self.hint)

    def to_python(self, value: Any) -> Any:
        if value is None or not isinstance(value, str):
            return value
        text = value.strip()
        if not text:
            return None
        try:
            return type(self).read(text)
        except ValueError as error:
            raise ValidationError(str(error), code="unreadable") from error

    def run_validators(self, value: Any) -> None:
        """A reader has already judged the text; the text validators do not apply to its value."""


class DayField(ReadField):
    """A civil day, in any French writing: 14/12/2023, 14 décembre 2023, 2023-12-14."""

    read = staticmethod(read_date)
    hint = "14/12/2023"

    def prepare_value(self, value: Any) -> Any:
        return write_short_date(value) if isinstance(value, date) else value


class HourField(ReadField):
    """An hour of the day as one types it; gives a time."""

    read = staticmethod(read_hour)
    hint = "14 h 30"

    def prepare_value(self, value: Any) -> Any:
        return f"{value.hour} h {value.minute:02d}" if isinstance(value, time) else value


class EurosField(ReadField):
    """An amount; gives integer cents."""

    read = staticmethod(read_cents)
    hint = "18 000 €"
    mode = "decimal"

    def prepare_value(self, value: Any) -> Any:
        return write_euros(value) if isinstance(value, int) else value


def read_count(text: str) -> int:
    """Read a whole number that is not negative. Raises ValueError with a French message."""
    digits = "".join(text.split())
    if not (digits.isascii() and digits.isdigit() and len(digits) <= 9):
        raise ValueError(
            f"« {text} » n’est pas un nombre entier : écrivez-le en chiffres, comme 12."
        )
    return int(digits)


class NumberField(ReadField):
    """A whole number, with or without spaces between groups."""

    read = staticmethod(read_count)
    mode = "numeric"


class YearField(NumberField):
    """A civil year in four digits."""

    def to_python(self, value: Any) -> Any:
        year = super().to_python(value)
        if isinstance(year, int) and not FIRST_YEAR <= year <= LAST_YEAR:
            raise ValidationError(
                f"Écrivez une année entre {FIRST_YEAR} et {LAST_YEAR}, comme 2024.", code="year"
            )
        return year


def read_period(query: Mapping[str, str]) -> Period | None:
    """The days of an address, `du` and `au`, whichever comes first; None where either is missing.

    Nonsense, and days outside of four-figure years, are treated as missing.
    """
    try:
        days = [read_date(query.get(name, "")) for name in ("du", "au")]
    except ValueError:
        return None
    if not all(FIRST_YEAR <= day.year <= LAST_YEAR for day in days):
        return None
    return Period.between(*days)


def offer_rows(form: forms.BaseForm, name: str, rows: QuerySet[Any]) -> None:
    """Let a field of a form choose among rows."""
    field = form.fields[name]
    assert isinstance(field, forms.ModelChoiceField), f"{name} chooses no row"
    field.queryset = rows


def offer_choices(form: forms.BaseForm, name: str, choices: Iterable[tuple[Any, Any]]) -> None:
    """Let a field of a form choose among values, each with its words; rows already read too."""
    field = form.fields[name]
    assert isinstance(field, (forms.ChoiceField, forms.ModelChoiceField)), f"{name} chooses nothing"
    field.choices = choices
