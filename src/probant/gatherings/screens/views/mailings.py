"""Messages to the network: those sent, one of them, writing one to chosen contacts."""

from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from probant.directory.models import Theme
from probant.gatherings.actions.mailings import send_mailing
from probant.gatherings.models import Mailing, Network
from probant.gatherings.queries.mailings import AUDIENCES, Choice, mailing_rows, readers_of
from probant.gatherings.queries.network import families_of
from probant.gatherings.screens.network_tables import MAILINGS
from probant.programmes.screens.submit import Subject, answer
from probant.ui.request import Request
from probant.ui.tables import keyset_page
from probant.ui.templatetags.ui import crumbs


class MailingForm(forms.Form):
    """A message in plain text."""

    subject = forms.CharField(
        label="Objet", max_length=200, error_messages={"required": "Donnez un objet."}
    )
    text = forms.CharField(
        label="Message",
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 14}),
        error_messages={"required": "Écrivez le message."},
        help_text="Texte simple. Le nom de la maison et le lien de désabonnement s’y ajoutent.",
    )


def listing(request: Request) -> HttpResponse:
    """`/reseaux/messages/`: what was sent, newest first."""
    page = keyset_page(mailing_rows(request.actor), MAILINGS.sort(request.GET), request.GET)
    table = MAILINGS.render(page.rows, query=request.GET, page=page)
    return render(request, "gatherings/mailings.html", {"table": table})


def sheet(request: Request, pk: int) -> HttpResponse:
    """`/reseaux/messages/<id>/`: the message as it left, to whom it went and not."""
    own: Any = Mailing.objects.visible_to(request.actor).select_related("network", "sent_by")
    mailing: Mailing | None = own.filter(pk=pk).first()
    if mailing is None:
        raise Http404
    readers = mailing.readers.select_related("organisation", "person", "letter")
    rows = list(readers.order_by("left_out", "organisation__name_key", "pk"))
    context = {
        "mailing": mailing,
        "sent": [one for one in rows if not one.left_out],
        "left": [one for one in rows if one.left_out],
    }
    return render(request, "gatherings/mailing.html", context)


def create(request: Request) -> HttpResponse:
    """Choose readers by the address, write, send."""
    actor = request.actor
    choice = Choice.read(request.GET)
    form = MailingForm(request.POST or None)
    back = reverse("gatherings:mailings")
    networks: Any = Network.objects.visible_to(actor)

    def act(data: Any, keys: Any) -> str:
        sent = send_mailing(actor, house_id=actor.house, choice=choice, key=keys.key, **data)
        return reverse("gatherings:mailing", args=[sent.pk])

    reading = readers_of(actor, choice)
    return answer(
        request,
        form,
        act=act,
        template="gatherings/mailing_form.html",
        subject=Subject(actor.house, "mailing"),
        back=back,
        done="Le message part ; chaque envoi se suit dans le courrier.",
        context={
            "choice": choice,
            "ticked": "-".join(map(str, choice.ticked)),
            "reading": reading,
            "networks": list(networks.filter(is_open=True).order_by("name")),
            "families": families_of(actor.house),
            "themes": Theme.choices,
            "audiences": AUDIENCES,
            "trail": crumbs("Réseaux", reverse("gatherings:networks"), "Messages", back, "Écrire"),
        },
    )
