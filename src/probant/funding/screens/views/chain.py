"""The chain of an award: steps of the authority, calls for payment, further decisions."""

from typing import Any

from django.http import Http404, HttpResponse
from django.utils import timezone

from probant.funding import actions
from probant.funding.access import can_keep_chain, can_record
from probant.funding.models import AwardMade, AwardStep
from probant.funding.queries.chain import AwardChain, one_chain
from probant.funding.rules.chain import Stage, hold_call
from probant.funding.screens.forms import VoidForm
from probant.funding.screens.money_forms import BasisForm, CallForm, StepForm, award_words
from probant.funding.screens.views.evidence import FORM, back_to, trail
from probant.kernel.money import write_euros
from probant.programmes.screens.submit import Subject, answer
from probant.ui.idempotency import FormKeys
from probant.ui.request import Request

STAGES = tuple(one for one in Stage if one is not Stage.CALLED)


def load_award(request: Request, pk: int) -> AwardMade:
    """An award that stands and that the actor sees; 404 otherwise."""
    rows = AwardMade.objects.visible_to(request.actor).now()
    found: AwardMade | None = (
        rows.select_related("convention", "funder", "action", "organisation").filter(pk=pk).first()
    )
    if found is None:
        raise Http404
    return found


def _page(award: AwardMade, heading: str, submit: str, lead: str = "") -> dict[str, Any]:
    return {
        "heading": heading,
        "submit": submit,
        "trail": trail(award.convention, heading),
        "lead": lead or award_words(award),
    }


def step(request: Request, pk: int) -> HttpResponse:
    """`/conventions/subventions/<id>/etape/?etape=`: a step of the authority."""
    award = load_award(request, pk)
    stages = [one for one in STAGES if can_keep_chain(request.actor, award, one)]
    if not stages:
        raise Http404
    found, _ = one_chain(award)
    form = StepForm(
        request.POST or None,
        stages=stages,
        found=found,
        initial={
            "stage": request.GET.get("etape", ""),
            "amount": write_euros(found.chain.waiting_cents or found.chain.left_cents),
            "occurred_on": timezone.localdate(),
        },
    )

    def act(data: dict[str, Any], keys: FormKeys) -> str:
        actions.record_step(
            actor=request.actor,
            award=award,
            stage=data["stage"],
            amount_cents=data["amount"],
            occurred_on=data["occurred_on"],
            instalment=data["instalment"],
            order_reference=data["order_reference"],
            slip_reference=data["slip_reference"],
            key=keys.key,
        )
        return back_to(award.convention_id, award.budget_year, "chaine")

    return answer(
        request,
        form,
        act=act,
        template=FORM,
        subject=Subject(award.house_id, "award"),
        back=back_to(award.convention_id, award.budget_year, "chaine"),
        done="Étape notée.",
        context=_page(award, "Noter une étape du financeur", "Noter l’étape"),
    )


def call(request: Request, pk: int) -> HttpResponse:
    """`/conventions/subventions/<id>/appel/?echeance=`: call for an instalment."""
    award = load_award(request, pk)
    if not can_record(request.actor, award.house_id):
        raise Http404
    found, pieces = one_chain(award)
    number = request.GET.get("echeance", "")
    form = CallForm(
        request.POST or None,
        found=found,
        initial={"instalment": number, "occurred_on": timezone.localdate()},
    )

    def act(data: dict[str, Any], keys: FormKeys) -> str:
        actions.call_payment(
            actor=request.actor,
            award=award,
            instalment=data["instalment"],
            amount_cents=data["amount"],
            occurred_on=data["occurred_on"],
            bank_details=data["bank_details"],
            signatory=data["signatory"],
            capacity=data["capacity"],
            reference=data["reference"],
            key=keys.key,
        )
        return back_to(award.convention_id, award.budget_year, "chaine")

    signed = award.convention.signed_on is not None
    part = next((one for one in found.planned if str(one.number) == number), None)
    held = hold_call(found.chain, part, pieces, is_signed=signed, cents=0) if part else ""
    return answer(
        request,
        form,
        act=act,
        template=FORM,
        subject=Subject(award.house_id, "award"),
        back=back_to(award.convention_id, award.budget_year, "chaine"),
        done="Appel de fonds enregistré : téléchargez-le depuis la convention.",
        context=_page(award, "Appeler un versement", "Enregistrer l’appel", _lead(found, held)),
    )


def _lead(found: AwardChain, held: str) -> str:
    if held:
        return f"Retenu : {held}"
    left = write_euros(found.chain.left_cents)
    return f"{award_words(found.award)}. Il reste {left} à verser."


def basis(request: Request, pk: int) -> HttpResponse:
    """`/conventions/subventions/<id>/decision/`: one more vote that the award rests on."""
    award = load_award(request, pk)
    if not can_record(request.actor, award.house_id):
        raise Http404
    form = BasisForm(request.POST or None, award=award)

    def act(data: dict[str, Any], keys: FormKeys) -> str:
        actions.add_basis(
            actor=request.actor,
            award=award,
            decision=data["decision"],
            amount_cents=data["amount"],
            key=keys.key,
        )
        return back_to(award.convention_id, award.budget_year, "chaine")

    return answer(
        request,
        form,
        act=act,
        template=FORM,
        subject=Subject(award.house_id, "award"),
        back=back_to(award.convention_id, award.budget_year, "chaine"),
        done="Décision liée à la subvention.",
        context=_page(award, "Lier une autre décision", "Lier la décision"),
        day_field="decision",
    )


def void_step(request: Request, pk: int) -> HttpResponse:
    """`/conventions/etapes/<id>/annuler/`."""
    rows = AwardStep.objects.visible_to(request.actor).now()
    found: AwardStep | None = (
        rows.select_related("award__convention", "award__funder", "award__action")
        .filter(pk=pk)
        .first()
    )
    if found is None or not can_keep_chain(request.actor, found.award, found.stage):
        raise Http404
    kept = found
    back = back_to(kept.convention_id, kept.budget_year, "chaine")

    def act(data: dict[str, Any], keys: FormKeys) -> str:
        actions.void_step(
            actor=request.actor,
            step=kept,
            code=data["code"],
            reason=data["reason"],
            key=keys.key,
        )
        return back

    told = f"{Stage(kept.stage).label.capitalize()} de {write_euros(kept.amount_cents)}."
    return answer(
        request,
        VoidForm(request.POST or None),
        act=act,
        template=FORM,
        subject=Subject(kept.house_id, "award"),
        back=back,
        done="Étape annulée.",
        context=_page(kept.award, "Annuler une étape", "Annuler avec ce motif", told),
    )
