"""Signed sheets joined to a session, and what is sent after it."""

from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html, format_html_join

from probant.documents.serving import serve
from probant.documents.store import TooLarge
from probant.gatherings import actions
from probant.gatherings.actions.opinions import to_thank
from probant.gatherings.models import SignedSheet
from probant.gatherings.screens.attendance_forms import SheetForm, ThankForm
from probant.gatherings.screens.views.sessions import load_session, respond
from probant.journal.errors import AlreadyDone, JournalError
from probant.kernel.decision import Refused
from probant.ui.idempotency import read_keys
from probant.ui.request import Request
from probant.ui.write import write_count


def join(request: Request, pk: int) -> HttpResponse:
    """Join a photo of the signed sheet."""
    session = load_session(request, pk, write=True)
    form = SheetForm(request.POST or None, request.FILES or None)

    def act(data: Any, keys: Any) -> str:
        given = data["sheet"]
        try:
            actions.join_by_hand(
                request.actor,
                session=session,
                name=given.name or "feuille",
                chunks=given.chunks(),
                key=keys.key,
            )
        except TooLarge as large:
            raise Refused(str(large)) from large
        return reverse("gatherings:session", args=[pk])

    return respond(
        request,
        session,
        form,
        act,
        heading="Joindre la feuille signée",
        submit="Joindre",
        done="La feuille signée est jointe.",
    )


def original(request: Request, pk: int) -> FileResponse:
    """The file of a sheet."""
    return serve(_load(request, pk).document)


def remove(request: Request, pk: int) -> HttpResponse:
    """Take away a sheet joined by mistake (POST)."""
    sheet = _load(request, pk)
    number = sheet.session_id
    try:
        actions.remove_sheet(request.actor, sheet=sheet, key=read_keys(request.POST).key)
    except AlreadyDone as already:
        messages.info(request, str(already))
    except (Refused, JournalError) as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "La feuille est retirée de la rencontre.")
    return redirect("gatherings:session", number)


def _load(request: Request, pk: int) -> SignedSheet:
    rows = SignedSheet.objects.visible_to(request.actor).filter(pk=pk)
    sheet = rows.select_related("session", "document").first()
    if not isinstance(sheet, SignedSheet):
        raise Http404
    return sheet


def thank(request: Request, pk: int) -> HttpResponse:
    """Send each person their certificate and the question of what they thought."""
    session = load_session(request, pk, write=True)
    people = to_thank(session)
    form = ThankForm(request.POST if request.method == "POST" else None)

    def act(data: Any, keys: Any) -> str:
        actions.thank(request.actor, session=session, key=keys.key)
        return reverse("gatherings:session", args=[pk])

    above = format_html(
        "<p>Chacun reçoit un courriel : son attestation de présence et un lien pour dire, "
        "anonymement, ce qu’il en a pensé. {} :</p><ul>{}</ul>",
        write_count(len(people), "personne va le recevoir", "personnes vont le recevoir"),
        format_html_join("", "<li>{}</li>", ((str(one),) for one in people)),
    )
    return respond(
        request,
        session,
        form,
        act,
        heading="Remercier et demander un avis",
        submit="Envoyer",
        done="Les courriels partent.",
        above=above
        if people
        else format_html("<p>{}</p>", "Personne à qui écrire : ni nouveau nom, ni courriel connu."),
    )
