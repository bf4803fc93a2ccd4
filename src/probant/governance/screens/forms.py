"""Forms of assemblies: they read what is typed and explain; rules and actions judge."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from probant.governance.models import Body
from probant.governance.rules import check_pattern
from probant.programmes.screens.fields import StructureField
from probant.ui.fields import DayField


class FormalitiesForm(forms.Form):
    """The days on which an act was transmitted, published, notified."""

    transmitted_on = DayField(label="Transmise à la préfecture le", required=False)
    published_on = DayField(label="Publiée le", required=False)
    notified_on = DayField(
        label="Notifiée au bénéficiaire le",
        required=False,
        help_text="Le délai de versement de soixante jours part de cette date.",
    )
    prefecture_id = forms.CharField(
        label="Identifiant de transmission", max_length=60, required=False
    )


class EndForm(forms.Form):
    """An act withdrawn by its body, or annulled by a court."""

    how = forms.ChoiceField(
        label="L’acte est",
        choices=[("", "à choisir"), ("withdrawn", "retiré"), ("annulled", "annulé par le juge")],
        error_messages={"required": "Dites si l’acte est retiré ou annulé."},
    )
    ended_on = DayField(
        label="Le", error_messages={"required": "Indiquez le jour, comme 21/03/2024."}
    )
    by = forms.CharField(
        label="Par qui, s’il est annulé",
        max_length=160,
        required=False,
        help_text="Le tribunal et le numéro du jugement.",
    )
    reason = forms.CharField(
        label="Motif",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Donnez le motif : il reste au journal."},
    )

    def clean(self) -> dict[str, Any]:
        """An annulment names its judge."""
        data: dict[str, Any] = super().clean() or {}
        if data.get("how") == "annulled" and not data.get("by"):
            self.add_error("by", "Dites quel tribunal, et le numéro du jugement.")
        return data


class PatternForm(forms.Form):
    """How a body numbers its acts."""

    pattern = forms.CharField(
        label="Modèle de numéro",
        max_length=80,
        required=False,
        help_text="{ordre} compte dans la séance, {suite} dans l’année ; {année}, {an}, {mois}, "
        "{jour} sont ceux de la séance ; {ordre:3} écrit 007. Par exemple "
        "{année}-{mois}-{jour}_{ordre:3}. Vide : aucun modèle.",
    )

    def clean_pattern(self) -> str:
        """A pattern that numbers."""
        text = str(self.cleaned_data["pattern"]).strip()
        try:
            return check_pattern(text) if text else ""
        except ValueError as error:
            raise ValidationError(str(error)) from error


class BodyForm(forms.Form):
    """A body of a structure of the directory."""

    kind = forms.ChoiceField(label="Nature", choices=[("", "à choisir"), *Body.Kind.choices])
    name = forms.CharField(
        label="Nom",
        max_length=160,
        help_text="Par exemple « Conseil municipal ».",
        error_messages={"required": "Donnez le nom de l’instance."},
    )

    def __init__(self, *args: Any, house_id: int, suggestions: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"] = StructureField(
            house_id=house_id,
            suggestions=suggestions,
            label="Structure",
            help_text="Son nom, tel que dans votre annuaire.",
            error_messages={"required": "Dites de quelle structure est l’instance."},
        )
        self.fields["kind"].error_messages["required"] = "Choisissez la nature de l’instance."
        self.order_fields(["organisation", "kind", "name"])
