"""The list of those registered and invited, registering, inviting, seats; acts on one row."""

from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from probant.directory.models import Family, Theme
from probant.gatherings import actions
from probant.gatherings.actions.attendance import NewComer
from probant.gatherings.models import Invitation, Registration, RegistrationTerms, Session
from probant.gatherings.queries.inviting import (
    AUDIENCES,
    Choice,
    guests,
    programmes_of,
)
from probant.gatherings.queries.registrations import (
    came_to,
    invitations_of,
    participation,
    rank_of,
    registrations_of,
    standing,
)
from probant.gatherings.queries.sessions import (
    chosen_people,
    chosen_structures,
    names_at_the_door,
    standing_positions,
)
from probant.gatherings.screens.registration_forms import InviteForm, RegisterForm, TermsForm
from probant.gatherings.screens.registration_tables import (
    INVITATIONS,
    REGISTRATIONS,
    invitation_rows,
    registration_rows,
)
from probant.gatherings.screens.views.sessions import load_session
from probant.programmes.screens.submit import Subject, answer
from probant.ui.request import Request

ACTS = {
    "excuser": (actions.excuse, "L’absence est excusée."),
    "retirer": (actions.cancel_registration, "L’inscription est retirée."),
    "placer": (actions.promote, "La place est donnée."),
}


def listing(request: Request, pk: int) -> HttpResponse:
    """`/rencontres/<id>/inscriptions/`: everybody, in order; what was counted once it is held."""
    session = load_session(request, pk, write=True)
    rows, came = registrations_of(session), came_to(session)
    invited = invitation_rows(invitations_of(session), rows, came)
    context = {
        "session": session,
        "standing": standing(session),
        "participation": participation(session) if session.state == "held" else None,
        "registrations": REGISTRATIONS.render(registration_rows(rows, came), query=request.GET),
        "invitations": INVITATIONS.render(invited, query=request.GET),
        "is_open": session.state in (Session.State.PLANNED, Session.State.POSTPONED),
    }
    return render(request, "gatherings/registrations.html", context)


def register(request: Request, pk: int) -> HttpResponse:
    """Register names of the directory, or somebody new; « chercher » keeps the ticks."""
    session = load_session(request, pk, write=True)
    form = RegisterForm(request.POST or None, house_id=session.house_id)
    ticked = request.POST.getlist("present")
    found = names_at_the_door(request.actor, session, text=request.POST.get("q", ""), ticked=ticked)
    back = reverse("gatherings:registrations", args=[pk])
    context = {
        "session": session,
        "boxes": [(name, name.value in ticked) for name in found],
        "typed": request.POST.get("q", ""),
        "count": len(ticked),
        "standing": standing(session),
        "back": back,
    }
    if "chercher" in request.POST:
        return render(
            request,
            "gatherings/register.html",
            {"form": form, "read_at": None, "changes": [], **context},
        )

    def act(data: Any, keys: Any) -> str:
        new = []
        if data["family_name"]:
            new.append(
                NewComer(data["family_name"], data["given_name"], data["email"], data["structure"])
            )
        people = chosen_people(request.actor, ticked)
        actions.register(
            request.actor,
            session=session,
            people=people,
            sent_by=standing_positions(people),
            organisations=chosen_structures(request.actor, ticked),
            new_comers=new,
            with_letter=data["with_letter"],
            key=keys.key,
        )
        return back

    return answer(
        request,
        form,
        act=act,
        template="gatherings/register.html",
        subject=Subject(session.house_id, "session", session.pk),
        back=back,
        done="C’est inscrit.",
        context=context,
    )


