"""Events: their list and page, their making, their partners; what collectives claim."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString

from probant.documents.writing import keep
from probant.gatherings import actions
from probant.gatherings.access import may_write_sessions
from probant.gatherings.models import CollectiveClaim, Event, EventPartner
from probant.gatherings.queries.programme import (
    event_rows,
    partners_of,
    sessions_of_event,
    shares,
)
from probant.gatherings.screens.programme_forms import ClaimForm, PartnerForm
from probant.gatherings.screens.programme_tables import EVENT_SESSIONS, EVENTS, SHARES
from probant.gatherings.screens.session_forms import EventForm
from probant.gatherings.screens.views.posted import act_and_return
from probant.programmes.screens.submit import Act, Subject, answer
from probant.ui.request import Request
from probant.ui.templatetags.ui import crumbs

FORM = "programmes/form.html"


def load_event(request: Request, pk: int, *, write: bool = False) -> Event:
    """The event; 404 where the actor may not see it (or write on it)."""
    events = Event.objects.visible_to(request.actor).select_related("organiser", "copied_from")
    event = events.filter(pk=pk).first()
    if event is None or (write and not may_write_sessions(request.actor, event.house_id)):
        raise Http404
    return event


def event_trail(event: Event | None, *more: str) -> SafeString:
    """Where one is, under the list of events."""
    trail = ["Rencontres", reverse("gatherings:sessions")]
    trail += ["Événements", reverse("gatherings:events")]
    if event is not None:
        trail += [event.title]
        trail += [reverse("gatherings:event", args=[event.pk])] if more else []
    return crumbs(*trail, *more)


def listing(request: Request) -> HttpResponse:
    """`/rencontres/evenements/`: cycles, temps forts, and what collectives claim."""
    actor = request.actor
    rows = [
        {
            "id": one.pk,
            "title": one.title,
            "nature": one.nature,
            "starts_on": one.starts_on,
            "ends_on": one.ends_on,
            "count": one.count,  # type: ignore[attr-defined]  # annotated
            "is_announced": one.is_announced,
        }
        for one in event_rows(actor)
    ]
    claimed = [
        {
            "id": one.claim.pk,
            "collective": one.claim.collective,
            "year": str(one.claim.year),
            "what": _scope(one.claim),
            "ours": one.ours,
            "total": one.claim.total,
            "source": one.claim.source,
        }
        for one in shares(actor)
    ]
    context = {
        "table": EVENTS.render(rows, query=request.GET),
        "shares": SHARES.render(claimed, query=request.GET) if claimed else "",
        "claims": claimed,
        "may_write": may_write_sessions(actor, actor.house).allowed,
        "trail": crumbs("Rencontres", reverse("gatherings:sessions"), "Événements"),
    }
    return render(request, "gatherings/events.html", context)


def _scope(claim: CollectiveClaim) -> str:
    words = [str(one) for one in (claim.programme, claim.kind) if one is not None]
    return ", ".join(words) or "toutes les rencontres"


def sheet(request: Request, pk: int) -> HttpResponse:
    """`/rencontres/evenements/<id>/`: its sessions, its partners, its public programme."""
    event = load_event(request, pk)
    rows = [
        {
            "id": one.pk,
            "title": one.title,
            "kind_name": one.kind.name,
            "starts_on": one.starts_on,
            "organiser": one.organiser.name if one.organiser else "la maison",
            "place_name": one.place_name,
            "shown": one.is_public,
            "state": one.state,
        }
        for one in sessions_of_event(event)
    ]
    context = {
        "event": event,
        "table": EVENT_SESSIONS.render(rows, query=request.GET),
        "count": len(rows),
        "shown": sum(1 for row in rows if row["shown"]),
        "partners": partners_of(event),
        "writes": may_write_sessions(request.actor, event.house_id).allowed,
        "trail": event_trail(event),
    }
    return render(request, "gatherings/event.html", context)


def _respond(
    request: Request, form: Any, act: Act, *, event: Event | None, back: str, **told: Any
) -> HttpResponse:
    pk = event.pk if event is not None else 0
    return answer(
        request,
        form,
        act=act,
        template=FORM,
        subject=Subject(request.actor.house, "event", pk),
        back=back,
        done=told.pop("done"),
        context={
            "trail": event_trail(event, told["heading"]),
            "lead": event.title if event is not None else "",
            "above": "",
            **told,
        },
        day_field="starts_on",
    )


def create(request: Request) -> HttpResponse:
    """What several sessions will belong to."""
    actor = request.actor

    def act(data: Any, keys: Any) -> str:
        event = actions.plan_event(actor, house_id=actor.house, key=keys.key, **data)
        return reverse("gatherings:event", args=[event.pk])

    return _respond(
        request,
        EventForm(request.POST or None, house_id=actor.house),
        act,
        event=None,
        back=reverse("gatherings:events"),
        heading="Nouvel événement",
        submit="Créer l’événement",
        done="L’événement est créé ; prévoyez ses rencontres.",
        lead="Ce à quoi plusieurs rencontres appartiennent : le Mois de l’ESS, un cycle.",
    )


def edit(request: Request, pk: int) -> HttpResponse:
    """Change an event, publish its programme."""
    event = load_event(request, pk, write=True)
    names = ("title", "starts_on", "ends_on", "nature", "presentation", "is_announced")
    initial = {**{name: getattr(event, name) for name in names}, "organiser": event.organiser}
    back = reverse("gatherings:event", args=[pk])

    def act(data: Any, keys: Any) -> str:
        actions.edit_event(request.actor, event=event, read_at=keys.read_at, key=keys.key, **data)
        return back

    return _respond(
        request,
        EventForm(request.POST or None, house_id=event.house_id, initial=initial),
        act,
        event=event,
        back=back,
        heading="Modifier l’événement",
        submit="Enregistrer",
        done="L’événement est modifié.",
    )


def add_partner(request: Request, pk: int) -> HttpResponse:
    """A partner, with its logo."""
    event = load_event(request, pk, write=True)
    back = reverse("gatherings:event", args=[pk])

    def act(data: Any, keys: Any) -> str:
        file = data["logo"]
        actions.add_partner(
            request.actor,
            event=event,
            organisation=data["organisation"],
            logo=keep(file.name, file.chunks()) if file else None,
            alternative=data["alternative"],
            key=keys.key,
        )
        return back

    return _respond(
        request,
        PartnerForm(request.POST or None, request.FILES or None, house_id=event.house_id),
        act,
        event=event,
        back=back,
        heading="Ajouter un partenaire",
        submit="Ajouter le partenaire",
        done="Le partenaire est ajouté.",
    )


def remove_partner(request: Request, pk: int) -> HttpResponse:
    """A partner no longer (POST)."""
    partner = EventPartner.objects.visible_to(request.actor).filter(pk=pk).first()
    if partner is None:
        raise Http404
    back = reverse("gatherings:event", args=[partner.event_id])
    return act_and_return(
        request, lambda: actions.remove_partner(request.actor, partner=partner), back
    )


def add_claim(request: Request) -> HttpResponse:
    """What a collective claims."""
    actor = request.actor
    back = reverse("gatherings:events")

    def act(data: Any, keys: Any) -> str:
        actions.state_claim(actor, house_id=actor.house, key=keys.key, **data)
        return back

    return _respond(
        request,
        ClaimForm(request.POST or None, actor=actor),
        act,
        event=None,
        back=back,
        heading="Part d’un collectif",
        submit="Noter ce nombre",
        done="Le nombre est noté, avec sa source.",
        lead="Ce qu’un collectif annonce, à côté de ce que la maison compte : jamais ajouté.",
    )


def drop_claim(request: Request, pk: int) -> HttpResponse:
    """A claim no longer (POST)."""
    claim = CollectiveClaim.objects.visible_to(request.actor).filter(pk=pk).first()
    if claim is None:
        raise Http404
    return act_and_return(
        request,
        lambda: actions.drop_claim(request.actor, claim=claim),
        reverse("gatherings:events"),
    )
