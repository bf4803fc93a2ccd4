"""Forms of programmes."""

from typing import Any

from django import forms

from probant.kernel.actor import Actor
from probant.programmes.models import Programme, SessionKind
from probant.ui.fields import offer_rows

NO_NAME = {"required": "Donnez un nom."}


class ProgrammeForm(forms.Form):
    """How a programme is called and explained."""

    name = forms.CharField(label="Nom", max_length=120, error_messages=NO_NAME)
    purpose = forms.CharField(
        label="À quoi il sert", widget=forms.Textarea(attrs={"rows": 3}), required=False
    )
    is_open = forms.BooleanField(label="Proposé aujourd’hui", required=False)


class NewProgrammeForm(forms.Form):
    """A programme of the house's own making."""

    name = forms.CharField(label="Nom", max_length=120, error_messages=NO_NAME)
    purpose = forms.CharField(
        label="À quoi il sert", widget=forms.Textarea(attrs={"rows": 3}), required=False
    )
    phases = forms.CharField(
        label="Étapes",
        widget=forms.Textarea(attrs={"rows": 4}),
        required=False,
        help_text="Une par ligne, dans l’ordre.",
    )

    def clean_phases(self) -> list[str]:
        """Names, in order, each once."""
        lines = [line.strip() for line in self.cleaned_data["phases"].splitlines()]
        if any(len(line) > 80 for line in lines):
            raise forms.ValidationError("Le nom d’une étape tient en 80 caractères.")
        return list(dict.fromkeys(line for line in lines if line))


class NameForm(forms.Form):
    """A name."""

    name = forms.CharField(label="Nom", max_length=120, error_messages=NO_NAME)


class ActionForm(forms.Form):
    """A permanent action and its scope; an empty part does not restrict."""

    name = forms.CharField(label="Intitulé", max_length=200, error_messages=NO_NAME)
    programmes = forms.ModelMultipleChoiceField(
        Programme.objects.none(),
        label="Programmes",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    session_kinds = forms.ModelMultipleChoiceField(
        SessionKind.objects.none(),
        label="Types de rencontre",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        programmes = Programme.objects.visible_to(actor).order_by("name")
        kinds = SessionKind.objects.visible_to(actor).order_by("name")
        offer_rows(self, "programmes", programmes)
        offer_rows(self, "session_kinds", kinds)
