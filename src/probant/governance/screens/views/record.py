"""Entering a body, and how it numbers its acts."""

from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse

from probant.directory.models import House
from probant.governance import actions
from probant.governance.access import can_record
from probant.governance.models import Body
from probant.governance.screens.deliberation_forms import suggestions
from probant.governance.screens.forms import BodyForm, PatternForm
from probant.programmes.screens.submit import Subject, answer
from probant.ui.idempotency import FormKeys
from probant.ui.request import Request
from probant.ui.templatetags.ui import crumbs

FORM = "programmes/form.html"


def house_of(request: Request) -> House:
    """The house of a person of its team; 404 for anybody else."""
    actor = request.actor
    house = House.objects.select_related("organisation").filter(pk=actor.house_id).first()
    if house is None or not can_record(actor, house.pk):
        raise Http404
    return house


def body(request: Request) -> HttpResponse:
    """`/deliberations/instances/nouvelle/`: a body of a structure of the directory."""
    actor, house = request.actor, house_of(request)
    form = BodyForm(request.POST or None, house_id=house.pk, suggestions=suggestions(house.pk))
    back = reverse("governance:record")

    def act(data: dict[str, Any], keys: FormKeys) -> str:
        actions.create_body(actor=actor, house=house, key=keys.key, **data)
        return back

    listing = reverse("governance:deliberations")
    return answer(
        request,
        form,
        act=act,
        template=FORM,
        subject=Subject(house.pk, "body"),
        back=back,
        done="Instance ajoutée.",
        context={
            "heading": "Nouvelle instance",
            "submit": "Ajouter l’instance",
            "trail": crumbs("Délibérations", listing, "Nouvelle instance"),
            "lead": "Un conseil, un bureau, une assemblée : ce qui délibère dans une structure.",
        },
    )


def pattern(request: Request, pk: int) -> HttpResponse:
    """`/deliberations/instances/<id>/numeros/`: how a body numbers its acts."""
    actor, house = request.actor, house_of(request)
    found = Body.objects.visible_to(actor).filter(pk=pk, house=house).first()
    if found is None:
        raise Http404
    form = PatternForm(request.POST or None, initial={"pattern": found.number_pattern})
    back = reverse("governance:deliberations")

    def act(data: dict[str, Any], keys: FormKeys) -> str:
        actions.set_number_pattern(
            actor=actor, body=found, read_at=keys.read_at, key=keys.key, **data
        )
        return f"{back}?instance={pk}"

    return answer(
        request,
        form,
        act=act,
        template=FORM,
        subject=Subject(house.pk, "body", pk),
        back=back,
        done="Modèle de numéro enregistré.",
        context={
            "heading": "Numéros des délibérations",
            "submit": "Enregistrer le modèle",
            "trail": crumbs("Délibérations", back, "Numéros"),
            "lead": f"{found.name}, {found.organisation.name}.",
        },
    )
