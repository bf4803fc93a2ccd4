"""What becomes of a planned session: cancelled, postponed, moved."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse

from probant.gatherings import actions
from probant.gatherings.screens.session_forms import CancelForm, MoveForm, PostponeForm
from probant.gatherings.screens.views.sessions import load_session, respond
from probant.ui.request import Request


def cancel(request: Request, pk: int) -> HttpResponse:
    """A session will not take place."""
    session = load_session(request, pk, write=True)

    def act(data: Any, keys: Any) -> str:
        actions.cancel_session(
            request.actor, session=session, read_at=keys.read_at, key=keys.key, **data
        )
        return reverse("gatherings:session", args=[pk])

    return respond(
        request,
        session,
        CancelForm(request.POST or None),
        act,
        heading="Annuler la rencontre",
        submit="Annuler la rencontre",
        done="La rencontre est annulée.",
    )


def postpone(request: Request, pk: int) -> HttpResponse:
    """Another day, or none yet."""
    session = load_session(request, pk, write=True)

    def act(data: Any, keys: Any) -> str:
        actions.postpone_session(
            request.actor, session=session, read_at=keys.read_at, key=keys.key, **data
        )
        return reverse("gatherings:session", args=[pk])

    hours = {"starts_time": session.starts_time, "ends_time": session.ends_time}
    return respond(
        request,
        session,
        PostponeForm(request.POST or None, initial=hours),
        act,
        heading="Reporter la rencontre",
        submit="Reporter",
        done="La rencontre est reportée.",
    )


def move(request: Request, pk: int) -> HttpResponse:
    """Another place."""
    session = load_session(request, pk, write=True)

    def act(data: Any, keys: Any) -> str:
        place = data["place"]
        actions.move_session(
            request.actor,
            session=session,
            reason=data["reason"],
            place_code=place.code if place else "",
            place_vintage=place.vintage if place else None,
            place_name=place.name if place else "",
            place_label=data["place_label"],
            read_at=keys.read_at,
            key=keys.key,
        )
        return reverse("gatherings:session", args=[pk])

    place = f"{session.place_name} ({session.place_code})" if session.place_code else ""
    return respond(
        request,
        session,
        MoveForm(request.POST or None, initial={"place": place}),
        act,
        heading="Changer de lieu",
        submit="Changer le lieu",
        done="Le lieu est changé.",
    )
