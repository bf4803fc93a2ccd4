"""What follows a structure at sessions when two sheets become one: roles, stands, loans."""

from typing import Any

from django.db.models import QuerySet

from probant.directory.moving import Rows, following, linked
from probant.gatherings.models import Event, EventPartner, Logo, Session, SessionRole, Stand
from probant.kernel.merging import MERGING


def _of(model: Any) -> Rows:
    def rows(house_id: int) -> QuerySet[Any]:
        found: QuerySet[Any] = model.objects.filter(house_id=house_id)
        return found

    return rows


def register() -> None:
    """Register what gatherings move."""
    sessions, events = _of(Session), _of(Event)
    movers = {
        "organiser": following("rencontres organisées", sessions, "organiser", mention="session"),
        "lender": following("salles prêtées", sessions, "lender", mention="session"),
        "co_organiser": linked(
            "rencontres co-organisées", Session.co_organisers.through, sessions, owner="session"
        ),
        "event": following("événements organisés", events, "organiser", mention="event"),
        "role": following("rôles aux rencontres", _of(SessionRole)),
        "stand": following("stands", _of(Stand)),
        "partner": following("événements soutenus", _of(EventPartner)),
        "logo": following("logos", _of(Logo)),
    }
    for order, (name, mover) in enumerate(movers.items()):
        MERGING.register(f"gatherings.{name}", mover, order=60 + order)
