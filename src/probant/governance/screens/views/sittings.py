"""A sitting of ours: the list, the page of one, and the steps from convocation to its end."""

from collections.abc import Callable
from typing import Any

from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from probant.governance import actions
from probant.governance.access import can_record
from probant.governance.models import Seat, Sitting
from probant.governance.queries import file_of, sitting_findings
from probant.governance.queries.listing import sitting_rows
from probant.governance.screens.sitting_forms import (
    AgendaForm,
    CancelForm,
    CloseForm,
    ConveneForm,
    OpenForm,
    SittingForm,
)
from probant.governance.screens.sitting_tables import ITEMS, SITTINGS, item_rows, sitting_words
from probant.governance.screens.views.loading import (
    body_of,
    body_trail,
    respond,
    sitting_of,
    sitting_trail,
)
from probant.governance.screens.words import cards, rules_in_words
from probant.journal.reading import reading
from probant.programmes.screens.submit import Subject
from probant.ui.idempotency import FormKeys
from probant.ui.request import Request
from probant.ui.tables import keyset_page


def listing(request: Request) -> HttpResponse:
    """`/seances/`: every sitting that the house keeps, latest first."""
    rows = sitting_rows(request.actor)
    page = keyset_page(rows, SITTINGS.sort(request.GET), request.GET)
    table = SITTINGS.render(sitting_words(page.rows), query=request.GET, page=page)
    return render(request, "governance/sittings.html", {"table": table})


def sheet(request: Request, pk: int) -> HttpResponse:
    """`/seances/<id>/`: members, quorum, agenda with what was voted, and what does not hold."""
    with reading():
        sitting = sitting_of(request, pk)
        file = file_of(sitting)
        opening = file.floor(0)
        taken = bool(opening.present)
        context = {
            "sitting": sitting,
            "body": sitting.body,
            "file": file,
            "items": ITEMS.render(item_rows(file), query=request.GET),
            "item_count": len(file.items),
            "first": next((one for one in file.items if one.deliberation_id is None), None),
            "quorum": file.quorum(0) if file.seats else None,
            "taken": taken,
            "present_count": len(opening.present),
            "proxy_count": len(opening.represented),
            "seats": _groups(file.seats),
            "proxies": file.proxies,
            "rules": rules_in_words(file.rules),
            "findings": cards(sitting_findings(file), council=sitting.body.follows_council_law),
            "writes": can_record(request.actor, sitting.house_id).allowed,
            "state": sitting.status,
            "voted": any(one.deliberation_id for one in file.items),
        }
        return render(request, "governance/sitting.html", context)


def _groups(seats: tuple[Seat, ...]) -> list[tuple[str, list[Seat]]]:
    """Members by presence at the opening, empty groups left out."""
    words = (
        (Seat.Presence.PRESENT, "présents"),
        (Seat.Presence.EXCUSED, "excusés"),
        (Seat.Presence.ABSENT, "absents"),
    )
    found = [(word, [seat for seat in seats if seat.presence == code]) for code, word in words]
    return [(word, rows) for word, rows in found if rows]


def plan(request: Request, pk: int) -> HttpResponse:
    """`/instances/<id>/seances/nouvelle/`: a sitting to come, or one to enter afterwards."""
    body = body_of(request, pk, write=True)
    form = SittingForm(request.POST or None, body=body)

    def act(data: dict[str, Any], keys: FormKeys) -> str:
        made = actions.plan_sitting(
            actor=request.actor, house=body.house, body=body, key=keys.key, **data
        )
        return reverse("governance:sitting", args=[made.pk])

    return respond(
        request,
        form,
        act,
        subject=Subject(body.house_id, "sitting"),
        back=reverse("governance:body_sheet", args=[pk]),
        done="Séance enregistrée.",
        heading="Nouvelle séance",
        submit="Enregistrer la séance",
        trail=body_trail(body),
        lead="Une séance à venir se convoque ; une date passée ouvre une séance déjà tenue, à "
        "compléter telle qu’elle fut.",
    )


Act = Callable[[Sitting, dict[str, Any], FormKeys], None]


