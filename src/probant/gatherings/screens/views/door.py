"""Attendance at the door: names ticked on a phone, with or without script."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from probant.gatherings import actions
from probant.gatherings.actions.attendance import NewComer
from probant.gatherings.models import Attendance, Session
from probant.gatherings.queries.sessions import (
    chosen_people,
    chosen_structures,
    names_at_the_door,
    present_at,
    standing_positions,
    value_of,
)
from probant.gatherings.screens.forms import DoorForm
from probant.gatherings.screens.views.sessions import load_session
from probant.programmes.screens.submit import Subject, answer
from probant.ui.request import Request

PAGE = "gatherings/door.html"


def take(request: Request, pk: int) -> HttpResponse:
    """`/rencontres/<id>/presences/`. The button « chercher » writes nothing and keeps the ticks."""
    session = load_session(request, pk, write=True)
    form = DoorForm(request.POST or None, house_id=session.house_id)
    context = _context(request, session)
    if "chercher" in request.POST:
        return render(request, PAGE, {"form": form, "read_at": None, **context})

    def act(data: Any, keys: Any) -> str:
        _record(request, session, data, keys)
        return reverse("gatherings:session", args=[pk])

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


def _context(request: Request, session: Session) -> dict[str, Any]:
    sent = request.POST if request.method == "POST" else request.GET
    text = sent.get("q", "")
    present = [value_of(one) for one in present_at(session)]
    was = sent.getlist("etait") if "etait" in sent else present
    # Whom another phone noted since the list was read is shown ticked, and not taken away.
    since = [value for value in present if value not in was]
    ticked = [*sent.getlist("present"), *since] if "etait" in sent else present
    found = names_at_the_door(
        request.actor,
        session,
        text=text,
        ticked=ticked,
    )
    boxes = [(name, name.value in ticked) for name in found]
    return {
        "session": session,
        "boxes": boxes,
        "was": was,
        "typed": text,
        "session_href": reverse("gatherings:session", args=[session.pk]),
        "count": sum(1 for _, ticked_now in boxes if ticked_now),
    }


def _record(request: Request, session: Session, data: Any, keys: Any) -> None:
    actor = request.actor
    ticked = request.POST.getlist("present")
    left = set(request.POST.getlist("etait")) - set(ticked)
    people = chosen_people(actor, ticked)
    positions = standing_positions(people)
    new = []
    if data["family_name"]:
        new.append(NewComer(data["family_name"], data["given_name"], "", data["structure"]))
    actions.take_attendance(
        actor,
        session=session,
        people=people,
        organisations=chosen_structures(actor, ticked),
        new_comers=new,
        sent_by={pk: one for pk, one in positions.items() if one.pk != session.house_id},
        own_staff={pk for pk, one in positions.items() if one.pk == session.house_id},
        gone=_gone(session, left),
        key=keys.key,
    )


def _gone(session: Session, left: set[str]) -> list[Attendance]:
    """The attendances of those unticked; only those that this very list showed as present."""
    return [one for one in present_at(session) if value_of(one) in left]
