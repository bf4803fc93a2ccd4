"""Who does what at a session, and the stands of a forum: sections of its page, and their acts."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString

from probant.directory.access import can_see_people
from probant.gatherings import actions
from probant.gatherings.access import may_write_sessions
from probant.gatherings.models import Session, SessionRole, Stand
from probant.gatherings.queries.programme import plan_of, roles_of
from probant.gatherings.screens.programme_forms import AislesForm, RoleForm, StandForm
from probant.gatherings.screens.views.posted import act_and_return
from probant.gatherings.screens.views.sessions import load_session, respond
from probant.kernel.actor import Actor
from probant.kernel.decision import Decision
from probant.ui.request import Request

FORUM = "forum"  # the official code of what has stands


def can_see(actor: Actor, session: Session) -> bool:
    """Whoever sees the session; names are for whoever may see people."""
    return actor.house_id == session.house_id


def roles_section(request: Request, session: Session) -> SafeString:
    """Who does what, with what the team may change. One query."""
    writes = _may(request, session).allowed
    roles = roles_of(session)
    if not roles and not writes:
        return SafeString("")
    context = {
        "session": session,
        "roles": roles,
        "writes": writes,
        "reads_names": can_see_people(request.actor).allowed,
    }
    return SafeString(render_to_string("gatherings/_roles.html", context, request))


def has_stands(actor: Actor, session: Session) -> bool:
    """A forum has stands."""
    return actor.house_id == session.house_id and session.kind.official_code == FORUM


def stands_section(request: Request, session: Session) -> SafeString:
    """How many stands are held, and the way to the plan. One query."""
    plan = plan_of(session)
    writes = _may(request, session).allowed
    context = {"session": session, "plan": plan, "writes": writes}
    return SafeString(render_to_string("gatherings/_stands.html", context, request))


def _may(request: Request, session: Session) -> Decision:
    return may_write_sessions(request.actor, session.house_id)


def give_role(request: Request, pk: int) -> HttpResponse:
    """Note who speaks, animates, pitches, hosts."""
    session = load_session(request, pk, write=True)

    def act(data: Any, keys: Any) -> str:
        actions.give_role(request.actor, session=session, key=keys.key, **data)
        return reverse("gatherings:session", args=[pk])

    return respond(
        request,
        session,
        RoleForm(request.POST or None, house_id=session.house_id),
        act,
        heading="Noter un rôle",
        submit="Noter ce rôle",
        done="Le rôle est noté.",
    )


def take_role_back(request: Request, pk: int) -> HttpResponse:
    """A role no longer (POST)."""
    role = SessionRole.objects.visible_to(request.actor).filter(pk=pk).first()
    if role is None:
        raise Http404
    back = reverse("gatherings:session", args=[role.session_id])
    return act_and_return(request, lambda: actions.take_role_back(request.actor, role=role), back)


def stands(request: Request, pk: int) -> HttpResponse:
    """`/rencontres/<id>/stands/`: the plan of the hall, to be printed; who holds what."""
    session = load_session(request, pk)
    context = {
        "session": session,
        "plan": plan_of(session),
        "writes": _may(request, session).allowed,
        "back": reverse("gatherings:session", args=[pk]),
    }
    return render(request, "gatherings/stands.html", context)


def lay_stands(request: Request, pk: int) -> HttpResponse:
    """How many places, aisle by aisle."""
    session = load_session(request, pk, write=True)
    back = reverse("gatherings:stands", args=[pk])

    def act(data: Any, keys: Any) -> str:
        actions.lay_stands(request.actor, session=session, aisles=data["aisles"], key=keys.key)
        return back

    initial = {"aisles": plan_of(session).aisles} if request.method == "GET" else {}
    return respond(
        request,
        session,
        AislesForm(request.POST or None, initial=initial),
        act,
        heading="Places des stands",
        submit="Tracer les places",
        done="Les places sont tracées.",
    )


def give_stand(request: Request, pk: int) -> HttpResponse:
    """Who holds a stand."""
    stands_seen = Stand.objects.visible_to(request.actor).select_related("organisation")
    stand = stands_seen.filter(pk=pk).first()
    if stand is None:
        raise Http404
    session = load_session(request, stand.session_id, write=True)
    back = reverse("gatherings:stands", args=[session.pk])

    def act(data: Any, keys: Any) -> str:
        actions.give_stand(request.actor, stand=stand, key=keys.key, **data)
        return back

    return respond(
        request,
        session,
        StandForm(request.POST or None, stand=stand),
        act,
        heading=f"Stand {stand.label}",
        submit="Enregistrer",
        done=f"Le stand {stand.label} est enregistré.",
    )
