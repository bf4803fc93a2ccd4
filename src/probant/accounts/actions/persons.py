"""Say which person of a house's books a user is; open and close the space of a project holder."""

import uuid

from django.db.models import Q
from django.utils import timezone

from probant.accounts.access import can_link, can_open_space
from probant.accounts.actions.roles import USER, end_at_once
from probant.accounts.models import Membership, MembershipQuerySet, User
from probant.directory.models import Organisation, Person
from probant.directory.writing import PERSON
from probant.journal.door import change
from probant.kernel.actor import Actor
from probant.kernel.decision import Refused, require
from probant.kernel.roles import Role


def link_person(
    actor: Actor, user: User, person: Person, *, key: uuid.UUID | None = None
) -> list[Membership]:
    """Say that a user is this person of the house, in every role that they hold there.

    From then on they read no note kept from the supported people about their own cases. Raises
    `Refused`, `AlreadyDone`. Effects: memberships; one entry.
    """
    require(can_link(actor, user, person))
    with change(actor, verb="accounts.link_person", houses=[person.house_id], key=key) as entry:
        held = list(roles_in(user, person.house_id))
        for membership in held:
            membership.person = person
        Membership.objects.bulk_update(held, ["person"])
        entry.mention(USER, user.pk)
        entry.mention(PERSON, person.pk)
    return held


def unlink_person(actor: Actor, user: User, *, key: uuid.UUID | None = None) -> int:
    """Undo a link made by mistake; returns how many roles it changed.

    Raises `Refused`, `AlreadyDone`. Effects: memberships; one entry.
    """
    require(can_link(actor, user))
    house_id = actor.house
    with change(actor, verb="accounts.unlink_person", houses=[house_id], key=key) as entry:
        held = roles_in(user, house_id).filter(organisation_id=house_id)
        count = held.filter(person__isnull=False).update(person=None)
        entry.mention(USER, user.pk)
    return count


def open_space(
    actor: Actor,
    person: Person,
    *,
    email: str = "",
    organisation: Organisation | None = None,
    key: uuid.UUID | None = None,
) -> User:
    """Give a supported person the account of their own space, for a project or a structure.

    `email` is theirs by default. The account has no password: it is chosen by the link of a
    forgotten one, or never where one-time links serve. Raises `Refused`, `AlreadyDone`. Effects:
    user where the address has none, membership of role holder; one entry.
    """
    require(can_open_space(actor, person, organisation))
    address = (email or person.email).strip().lower()
    if not address:
        raise Refused("Donnez le courriel de la personne : il lui sert à entrer dans son espace.")
    with change(actor, verb="accounts.open_space", houses=[person.house_id], key=key) as entry:
        user = User.objects.filter(email=address).first()
        if user is None:
            user = User.objects.create_user(address, None, name=str(person))
        place = {"organisation": organisation} if organisation else {"organisation": None}
        of_whom = {} if organisation else {"person": person}
        membership, _ = Membership.objects.get_or_create(
            user=user,
            role=Role.HOLDER.value,
            ends_on=None,
            **place,
            **of_whom,
            defaults={"person": person},
        )
        if membership.person_id is None:
            membership.person = person
            membership.save(update_fields=["person"])
        roles_in(user, person.house_id).filter(person__isnull=True).update(person=person)
        entry.mention(USER, user.pk)
        entry.mention(PERSON, person.pk)
    return user


def close_space(actor: Actor, person: Person, *, key: uuid.UUID | None = None) -> int:
    """End every role of holder that a person has; returns how many.

    Raises `Refused`, `AlreadyDone`. Effects: memberships; one entry.
    """
    require(can_open_space(actor, person, None))
    today = timezone.localdate()
    with change(actor, verb="accounts.close_space", houses=[person.house_id], key=key) as entry:
        held = list(spaces_of(person))
        for membership in held:
            end_at_once(membership, today)
            entry.mention(USER, membership.user_id)
        entry.mention(PERSON, person.pk)
    return len(held)


def roles_in(user: User, house_id: int) -> MembershipQuerySet:
    """The roles of a user that a house's person explains: in the house, and as holder of theirs."""
    there = Q(organisation_id=house_id)
    holding = Q(role=Role.HOLDER.value) & (Q(person__isnull=True) | Q(person__house_id=house_id))
    return Membership.objects.filter(there | holding, user=user)


def spaces_of(person: Person) -> MembershipQuerySet:
    """The standing roles of holder of a person."""
    return Membership.objects.held_on(timezone.localdate()).filter(
        person=person, role=Role.HOLDER.value
    )


def forget(house_id: int, person_id: int) -> int:
    """Erase what accounts keep of a person: links and spaces, and the account that serves no more.

    A user who still holds a role elsewhere keeps their account; the house's person is unlinked.
    """
    linked = Membership.objects.filter(person_id=person_id, person__house_id=house_id)
    users = list(User.objects.filter(pk__in=linked.values("user_id")))
    today, count = timezone.localdate(), 0
    for membership in linked.filter(role=Role.HOLDER.value, ends_on__isnull=True):
        end_at_once(membership, today)
    linked.filter(organisation__isnull=True).delete()
    count += linked.update(person=None)
    for user in users:
        if not Membership.objects.held_on(today).filter(user=user).exists():
            _empty(user)
            count += 1
    return count


def _empty(user: User) -> None:
    """An account that nobody can enter any more and that names nobody; its row keeps the ids."""
    user.name, user.is_active = "", False
    user.email = f"compte-{user.pk}@efface.invalid"
    user.set_unusable_password()
    user.save(update_fields=["name", "email", "is_active", "password"])
    user.sign_in_links.all().delete()
