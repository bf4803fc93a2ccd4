"""Entering awards, payments and obligations met; voiding with a reason."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone

from probant.funding import actions
from probant.funding.access import can_pay, can_record
from probant.funding.models import ActionSheet, AwardMade, Convention, PaymentMade
from probant.funding.queries import file_of
from probant.funding.screens.forms import AwardForm, FulfilForm, PaymentForm, VoidForm
from probant.funding.screens.views.conventions import asked_year, load
from probant.kernel.actor import Actor
from probant.kernel.dates import write_date
from probant.kernel.decision import Decision
from probant.kernel.money import write_euros
from probant.programmes.screens.submit import Subject, answer
from probant.ui.idempotency import FormKeys
from probant.ui.request import Request
from probant.ui.templatetags.ui import crumbs

FORM = "programmes/form.html"


def _trail(convention: Convention, here: str) -> str:
    listing = reverse("funding:conventions")
    page = reverse("funding:convention", args=[convention.pk])
    return crumbs("Conventions", listing, convention.title[:60], page, here)


def _back(convention_id: int, year: int | None) -> str:
    address = reverse("funding:convention", args=[convention_id])
    return f"{address}?annee={year}" if year else address


def award(request: Request, pk: int) -> HttpResponse:
    """`/conventions/<id>/subvention/`: what a decision awards."""
    actor = request.actor
    convention = load(actor, pk)
    if not can_record(actor, convention.house_id):
        raise Http404
    file = file_of(convention, actor, year=asked_year(request), today=timezone.localdate())
    initial = {"year": file.year, "sheet": request.GET.get("fiche", "")}
    form = AwardForm(request.POST or None, actor=actor, file=file, initial=initial)

    def act(data: dict[str, Any], keys: FormKeys) -> str:
        sheets = {str(one.sheet.pk): one.sheet for one in file.actions if one.sheet}
        sheet: ActionSheet | None = sheets.get(data["sheet"])
        funders = {str(one.organisation_id): one.organisation for one in file.parties}
        decision = data["decision"]
        made = actions.make_award(
            actor=actor,
            convention=convention,
            action=sheet.action if sheet else None,
            year=data["year"],
            amount_cents=data["amount"],
            decision=decision,
            occurred_on=data["occurred_on"] or decision.deliberation.sitting.held_on,
            funder=funders.get(data.get("funder", "")),
            key=keys.key,
        )
        return _back(convention.pk, made.budget_year)

    return answer(
        request,
        form,
        act=act,
        template=FORM,
        subject=Subject(convention.house_id, "award"),
        back=_back(convention.pk, file.year),
        done="Subvention enregistrée.",
        context={
            "heading": "Enregistrer une subvention",
            "submit": "Enregistrer la subvention",
            "trail": _trail(convention, "Subvention"),
            "lead": convention.title,
        },
    )


def _keeps(actor: Actor, award: AwardMade) -> Decision:
    return can_record(actor, award.house_id)


def _award_or_404(
    request: Request, pk: int, may: Callable[[Actor, AwardMade], Decision] = _keeps
) -> AwardMade:
    actor = request.actor
    visible = AwardMade.objects.visible_to(actor).now().select_related("convention", "funder")
    found: AwardMade | None = visible.filter(pk=pk).first()
    if found is None or not may(actor, found):
        raise Http404
    return found


def pay(request: Request, pk: int) -> HttpResponse:
    """`/conventions/subventions/<id>/versement/`: money that came in, or went back."""
    actor, found = request.actor, _award_or_404(request, pk, can_pay)
    form = PaymentForm(request.POST or None)
    back = _back(found.convention_id, found.budget_year)

    def act(data: dict[str, Any], keys: FormKeys) -> str:
        actions.record_payment(
            actor=actor,
            award=found,
            amount_cents=data["amount"],
            paid_on=data["paid_on"],
            nature=data["nature"],
            order_reference=data["order_reference"],
            bank_reference=data["bank_reference"],
            key=keys.key,
        )
        return back

    return answer(
        request,
        form,
        act=act,
        template=FORM,
        subject=Subject(found.house_id, "payment"),
        back=back,
        done="Versement enregistré.",
        context={
            "heading": "Noter un versement",
            "submit": "Noter le versement",
            "trail": _trail(found.convention, "Versement"),
            "lead": f"Sur la subvention de {write_euros(found.amount_cents)} de "
            f"{found.funder.name}, exercice {found.budget_year}.",
        },
        day_field="paid_on",
    )


def void_award(request: Request, pk: int) -> HttpResponse:
    """`/conventions/subventions/<id>/annuler/`."""
    actor, found = request.actor, _award_or_404(request, pk)
    back = _back(found.convention_id, found.budget_year)

    def act(data: dict[str, Any], keys: FormKeys) -> str:
        actions.void_award(
            actor=actor, award=found, code=data["code"], reason=data["reason"], key=keys.key
        )
        return back

    told = f"Subvention de {write_euros(found.amount_cents)} du {write_date(found.occurred_on)}."
    return _void(request, act, found.convention, back, "Annuler une subvention", told)


def void_payment(request: Request, pk: int) -> HttpResponse:
    """`/conventions/versements/<id>/annuler/`."""
    actor = request.actor
    visible = PaymentMade.objects.visible_to(actor).now().select_related("convention")
    found: PaymentMade | None = visible.filter(pk=pk).first()
    if found is None or not can_record(actor, found.house_id):
        raise Http404
    payment = found
    back = _back(payment.convention_id, payment.budget_year)

    def act(data: dict[str, Any], keys: FormKeys) -> str:
        actions.void_payment(
            actor=actor, payment=payment, code=data["code"], reason=data["reason"], key=keys.key
        )
        return back

    day = write_date(payment.occurred_on)
    told = f"Versement de {write_euros(payment.amount_cents)} du {day}."
    return _void(request, act, payment.convention, back, "Annuler un versement", told)


def _void(
    request: Request, act: Any, convention: Convention, back: str, heading: str, told: str
) -> HttpResponse:
    return answer(
        request,
        VoidForm(request.POST or None),
        act=act,
        template=FORM,
        subject=Subject(convention.house_id, "award"),
        back=back,
        done="Annulé : la ligne reste, barrée, avec son motif.",
        context={
            "heading": heading,
            "submit": "Annuler avec ce motif",
            "trail": _trail(convention, "Annuler"),
            "lead": told,
        },
    )


def fulfil(request: Request, pk: int) -> HttpResponse:
    """`/conventions/<id>/fait/`: an obligation met, with its proof."""
    actor = request.actor
    convention = load(actor, pk)
    if not can_record(actor, convention.house_id):
        raise Http404
    initial = {"code": request.GET.get("quoi", ""), "year": asked_year(request)}
    form = FulfilForm(request.POST or None, initial=initial)
    back = _back(pk, asked_year(request))

    def act(data: dict[str, Any], keys: FormKeys) -> str:
        actions.record_fulfilment(actor=actor, convention=convention, key=keys.key, **data)
        return _back(pk, data["year"])

    return answer(
        request,
        form,
        act=act,
        template=FORM,
        subject=Subject(convention.house_id, "convention"),
        back=back,
        done="Noté : l’obligation est remplie.",
        context={
            "heading": "Noter ce qui est fait",
            "submit": "Noter comme fait",
            "trail": _trail(convention, "Obligation"),
            "lead": convention.title,
        },
    )
