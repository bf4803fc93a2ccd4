"""What a figure's address may ask: year, day of knowledge, filters, two days to compare."""

import datetime

from django import forms

from probant.directory.models import Family, Theme
from probant.kernel.cut import Cut
from probant.kernel.period import Period
from probant.ui.fields import DayField

FIRST_YEAR = 1990


class PeriodForm(forms.Form):
    """Which year, known on which day."""

    annee = forms.IntegerField(
        label="Année",
        required=False,
        min_value=FIRST_YEAR,
        max_value=2100,
        error_messages={
            "invalid": "Tapez une année sur quatre chiffres.",
            "min_value": f"Probant compte à partir de {FIRST_YEAR}.",
            "max_value": "Tapez une année sur quatre chiffres.",
        },
    )
    connu_le = DayField(label="tel que connu le", required=False)

    def period(self, default_year: int) -> Period:
        """The year asked for, or the default where none or nonsense was asked."""
        return Period.year(self._given("annee") or default_year)

    def cut(self, today: datetime.date) -> Cut:
        """The day asked for; today and later days are now."""
        day = self._given("connu_le")
        return Cut.known(day) if day is not None and day < today else Cut.now()

    def _given(self, name: str) -> object:
        self.is_valid()
        return self.cleaned_data.get(name)


class ProofForm(PeriodForm):
    """The filters of a figure's list, and the two days between which it moved."""

    famille = forms.ChoiceField(
        label="Famille juridique", required=False, choices=[("", "toutes"), *Family.choices]
    )
    domaine = forms.ChoiceField(
        label="Domaine", required=False, choices=[("", "tous"), *Theme.choices]
    )
    commune = forms.CharField(label="Commune", required=False, max_length=9)
    entre = DayField(label="Entre le", required=False)
    et = DayField(label="et le", required=False)

    def filters(self) -> dict[str, str]:
        """Columns of the fact and the values kept."""
        asked = {"family": "famille", "theme": "domaine", "place_code": "commune"}
        return {
            column: str(self._given(name)) for column, name in asked.items() if self._given(name)
        }
