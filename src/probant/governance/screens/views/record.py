"""Entering: a deliberation, its formalities, a body."""

from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse

from probant.directory.models import Card, House
from probant.governance import actions
from probant.governance.access import can_change, can_record
from probant.governance.models import Body
from probant.governance.screens.forms import BodyForm, DeliberationForm, FormalitiesForm
from probant.governance.screens.views.register import load
from probant.programmes.screens.submit import Subject, answer
from probant.ui.idempotency import FormKeys
from probant.ui.request import Request
from probant.ui.templatetags.ui import crumbs

FORM = "programmes/form.html"


def _house(request: Request) -> House:
    actor = request.actor
    house = House.objects.select_related("organisation").filter(pk=actor.house_id).first()
    if house is None or not can_record(actor, house.pk):
        raise Http404
    return house


def _suggestions(house: House) -> list[str]:
    cards = Card.objects.filter(house=house).order_by("name_key")
    return list(cards.values_list("name", flat=True)[:200])


def record(request: Request) -> HttpResponse:
    """`/deliberations/enregistrer/`: an extract of the register, typed."""
    actor, house = request.actor, _house(request)
    suggestions = _suggestions(house)
    form = DeliberationForm(request.POST or None, actor=actor, suggestions=suggestions)

    def act(_: Any, keys: FormKeys) -> str:
        made = actions.record_deliberation(
            actor=actor,
            house=house,
            sitting=form.sitting,
            deliberation=form.deliberation,
            key=keys.key,
        )
        return reverse("governance:deliberation", args=[made.pk])

    return answer(
        request,
        form,
        act=act,
        template="governance/record.html",
        subject=Subject(house.pk, "deliberation"),
        back=reverse("governance:deliberations"),
        done="Délibération enregistrée.",
        context={
            "suggestions": suggestions,
            "has_bodies": Body.objects.visible_to(actor).exists(),
        },
        day_field="held_on",
    )


def formalities(request: Request, pk: int) -> HttpResponse:
    """`/deliberations/<id>/formalites/`: transmission, publication, notification."""
    actor = request.actor
    deliberation = load(actor, pk)
    if not can_change(actor, deliberation):
        raise Http404
    names = ("transmitted_on", "published_on", "notified_on")
    initial = {name: getattr(deliberation, name) for name in names}
    form = FormalitiesForm(request.POST or None, initial=initial)
    back = reverse("governance:deliberation", args=[pk])

    def act(data: dict[str, Any], keys: FormKeys) -> str:
        actions.record_formalities(
            actor=actor, deliberation=deliberation, read_at=keys.read_at, key=keys.key, **data
        )
        return back

    listing = reverse("governance:deliberations")
    return answer(
        request,
        form,
        act=act,
        template=FORM,
        subject=Subject(deliberation.house_id, "deliberation", pk),
        back=back,
        done="Dates enregistrées.",
        context={
            "heading": "Transmission, publication, notification",
            "submit": "Enregistrer",
            "trail": crumbs("Délibérations", listing, "Délibération", back, "Formalités"),
            "lead": deliberation.subject,
        },
    )


def body(request: Request) -> HttpResponse:
    """`/deliberations/instances/nouvelle/`: a body of a structure of the directory."""
    actor, house = request.actor, _house(request)
    form = BodyForm(request.POST or None, house_id=house.pk, suggestions=_suggestions(house))
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
