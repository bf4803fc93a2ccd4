"""What a user is today: the roles of the organisation they act for, in one query."""

from django.db.models import Q
from django.utils import timezone

from probant.accounts.models import Membership
from probant.kernel.actor import Actor
from probant.kernel.roles import Role


def actor_of(user_id: int, organisation_id: int | None = None) -> Actor:
    """The actor that a user is today.

    Acts for `organisation_id` where a role is held there today, else for the first organisation
    by membership; a user without any role is an actor without organisation or roles.
    """
    today = timezone.localdate()
    rows = list(
        Membership.objects.filter(user_id=user_id)
        .filter(Q(starts_on__isnull=True) | Q(starts_on__lte=today))
        .filter(Q(ends_on__isnull=True) | Q(ends_on__gte=today))
        .order_by("id")
        .values_list("organisation_id", "role", "organisation__house__organisation_id")
    )
    held = {row[0] for row in rows}
    chosen = organisation_id if organisation_id in held else (rows[0][0] if rows else None)
    return Actor(
        user_id=user_id,
        organisation_id=chosen,
        house_id=next((row[2] for row in rows if row[0] == chosen), None),
        roles=frozenset(Role(row[1]) for row in rows if row[0] == chosen),
    )
