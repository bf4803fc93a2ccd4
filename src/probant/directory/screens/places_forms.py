"""Forms of territories and merges: they read what is typed and explain; actions decide."""

from typing import Any

from django import forms
from django.utils import timezone

from probant.directory.branches import choices_for
from probant.directory.models import Card
from probant.directory.neighbourhoods import choices_near, fits_place
from probant.ui.fields import offer_choices


class SituationForm(forms.Form):
    """A structure's branch and priority neighbourhood."""

    branch = forms.ChoiceField(label="Filière", required=False)
    qpv_code = forms.ChoiceField(
        label="Quartier prioritaire (QPV)",
        required=False,
        help_text="Un quartier est plus petit qu’une commune : il se déclare, d’après l’adresse.",
    )

    def __init__(self, *args: Any, card: Card, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._place = card.place_code
        near = choices_near(card.place_code, timezone.localdate(), kept=card.qpv_code)
        offer_choices(self, "qpv_code", near)
        branches = choices_for(card.house_id, kept=card.branch)
        offer_choices(self, "branch", branches)

    def clean_qpv_code(self) -> str:
        code = str(self.cleaned_data["qpv_code"])
        if not fits_place(code, self._place):
            raise forms.ValidationError("Ce quartier est celui d’une autre commune.")
        return code


class ChosenBranchForm(forms.Form):
    """A branch of those that the house may choose, or none."""

    branch = forms.ChoiceField(label="Filière", required=False)

    def __init__(self, *args: Any, house_id: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_choices(self, "branch", choices_for(house_id))


class MergeForm(forms.Form):
    """Which sheet stands, and why the two are one."""

    reason = forms.CharField(
        label="Pourquoi est-ce la même structure ?",
        max_length=300,
        widget=forms.TextInput(attrs={"placeholder": "saisie deux fois, même SIREN…"}),
        error_messages={"required": "Dites pourquoi."},
    )


class PartForm(forms.Form):
    """Why two sheets that were merged are those of two structures."""

    reason = forms.CharField(
        label="Pourquoi les séparer ?",
        max_length=300,
        error_messages={"required": "Dites pourquoi."},
    )


class BranchForm(forms.Form):
    """A branch that a house adds."""

    name = forms.CharField(
        label="Nom de la filière",
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": "Donnez le nom de la filière."},
    )
