"""The public registration: who comes, for whom, and where to write; nothing typed is lost."""

from typing import Any

from django import forms

from probant.gatherings.registering import Registrant
from probant.portal.screens.forms import TRAP


class RegisterForm(forms.Form):
    """A name, an address, perhaps a structure. `adresse_bis` is left empty by people."""

    given_name = forms.CharField(label="Votre prénom", max_length=80, required=False)
    family_name = forms.CharField(
        label="Votre nom",
        max_length=80,
        error_messages={"required": "Dites votre nom : c’est lui qu’on cherchera à l’entrée."},
    )
    email = forms.EmailField(
        label="Votre courriel",
        error_messages={
            "required": "Donnez une adresse : la confirmation y part.",
            "invalid": "Cette adresse n’est pas complète : nom@domaine.fr.",
        },
    )
    organisation_name = forms.CharField(
        label="Votre structure",
        max_length=200,
        required=False,
        help_text="Si vous venez pour elle.",
    )
    consent = forms.BooleanField(
        label="J’accepte que ces renseignements servent à m’inscrire à cette rencontre "
        "et à m’écrire à son sujet.",
        error_messages={"required": "Sans votre accord, nous ne pouvons pas garder votre nom."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields[TRAP] = forms.CharField(required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if self.data.get(TRAP):
            raise forms.ValidationError(
                "Un champ caché, qui doit rester vide, était rempli. Il est vidé : renvoyez."
            )
        return data

    @property
    def registrant(self) -> Registrant:
        """What the action takes."""
        data = self.cleaned_data
        return Registrant(
            given_name=data["given_name"],
            family_name=data["family_name"],
            email=data["email"],
            organisation_name=data["organisation_name"],
        )
