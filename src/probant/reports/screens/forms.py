"""What a report is asked for on a screen."""

from django import forms

from probant.ui.fields import DayField

FORMATS = (("pdf", "PDF"), ("xlsx", "tableur"), ("docx", "Word"))


class ReportForm(forms.Form):
    """Year, day of knowledge, convention, format."""

    annee = forms.IntegerField(
        min_value=1990,
        max_value=2100,
        error_messages={
            "required": "Choisissez une année.",
            "invalid": "Tapez une année sur quatre chiffres.",
            "min_value": "Tapez une année sur quatre chiffres.",
            "max_value": "Tapez une année sur quatre chiffres.",
        },
    )
    connu_le = DayField(required=False)
    convention = forms.IntegerField(required=False, min_value=1, max_value=2**53)
    format = forms.ChoiceField(choices=FORMATS)
