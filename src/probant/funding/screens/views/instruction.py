"""What becomes of a request: pieces asked for and given, complete, opinion, decision."""

from typing import Any

from django.http import Http404, HttpResponse
from django.utils import timezone

from probant.documents.store import TooLarge
from probant.funding import actions
from probant.funding.access import can_instruct, can_note, reads_bank
from probant.funding.actions.instruction import CONVENTION
from probant.funding.models import FundingRequest, RequestPiece, RequestStep
from probant.funding.queries.requests import request_view
from probant.funding.rules import Status
from probant.funding.rules.requests import Step
from probant.funding.screens.request_forms import (
    AskPieceForm,
    DecisionForm,
    GivePieceForm,
    OpinionForm,
    ReasonForm,
    ReceiptForm,
    StepForm,
)
from probant.funding.screens.views.requests import form_page, load, own
from probant.kernel.actor import Actor
from probant.kernel.dates import write_short_date
from probant.kernel.decision import Refused
from probant.kernel.money import write_euros
from probant.ui.request import Request


def _noted(actor: Actor, pk: int) -> FundingRequest:
    """A request of which the actor may note what the funder said; 404 else."""
    found = load(actor, pk)
    if not can_note(actor, found).allowed:
        raise Http404
    return found


def _today() -> dict[str, Any]:
    return {"occurred_on": write_short_date(timezone.localdate())}


def acknowledge(request: Request, pk: int) -> HttpResponse:
    """`/demandes/<id>/accuse/`."""
    actor = request.actor
    found = _noted(actor, pk)
    return form_page(
        request,
        ReceiptForm(request.POST or None, initial=_today()),
        found=found,
        act=lambda data, keys: actions.acknowledge(
            actor=actor, request=found, key=keys.key, **data
        ),
        heading="Accuser réception",
        submit="Enregistrer",
        done="L’accusé de réception est noté.",
        lead=found.title,
    )


def ask(request: Request, pk: int) -> HttpResponse:
    """`/demandes/<id>/piece/`."""
    actor = request.actor
    found = _noted(actor, pk)
    return form_page(
        request,
        AskPieceForm(request.POST or None, initial=_today()),
        found=found,
        act=lambda data, keys: actions.ask_piece(actor=actor, request=found, key=keys.key, **data),
        heading="Demander une pièce",
        submit="Demander",
        done="La pièce est demandée.",
        lead=found.title,
    )


def give(request: Request, pk: int) -> HttpResponse:
    """`/demandes/pieces/<id>/remettre/`."""
    actor = request.actor
    rows = RequestPiece.objects.visible_to(actor).filter(pk=pk)
    row = rows.filter(steps__step=Step.PIECE_ASKED, steps__void_seq__isnull=True).first()
    if row is None:
        raise Http404
    found = own(actor, row.request_id)
    row.request = found
    form = GivePieceForm(
        request.POST or None,
        request.FILES or None,
        initial=_today(),
        house_id=found.house_id,
        bank=reads_bank(actor),
    )

    def act(data: Any, keys: Any) -> object:
        file = data["file"]
        try:
            return actions.give_piece(
                actor=actor,
                piece=row,
                occurred_on=data["occurred_on"],
                file_piece=data["file_piece"],
                file=(file.name, file.chunks()) if file else None,
                key=keys.key,
            )
        except TooLarge as large:
            raise Refused(str(large)) from large

    return form_page(
        request,
        form,
        found=found,
        act=act,
        heading="Remettre une pièce",
        submit="Remettre",
        done="La pièce est remise au financeur.",
        lead=row.label,
    )


def complete(request: Request, pk: int) -> HttpResponse:
    """`/demandes/<id>/complet/`."""
    actor = request.actor
    found = _noted(actor, pk)
    return form_page(
        request,
        StepForm(request.POST or None, initial=_today()),
        found=found,
        act=lambda data, keys: actions.find_complete(
            actor=actor, request=found, key=keys.key, **data
        ),
        heading="Dire le dossier complet",
        submit="Le dossier est complet",
        done="Le dossier est dit complet.",
        lead=found.title,
    )


def opinion(request: Request, pk: int) -> HttpResponse:
    """`/demandes/<id>/avis/?action=`: on an action of the request, or the whole of it."""
    actor = request.actor
    found = load(actor, pk)
    if not can_instruct(actor, found).allowed:
        raise Http404
    number = request.GET.get("action", "")
    view = request_view(found, actor, timezone.localdate())
    chosen = next((one for one in view.actions if str(one.row.pk) == number), None)
    if (number and chosen is None) or (not number and view.actions):
        raise Http404
    row = chosen.row if chosen is not None else None
    given = chosen.opinion if chosen is not None else view.whole_opinion
    asked = chosen.asked_cents if chosen is not None else view.asked_cents
    initial = _today() | {
        "opinion": given.opinion if given else "favourable",
        "amount_cents": given.amount_cents if given else asked,
        "text": row.opinion if row is not None else found.opinion,
    }
    return form_page(
        request,
        OpinionForm(request.POST or None, initial=initial),
        found=found,
        act=lambda data, keys: actions.give_opinion(
            actor=actor, request=found, row=row, key=keys.key, **data
        ),
        heading="Donner un avis",
        submit="Enregistrer l’avis",
        done="L’avis est donné.",
        lead=f"{row.sheet if row is not None else found.title}, {write_euros(asked or 0)} demandés",
    )


def decide(request: Request, pk: int) -> HttpResponse:
    """`/demandes/<id>/decision/`."""
    actor = request.actor
    found = _noted(actor, pk)
    view = request_view(found, actor, timezone.localdate())
    opens_draft = found.convention.status in (Status.DRAFT, Status.SUBMITTED)
    initial: dict[str, Any] = {
        f"a{one.row.pk}": one.opinion.amount_cents if one.opinion else one.asked_cents
        for one in view.actions
    }
    initial["whole"] = view.whole_opinion.amount_cents if view.whole_opinion else view.asked_cents
    initial["decided_on"] = write_short_date(timezone.localdate())
    form = DecisionForm(
        request.POST or None,
        actor=actor,
        held=found,
        actions=view.actions,
        opens_draft=opens_draft,
        initial=initial,
    )
    rows = [one.row for one in view.actions]
    return form_page(
        request,
        form,
        found=found,
        act=lambda data, keys: actions.decide_request(
            actor=actor,
            request=found,
            decided_on=data["decided_on"],
            decision=data["decision"],
            granted=form.granted(data, rows),
            opens=data.get("opens") or CONVENTION,
            key=keys.key,
        ),
        heading="Noter la décision",
        submit="Enregistrer la décision",
        done="La décision est notée, les subventions sont attribuées.",
        lead=f"{found.title}, {found.funder.name}",
        above="La convention en préparation qui porte la demande s’ouvre à la signature."
        if opens_draft
        else "",
        day_field="decided_on",
    )


def void(request: Request, pk: int) -> HttpResponse:
    """`/demandes/etapes/<id>/retirer/`: take back the last step, noted by mistake."""
    actor = request.actor
    steps: Any = RequestStep.objects.visible_to(actor).now().select_related("request")
    step: RequestStep | None = steps.filter(pk=pk).first()
    if step is None:
        raise Http404
    found = own(actor, step.request_id)
    held = step
    return form_page(
        request,
        ReasonForm(request.POST or None),
        found=found,
        act=lambda data, keys: actions.void_request_step(
            actor=actor, step=held, reason=data["reason"], key=keys.key
        ),
        heading="Retirer une étape",
        submit="Retirer l’étape",
        done="L’étape est retirée.",
        lead=Step(step.step).label,
        day_field="",
    )
