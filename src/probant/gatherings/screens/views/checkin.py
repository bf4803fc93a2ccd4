"""Codes scanned at a session: the door's, shown by the team; each participant's own."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from probant.gatherings import actions
from probant.gatherings.access import may_write_sessions
from probant.gatherings.codes import door_hours, is_door_open, read_door, sign_door
from probant.gatherings.models import Invitation, Registration, Session
from probant.gatherings.screens.attendance_forms import CheckInForm
from probant.gatherings.screens.views.sessions import load_session
from probant.journal.errors import AlreadyDone, JournalError
from probant.kernel.decision import Refused
from probant.post.addresses import absolute
from probant.ui.idempotency import read_keys
from probant.ui.qr import draw_qr
from probant.ui.request import Request

UNPROCESSABLE, NOT_FOUND = 422, 404


def show_door(request: Request, pk: int) -> HttpResponse:
    """`/rencontres/<id>/code/`: the code to stick on the door, and when it serves."""
    session = load_session(request, pk, write=True)
    opens, closes = door_hours(session)
    address = absolute("gatherings:check-in", sign_door(session.pk))
    context = {
        "session": session,
        "code": draw_qr(address, "Code de l’entrée"),
        "address": address,
        "opens": opens,
        "closes": closes,
        "is_cancelled": session.state == Session.State.CANCELLED,
    }
    return render(request, "gatherings/door_code.html", context)


def check_in(request: Request, token: str) -> HttpResponse:
    """`/entree/<code>/`: whoever scans the door's code says who they are."""
    session = Session.objects.filter(pk=read_door(token) or 0).first()
    if session is None:
        return _private(render(request, "gatherings/code_unknown.html", status=NOT_FOUND))
    form = CheckInForm(request.POST or None)
    came = None
    if request.method == "POST" and form.is_valid():
        key = read_keys(request.POST).key
        try:
            came = actions.check_in_oneself(token, name=form.cleaned_data["name"], key=key)
        except AlreadyDone as already:
            form.add_error(None, str(already))
        except (Refused, JournalError) as refusal:
            form.add_error(None, str(refusal))
    context = {
        "session": session,
        "form": form,
        "came": came,
        "is_open": is_door_open(session),
        "opens": door_hours(session)[0],
    }
    status = UNPROCESSABLE if request.method == "POST" and came is None else 200
    return _private(render(request, "gatherings/check_in.html", context, status=status))


def ticket(request: Request, token: uuid.UUID) -> HttpResponse:
    """`/billet/<numéro>/`: a participant's own code; the team that scans it notes them present.

    The code is that of a registration, or of an invitation that nobody answered yet.
    """
    row = _of_token(token)
    if row is None:
        return _private(render(request, "gatherings/code_unknown.html", status=NOT_FOUND))
    writes = may_write_sessions(request.actor, row.house_id).allowed
    if request.method == "POST" and writes:
        key = read_keys(request.POST).key
        try:
            if isinstance(row, Invitation):
                actions.check_in_invited(request.actor, invitation=row, key=key)
            else:
                actions.check_in(request.actor, registration=row, key=key)
        except (Refused, JournalError) as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, f"{row.who} : présence notée.")
        return redirect("gatherings:ticket", token)
    address = absolute("gatherings:ticket", token)
    context = _words_of(row) | {
        "who": row.who,
        "session": row.session,
        "writes": writes,
        "code": draw_qr(address, "Votre code d’entrée"),
        "door_href": reverse("gatherings:door", args=[row.session_id]),
    }
    return _private(render(request, "gatherings/ticket.html", context))


def _of_token(token: uuid.UUID) -> Registration | Invitation | None:
    """The registration of a code, else the invitation: what answered it, where somebody did."""
    related = ("session__house", "person", "organisation")
    rows = Registration.objects.select_related(*related)
    found: Registration | None = rows.filter(token=token).first()
    if found is not None:
        return found
    invited: Invitation | None = (
        Invitation.objects.select_related(*related).filter(token=token).first()
    )
    if invited is None:
        return None
    answered = rows.filter(invitation=invited).exclude(status=Registration.Status.CANCELLED)
    return answered.order_by("id").first() or invited


def _words_of(row: Registration | Invitation) -> dict[str, object]:
    """What the page says of a code: for which structure, how it stands, what closes it."""
    if isinstance(row, Invitation):
        structure = row.organisation.name if row.person and row.organisation else ""
        gone = "Cette invitation a été retirée." if row.withdrawn_on else ""
        return {"structure": structure, "stands": "Invitation sans réponse.", "gone": gone}
    gone = ""
    if row.status == Registration.Status.CANCELLED:
        gone = "Cette inscription a été annulée."
    stands = f"Inscription {row.get_status_display()}."
    return {"structure": row.structure, "stands": stands, "gone": gone}


def _private(response: HttpResponse) -> HttpResponse:
    """A page whose address is a secret is kept by nobody."""
    response["Cache-Control"] = "private, no-store"
    response["Referrer-Policy"] = "no-referrer"
    return response
