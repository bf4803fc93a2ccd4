"""Forms of registrations: who is registered by the team, who is invited, how one registers."""

from typing import Any

from django import forms

from probant.gatherings.rules.registrations import MOST_REMINDER
from probant.programmes.screens.fields import StructureField
from probant.ui.fields import DayField, NumberField


class RegisterForm(forms.Form):
    """Somebody who is not in the directory yet; the others are ticked."""

    q = forms.CharField(label="Chercher un nom", required=False, max_length=80)
    given_name = forms.CharField(label="Prénom", max_length=80, required=False)
    family_name = forms.CharField(label="Nom", max_length=80, required=False)
    email = forms.EmailField(
        label="Courriel",
        required=False,
        error_messages={"invalid": "Cette adresse n’est pas complète : nom@domaine.fr."},
    )
    with_letter = forms.BooleanField(
        label="Écrire la confirmation à qui a une adresse", required=False, initial=True
    )

    def __init__(self, *args: Any, house_id: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["structure"] = StructureField(
            label="Structure", required=False, house_id=house_id, suggestions=[]
        )

    def clean(self) -> dict[str, Any]:
        """An address or a first name alone says not whom to look for at the door."""
        data = super().clean() or self.cleaned_data
        if (data.get("given_name") or data.get("email")) and not data.get("family_name"):
            self.add_error("family_name", "Donnez aussi le nom de famille.")
        return data


class InviteForm(forms.Form):
    """The words of the letter, and when those invited otherwise were."""

    with_letters = forms.BooleanField(
        label="Envoyer une lettre par courriel", required=False, initial=True
    )
    words = forms.CharField(
        label="Vos mots",
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=3000,
        required=False,
        help_text="Ils ouvrent la lettre ; le jour, le lieu et le lien pour répondre suivent.",
    )
    invited_on = DayField(
        label="Invitées le",
        required=False,
        help_text="Si l’invitation est partie autrement, un autre jour.",
    )


class TermsForm(forms.Form):
    """Seats, who may register, until when, and the reminder."""

    capacity = NumberField(
        label="Places", required=False, help_text="Vide : autant qu’il s’en présente."
    )
    is_open = forms.BooleanField(
        label="Inscription en ligne, ouverte à tout public", required=False
    )
    closes_on = DayField(
        label="Inscriptions jusqu’au",
        required=False,
        help_text="Vide : jusqu’au jour de la rencontre.",
    )
    reminder_days = NumberField(
        label="Rappel par courriel, jours avant", required=False, help_text="Vide : aucun rappel."
    )

    def clean_capacity(self) -> int | None:
        """No place at all is a mistake."""
        if self.cleaned_data["capacity"] == 0:
            raise forms.ValidationError("Au moins une place ; sinon laissez vide.")
        return self.cleaned_data["capacity"]

    def clean_reminder_days(self) -> int | None:
        """Between the day itself and two months before."""
        days: int | None = self.cleaned_data["reminder_days"]
        if days is not None and days > MOST_REMINDER:
            raise forms.ValidationError(f"Au plus {MOST_REMINDER} jours avant.")
        return days
