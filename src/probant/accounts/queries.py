"""What a user is today: the roles of the organisation they act for, in one query."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import connection
from django.utils import timezone

from probant.accounts.models import Membership, User
from probant.kernel.actor import Actor
from probant.kernel.roles import Role

# Written out: each page of each signed-in person asks it, and building it from the models cost as
# much as all other queries of a page together. A test holds it against `Membership.held_on`.
STANDING = """
SELECT m.organisation_id, m.role, h.organisation_id, h.short_name, o.name
FROM accounts_membership m
JOIN directory_organisation o ON o.id = m.organisation_id
LEFT JOIN directory_house h ON h.organisation_id = m.organisation_id
WHERE m.user_id = %s
  AND (m.starts_on IS NULL OR m.starts_on <= %s) AND (m.ends_on IS NULL OR m.ends_on >= %s)
ORDER BY m.id
"""


@dataclass(frozen=True)
class Standing:
    """The actor that a user is, the name of the organisation acted for, and the other choices.

    `choices` are (organisation id, name) of every organisation where the user holds a role today.
    """

    actor: Actor
    organisation: str
    choices: tuple[tuple[int, str], ...]


def standing_of(user_id: int, organisation_id: int | None = None) -> Standing:
    """What a user is today; one query.

    Acts for `organisation_id` where a role is held there today, else for the first organisation
    by membership; a user without any role is an actor without organisation or roles.
    """
    today = timezone.localdate().isoformat()
    with connection.cursor() as cursor:
        cursor.execute(STANDING, [user_id, today, today])
        rows = cursor.fetchall()
    names = {row[0]: row[3] or row[4] for row in rows}
    chosen = organisation_id if organisation_id in names else (rows[0][0] if rows else None)
    actor = Actor(
        user_id=user_id,
        organisation_id=chosen,
        house_id=next((row[2] for row in rows if row[0] == chosen), None),
        roles=frozenset(Role(row[1]) for row in rows if row[0] == chosen),
    )
    return Standing(actor, names[chosen] if chosen is not None else "", tuple(names.items()))


def actor_of(user_id: int, organisation_id: int | None = None) -> Actor:
    """The actor that a user is today; one query."""
    return standing_of(user_id, organisation_id).actor


def names_of(user_ids: Iterable[int | None]) -> dict[int, str]:
    """Names of users by id, for who wrote what; one query, none for nobody."""
    wanted = {number for number in user_ids if number is not None}
    if not wanted:
        return {}
    rows = User.objects.filter(pk__in=wanted).values_list("pk", "name", "email")
    return {number: name or email for number, name, email in rows}


def members_of(actor: Actor) -> list[Membership]:
    """Roles held today in the actor's organisation, people in order of name; one query."""
    if actor.organisation_id is None:
        return []
    return list(
        Membership.objects.visible_to(actor)
        .held_on(timezone.localdate())
        .filter(organisation_id=actor.organisation_id)
        .select_related("user")
        .order_by("user__name", "user__email", "id")
    )
