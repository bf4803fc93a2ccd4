"""The watch list of calls and consultations, the page of one, its gestures."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from probant.directory.models import House
from probant.documents.serving import serve
from probant.documents.store import TooLarge
from probant.funding import actions
from probant.funding.access import can_record, reads_bank
from probant.funding.actions.calls import CALL, CallDraft
from probant.funding.models import Call, CallPartner, CallPiece, CallStep
from probant.funding.queries.calls import call_rows, call_view
from probant.funding.rules.calls import NEXT, CallStage
from probant.funding.rules.permanent import PieceKind
from probant.funding.screens.call_forms import (
    AlertForm,
    CallForm,
    CallPieceForm,
    CallStepForm,
    PartnerForm,
)
from probant.funding.screens.request_forms import ReasonForm
from probant.funding.screens.request_tables import CALL_TONES, CALLS, call_words
from probant.gatherings.queries.mailings import Choice
from probant.kernel.actor import Actor
from probant.kernel.dates import write_date, write_short_date
from probant.kernel.decision import Refused
from probant.programmes.screens.submit import Subject, answer
from probant.ui.hrefs import href_pattern
from probant.ui.request import Request
from probant.ui.tables import keyset_page
from probant.ui.templatetags.ui import crumbs

LIST = "funding:calls"


def listing(request: Request) -> HttpResponse:
    """`/appels/`: the nearest deadline first; `?suite=1` keeps those to answer."""
    actor = request.actor
    waiting = request.GET.get("suite") == "1"
    rows = call_rows(actor, waiting=waiting)
    page = keyset_page(rows, CALLS.sort(request.GET), request.GET)
    context = {
        "table": CALLS.render(call_words(page.rows), query=request.GET, page=page),
        "waiting": waiting,
        "writes": can_record(actor, actor.house).allowed,
    }
    return render(request, "funding/calls.html", context)


def sheet(request: Request, pk: int) -> HttpResponse:
    """`/appels/<id>/`."""
    actor = request.actor
    view = call_view(_call(actor, pk))
    today = timezone.localdate()
    due_on = view.call.due_on
    context = {
        "it": view,
        "call": view.call,
        "tone": CALL_TONES[view.stage],
        "is_late": due_on is not None and due_on < today and view.stage.waits,
        "days_left": (due_on - today).days if due_on and view.stage.waits else None,
        "next": bool(NEXT[view.stage]),
        "writes": can_record(actor, actor.house).allowed,
        "bank": reads_bank(actor),
        "steps": [(one, CallStage(one.stage).label) for one in view.steps],
        "last": view.steps[-1].pk if view.steps else None,
    }
    return render(request, "funding/call.html", context)


def watch(request: Request) -> HttpResponse:
    """`/appels/veille/`."""
    actor = request.actor
    house = House.objects.get(pk=actor.house)

    def act(data: Any, keys: Any) -> str:
        call = actions.watch_call(actor=actor, house=house, draft=CallDraft(**data), key=keys.key)
        return href_pattern("funding:call") % call.pk

    return _answer(
        request,
        CallForm(request.POST or None, actor=actor),
        act=act,
        heading="Mettre un appel en veille",
        submit="Mettre en veille",
        done="L’appel est en veille : sa date limite entre dans ce qui est à faire.",
        day_field="",
    )


def change(request: Request, pk: int) -> HttpResponse:
    """`/appels/<id>/modifier/`."""
    actor = request.actor
    call = _call(actor, pk)
    initial = {name: getattr(call, name) for name in CallDraft.__dataclass_fields__}
    return _about(
        request,
        CallForm(request.POST or None, actor=actor, initial=initial),
        call,
        act=lambda data, keys: actions.change_call(
            actor=actor,
            call=call,
            draft=CallDraft(**data),
            read_at=keys.read_at,
            key=keys.key,
        ),
        heading="Modifier l’appel",
        submit="Enregistrer",
        done="L’appel est à jour.",
        day_field="",
    )


def step(request: Request, pk: int) -> HttpResponse:
    """`/appels/<id>/suite/`."""
    actor = request.actor
    call = _call(actor, pk)
    standing = call_view(call).stage
    if not NEXT[standing]:
        raise Http404
    initial = {"occurred_on": write_short_date(timezone.localdate())}
    return _about(
        request,
        CallStepForm(request.POST or None, standing=standing, initial=initial),
        call,
        act=lambda data, keys: actions.record_call_step(
            actor=actor, call=call, key=keys.key, **data
        ),
        heading="Noter la suite",
        submit="Noter",
        done="La suite est notée.",
    )


def void_step(request: Request, pk: int) -> HttpResponse:
    """`/appels/suites/<id>/retirer/`."""
    actor = request.actor
    steps: Any = CallStep.objects.visible_to(actor).now().select_related("call")
    found: CallStep | None = steps.filter(pk=pk).first()
    if found is None:
        raise Http404
    held = found
    return _about(
        request,
        ReasonForm(request.POST or None),
        found.call,
        act=lambda data, keys: actions.void_call_step(
            actor=actor, step=held, reason=data["reason"], key=keys.key
        ),
        heading="Retirer une suite",
        submit="Retirer",
        done="La suite est retirée.",
        day_field="",
    )


def add_partner(request: Request, pk: int) -> HttpResponse:
    """`/appels/<id>/partenaire/`."""
    actor = request.actor
    call = _call(actor, pk)
    held = [*call.partners.values_list("organisation_id", flat=True), actor.house]
    return _about(
        request,
        PartnerForm(request.POST or None, actor=actor, held=held),
        call,
        act=lambda data, keys: actions.add_call_partner(
            actor=actor, call=call, key=keys.key, **data
        ),
        heading="Ajouter un partenaire",
        submit="Ajouter",
        done="Le partenaire est noté.",
        day_field="",
    )


def drop_partner(request: Request, pk: int) -> HttpResponse:
    """`/appels/partenaires/<id>/retirer/`."""
    actor = request.actor
    rows = CallPartner.objects.visible_to(actor).select_related("call", "organisation")
    partner: CallPartner | None = rows.filter(pk=pk).first()
    if partner is None:
        raise Http404
    held = partner
    return _about(
        request,
        forms.Form(request.POST or None),
        partner.call,
        act=lambda data, keys: actions.drop_call_partner(actor=actor, partner=held, key=keys.key),
        heading="Retirer un partenaire",
        submit="Retirer",
        done="Le partenaire est retiré.",
        lead=partner.organisation.name,
        day_field="",
    )


def add_piece(request: Request, pk: int) -> HttpResponse:
    """`/appels/<id>/piece/`."""
    actor = request.actor
    call = _call(actor, pk)

    def act(data: Any, keys: Any) -> object:
        file = data.pop("file")
        try:
            return actions.add_call_piece(
                actor=actor,
                call=call,
                file=(file.name, file.chunks()) if file else None,
                key=keys.key,
                **data,
            )
        except TooLarge as large:
            raise Refused(str(large)) from large

    return _about(
        request,
        CallPieceForm(
            request.POST or None,
            request.FILES or None,
            house_id=actor.house,
            bank=reads_bank(actor),
        ),
        call,
        act=act,
        heading="Joindre une pièce",
        submit="Joindre",
        done="La pièce est jointe à la réponse.",
        day_field="",
    )


def drop_piece(request: Request, pk: int) -> HttpResponse:
    """`/appels/pieces/<id>/retirer/`."""
    actor = request.actor
    piece = _joined(actor, pk)
    return _about(
        request,
        forms.Form(request.POST or None),
        piece.call,
        act=lambda data, keys: actions.drop_call_piece(actor=actor, piece=piece, key=keys.key),
        heading="Retirer une pièce",
        submit="Retirer",
        done="La pièce n’est plus jointe ; le dossier permanent garde la sienne.",
        day_field="",
    )


def piece_file(request: Request, pk: int) -> FileResponse:
    """`/appels/pieces/<id>/fichier/`."""
    piece = _joined(request.actor, pk)
    kept = piece.document or (piece.file_piece.document if piece.file_piece else None)
    if kept is None:
        raise Http404
    return serve(kept)


def alert(request: Request, pk: int) -> HttpResponse:
    """`/appels/<id>/alerter/`: a message to chosen actors."""
    actor = request.actor
    call = _call(actor, pk)
    until = f" Date limite : {write_date(call.due_on)}." if call.due_on else ""
    lines = [
        "Bonjour,",
        f"{call.get_kind_display().capitalize()} : {call.title}.{until}",
        call.note,
        call.address,
        "Si vous souhaitez y répondre, seuls ou avec nous, écrivez-nous.",
    ]
    initial = {
        "subject": f"{call.get_kind_display().capitalize()} : {call.title}"[:200],
        "text": "\n\n".join(filter(None, lines)),
    }

    def act(data: Any, keys: Any) -> object:
        network = data["network"]
        choice = Choice(
            network=network.pk if network else None,
            theme=data["theme"],
            audience=data["audience"],
        )
        return actions.alert_actors(
            actor=actor,
            call=call,
            subject=data["subject"],
            text=data["text"],
            choice=choice,
            key=keys.key,
        )

    return _about(
        request,
        AlertForm(request.POST or None, actor=actor, initial=initial),
        call,
        act=act,
        heading="Alerter les acteurs",
        submit="Envoyer",
        done="Le message part ; chaque envoi se suit dans le courrier.",
        lead="Ceux qui ne veulent plus de ces messages n’en reçoivent pas.",
        day_field="",
    )


def _call(actor: Actor, pk: int) -> Call:
    rows = Call.objects.visible_to(actor).select_related("organiser", "request__funder")
    found: Call | None = rows.filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def _joined(actor: Actor, pk: int) -> CallPiece:
    rows = CallPiece.objects.visible_to(actor).select_related(
        "call", "file_piece__document", "document"
    )
    piece: CallPiece | None = rows.filter(pk=pk).first()
    if piece is None:
        raise Http404
    is_bank = piece.file_piece is not None and piece.file_piece.kind == PieceKind.BANK
    if is_bank and not reads_bank(actor):
        raise Http404
    return piece


def _about(
    request: Request,
    form: forms.BaseForm,
    call: Call,
    *,
    act: Callable[[Any, Any], object],
    heading: str,
    submit: str,
    done: str,
    lead: str = "",
    day_field: str = "occurred_on",
) -> HttpResponse:
    back = href_pattern("funding:call") % call.pk

    def acted(data: Any, keys: Any) -> str:
        act(data, keys)
        return back

    return _answer(
        request,
        form,
        act=acted,
        heading=heading,
        submit=submit,
        done=done,
        lead=lead or call.title,
        day_field=day_field,
        call=call,
    )


def _answer(
    request: Request,
    form: forms.BaseForm,
    *,
    act: Any,
    heading: str,
    submit: str,
    done: str,
    lead: str = "",
    day_field: str = "occurred_on",
    call: Call | None = None,
) -> HttpResponse:
    back = href_pattern("funding:call") % call.pk if call is not None else reverse(LIST)
    trail = (
        crumbs("Appels", reverse(LIST), call.title, back, heading)
        if call is not None
        else crumbs("Appels", reverse(LIST), heading)
    )
    return answer(
        request,
        form,
        act=act,
        template="programmes/form.html",
        subject=Subject(request.actor.house, CALL, call.pk if call is not None else 0),
        back=back,
        done=done,
        day_field=day_field,
        context={
            "heading": heading,
            "submit": submit,
            "trail": trail,
            "lead": lead,
            "above": "",
        },
    )
