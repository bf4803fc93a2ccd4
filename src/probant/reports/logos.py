"""The logos that the partners of an event gave, where they are images that can be printed."""

from probant.documents.store import path_of
from probant.gatherings.models import EventPartner
from probant.reports.blocks import Logo

MOST = 8
_SIGNS = (b"\x89PNG", b"\xff\xd8\xff")


def logos_of(event_id: int | None) -> tuple[Logo, ...]:
    """The logos of an event's partners in their order. One query, none without an event."""
    if event_id is None:
        return ()
    partners = EventPartner.objects.filter(event_id=event_id, logo__isnull=False)
    found = []
    for partner in partners.select_related("logo", "organisation").order_by("pk")[:MOST]:
        assert partner.logo is not None
        path = path_of(partner.logo.sha256)
        data = path.read_bytes() if path.exists() else b""
        if data.startswith(_SIGNS):
            found.append(Logo(tuple(data), partner.alternative or partner.organisation.name))
    return tuple(found)
