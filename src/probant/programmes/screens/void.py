"""The form that asks why a fact is voided; shared by the rooms above."""

from django import forms

from probant.journal.reasons import VOID_REASONS


class VoidForm(forms.Form):
    """A code, and a reason in words that stays with the fact, outside the chain."""

    code = forms.ChoiceField(
        label="Motif",
        choices=list(VOID_REASONS.items()),
        widget=forms.RadioSelect,
        error_messages={"required": "Choisissez un motif."},
    )
    reason = forms.CharField(
        label="En quelques mots",
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Dites pourquoi : la raison reste avec le fait annulé."},
    )
