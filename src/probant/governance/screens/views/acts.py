"""Writing an act: recorded, corrected, followed to force, withdrawn or annulled."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from probant.governance import actions
from probant.governance.access import can_change, can_correct
from probant.governance.models import Body, Deliberation
from probant.governance.queries import register_of
from probant.governance.screens.act_lines import initial_of, lines_of
from probant.governance.screens.deliberation_forms import DeliberationForm, suggestions
from probant.governance.screens.forms import EndForm, FormalitiesForm
from probant.governance.screens.views.record import FORM, house_of
from probant.governance.screens.views.register import load
from probant.programmes.screens.submit import Subject, answer
from probant.ui.idempotency import FormKeys
from probant.ui.request import Request
from probant.ui.rows import wants_more
from probant.ui.templatetags.ui import crumbs

TEMPLATE = "governance/record.html"
#: `?modifie=12`, `?retire=12`, `?suite=12`: the act that a new one amends, withdraws or follows.
BEGUN = {"suite": "follows", "modifie": "amends", "retire": "withdraws"}


def record(request: Request) -> HttpResponse:
    """`/deliberations/enregistrer/`: an extract of the register, typed."""
    actor, house = request.actor, house_of(request)
    more = wants_more(request, "decision")
    form = DeliberationForm(
        request.POST or None,
        actor=actor,
        suggestions=suggestions(house.pk),
        initial=_begun(request),
    )
    back = reverse("governance:deliberations")
    context = {
        "title": "Enregistrer une délibération",
        "submit": "Enregistrer la délibération",
        "trail": crumbs("Délibérations", back, "Enregistrer"),
        "has_bodies": Body.objects.visible_to(actor).filter(house=house).exists(),
        "suggestions": suggestions(house.pk),
    }
    if more:
        return _show_more(request, form, {**context, "back": back})

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
        template=TEMPLATE,
        subject=Subject(house.pk, "deliberation"),
        back=back,
        done="Délibération enregistrée.",
        context=context,
        day_field="held_on",
    )


def _begun(request: Request) -> dict[str, Any]:
    begun: dict[str, Any] = {}
    for word, name in BEGUN.items():
        text = request.GET.get(word, "")
        if text.isascii() and text.isdigit() and len(text) < 16:
            earlier = load(request.actor, int(text))
            begun[name] = [earlier.pk]
            begun["body"] = earlier.sitting.body_id
    return begun


def _show_more(request: Request, form: DeliberationForm, context: dict[str, Any]) -> HttpResponse:
    form.quieten()
    return render(request, TEMPLATE, {"form": form, "read_at": None, **context})


def correct(request: Request, pk: int) -> HttpResponse:
    """`/deliberations/<id>/corriger/`: our record, as long as the act is not published."""
    actor, house = request.actor, house_of(request)
    deliberation = load(actor, pk)
    back = reverse("governance:deliberation", args=[pk])
    allowed = can_correct(actor, deliberation)
    if deliberation.house_id != house.pk:
        raise Http404
    if not allowed:
        context = {"reason": allowed.reason, "back": back, "deliberation": deliberation}
        status = 409 if request.method == "POST" else 200
        return render(request, "governance/not_corrected.html", context, status=status)
    more = wants_more(request, "decision")
    register = register_of(deliberation)
    form = DeliberationForm(
        request.POST or None,
        actor=actor,
        suggestions=suggestions(house.pk),
        correcting=deliberation,
        initial=initial_of(register),
        lines=lines_of(register),
    )
    listing = reverse("governance:deliberations")
    context = {
        "title": "Corriger l’enregistrement",
        "submit": "Enregistrer la correction",
        "trail": crumbs("Délibérations", listing, "Délibération", back, "Corriger"),
        "has_bodies": True,
        "suggestions": suggestions(house.pk),
    }
    if more:
        return _show_more(request, form, {**context, "back": back})

    def act(_: Any, keys: FormKeys) -> str:
        actions.replace_deliberation(
            actor=actor,
            deliberation=deliberation,
            sitting=form.sitting,
            by=form.deliberation,
            read_at=keys.read_at,
            key=keys.key,
        )
        return back

    return answer(
        request,
        form,
        act=act,
        template=TEMPLATE,
        subject=Subject(house.pk, "deliberation", pk),
        back=back,
        done="Délibération corrigée.",
        context=context,
        day_field="held_on",
    )


def _changeable(request: Request, pk: int) -> Deliberation:
    deliberation = load(request.actor, pk)
    if not can_change(request.actor, deliberation):
        raise Http404
    return deliberation


def formalities(request: Request, pk: int) -> HttpResponse:
    """`/deliberations/<id>/formalites/`: transmission, publication, notification."""
    actor = request.actor
    deliberation = _changeable(request, pk)
    names = ("transmitted_on", "published_on", "notified_on", "prefecture_id")
    initial = {name: getattr(deliberation, name) for name in names}
    form = FormalitiesForm(request.POST or None, initial=initial)
    back = reverse("governance:deliberation", args=[pk])

    def act(data: dict[str, Any], keys: FormKeys) -> str:
        actions.record_formalities(
            actor=actor, deliberation=deliberation, read_at=keys.read_at, key=keys.key, **data
        )
        return back

    return _answer(
        request,
        deliberation,
        form,
        act,
        ("Transmission, publication, notification", "Enregistrer", "Formalités"),
        "Dates enregistrées.",
    )


def end(request: Request, pk: int) -> HttpResponse:
    """`/deliberations/<id>/retirer/`: withdrawn by its body, or annulled by a court."""
    actor = request.actor
    deliberation = _changeable(request, pk)
    form = EndForm(request.POST or None)
    back = reverse("governance:deliberation", args=[pk])

    def act(data: dict[str, Any], keys: FormKeys) -> str:
        if data["how"] == "annulled":
            actions.annul_deliberation(
                actor=actor,
                deliberation=deliberation,
                annulled_on=data["ended_on"],
                by=data["by"],
                reason=data["reason"],
                read_at=keys.read_at,
                key=keys.key,
            )
        else:
            actions.withdraw_deliberation(
                actor=actor,
                deliberation=deliberation,
                withdrawn_on=data["ended_on"],
                reason=data["reason"],
                read_at=keys.read_at,
                key=keys.key,
            )
        return back

    words = ("Retrait ou annulation", "Noter la fin de cet acte", "Retrait")
    return _answer(request, deliberation, form, act, words, "La fin de cet acte est notée.")


def _answer(
    request: Request,
    deliberation: Deliberation,
    form: Any,
    act: Any,
    words: tuple[str, str, str],
    done: str,
) -> HttpResponse:
    """A short form about an act; `words`: heading, button, last crumb."""
    back = reverse("governance:deliberation", args=[deliberation.pk])
    listing = reverse("governance:deliberations")
    return answer(
        request,
        form,
        act=act,
        template=FORM,
        subject=Subject(deliberation.house_id, "deliberation", deliberation.pk),
        back=back,
        done=done,
        context={
            "heading": words[0],
            "submit": words[1],
            "trail": crumbs("Délibérations", listing, "Délibération", back, words[2]),
            "lead": deliberation.subject,
        },
        day_field="ended_on",
    )
