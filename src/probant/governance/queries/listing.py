"""Lists of bodies and sittings."""

import datetime
from typing import Any

from django.db.models import Count, Max, Q, QuerySet

from probant.governance.models import Body, Mandate, Sitting
from probant.kernel.actor import Actor


def body_rows(actor: Actor, day: datetime.date) -> QuerySet[Any, Any]:
    """The bodies of an actor's house with how many members are in office on a day."""
    standing = (
        Q(mandates__begins_on__lte=day)
        & (Q(mandates__ends_on__isnull=True) | Q(mandates__ends_on__gte=day))
        & ~Q(mandates__role=Mandate.Role.SUBSTITUTE)
    )
    return (
        Body.objects.visible_to(actor)
        .annotate(
            members=Count("mandates", filter=standing, distinct=True),
            last_on=Max("sittings__held_on", filter=Q(sittings__status=Sitting.Status.HELD)),
        )
        .values("id", "name", "kind", "organisation__name", "members", "last_on")
    )


def sitting_rows(actor: Actor, *, body: Body | None = None) -> QuerySet[Any, Any]:
    """The sittings of an actor's house as rows, with how many items each has."""
    rows = Sitting.objects.visible_to(actor)
    if body is not None:
        rows = rows.filter(body=body)
    return rows.annotate(item_count=Count("items", distinct=True)).values(
        "id",
        "held_on",
        "status",
        "place",
        "body__name",
        "body__organisation__name",
        "members_in_office",
        "item_count",
    )
