"""Forms of funding: they read what is typed and explain; actions decide."""

from typing import Any

from django import forms

from probant.funding.models import ObligationMet, PaymentMade
from probant.funding.queries import ConventionFile
from probant.governance.models import Decision
from probant.journal.reasons import VOID_REASONS
from probant.kernel.actor import Actor
from probant.kernel.dates import write_short_date
from probant.ui.fields import DayField, EurosField, NumberField, YearField


class AwardForm(forms.Form):
    """An award: for which action and year, how much, by which decision."""

    sheet = forms.ChoiceField(label="Pour", required=False)
    year = NumberField(
        label="Exercice", error_messages={"required": "Indiquez l’année couverte, comme 2024."}
    )
    amount = EurosField(
        label="Montant attribué", error_messages={"required": "Indiquez le montant, comme 9 000 €."}
    )
    decision = forms.ModelChoiceField(
        Decision.objects.none(),
        label="Décision",
        required=False,
        empty_label="pas encore enregistrée",
        help_text="La décision du conseil ou du bureau sur laquelle repose la subvention.",
    )
    occurred_on = DayField(
        label="Date de la décision",
        required=False,
        help_text="Vide : le jour de la séance.",
    )
    funder = forms.ChoiceField(label="Financeur", required=False)

    def __init__(self, *args: Any, actor: Actor, file: ConventionFile, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sheets = [(str(one.sheet.pk), str(one.sheet)) for one in file.actions if one.sheet]
        choices: Any = self.fields["sheet"]
        choices.choices = [("", "toute la convention"), *sheets]
        decisions: Any = self.fields["decision"]
        decisions.queryset = (
            Decision.objects.filter(deliberation__house_id=file.convention.house_id)
            .select_related("deliberation__sitting__body")
            .order_by("-deliberation__sitting__held_on", "number")
        )
        decisions.label_from_instance = _decision
        funders = [party for party in file.parties if party.role == "funder"]
        if len(funders) > 1:
            choice: Any = self.fields["funder"]
            choice.choices = [("", "celui dont l’instance a décidé")] + [
                (str(one.organisation_id), one.organisation.name) for one in funders
            ]
        else:
            del self.fields["funder"]

    def clean(self) -> dict[str, Any]:
        """Without a decision, the day is needed."""
        data: dict[str, Any] = super().clean() or {}
        typed = not self.errors.get("occurred_on")
        if typed and data.get("occurred_on") is None and data.get("decision") is None:
            self.add_error("occurred_on", "Indiquez le jour, ou choisissez la décision.")
        return data


def _decision(decision: Decision) -> str:
    sitting = decision.deliberation.sitting
    day, body = write_short_date(sitting.held_on), sitting.body.name
    return f"{day}, {body} : {decision.number}. {decision.text[:70]}"


class PaymentForm(forms.Form):
    """Money paid on an award, or paid back."""

    nature = forms.ChoiceField(label="Mouvement", choices=PaymentMade.Nature.choices)
    amount = EurosField(
        label="Montant", error_messages={"required": "Indiquez le montant, comme 6 300 €."}
    )
    paid_on = DayField(
        label="Versé le", error_messages={"required": "Indiquez le jour, comme 14/06/2024."}
    )
    order_reference = forms.CharField(label="Mandat", max_length=60, required=False)
    bank_reference = forms.CharField(label="Référence bancaire", max_length=60, required=False)


class VoidForm(forms.Form):
    """Why a fact no longer stands."""

    code = forms.ChoiceField(label="Motif", choices=list(VOID_REASONS.items()))
    reason = forms.CharField(
        label="Précision",
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Dites en une phrase ce qui était faux."},
    )


class FulfilForm(forms.Form):
    """An obligation met."""

    code = forms.ChoiceField(label="Ce qui est fait", choices=ObligationMet.Code.choices)
    year = YearField(label="Pour l’année", required=False)
    occurred_on = DayField(
        label="Le", error_messages={"required": "Indiquez le jour, comme 28/06/2024."}
    )
    reference = forms.CharField(
        label="Preuve",
        max_length=120,
        required=False,
        help_text="Où la trouver : un accusé de réception, un procès-verbal.",
    )


class BudgetForm(forms.Form):
    """What stands around the grid: what the text of the sheet says of the budget."""

    stated_cost = EurosField(label="Coût écrit dans la fiche", required=False)
    stated_grant = EurosField(label="Aide écrite dans la fiche", required=False)
    printed_expense = EurosField(label="Total des charges imprimé", required=False)
    printed_income = EurosField(label="Total des produits imprimé", required=False)
    in_kind_expected = forms.BooleanField(
        label="La fiche cite des apports en nature (locaux, bénévoles)", required=False
    )
