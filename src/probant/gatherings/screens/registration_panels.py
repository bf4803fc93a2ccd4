"""What registrations declare to the rest: a part of the session's page, letters, rights."""

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from probant.directory.moving import following
from probant.gatherings.access import may_write_sessions
from probant.gatherings.holdings import expire_registrations, forget_registrant, holdings
from probant.gatherings.models import Invitation, Registration, Session
from probant.gatherings.queries.registrations import participation, standing
from probant.gatherings.registration_letters import INVITATIONS
from probant.kernel.actor import Actor
from probant.kernel.erasure import ERASERS, RETAINED, Retained
from probant.kernel.holdings import HOLDINGS
from probant.kernel.merging import MERGING
from probant.kernel.work import JOBS, SCHEDULE, Job, Planned, daily
from probant.post.letters import CATEGORIES
from probant.ui import panels
from probant.ui.request import Request


def offer_registrations() -> None:
    """Register what is kept, how it ends, and what is told of it."""
    RETAINED.register(
        "gatherings.registrations",
        Retained("Noms et adresses des inscriptions", "retention.prospects", expire_registrations),
    )
    ERASERS.register("gatherings.registrations", forget_registrant)
    HOLDINGS.register("gatherings", holdings, order=40)
    panels.register(
        "session.main", "registrations", order=10, can=can_see, render=registrations_panel
    )
    CATEGORIES.register(INVITATIONS, "les invitations aux rencontres")
    JOBS.register(
        "gatherings.remind",
        Job("Rappels de rencontres", "probant.gatherings.actions.reminders:remind"),
    )
    SCHEDULE.register(
        "gatherings.remind", Planned("Rappels de rencontres", "gatherings.remind", daily(8, 0))
    )
    MERGING.register(
        "gatherings.registration",
        following("inscriptions", lambda house: Registration.objects.filter(house_id=house)),
        order=70,
    )
    MERGING.register(
        "gatherings.invitation",
        following("invitations", lambda house: Invitation.objects.filter(house_id=house)),
        order=71,
    )


def can_see(actor: Actor, session: Session) -> bool:
    """Those who read names and addresses; for a session that the house organises."""
    return may_write_sessions(actor, session.house_id).allowed and session.is_ours


def registrations_panel(request: Request, session: Session) -> SafeString:
    """How the list of a session stands. Three queries, seven once it is held."""
    found = standing(session)
    is_held = session.state == Session.State.HELD
    context = {
        "session": session,
        "standing": found,
        "participation": participation(session) if is_held and not found.is_empty else None,
        "writes": session.state in (Session.State.PLANNED, Session.State.POSTPONED),
    }
    return render_to_string("gatherings/_registrations_panel.html", context)
