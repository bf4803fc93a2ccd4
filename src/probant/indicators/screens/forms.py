"""What a figure's address may ask: year, day of knowledge, filters, two days to compare."""

import datetime
from typing import Any

from django import forms

from probant.directory.models import Family, Theme
from probant.indicators.funnel import BIRTH
from probant.kernel.cut import Cut
from probant.kernel.period import Period
from probant.ui.fields import DayField
from probant.ui.pieces import read_known_on

FIRST_YEAR, LAST_YEAR = 1990, 2100
NOT_A_YEAR = "Tapez une année sur quatre chiffres, comme 2023."


class PeriodForm(forms.Form):
    """Which year, or from which day to which, known on which day.

    What cannot be read is said, and kept as it was typed.
    """

    annee = forms.IntegerField(
        label="Année",
        required=False,
        min_value=FIRST_YEAR,
        max_value=LAST_YEAR,
        error_messages={
            "invalid": NOT_A_YEAR,
            "min_value": f"Probant compte à partir de {FIRST_YEAR}.",
            "max_value": f"Probant compte jusqu’en {LAST_YEAR}.",
        },
    )
    du = DayField(label="du", required=False)
    au = DayField(label="au", required=False)

    def period(self, default_year: int) -> Period:
        """The days or the year asked for, or the default where none or nonsense was asked."""
        days = [day for day in (self.given("du"), self.given("au")) if day is not None]
        if len(days) == 2 and all(FIRST_YEAR <= day.year <= LAST_YEAR for day in days):
            return Period.between(*days)
        return Period.year(int(self.given("annee") or default_year))

    def cut(self) -> Cut:
        """The day asked for; none, nonsense, today and later days are now."""
        day, _ = read_known_on(self.data)
        return Cut.known(day) if day is not None else Cut.now()

    @property
    def is_readable(self) -> bool:
        """Whether every part of the address could be read."""
        return self.is_valid() and not read_known_on(self.data)[1]

    def given(self, name: str) -> Any:
        """A value that could be read, or None."""
        self.is_valid()
        return self.cleaned_data.get(name)


class ProofForm(PeriodForm):
    """The filters of a figure's list, and the two days between which it moved."""

    famille = forms.ChoiceField(
        label="famille juridique",
        required=False,
        choices=[("", "toutes"), *Family.choices],
        error_messages={"invalid_choice": "Cette famille n’existe pas : choisissez dans la liste."},
    )
    domaine = forms.ChoiceField(
        label="domaine",
        required=False,
        choices=[("", "tous"), *Theme.choices],
        error_messages={"invalid_choice": "Ce domaine n’existe pas : choisissez dans la liste."},
    )
    commune = forms.RegexField(
        r"^[0-9AB]{1,9}\Z",
        label="commune",
        required=False,
        error_messages={"invalid": "Cette commune n’est pas dans la liste : choisissez-en une."},
    )
    par = forms.CharField(required=False, max_length=32)
    part = forms.CharField(required=False, max_length=32)
    plusieurs = forms.BooleanField(required=False)
    atteint = forms.RegexField(rf"^([0-9]{{1,15}}|{BIRTH})\Z", required=False)
    entre = DayField(label="entre le", required=False)
    et = DayField(label="et le", required=False)

    def filters(self) -> dict[str, str]:
        """Columns of the fact and the values kept."""
        asked = {"family": "famille", "theme": "domaine", "place_code": "commune"}
        return {column: str(self.given(name)) for column, name in asked.items() if self.given(name)}

    def moves(self, since: datetime.date, today: datetime.date) -> tuple[datetime.date, ...]:
        """The two days to compare, in order; the given defaults where they were not asked."""
        after, until = self.given("entre") or since, self.given("et") or today
        assert isinstance(after, datetime.date) and isinstance(until, datetime.date)
        return min(after, until), max(after, until)
