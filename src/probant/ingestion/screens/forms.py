"""Forms of the inbox: short reasons, and what a document belongs to."""

from __future__ import annotations

from django import forms

NO_REASON = {
    "required": "Donnez le motif : il reste visible.",
    "max_length": "Le motif dépasse 300 caractères : dites-le plus court.",
}


class ReasonForm(forms.Form):
    """Why something is closed or put away."""

    reason = forms.CharField(
        label="Motif",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages=NO_REASON,
    )
