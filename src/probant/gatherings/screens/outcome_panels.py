"""What outcomes declare when the room starts: words, names sought, slots, the session's panel."""

from typing import Any

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString

from probant.gatherings.access import may_write_sessions
from probant.gatherings.models import Event, Proposal, Session
from probant.gatherings.queries.outcomes import outputs_of, papers_of_event, proposals_of
from probant.gatherings.screens.outcome_forms import OutputForm, ProposalForm
from probant.gatherings.screens.outcome_words import STATUS_TAGS, VERBS
from probant.kernel import verbs
from probant.kernel.actor import Actor
from probant.kernel.roles import HOUSE, TEAM
from probant.search import kinds
from probant.ui import panels
from probant.ui.request import Request


def can_see(actor: Actor, session: Session) -> bool:
    """The people of the house."""
    return actor.house_id == session.house_id and actor.has(*HOUSE)


def panel(request: Request, session: Session) -> SafeString:
    """What came out of a session, and where one adds to it. Two queries."""
    actor = request.actor
    writes = may_write_sessions(actor, session.house_id).allowed
    day = {"made_on": session.starts_on, "dated_on": session.starts_on}
    if session.starts_on > timezone.localdate():
        day = {}
    context = {
        "session": session,
        "outputs": outputs_of(actor, session),
        "proposals": [
            (one, STATUS_TAGS[Proposal.Status(one.state)]) for one in proposals_of(actor, session)
        ],
        "adds": writes and session.state != Session.State.CANCELLED,
        "paper": OutputForm(auto_id="document_%s", initial=day),
        "proposal": ProposalForm(
            actor=actor, groups=[], session=session, auto_id="proposition_%s", initial=day
        ),
    }
    return render_to_string("gatherings/_outcomes_panel.html", context, request=request)


def event_panel(request: Request, event: Event) -> SafeString:
    """The papers of an event, and where one adds to them. One query."""
    actor = request.actor
    context = {
        "event": event,
        "outputs": papers_of_event(actor, event),
        "writes": may_write_sessions(actor, event.house_id).allowed,
    }
    return render_to_string("gatherings/_event_papers.html", context, request=request)


def more(request: Request, subject: Any) -> SafeString:
    """Where the list of sessions leads on. No query."""
    return render_to_string("gatherings/_outcomes_more.html", request=request)


def is_of_house(actor: Actor, subject: Any) -> bool:
    """The people of the house."""
    return actor.house_id is not None and actor.has(*HOUSE)


def offer_outcomes() -> None:
    """Register all of it."""
    verbs.register(VERBS)
    panels.slot("restitution.main", "ce qu’une restitution dit, compté par les pièces supérieures")
    panels.slot("restitution.side", "les papiers et le lien d’une restitution")
    panels.slot("roadmap.side", "ce que les pièces supérieures font d’une feuille de route")
    panels.register("session.main", "outcomes", order=60, can=can_see, render=panel)
    panels.register("event.main", "outcomes", order=60, can=is_of_house, render=event_panel)
    panels.register("sessions.more", "outcomes", order=40, can=is_of_house, render=more)
    kinds.register(
        "proposal",
        letter="j",
        label="proposition",
        labels="Propositions",
        route="gatherings:proposal",
        roles=HOUSE,
        order=44,
    )
    kinds.register(
        "roadmap",
        letter="f",
        label="feuille de route",
        labels="Feuilles de route",
        route="gatherings:roadmap",
        roles=TEAM,
        order=45,
    )
    kinds.offer(
        "proposals",
        "Voir les propositions issues des rencontres",
        "gatherings:proposals",
        roles=HOUSE,
        words="proposition reprise retenue écartée examinée suites",
        order=46,
    )
    kinds.offer(
        "outputs",
        "Voir les documents issus des rencontres",
        "gatherings:outputs",
        roles=HOUSE,
        words="compte rendu synthèse document rencontre",
        order=47,
    )
    kinds.offer(
        "roadmaps",
        "Ouvrir la feuille de route",
        "gatherings:roadmaps",
        roles=HOUSE,
        words="feuille de route axes mesures avancement métropolitaine",
        order=48,
    )
    kinds.offer(
        "restitutions",
        "Restituer aux élus",
        "gatherings:restitutions",
        roles=TEAM,
        words="restitution élus rapport bilan réseau participation",
        order=49,
    )
