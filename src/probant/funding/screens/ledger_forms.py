"""Forms of accounts: where entries go, by which key they are shared."""

from typing import Any

from django import forms

from probant.engagement.screens.staff_forms import ShareField
from probant.funding.models import ShareKey, ShareKeyPart
from probant.kernel.actor import Actor
from probant.programmes.models import Action
from probant.ui.fields import YearField, offer_choices

OUT = "hors"


class AssignForm(forms.Form):
    """Where a section and accounts go: an action, a key, or outside the actions."""

    section = forms.CharField(label="Section analytique", required=False, max_length=60)
    account = forms.CharField(
        label="Compte commençant par",
        required=False,
        max_length=20,
        help_text="Vide : tous les comptes de la section. 613 : les locations seulement.",
    )
    target = forms.ChoiceField(
        label="Vont à",
        error_messages={"required": "Choisissez une action, une clé, ou « hors actions »."},
    )
    heading = forms.CharField(
        label="À présenter au compte",
        required=False,
        max_length=8,
        help_text="Vide : à leur propre compte. Par exemple 62 pour un compte de votre plan.",
    )
    from_year = YearField(
        label="À partir de l’exercice",
        required=False,
        help_text="Vide : pour tous. 2025 : les exercices d’avant gardent leur affectation.",
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._actions = {
            f"a{one.pk}": one for one in Action.objects.visible_to(actor).order_by("name")
        }
        self._keys = {f"c{one.pk}": one for one in ShareKey.objects.visible_to(actor)}
        offer_choices(
            self,
            "target",
            [
                ("", "à choisir"),
                ("Actions", [(key, one.name) for key, one in self._actions.items()]),
                ("Partagé par une clé", [(key, one.name) for key, one in self._keys.items()]),
                (OUT, "hors actions (la structure elle-même)"),
            ],
        )

    def chosen(self) -> dict[str, Any]:
        """The action and the key chosen; None and None outside the actions."""
        target = self.cleaned_data["target"]
        return {"action": self._actions.get(target), "share_key": self._keys.get(target)}


class ShareKeyForm(forms.Form):
    """A key: its written rule and, for a year, the part of each action."""

    name = forms.CharField(
        label="Nom de la clé",
        max_length=120,
        error_messages={"required": "Donnez un nom, comme « Loyer et charges fixes »."},
    )
    rule = forms.CharField(
        label="Règle écrite",
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Elle est jointe au compte rendu : « au prorata du temps passé en 2023 ».",
        error_messages={"required": "Écrivez la règle : le financeur la demande."},
    )
    year = YearField(label="Exercice", error_messages={"required": "Indiquez l’exercice."})

    def __init__(
        self, *args: Any, actor: Actor, share_key: ShareKey | None, year: int, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.rows = list(Action.objects.visible_to(actor).order_by("name"))
        standing = (
            dict(
                ShareKeyPart.objects.filter(share_key=share_key, year=year).values_list(
                    "action", "share_hundredths"
                )
            )
            if share_key
            else {}
        )
        if share_key is not None:
            self.fields["name"].initial = share_key.name
            self.fields["rule"].initial = share_key.rule
        self.fields["year"].initial = year
        for action in self.rows:
            self.fields[f"part-{action.pk}"] = ShareField(
                label=action.name, required=False, initial=standing.get(action.pk)
            )

    def parts(self) -> dict[int, int]:
        """The parts that were given."""
        found = {action.pk: self.cleaned_data.get(f"part-{action.pk}") for action in self.rows}
        return {number: part for number, part in found.items() if part}
