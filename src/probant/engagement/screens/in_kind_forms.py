"""The form of a rate: what an hour of a level is worth from a day on."""

from typing import Any

from django import forms

from probant.engagement.models import Level, Task
from probant.engagement.screens.forms import NO_DAY
from probant.programmes.screens.fields import HundredthsField
from probant.ui.fields import DayField, EurosField


class RateForm(forms.Form):
    """A coefficient of the minimum wage, or an amount; and where it comes from."""

    level = forms.ChoiceField(label="Niveau", choices=Level.choices)
    task = forms.ChoiceField(
        label="Mission", choices=[("", "toutes les missions"), *Task.choices], required=False
    )
    coefficient_hundredths = HundredthsField(
        label="Coefficient du SMIC horaire brut",
        required=False,
        help_text="Charges et niveau compris : 1,4 par exemple. Le SMIC est celui du jour.",
    )
    hourly_cents = EurosField(label="Ou un montant de l’heure", required=False)
    starts_on = DayField(label="À partir du", error_messages=NO_DAY)
    source = forms.CharField(
        label="Source",
        max_length=300,
        help_text="Qui l’a décidé et sur quoi : « CA du 12 janvier 2023, SMIC chargé ».",
        error_messages={"required": "Dites d’où vient ce taux."},
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        both = (given.get("coefficient_hundredths"), given.get("hourly_cents"))
        broken = {"coefficient_hundredths", "hourly_cents"} & set(self.errors)
        if not broken and (both[0] is None) == (both[1] is None):
            self.add_error(
                "coefficient_hundredths", "Un coefficient, ou un montant : l’un des deux."
            )
        return given
