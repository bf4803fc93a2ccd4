"""What a number typed in a text rests on, as a form asks it."""

from typing import Any

from django import forms

from probant.ui.fields import offer_choices


class LinkForm(forms.Form):
    """What a number typed in a text rests on: one of the three."""

    figure = forms.ChoiceField(label="Un chiffre de la maison", required=False)
    claim = forms.ChoiceField(label="Un nombre lu dans un document", required=False)
    source = forms.CharField(
        label="Une source",
        max_length=200,
        required=False,
        help_text="Qui le dit, où, quand : « Insee, enquête Revenus fiscaux, 2021 ».",
    )

    def __init__(
        self, *args: Any, figures: list[Any], claims: list[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        offer_choices(self, "figure", [("", "aucun"), *figures])
        offer_choices(self, "claim", [("", "aucun"), *claims])

    def clean(self) -> dict[str, Any]:
        """Exactly one."""
        asked = super().clean() or {}
        if sum(bool(asked.get(name)) for name in ("figure", "claim", "source")) != 1:
            raise forms.ValidationError("Choisissez un chiffre, ou une lecture, ou une source.")
        if set("{}|\n") & set(asked.get("source", "")):
            self.add_error("source", "Une source s’écrit sans accolades ni barre.")
        return asked

    def support(self) -> str:
        """What is written in the text."""
        asked = self.cleaned_data
        if asked["figure"]:
            return f"chiffre {asked['figure']}"
        return f"dit {asked['claim']}" if asked["claim"] else f"source : {asked['source']}"
