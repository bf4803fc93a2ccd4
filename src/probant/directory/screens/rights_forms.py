"""Forms about personal data: what a person asks, why it is refused, the notice of the house."""

from django import forms
from django.utils import timezone

from probant.directory.models import DataRequest
from probant.ui.fields import DayField


class RequestForm(forms.Form):
    """What a person asks, and the day it was received."""

    kind = forms.ChoiceField(
        label="Elle demande à",
        choices=DataRequest.Kind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Dites ce que la personne demande."},
    )
    received_on = DayField(
        label="Reçue le",
        initial=timezone.localdate,
        error_messages={"required": "Donnez le jour où la demande est arrivée."},
    )


class RefusalForm(forms.Form):
    """Why a request is refused, as the person is told."""

    ground = forms.ChoiceField(
        label="Motif prévu par le règlement",
        choices=DataRequest.Ground.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choisissez le motif."},
    )
    reason = forms.CharField(
        label="Explication donnée à la personne",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Rappelez-lui qu’elle peut saisir la CNIL (RGPD, art. 12, § 4).",
        error_messages={"required": "Écrivez ce que vous répondez à la personne."},
    )


class NoticeForm(forms.Form):
    """The texts of the information notice; rights and the CNIL are always said."""

    controller = forms.CharField(
        label="Responsable du traitement",
        max_length=200,
        help_text="Le nom et l’adresse de votre structure.",
    )
    contact = forms.CharField(label="À qui s’adresser", max_length=200)
    officer = forms.CharField(
        label="Délégué·e à la protection des données", max_length=200, required=False
    )
    purposes = forms.CharField(
        label="Pourquoi ces données", max_length=3000, widget=forms.Textarea(attrs={"rows": 3})
    )
    legal_basis = forms.CharField(
        label="Sur quel fondement", max_length=3000, widget=forms.Textarea(attrs={"rows": 3})
    )
    recipients = forms.CharField(
        label="Qui les reçoit", max_length=3000, widget=forms.Textarea(attrs={"rows": 3})
    )
    retention = forms.CharField(
        label="Combien de temps", max_length=3000, widget=forms.Textarea(attrs={"rows": 4})
    )
