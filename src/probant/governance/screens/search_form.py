"""What one seeks in the register, from the address: what cannot be read is said, never an error."""

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from probant.governance.queries.searching import STATES, Sought
from probant.ui.fields import DayField, EurosField


class SearchForm(forms.Form):
    """Words, body, year or days, beneficiary, amounts, state; each may be left out."""

    q = forms.CharField(label="Mots", required=False, max_length=200)
    instance = forms.TypedChoiceField(
        label="Instance", required=False, coerce=int, empty_value=None
    )
    annee = forms.TypedChoiceField(label="Année", required=False, coerce=int, empty_value=None)
    du = DayField(label="Du", required=False)
    au = DayField(label="Au", required=False)
    beneficiaire = forms.CharField(label="Bénéficiaire", required=False, max_length=200)
    montant = EurosField(label="Montant d’au moins", required=False)
    montant_max = EurosField(label="Montant d’au plus", required=False)
    etat = forms.ChoiceField(
        label="État", required=False, choices=[("", "tout état"), *STATES.items()]
    )

    def __init__(
        self, data: Mapping[str, Any], *, bodies: Sequence[tuple[int, str]], years: Sequence[int]
    ) -> None:
        super().__init__(data)
        for name, empty, rows in (
            ("instance", "toutes les instances", bodies),
            ("annee", "toutes les années", [(year, str(year)) for year in years]),
        ):
            field = self.fields[name]
            assert isinstance(field, forms.TypedChoiceField)
            field.choices = [("", empty), *rows]

    @property
    def sought(self) -> Sought:
        """The question; what could not be read asks nothing, and its field says why."""
        self.is_valid()
        data = self.cleaned_data
        start, end = data.get("du"), data.get("au")
        year = data.get("annee")
        if year is not None:
            start = max(start or datetime.date(year, 1, 1), datetime.date(year, 1, 1))
            end = min(end or datetime.date(year, 12, 31), datetime.date(year, 12, 31))
        return Sought(
            words=data.get("q") or "",
            body_id=data.get("instance"),
            start=start,
            end=end,
            beneficiary=data.get("beneficiaire") or "",
            least_cents=data.get("montant"),
            most_cents=data.get("montant_max"),
            state=data.get("etat") or "",
        )

    @property
    def is_wide(self) -> bool:
        """Whether the fields beyond words, body and year are in use: they are then shown open."""
        names = ("du", "au", "beneficiaire", "montant", "montant_max", "etat")
        return any(self.data.get(name) for name in names)
