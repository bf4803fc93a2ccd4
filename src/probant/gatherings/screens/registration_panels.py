"""What registrations declare to the rest: retention, erasure, what is held of a person."""

from probant.gatherings.holdings import expire_registrations, forget_registrant, holdings
from probant.kernel.erasure import ERASERS, RETAINED, Retained
from probant.kernel.holdings import HOLDINGS


def offer_registrations() -> None:
    """Register what is kept, how it ends, and what is told of it."""
    RETAINED.register(
        "gatherings.registrations",
        Retained("Noms et adresses des inscriptions", "retention.prospects", expire_registrations),
    )
    ERASERS.register("gatherings.registrations", forget_registrant)
    HOLDINGS.register("gatherings", holdings, order=40)
