"""What registrations declare to the rest: retention, erasure, what is held of a person."""

from probant.directory.moving import following
from probant.gatherings.holdings import expire_registrations, forget_registrant, holdings
from probant.gatherings.models import Invitation, Registration
from probant.gatherings.registration_letters import INVITATIONS
from probant.kernel.erasure import ERASERS, RETAINED, Retained
from probant.kernel.holdings import HOLDINGS
from probant.kernel.merging import MERGING
from probant.kernel.work import JOBS, SCHEDULE, Job, Planned, daily
from probant.post.letters import CATEGORIES


def offer_registrations() -> None:
    """Register what is kept, how it ends, and what is told of it."""
    RETAINED.register(
        "gatherings.registrations",
        Retained("Noms et adresses des inscriptions", "retention.prospects", expire_registrations),
    )
    ERASERS.register("gatherings.registrations", forget_registrant)
    HOLDINGS.register("gatherings", holdings, order=40)
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
