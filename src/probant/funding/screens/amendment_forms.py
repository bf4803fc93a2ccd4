"""Forms of amendments: what each changes, row by row."""

from typing import Any

from django import forms

from probant.funding.actions import ChangeDraft
from probant.funding.models import ActionSheet, AmendmentChange
from probant.funding.rules.articles import tidy
from probant.ui.fields import DayField, EurosField, NumberField, YearField, offer_choices
from probant.ui.rows import RowsForm


class ChangeRow(forms.Form):
    """One thing that an amendment changes; the fields that its nature asks for."""

    nature = forms.ChoiceField(
        label="Ce qui change",
        choices=[("", "à choisir"), *AmendmentChange.Nature.choices],
        error_messages={"required": "Choisissez ce qui change."},
    )
    article = forms.CharField(
        label="Article", max_length=12, required=False, help_text="IV, 4 bis…"
    )
    title = forms.CharField(label="Intitulé de l’article", max_length=200, required=False)
    text = forms.CharField(
        label="Nouveau texte", widget=forms.Textarea(attrs={"rows": 4}), required=False
    )
    starts_on = DayField(label="Nouveau début", required=False)
    ends_on = DayField(label="Nouvelle fin", required=False)
    year = YearField(label="Année", required=False)
    amount_cents = EurosField(label="Nouveau montant", required=False)
    sheet = forms.ChoiceField(label="Fiche action", required=False)

    def __init__(self, *args: Any, sheets: list[ActionSheet], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sheets = {str(one.pk): one for one in sheets}
        offer_choices(
            self, "sheet", [("", "aucune"), *((k, str(v)) for k, v in self.sheets.items())]
        )

    def clean(self) -> dict[str, Any]:
        """What the nature asks for."""
        data: dict[str, Any] = super().clean() or {}
        nature = str(data.get("nature") or "")
        asked = {
            "replaced": ("article", "text"),
            "added": ("article", "text"),
            "removed": ("article",),
            "amount": ("year", "amount_cents"),
            "sheet": ("sheet",),
        }
        for name in asked.get(nature, ()):
            if not data.get(name) and name not in self.errors and data.get(name) != 0:
                self.add_error(name, f"À remplir pour {AmendmentChange.Nature(nature).label}.")
        if nature == "period" and not data.get("starts_on") and not data.get("ends_on"):
            self.add_error("ends_on", "Indiquez le nouveau début ou la nouvelle fin.")
        return data

    def draft(self) -> ChangeDraft:
        """The change that was typed; a sheet given with an amount says for which action."""
        data = self.cleaned_data
        sheet = self.sheets.get(data["sheet"])
        nature = data["nature"]
        return ChangeDraft(
            nature=nature,
            article=data["article"].strip().rstrip("."),
            title=" ".join(data["title"].split()),
            text=tidy(data["text"]),
            starts_on=data["starts_on"] if nature == "period" else None,
            ends_on=data["ends_on"] if nature == "period" else None,
            year=data["year"] if nature == "amount" else None,
            amount_cents=data["amount_cents"] if nature == "amount" else None,
            action=sheet.action if sheet and nature == "amount" else None,
            sheet=sheet if nature == "sheet" else None,
        )


class ChangesForm(RowsForm):
    """What an amendment changes."""

    row_class = ChangeRow
    rows_label = "Changement"
    more_label = "Ajouter un changement"
    prefix_of_rows = "changement"
    spare = 1

    @property
    def drafts(self) -> list[ChangeDraft]:
        """The changes that are kept."""
        return [
            row.draft()
            for row in self.rows.forms
            if isinstance(row, ChangeRow)
            if (row.has_changed() or row.initial) and not row.cleaned_data.get("DELETE")
        ]


class AmendmentForm(ChangesForm):
    """A new amendment."""

    number = NumberField(label="Avenant n°", error_messages={"required": "Donnez son numéro."})
    starts_on = DayField(
        label="Applicable à compter du", required=False, help_text="Vide : le jour de sa signature."
    )
    status = forms.ChoiceField(
        label="Où il en est",
        choices=[("draft", "en préparation"), ("signed", "déjà signé (sur papier)")],
    )
    signed_on = DayField(label="Signé le", required=False)
    reference = forms.CharField(label="Référence", max_length=60, required=False)

    def clean(self) -> dict[str, Any]:
        """A day of signature for what is signed."""
        data: dict[str, Any] = super().clean() or {}
        signed = data.get("status") == "signed"
        if signed and not data.get("signed_on") and "signed_on" not in self.errors:
            self.add_error("signed_on", "Indiquez le jour de la signature : l’avenant en court.")
        if not signed and data.get("signed_on"):
            self.add_error("signed_on", "Un avenant signé est « déjà signé » : changez l’état.")
        return data
