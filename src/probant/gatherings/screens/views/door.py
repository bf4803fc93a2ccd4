"""Attendance at the door: names tapped on a phone, with or without script, with or without network.

Without script the page is a form: ticks, and what was ticked when it was read. With script each tap
is kept on the phone and sent to `taps` with a key of its own, so that it counts once.
"""

from typing import Any

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse

from probant.gatherings import actions
from probant.gatherings.models import Session
from probant.gatherings.queries.attendance import door_groups
from probant.gatherings.queries.sessions import present_at, value_of
from probant.gatherings.screens.attendance_forms import DoorForm
from probant.gatherings.screens.views.sessions import load_session
from probant.journal.errors import AlreadyDone, JournalError
from probant.kernel.decision import Refused
from probant.programmes.screens.submit import Subject, answer
from probant.ui.idempotency import read_keys
from probant.ui.request import Request

PAGE, CLOSED = "gatherings/door.html", "gatherings/door_closed.html"
SHEET = "gatherings:session"
CONFLICT, UNPROCESSABLE, MOST_TAPS = 409, 422, 500


def take(request: Request, pk: int) -> HttpResponse:
    """`/rencontres/<id>/presences/`. The button « chercher » writes nothing and keeps the ticks."""
    session = load_session(request, pk, write=True)
    if session.state == Session.State.CANCELLED:
        status = UNPROCESSABLE if request.method == "POST" else 200
        closed = {"session": session, "session_href": reverse(SHEET, args=[pk])}
        return render(request, CLOSED, closed, status=status)
    form = DoorForm(request.POST or None)
    context = _context(request, session)
    if "chercher" in request.POST:
        return render(request, PAGE, {"form": form, "read_at": None, **context})

    def act(data: Any, keys: Any) -> str:
        ticked = request.POST.getlist("present")
        actions.note_taps(
            request.actor,
            session=session,
            came=ticked,
            gone=set(request.POST.getlist("etait")) - set(ticked),
            lines=[data["venu"]],
            key=keys.key,
        )
        return reverse("gatherings:door" if "ajouter" in request.POST else SHEET, args=[pk])

    return answer(
        request,
        form,
        act=act,
        template=PAGE,
        subject=Subject(session.house_id, "session", session.pk),
        back=context["session_href"],
        done="Les présences sont notées.",
        context=context,
    )


def names(request: Request, pk: int) -> HttpResponse:
    """The list of names for what is typed, ticks kept; a fragment."""
    session = load_session(request, pk, write=True)
    return render(request, "gatherings/_names.html", _context(request, session))


def taps(request: Request, pk: int) -> HttpResponse:
    """Taps that the script of the page kept: `touche` is `p12+` or `p12-`, `venu` a typed line.

    Answers {"noted": n}; sent again after a cut, the same key answers the same and notes nothing.
    409 with {"refused": why} where none of it can be noted, now or later.
    """
    session = load_session(request, pk, write=True)
    last: dict[str, str] = {}
    for tap in request.POST.getlist("touche")[:MOST_TAPS]:
        last[tap[:-1]] = tap[-1:]
    try:
        came = actions.note_taps(
            request.actor,
            session=session,
            came=[value for value, sign in last.items() if sign == "+"],
            gone=[value for value, sign in last.items() if sign == "-"],
            lines=request.POST.getlist("venu")[:MOST_TAPS],
            key=read_keys(request.POST).key,
        )
    except AlreadyDone:
        return JsonResponse({"noted": 0})
    except (Refused, JournalError) as refusal:
        return JsonResponse({"refused": str(refusal)}, status=CONFLICT)
    return JsonResponse({"noted": len(came)})


def _context(request: Request, session: Session) -> dict[str, Any]:
    sent = request.POST if request.method == "POST" else request.GET
    text = sent.get("q", "")
    present = [value_of(one) for one in present_at(session)]
    was = sent.getlist("etait") if "etait" in sent else present
    # Whom another phone noted since the list was read is shown ticked, and not taken away.
    since = [value for value in present if value not in was]
    ticked = [*sent.getlist("present"), *since] if "etait" in sent else present
    groups = door_groups(request.actor, session, text=text, ticked=ticked)
    return {
        "session": session,
        "groups": groups,
        "was": was,
        "typed": text,
        "session_href": reverse(SHEET, args=[session.pk]),
        "taps_href": reverse("gatherings:door-taps", args=[session.pk]),
        "count": sum(one.ticked for group in groups for one in group.names),
    }
