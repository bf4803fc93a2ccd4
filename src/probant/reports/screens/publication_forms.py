"""What is asked of a publication, and of its edition when it is published."""

from collections.abc import Iterable
from typing import Any

from django import forms

from probant.funding.models import Convention
from probant.reports.composition.shipped import outlines
from probant.reports.models import Edition
from probant.ui.fields import DayField, YearField, offer_choices


class PublicationForm(forms.Form):
    """What a publication is called, of which year, as known when."""

    outline = forms.ChoiceField(
        label="Modèle",
        required=False,
        help_text="Les blocs par lesquels elle commence ; tout se change ensuite.",
    )
    title = forms.CharField(label="Titre", max_length=160)
    year = YearField(label="Année", help_text="L’année dont elle parle.")
    convention = forms.ChoiceField(
        label="Convention",
        required=False,
        help_text="Celle dont le compte rendu à un financeur parle.",
    )
    known_on = DayField(
        label="Telle que connue le",
        required=False,
        help_text="Vide : les chiffres d’aujourd’hui. Un jour : ceux que la maison connaissait.",
    )

    def __init__(
        self,
        *args: Any,
        begins: bool = True,
        conventions: Iterable[Convention] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        if not begins:
            del self.fields["outline"], self.fields["convention"]
            return
        models = [(one.slug, f"{one.title} : {one.about}") for one in outlines().values()]
        offer_choices(self, "outline", [*models, ("", "Page blanche")])
        self.conventions = {str(one.pk): one for one in conventions}
        named = [(key, one.title) for key, one in self.conventions.items()]
        offer_choices(self, "convention", [("", "aucune"), *named])

    def clean_convention(self) -> Convention | None:
        """The convention itself; the model of one asks for it."""
        found = self.conventions.get(self.cleaned_data["convention"])
        model = outlines().get(self.cleaned_data.get("outline", ""))
        if model is not None and model.needs_convention and found is None:
            raise forms.ValidationError("Choisissez la convention dont ce compte rendu parle.")
        return found


class PublishForm(forms.Form):
    """Who may read the edition; why it is published with contradictions open."""

    audience = forms.ChoiceField(
        label="Cette édition se lit par", choices=Edition.Audience.choices, initial="house"
    )
    reason = forms.CharField(
        label="Pourquoi publier avec des contradictions ouvertes",
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Montré dans l’édition, sous les contradictions.",
        error_messages={
            "required": "Des contradictions restent ouvertes : écrivez pourquoi publier."
        },
    )

    def __init__(self, *args: Any, contradicted: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if contradicted:
            self.fields["reason"].required = True
        else:
            del self.fields["reason"]
