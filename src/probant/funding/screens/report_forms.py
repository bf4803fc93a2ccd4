"""Forms of financial reports: what the house comments, what the funder admits, how it ends."""

from typing import Any

from django import forms

from probant.engagement.screens.staff_forms import ShareField
from probant.funding.models import CommitteeHeld, Convention
from probant.funding.queries.reports import ReportView, TellingRow
from probant.governance.models import Sitting
from probant.kernel.dates import write_short_date
from probant.ui.fields import DayField, EurosField, YearField, offer_choices, offer_rows

NO_DAY = {"required": "Indiquez le jour, comme 30/06/2024."}


class ReportForm(forms.Form):
    """What the house says of each gap, and of the year."""

    summary = forms.CharField(
        label="Bilan de l’action",
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Qui, quand, où, ce qui a été atteint. Les chiffres s’y joignent d’eux-mêmes.",
    )
    allocation = forms.CharField(
        label="Règle de répartition des charges indirectes",
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Vide : celle qui est écrite dans la clé.",
    )
    in_kind = forms.CharField(
        label="Contributions volontaires en nature",
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    signatory = forms.CharField(label="Signé par", required=False, max_length=120)
    capacity = forms.CharField(label="En qualité de", required=False, max_length=160)

    def __init__(self, *args: Any, view: ReportView, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.view = view
        report = view.report
        for name in ("summary", "allocation", "in_kind", "signatory", "capacity"):
            self.fields[name].initial = getattr(report, name)
        for place, telling in enumerate(view.rows):
            if telling.row.level == "heading":
                self.fields[f"c{place}"] = forms.CharField(
                    label=f"Commentaire, {telling.row.label}",
                    required=False,
                    initial=telling.comment,
                    widget=forms.Textarea(attrs={"rows": min(4, 1 + len(telling.comment) // 30)}),
                )

    def comments(self) -> dict[str, str]:
        """What is said, by code of row."""
        return {
            telling.row.code: self.cleaned_data.get(f"c{place}", "")
            for place, telling in enumerate(self.view.rows)
            if telling.row.level == "heading"
        }

    def rows(self) -> list[tuple[TellingRow, Any]]:
        """Each row and the field beside it."""
        return [
            (telling, self[f"c{place}"] if f"c{place}" in self.fields else None)
            for place, telling in enumerate(self.view.rows)
        ]


class StepForm(forms.Form):
    """A step on its day; the letter where the house writes down what a funder did."""

    occurred_on = DayField(label="Le", error_messages=NO_DAY)
    reference = forms.CharField(label="Référence du courrier", required=False, max_length=120)


class HandBackForm(StepForm):
    """What is to be mended."""

    reason = forms.CharField(
        label="Ce qui est à reprendre",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Dites ce qui est à reprendre : l’association le lira."},
    )
    field_order = ("reason", "occurred_on", "reference")


class CloseForm(StepForm):
    """What is to be given back."""

    clawback = EurosField(
        label="À reverser",
        required=False,
        help_text="Vide : la somme calculée. Une autre somme demande un motif.",
    )
    reason = forms.CharField(
        label="Motif", required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    field_order = ("clawback", "reason", "occurred_on", "reference")


class ExamineForm(StepForm):
    """Line by line: the amount admitted and the remark."""

    def __init__(self, *args: Any, view: ReportView, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.view = view
        for place, telling in enumerate(view.rows):
            if telling.row.level != "heading":
                continue
            label = telling.row.label
            self.fields[f"a{place}"] = EurosField(
                label=f"Admis, {label}", required=False, initial=telling.admitted_cents
            )
            self.fields[f"r{place}"] = forms.CharField(
                label=f"Remarque, {label}",
                required=False,
                initial=telling.remark,
                widget=forms.Textarea(attrs={"rows": min(4, 1 + len(telling.comment) // 30)}),
            )

    def admitted(self) -> dict[str, int | None]:
        """Amounts, by code of row; None: as told."""
        return {
            telling.row.code: self.cleaned_data.get(f"a{place}")
            for place, telling in enumerate(self.view.rows)
            if telling.row.level == "heading"
        }

    def remarks(self) -> dict[str, str]:
        """Remarks, by code of row."""
        return {
            telling.row.code: self.cleaned_data.get(f"r{place}", "")
            for place, telling in enumerate(self.view.rows)
            if telling.row.level == "heading"
        }

    def rows(self) -> list[tuple[TellingRow, Any, Any]]:
        """Each row and the fields beside it."""
        return [
            (
                telling,
                self[f"a{place}"] if f"a{place}" in self.fields else None,
                self[f"r{place}"] if f"r{place}" in self.fields else None,
            )
            for place, telling in enumerate(self.view.rows)
        ]


class RuleForm(forms.Form):
    """From which gap a line is commented."""

    gap_hundredths = ShareField(
        label="Écart à partir de", error_messages={"required": "Indiquez un taux, comme 10 %."}
    )
    gap_cents = EurosField(
        label="et d’au moins", error_messages={"required": "Indiquez une somme, comme 100 €."}
    )


class CommitteeForm(forms.Form):
    """A steering committee that was held."""

    year = YearField(label="Exercice", error_messages={"required": "Indiquez l’exercice."})
    occurred_on = DayField(label="Tenu le", error_messages=NO_DAY)
    sitting = forms.ModelChoiceField(
        Sitting.objects.none(),
        label="Séance enregistrée",
        required=False,
        empty_label="aucune : la date suffit",
    )
    opinion = forms.ChoiceField(label="Avis sur la reconduction", required=False)
    remarks = forms.CharField(
        label="Relevé de décisions", required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    reference = forms.CharField(
        label="Référence du compte rendu signé", required=False, max_length=120
    )

    def __init__(self, *args: Any, convention: Convention, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_rows(
            self,
            "sitting",
            Sitting.objects.filter(body__house_id=convention.house_id, status="held")
            .select_related("body")
            .order_by("-held_on"),
        )
        offer_choices(self, "opinion", CommitteeHeld.Opinion.choices)
        field: Any = self.fields["sitting"]
        field.label_from_instance = lambda row: f"{row.body.name}, {write_short_date(row.held_on)}"
