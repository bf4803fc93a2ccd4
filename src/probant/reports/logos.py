"""The logos that a paper shows, where they are images that can be printed."""

from collections.abc import Sequence

from probant.documents.models import Document
from probant.documents.store import path_of
from probant.gatherings.models import EventPartner, Logo
from probant.reports import blocks

MOST = 8
_SIGNS = (b"\x89PNG", b"\xff\xd8\xff")


def logos_of(event_id: int | None) -> tuple[blocks.Logo, ...]:
    """The logos of an event's partners in their order. One query, none without an event."""
    if event_id is None:
        return ()
    partners = EventPartner.objects.filter(event_id=event_id, logo__isnull=False)
    rows = partners.select_related("logo", "organisation").order_by("pk")[:MOST]
    drawn = [_drawn(one.logo, one.alternative or one.organisation.name) for one in rows]
    return tuple(one for one in drawn if one is not None)


def logos_to_show(
    house_id: int, organisations: Sequence[int], event_id: int | None
) -> tuple[blocks.Logo, ...]:
    """The logos of funders in their order, then those of an event's other partners.

    A funder's is the one that the house keeps, else the last that it gave for an event. Three
    queries, two without an event.
    """
    kept: dict[int, tuple[Document | None, str]] = {
        one.organisation_id: (one.document, one.alternative)
        for one in Logo.objects.filter(
            house_id=house_id, organisation__in=organisations
        ).select_related("document")
    }
    given = EventPartner.objects.filter(
        house_id=house_id, logo__isnull=False, organisation__in=organisations
    )
    for partner in given.select_related("logo", "organisation").order_by("-pk"):
        said = (partner.logo, partner.alternative or partner.organisation.name)
        kept.setdefault(partner.organisation_id, said)
    drawn = [_drawn(*kept[one]) for one in organisations if one in kept]
    found = [one for one in drawn if one is not None]
    known = {one.bytes for one in found}
    found += [one for one in logos_of(event_id) if one.bytes not in known]
    return tuple(found[:MOST])


def _drawn(document: Document | None, alternative: str) -> blocks.Logo | None:
    path = path_of(document.sha256) if document is not None else None
    data = path.read_bytes() if path is not None and path.exists() else b""
    return blocks.Logo(tuple(data), alternative) if data.startswith(_SIGNS) else None