def invite(request: Request, pk: int) -> HttpResponse:
    """Choose by words of the address, look the list over, untick, then invite."""
    session = load_session(request, pk, write=True)
    choice = Choice.read(request.GET)
    found = guests(request.actor, session, choice) if choice.says_something else []
    ticked = request.POST.getlist("invitee")
    form = InviteForm(request.POST or None)
    back = reverse("gatherings:registrations", args=[pk])

    def act(data: Any, keys: Any) -> str:
        actions.invite(
            request.actor,
            session=session,
            organisations=chosen_structures(request.actor, ticked),
            people=chosen_people(request.actor, ticked),
            by=choice.by,
            key=keys.key,
            **data,
        )
        return back

    is_first = request.method == "GET"
    boxes = [(one, (is_first and not choice.text) or one.value in ticked) for one in found]
    return answer(
        request,
        form,
        act=act,
        template="gatherings/invite.html",
        subject=Subject(session.house_id, "session", session.pk),
        back=back,
        done="Les invitations sont faites.",
        context={
            "session": session,
            "choice": choice,
            "boxes": boxes,
            "count": sum(1 for _, chosen in boxes if chosen),
            "reached": sum(1 for one, chosen in boxes if chosen and not one.reached),
            "families": Family.choices,
            "themes": Theme.choices,
            "programmes": programmes_of(request.actor),
            "audiences": AUDIENCES,
        },
        day_field="invited_on",
    )


def terms(request: Request, pk: int) -> HttpResponse:
    """Seats, online registration, closing day, reminder."""
    session = load_session(request, pk, write=True)
    held = RegistrationTerms.objects.filter(session=session).first()
    initial = {
        "capacity": session.capacity,
        "closes_on": session.registration_closes_on,
        "is_open": held is not None and held.is_open,
        "reminder_days": held.reminder_days if held else 2,
    }
    form = TermsForm(request.POST or None, initial=initial)
    back = reverse("gatherings:registrations", args=[pk])

    def act(data: Any, keys: Any) -> str:
        actions.change_terms(
            request.actor, session=session, read_at=keys.read_at, key=keys.key, **data
        )
        return back

    return answer(
        request,
        form,
        act=act,
        template="gatherings/registration_terms.html",
        subject=Subject(session.house_id, "session", session.pk),
        back=back,
        done="Les inscriptions sont réglées.",
        context={"session": session, "standing": standing(session)},
    )


def one_registration(request: Request, pk: int) -> HttpResponse:
    """One registration, and what may become of it."""
    rows = Registration.objects.visible_to(request.actor)
    found = rows.select_related("session", "person", "organisation").filter(pk=pk).first()
    if found is None:
        raise Http404
    context = {
        "registration": found,
        "rank": rank_of(found),
        "is_held": found.session.state == Session.State.HELD,
    }
    return _on_row(request, found.session, "gatherings/registration.html", context, found)


def one_invitation(request: Request, pk: int) -> HttpResponse:
    """One invitation: withdrawn where it was a mistake, declined where somebody called."""
    rows = Invitation.objects.visible_to(request.actor)
    found = rows.select_related("session", "person", "organisation").filter(pk=pk).first()
    if found is None:
        raise Http404
    return _on_row(
        request, found.session, "gatherings/invitation.html", {"invitation": found}, found
    )


def _on_row(
    request: Request,
    session: Session,
    template: str,
    context: dict[str, Any],
    row: Registration | Invitation,
) -> HttpResponse:
    """Show a row, or do to it what the button says."""
    chosen = request.POST.get("geste", "")
    back = reverse("gatherings:registrations", args=[session.pk])

    def act(_: Any, keys: Any) -> str:
        if isinstance(row, Registration):
            ACTS[chosen][0](request.actor, registration=row, key=keys.key)
        elif chosen == "decliner":
            actions.decline_invitation(request.actor, invitation=row, key=keys.key)
        else:
            actions.withdraw_invitation(request.actor, invitation=row, key=keys.key)
        return back

    known = ACTS if isinstance(row, Registration) else {"decliner": 0, "retirer": 0}
    if request.method == "POST" and chosen not in known:
        raise Http404
    done = ACTS[chosen][1] if isinstance(row, Registration) and chosen else "C’est noté."
    return answer(
        request,
        forms.Form(request.POST or None),
        act=act,
        template=template,
        subject=Subject(session.house_id, "session", session.pk),
        back=back,
        done=done,
        context={"session": session, **context},
    )
