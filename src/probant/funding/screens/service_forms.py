"""The form of a service sold."""

from typing import Any

from django import forms

from probant.directory.models import Card, Organisation
from probant.funding.models import PaidService
from probant.gatherings.models import Session
from probant.kernel.actor import Actor
from probant.kernel.dates import write_short_date
from probant.programmes.models import Action
from probant.ui.fields import DayField, EurosField, offer_rows


class ServiceForm(forms.Form):
    """What is sold, to whom, and how far it is."""

    label = forms.CharField(
        label="Prestation",
        max_length=200,
        error_messages={"required": "Dites ce qui est vendu, comme « Formation trésorerie »."},
    )
    customer = forms.ModelChoiceField(
        Organisation.objects.none(),
        label="Client",
        error_messages={"required": "Choisissez le client parmi vos structures."},
    )
    amount_cents = EurosField(
        label="Montant", error_messages={"required": "Indiquez le prix, comme 1 200 €."}
    )
    account = forms.CharField(
        label="Compte",
        max_length=8,
        initial="706",
        help_text="706 pour une prestation de services ; toujours un compte 70.",
        error_messages={"required": "Indiquez le compte, 706 en général."},
    )
    action = forms.ModelChoiceField(
        Action.objects.none(), label="Action", required=False, empty_label="aucune"
    )
    session = forms.ModelChoiceField(
        Session.objects.none(), label="Rencontre", required=False, empty_label="aucune"
    )
    quoted_on = DayField(label="Devis du", required=False)
    quote_reference = forms.CharField(label="Devis n°", required=False, max_length=60)
    ordered_on = DayField(label="Commandée le", required=False)
    order_reference = forms.CharField(label="Commande n°", required=False, max_length=60)
    invoiced_on = DayField(label="Facturée le", required=False)
    invoice_reference = forms.CharField(label="Facture n°", required=False, max_length=60)
    paid_on = DayField(label="Payée le", required=False)

    def __init__(
        self, *args: Any, actor: Actor, service: PaidService | None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        cards = Card.objects.visible_to(actor).values("organisation")
        offer_rows(self, "customer", Organisation.objects.filter(pk__in=cards).order_by("name"))
        offer_rows(self, "action", Action.objects.visible_to(actor).order_by("name"))
        offer_rows(
            self, "session", Session.objects.filter(house_id=actor.house).order_by("-starts_on")
        )
        field: Any = self.fields["session"]
        field.label_from_instance = lambda row: f"{row.title}, {write_short_date(row.starts_on)}"
        if service is not None:
            for name, one in self.fields.items():
                one.initial = getattr(service, name)
