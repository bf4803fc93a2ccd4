"""What a report is asked for on a screen."""

from typing import Any

from django import forms
from django.utils import timezone

from probant.reports.definition import Report
from probant.ui.fields import DayField

FORMATS = (("pdf", "PDF"), ("xlsx", "tableur"), ("docx", "Word"))


class ReportForm(forms.Form):
    """Year, day of knowledge, convention or structure, format.

    A report about a structure runs over all the years: none is asked for.
    """

    annee = forms.IntegerField(
        required=False,
        min_value=1990,
        max_value=2100,
        error_messages={
            "invalid": "Tapez une année sur quatre chiffres.",
            "min_value": "Tapez une année sur quatre chiffres.",
            "max_value": "Tapez une année sur quatre chiffres.",
        },
    )
    connu_le = DayField(required=False)
    convention = forms.IntegerField(required=False, min_value=1, max_value=2**53)
    modele = forms.IntegerField(required=False, min_value=1, max_value=2**53)
    structure = forms.IntegerField(required=False, min_value=1, max_value=2**53)
    deliberation = forms.IntegerField(required=False, min_value=1, max_value=2**53)
    seance = forms.IntegerField(required=False, min_value=1, max_value=2**53)
    demande = forms.IntegerField(required=False, min_value=1, max_value=2**53)
    format = forms.ChoiceField(choices=FORMATS)

    def __init__(self, *args: Any, report: Report, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.report = report

    def clean_annee(self) -> int:
        """The year, which a report about a year cannot do without."""
        year: int | None = self.cleaned_data["annee"]
        if year is None and self.report.about == "year":
            raise forms.ValidationError("Choisissez une année.")
        return year or timezone.localdate().year
