"""The public request: a few fields, clear words, nothing typed is lost."""

from typing import Any

from django import forms

from probant.directory.models import Territory
from probant.directory.territories import find_communes
from probant.support.models import SupportRequest
from probant.support.screens.door_forms import NumberOfStructure, TelephoneField
from probant.ui.fields import offer_choices

LONGEST = 4000
TRAP = "adresse_bis"


class AskForm(forms.Form):
    """Who asks, for whom, for what. `adresse_bis` is left empty by people, filled by robots."""

    kind = forms.ChoiceField(
        label="Votre demande concerne",
        choices=SupportRequest.Kind.choices,
        widget=forms.RadioSelect,
        initial=SupportRequest.Kind.ORGANISATION,
        error_messages={"required": "Dites si c’est pour une structure ou pour un projet."},
    )
    name = forms.CharField(
        label="Nom de la structure ou du projet",
        max_length=200,
        error_messages={
            "required": "Donnez le nom de la structure, ou quelques mots qui nomment le projet.",
            "max_length": "Ce nom est trop long : 200 caractères au plus.",
        },
    )
    number = NumberOfStructure(
        label="SIREN ou RNA",
        required=False,
        max_length=40,
        help_text="S’il y en a déjà un.",
    )
    given_name = forms.CharField(label="Votre prénom", max_length=80, required=False)
    family_name = forms.CharField(
        label="Votre nom",
        max_length=80,
        error_messages={"required": "Dites-nous votre nom, pour que nous puissions répondre."},
    )
    email = forms.EmailField(
        label="Votre courriel",
        error_messages={
            "required": "Donnez une adresse où vous répondre.",
            "invalid": "Cette adresse n’est pas complète : nom@domaine.fr.",
        },
    )
    telephone = TelephoneField(label="Votre téléphone", required=False)
    place = forms.CharField(
        label="Commune", max_length=120, required=False, help_text="Son nom ou son code postal."
    )
    words = forms.CharField(
        label="Votre besoin",
        widget=forms.Textarea(attrs={"rows": 6}),
        max_length=LONGEST,
        help_text="En quelques phrases : où vous en êtes, ce que vous cherchez.",
        error_messages={
            "required": "Dites en quelques mots ce que vous cherchez.",
            "max_length": "C’est trop long pour une première demande : 4 000 caractères au plus, "
            "vous en avez écrit %(show_value)s. L’essentiel suffit.",
        },
    )
    origin = forms.ChoiceField(label="Comment nous avez-vous connus", choices=(), required=False)

    def __init__(self, *args: Any, origins: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_choices(self, "origin", [("", "je préfère ne pas dire"), *origins])
        self.fields[TRAP] = forms.CharField(required=False)

    def clean_number(self) -> str:
        """The number in one form; which one it is shows by itself."""
        return "".join(self.cleaned_data["number"].values())

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if self.data.get(TRAP):
            raise forms.ValidationError(
                "Un champ caché, qui doit rester vide, était rempli. Il est vidé : renvoyez."
            )
        return data

    @property
    def territory(self) -> tuple[Territory | None, str]:
        """The commune where one alone answers, and its name or what was typed."""
        typed = " ".join(self.cleaned_data["place"].split())
        found = find_communes(typed) if typed else []
        return (found[0], found[0].name) if len(found) == 1 else (None, typed)
