"""Forms of a holder's space: a piece to send, what she asks about her data."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError

from probant.directory.models import DataRequest
from probant.support.actions.space import MOST_AT_ONCE
from probant.support.deposits import ACCEPTED, KINDS, fault_of
from probant.support.screens.file_forms import ManyFiles

HEAD_BYTES = 16


class PiecesField(forms.FileField):
    """Several files of the kinds that are accepted; each fault is said by the file's name."""

    widget = ManyFiles(attrs={"accept": ACCEPTED})

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        sent = [one for one in (data if isinstance(data, list | tuple) else [data]) if one]
        if not sent:
            raise ValidationError("Choisissez au moins un fichier.", code="required")
        if len(sent) > MOST_AT_ONCE:
            raise ValidationError(f"Envoyez {MOST_AT_ONCE} fichiers à la fois au plus.")
        faults = [fault for fault in map(_fault, sent) if fault]
        if faults:
            raise ValidationError(faults)
        return sent


def _fault(sent: Any) -> str:
    head = sent.read(HEAD_BYTES)
    sent.seek(0)
    return fault_of(
        sent.name or "fichier", sent.size or 0, head, limit_bytes=settings.UPLOAD_LIMIT_BYTES
    )


class DepositForm(forms.Form):
    """Files to send, what they are, a word for whoever follows the case."""

    sent = PiecesField(
        label="Fichiers",
        help_text=f"{KINDS[0].upper()}{KINDS[1:]} ; "
        f"{settings.UPLOAD_LIMIT_BYTES // (1024 * 1024)} Mo au plus par fichier.",
    )
    title = forms.CharField(
        label="De quoi s’agit-il ?",
        max_length=200,
        required=False,
        help_text="Par exemple : statuts signés, devis, budget.",
    )
    words = forms.CharField(
        label="Un mot pour la personne qui vous suit",
        max_length=200,
        required=False,
        error_messages={"max_length": "200 caractères au plus."},
    )


class RightsForm(forms.Form):
    """What one asks about one's data."""

    kind = forms.ChoiceField(
        label="Je demande à",
        choices=[
            (DataRequest.Kind.RECTIFICATION.value, "faire corriger mes données"),
            (DataRequest.Kind.ERASURE.value, "faire effacer mes données"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Choisissez ce que vous demandez."},
    )
