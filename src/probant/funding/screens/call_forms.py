"""Forms of calls and consultations; actions decide."""

from typing import Any

from django import forms

from probant.directory.models import Organisation, Theme
from probant.funding.models import Call, FilePiece, FundingRequest
from probant.funding.rules.calls import NEXT, CallStage
from probant.funding.rules.permanent import PieceKind
from probant.funding.screens.request_forms import DAY
from probant.gatherings.models import Network
from probant.gatherings.queries.mailings import AUDIENCES
from probant.kernel.actor import Actor
from probant.ui.fields import DayField, EurosField, offer_choices, offer_rows


class CallForm(forms.Form):
    """What is known of a call."""

    kind = forms.ChoiceField(label="Nature", choices=Call.Kind.choices)
    title = forms.CharField(
        label="Intitulé",
        max_length=200,
        error_messages={"required": "Donnez l’intitulé de l’appel ou de la consultation."},
    )
    organiser = forms.ModelChoiceField(
        Organisation.objects.none(),
        label="Lancé par",
        required=False,
        empty_label="une structure hors de l’annuaire",
    )
    organiser_name = forms.CharField(
        label="Son nom, si elle n’est pas à l’annuaire", max_length=200, required=False
    )
    address = forms.URLField(
        label="Page de l’appel",
        required=False,
        assume_scheme="https",
        error_messages={"invalid": "Recopiez l’adresse entière, comme https://agriculture.gouv.fr"},
    )
    due_on = DayField(label="Date limite", required=False)
    manner = forms.ChoiceField(label="Nous répondons", choices=Call.Manner.choices)
    amount_cents = EurosField(label="Montant demandé", required=False)
    note = forms.CharField(
        label="De quoi il s’agit",
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    request = forms.ModelChoiceField(
        FundingRequest.objects.none(),
        label="Demande de subvention qui y répond",
        required=False,
        empty_label="aucune",
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = Organisation.objects.filter(cards__house_id=actor.house, merged_into__isnull=True)
        offer_rows(self, "organiser", known.order_by("name_key"))
        offer_rows(self, "request", FundingRequest.objects.visible_to(actor))


class CallStepForm(forms.Form):
    """What was decided or heard of a call."""

    stage = forms.ChoiceField(label="Suite", choices=())
    occurred_on = DayField(label="Le", error_messages=DAY)
    amount_cents = EurosField(
        label="Montant obtenu", required=False, help_text="Si la réponse est retenue."
    )

    def __init__(self, *args: Any, standing: CallStage, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_choices(self, "stage", [(one.value, one.label) for one in NEXT[standing]])

    def clean(self) -> dict[str, Any]:
        """An amount belongs to an answer that was chosen."""
        data: dict[str, Any] = super().clean() or {}
        if data.get("amount_cents") and data.get("stage") != CallStage.WON:
            self.add_error("amount_cents", "Un montant obtenu ne s’écrit que d’un appel retenu.")
        return data


class PartnerForm(forms.Form):
    """A structure that answers with the house."""

    organisation = forms.ModelChoiceField(
        Organisation.objects.none(),
        label="Structure",
        empty_label="choisissez",
        error_messages={"required": "Choisissez la structure qui répond avec vous."},
    )
    part = forms.CharField(label="Ce qu’elle apporte", max_length=200, required=False)
    is_lead = forms.BooleanField(label="Elle est chef de file", required=False)

    def __init__(self, *args: Any, actor: Actor, held: list[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = Organisation.objects.filter(
            cards__house_id=actor.house, merged_into__isnull=True
        ).exclude(pk__in=held)
        offer_rows(self, "organisation", known.order_by("name_key"))


class CallPieceForm(forms.Form):
    """A piece of an answer: of the permanent file, or a file."""

    file_piece = forms.ModelChoiceField(
        FilePiece.objects.none(),
        label="Du dossier permanent",
        required=False,
        empty_label="aucune",
    )
    file = forms.FileField(label="Ou un fichier", required=False)
    label = forms.CharField(label="Intitulé", max_length=200, required=False)

    def __init__(self, *args: Any, house_id: int, bank: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        pieces = FilePiece.objects.filter(house_id=house_id, withdrawn_on__isnull=True)
        if not bank:
            pieces = pieces.exclude(kind=PieceKind.BANK)
        offer_rows(self, "file_piece", pieces.order_by("kind", "-dated_on"))

    def clean(self) -> dict[str, Any]:
        """One or the other."""
        data: dict[str, Any] = super().clean() or {}
        if not data.get("file_piece") and not data.get("file") and "file" not in self.errors:
            self.add_error("file", "Choisissez une pièce du dossier, ou joignez un fichier.")
        return data


class AlertForm(forms.Form):
    """A message to chosen actors."""

    network = forms.ModelChoiceField(
        Network.objects.none(), label="À", required=False, empty_label="tout l’annuaire"
    )
    theme = forms.ChoiceField(
        label="Domaine", required=False, choices=[("", "tous les domaines"), *Theme.choices]
    )
    audience = forms.ChoiceField(label="Adressé", choices=AUDIENCES)
    subject = forms.CharField(
        label="Objet", max_length=200, error_messages={"required": "Donnez un objet."}
    )
    text = forms.CharField(
        label="Message",
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 10}),
        error_messages={"required": "Écrivez le message."},
        help_text="Texte simple. Le nom de la maison et le lien de désabonnement s’y ajoutent.",
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        networks: Any = Network.objects.visible_to(actor)
        offer_rows(self, "network", networks.filter(is_open=True).order_by("name"))
