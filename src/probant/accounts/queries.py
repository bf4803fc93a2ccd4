"""What a user is today: the roles of the organisation they act for, in one query."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import Q
from django.utils import timezone

from probant.accounts.models import Membership, User
from probant.directory.models import Person
from probant.journal.models import JournalEntry
from probant.kernel.actor import Actor
from probant.kernel.roles import Role
from probant.kernel.text import fold

# Written out: each page of each signed-in person asks it, and building it from the models cost as
# much as all other queries of a page together. A test holds it against `Membership.held_on`.
STANDING = """
SELECT m.organisation_id, m.role, h.organisation_id, h.short_name, o.name, m.person_id
FROM accounts_membership m
LEFT JOIN directory_organisation o ON o.id = m.organisation_id
LEFT JOIN directory_house h ON h.organisation_id = m.organisation_id
WHERE m.user_id = %s
  AND (m.starts_on IS NULL OR m.starts_on <= %s) AND (m.ends_on IS NULL OR m.ends_on >= %s)
ORDER BY m.id
"""
OWN_SPACE = "votre espace"


@dataclass(frozen=True)
class Standing:
    """The actor that a user is, the name of the organisation acted for, and the other choices.

    `choices` are (number, name) of every place where the user holds a role today: the id of an
    organisation, or for the own space of a holder without one, the id of their person below zero.
    """

    actor: Actor
    organisation: str
    choices: tuple[tuple[int, str], ...]


def standing_of(user_id: int, chosen: int | None = None) -> Standing:
    """What a user is today; one query.

    Acts for the `chosen` number where a role is held there today, else for the first organisation
    by membership; a user without any role is an actor without organisation or roles.
    """
    today = timezone.localdate().isoformat()
    with connection.cursor() as cursor:
        cursor.execute(STANDING, [user_id, today, today])
        rows = cursor.fetchall()
    names = {_number(row): row[3] or row[4] or OWN_SPACE for row in rows}
    chosen = chosen if chosen in names else (_number(rows[0]) if rows else None)
    held = [row for row in rows if _number(row) == chosen]
    actor = Actor(
        user_id=user_id,
        organisation_id=next((row[0] for row in held), None),
        house_id=next((row[2] for row in held), None),
        roles=frozenset(Role(row[1]) for row in held),
        person_id=next((row[5] for row in held if row[5] is not None), None),
    )
    return Standing(actor, names[chosen] if chosen is not None else "", tuple(names.items()))


def _number(row: Sequence[Any]) -> int:
    """What a row of `STANDING` is chosen by: its organisation, else its person below zero."""
    return int(row[0]) if row[0] is not None else -int(row[5])


def actor_of(user_id: int, chosen: int | None = None) -> Actor:
    """The actor that a user is today; one query."""
    return standing_of(user_id, chosen).actor


def names_of(user_ids: Iterable[int | None]) -> dict[int, str]:
    """Names of users by id, for who wrote what; one query, none for nobody."""
    wanted = {number for number in user_ids if number is not None}
    if not wanted:
        return {}
    rows = User.objects.filter(pk__in=wanted).values_list("pk", "name", "email")
    return {number: name or email for number, name, email in rows}


def authors(house_id: int, seqs: Iterable[int], *, system: str = "") -> dict[int, str]:
    """Who wrote the entries at these positions, by position; two queries.

    `system`: what is said of an entry that no person wrote.
    """
    rows = JournalEntry.objects.filter(house_id=house_id, seq__in=set(seqs))
    wrote = dict(rows.values_list("seq", "actor_id"))
    names = names_of(wrote.values())
    return {seq: names.get(user or 0, system) for seq, user in wrote.items()}


def members_of(actor: Actor) -> list[Membership]:
    """Roles held today in the actor's organisation, people in order of name; one query."""
    if actor.organisation_id is None:
        return []
    return list(
        Membership.objects.visible_to(actor)
        .held_on(timezone.localdate())
        .filter(organisation_id=actor.organisation_id)
        .select_related("user", "person")
        .order_by("user__name", "user__email", "id")
    )


def person_known_by(house_id: int, user: User) -> Person | None:
    """Who a user is in a house's books: as their other roles say, else the one of their address."""
    linked = Person.objects.filter(house_id=house_id, memberships__user=user).first()
    if linked is not None:
        return linked
    same = Person.objects.filter(house_id=house_id, email=user.email, erased_on__isnull=True)
    alike = list(same[:2])
    return alike[0] if len(alike) == 1 else None


def likely_person_of(actor: Actor, user: User) -> list[Person]:
    """People of the actor's house who may be this user: the same address, else the same name."""
    people = Person.objects.visible_to(actor).filter(erased_on__isnull=True)
    return list(people.filter(Q(email=user.email) | Q(name_key__in=_keys(user.name)))[:6])


def _keys(name: str) -> set[str]:
    """The keys under which a name written in any order would be sorted."""
    words = fold(name).split()
    return {" ".join(words[at:] + words[:at]) for at in range(len(words))} if words else set()
