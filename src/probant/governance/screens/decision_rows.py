"""The lines of the form of an act: a decision, what it permits, what it grants and to whom."""

import re
from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from probant.directory.models import Organisation
from probant.governance.actions import AmountDraft, DecisionDraft
from probant.governance.models import Decision
from probant.governance.screens.names import lines_of
from probant.kernel.money import find_amounts
from probant.kernel.text import fold
from probant.programmes.screens.fields import StructureField
from probant.ui.fields import EurosField, YearField

_MARK = re.compile(r"^\s*(?:[-–•*]|\d{1,2}\s*[-.)°/]+)\s*(?=\S)")


class BeneficiaryField(StructureField):
    """A structure of the directory or the house itself; else the name as the act prints it."""

    def clean(self, value: Any) -> Any:
        text = " ".join(str(value or "").split())
        try:
            return super().clean(value)
        except ValidationError:
            if len(text) > 200:
                raise
            own = Organisation.objects.filter(pk=self.house_id, name_key=fold(text)).first()
            return own or text


class DecisionRow(forms.Form):
    """One item of the operative part, with what it grants."""

    text = forms.CharField(
        label="Décision", required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    enables = forms.ChoiceField(
        label="Elle permet",
        required=False,
        choices=[("", "selon le montant"), *Decision.Enables.choices[1:]],
    )
    amount = EurosField(label="Montant accordé", required=False)
    budget_year = YearField(label="Exercice", required=False)
    budget_line = forms.CharField(label="Chapitre, article", required=False, max_length=120)
    parts = forms.CharField(
        label="Répartition",
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Une part par ligne : « 9 000 € action 1 ».",
    )

    def __init__(self, *args: Any, house_id: int, suggestions: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["beneficiary"] = BeneficiaryField(
            house_id=house_id,
            suggestions=suggestions,
            label="Bénéficiaire",
            required=False,
            widget=forms.TextInput(attrs={"list": "structures"}),
        )
        self.order_fields(
            ["text", "enables", "amount", "beneficiary", "budget_year", "budget_line", "parts"]
        )

    def clean_text(self) -> str:
        """The text without the dash or the number that registers print before it."""
        return _MARK.sub("", " ".join(str(self.cleaned_data["text"]).split()))

    def clean_parts(self) -> list[AmountDraft]:
        """Parts of the amount, one a line."""
        parts = []
        for line in lines_of(self.cleaned_data["parts"]):
            found = next(find_amounts(line), None)
            if found is None:
                raise ValidationError(f"« {line} » : commencez par le montant, comme 9 000 €.")
            purpose = " ".join((line[: found.start] + line[found.end :]).split())
            parts.append(AmountDraft(found.cents, purpose=purpose.strip(" :–-()")))
        return parts

    def clean(self) -> dict[str, Any]:
        """A split without a whole says what is missing."""
        data: dict[str, Any] = super().clean() or {}
        if data.get("parts") and data.get("amount") is None and "amount" not in self.errors:
            self.add_error("amount", "Indiquez le montant que la répartition divise.")
        return data


def decisions_of(rows: Sequence[dict[str, Any]]) -> list[DecisionDraft]:
    """Decisions in order; a line without a text is one more amount of the decision above it."""
    made: list[DecisionDraft] = []
    for row in rows:
        amounts = [_amount(row)] if row["amount"] is not None else []
        if row["text"] or not made:
            made.append(DecisionDraft(row["text"], row["enables"] or _enables(amounts), amounts))
        elif amounts:
            last = made[-1]
            enables = last.enables or Decision.Enables.AWARD
            made[-1] = DecisionDraft(last.text, enables, [*last.amounts, *amounts])
    return made


def _enables(amounts: list[AmountDraft]) -> str:
    return Decision.Enables.AWARD if amounts else ""


def _amount(row: dict[str, Any]) -> AmountDraft:
    named = row["beneficiary"]
    known = named if isinstance(named, Organisation) else None
    year = row["budget_year"]
    return AmountDraft(
        row["amount"],
        beneficiary=known,
        beneficiary_name=known.name if known else str(named or ""),
        budget_year=year,
        budget_line=row["budget_line"],
        parts=[
            AmountDraft(part.amount_cents, known, purpose=part.purpose, budget_year=year)
            for part in row["parts"]
        ],
    )