def _step(
    request: Request,
    pk: int,
    make: Callable[[Sitting], Form],
    act: Act,
    *,
    heading: str,
    submit: str,
    done: str,
    lead: str = "",
    day_field: str = "held_on",
) -> HttpResponse:
    sitting = sitting_of(request, pk, write=True)
    form = make(sitting)
    back = reverse("governance:sitting", args=[pk])

    def acted(data: dict[str, Any], keys: FormKeys) -> str:
        act(sitting, data, keys)
        return back

    return respond(
        request,
        form,
        acted,
        subject=Subject(sitting.house_id, "sitting", pk),
        back=back,
        done=done,
        heading=heading,
        submit=submit,
        trail=sitting_trail(sitting),
        lead=lead,
        day_field=day_field,
    )


def convene(request: Request, pk: int) -> HttpResponse:
    """`/seances/<id>/convoquer/`: the convocations left; clear days are checked."""

    def act(sitting: Sitting, data: dict[str, Any], keys: FormKeys) -> None:
        actions.convene_sitting(actor=request.actor, sitting=sitting, key=keys.key, **data)

    return _step(
        request,
        pk,
        lambda sitting: ConveneForm(
            request.POST or None, initial={"convened_on": sitting.convened_on}
        ),
        act,
        heading="Convoquer",
        submit="Noter l’envoi des convocations",
        done="Séance convoquée : les membres en exercice ce jour-là sont listés.",
        lead="Le délai court en jours francs : ni le jour de l’envoi, ni celui de la séance.",
        day_field="convened_on",
    )


def agenda(request: Request, pk: int) -> HttpResponse:
    """`/seances/<id>/ordre-du-jour/`: its items in order."""

    def make(sitting: Sitting) -> Form:
        initial = {"items": list(sitting.items.order_by("number"))}
        return AgendaForm(request.POST or None, initial=initial)

    def act(sitting: Sitting, data: dict[str, Any], keys: FormKeys) -> None:
        actions.set_agenda(
            actor=request.actor, sitting=sitting, read_at=keys.read_at, key=keys.key, **data
        )

    return _step(
        request,
        pk,
        make,
        act,
        heading="Ordre du jour",
        submit="Enregistrer l’ordre du jour",
        done="Ordre du jour enregistré.",
    )


def opening(request: Request, pk: int) -> HttpResponse:
    """`/seances/<id>/ouvrir/`: the chair opens, the quorum is noted."""

    def act(sitting: Sitting, data: dict[str, Any], keys: FormKeys) -> None:
        actions.open_sitting(actor=request.actor, sitting=sitting, key=keys.key, **data)

    return _step(
        request,
        pk,
        lambda sitting: OpenForm(request.POST or None, initial={"opens_at": sitting.opens_at}),
        act,
        heading="Ouvrir la séance",
        submit="Ouvrir la séance",
        done="Séance ouverte.",
        day_field="opens_at",
    )


def closing(request: Request, pk: int) -> HttpResponse:
    """`/seances/<id>/lever/`: the sitting ends."""

    def act(sitting: Sitting, data: dict[str, Any], keys: FormKeys) -> None:
        actions.close_sitting(actor=request.actor, sitting=sitting, key=keys.key, **data)

    return _step(
        request,
        pk,
        lambda sitting: CloseForm(request.POST or None),
        act,
        heading="Lever la séance",
        submit="Lever la séance",
        done="Séance levée.",
        day_field="closes_at",
    )


def cancelling(request: Request, pk: int) -> HttpResponse:
    """`/seances/<id>/annuler/`: a sitting that will not be held, or was entered by mistake."""

    def act(sitting: Sitting, data: dict[str, Any], keys: FormKeys) -> None:
        actions.cancel_sitting(actor=request.actor, sitting=sitting, key=keys.key, **data)

    return _step(
        request,
        pk,
        lambda sitting: CancelForm(request.POST or None),
        act,
        heading="Annuler la séance",
        submit="Annuler la séance",
        done="Séance annulée.",
        day_field="reason",
    )
