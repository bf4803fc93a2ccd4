"""`/rencontres/logos/`: the logos that printed papers show."""

from typing import Any

from django import forms
from django.http import Http404, HttpResponse, HttpResponseBase
from django.urls import reverse

from probant.documents.serving import serve
from probant.documents.writing import keep
from probant.gatherings import actions
from probant.gatherings.access import may_write_sessions
from probant.gatherings.models import Logo
from probant.gatherings.screens.programme_forms import PartnerForm
from probant.gatherings.screens.views.posted import act_and_return
from probant.programmes.screens.submit import Subject, answer
from probant.ui.request import Request
from probant.ui.templatetags.ui import crumbs


class LogoForm(PartnerForm):
    """A structure and its logo, which is given."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        logo: Any = self.fields["logo"]
        logo.required = True
        logo.error_messages["required"] = "Choisissez l’image du logo."
        self.fields["organisation"].help_text = "Un financeur, un partenaire : de votre annuaire."


def listing(request: Request) -> HttpResponse:
    """What is kept, and one more; a structure that has one gets another in its place."""
    actor = request.actor
    form: forms.Form = LogoForm(request.POST or None, request.FILES or None, house_id=actor.house)
    here = reverse("gatherings:logos")

    def act(data: Any, keys: Any) -> str:
        file = data["logo"]
        actions.give_logo(
            actor,
            house_id=actor.house,
            organisation=data["organisation"],
            logo=keep(file.name, file.chunks()),
            alternative=data["alternative"],
            key=keys.key,
        )
        return here

    rows = Logo.objects.visible_to(actor).select_related("organisation")
    return answer(
        request,
        form,
        act=act,
        template="gatherings/logos.html",
        subject=Subject(actor.house, "logo"),
        back=here,
        done="Le logo est gardé.",
        context={
            "rows": list(rows.order_by("organisation__name_key", "pk")),
            "may_write": may_write_sessions(actor, actor.house).allowed,
            "trail": crumbs(
                "Rencontres",
                reverse("gatherings:sessions"),
                "Événements",
                reverse("gatherings:events"),
                "Logos",
            ),
        },
    )


def image(request: Request, pk: int) -> HttpResponseBase:
    """`/rencontres/logos/<id>/`: the picture itself."""
    return serve(_logo(request, pk).document)


def remove(request: Request, pk: int) -> HttpResponse:
    """A logo no longer (POST)."""
    logo = _logo(request, pk)
    return act_and_return(
        request,
        lambda: actions.remove_logo(request.actor, logo=logo),
        reverse("gatherings:logos"),
    )


def _logo(request: Request, pk: int) -> Logo:
    row = Logo.objects.visible_to(request.actor).select_related("document").filter(pk=pk).first()
    if row is None:
        raise Http404
    return row
