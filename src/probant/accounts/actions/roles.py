"""Open accounts, give and end roles, choose whom one acts for."""

import datetime
import uuid
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction
from django.utils import timezone

from probant.accounts.access import can_give
from probant.accounts.models import Membership, User
from probant.accounts.queries import person_known_by
from probant.directory.models import House, Organisation
from probant.journal.door import Entry, change
from probant.kernel.actor import Actor
from probant.kernel.decision import Refused, require
from probant.kernel.roles import Role

USER = "user"  # kind of the timeline


class LastDirection(Refused):
    """The only person of the direction may not lose that role: nobody could give it back."""

    def __init__(self) -> None:
        super().__init__(
            "C’est la seule personne de la direction : donnez d’abord ce rôle à quelqu'un d’autre."
        )


def open_account(
    actor: Actor,
    *,
    email: str,
    name: str,
    organisation: Organisation,
    role: Role,
    password: str | None = None,
    key: uuid.UUID | None = None,
) -> User:
    """Give a person a role, opening their account where their address has none.

    Without `password` the person chooses theirs by the link of a forgotten one. An account that
    exists keeps its name and password. Where the house's books hold exactly one person of this
    address, the role says that it is them: they will not read notes about their own case.

    Raises `Refused`, `AlreadyDone`. Effects: user, membership; one entry in the organisation's
    house, or the actor's.
    """
    require(can_give(actor, organisation, role))
    with _entry(actor, organisation, "accounts.open_account", key) as entry:
        address = email.strip().lower()
        user = User.objects.filter(email=address).first()
        if user is None:
            user = User.objects.create_user(address, password, name=name.strip())
        _give(entry, user, organisation, role, None)
    return user


def give_role(
    actor: Actor,
    user: User,
    organisation: Organisation,
    role: Role,
    *,
    starts_on: datetime.date | None = None,
    key: uuid.UUID | None = None,
) -> Membership:
    """Give a user a role in an organisation; a role already held stays as it is.

    Raises `Refused`, `AlreadyDone`. Effects: membership; one entry.
    """
    require(can_give(actor, organisation, role))
    with _entry(actor, organisation, "accounts.give_role", key) as entry:
        return _give(entry, user, organisation, role, starts_on)


def end_role(actor: Actor, membership: Membership, *, key: uuid.UUID | None = None) -> Membership:
    """End a role at once: yesterday is its last day.

    Raises `Refused`, `LastDirection`, `AlreadyDone`. Effects: membership; one entry.
    """
    organisation, role = membership.organisation, Role(membership.role)
    if organisation is None:  # the own space of a project holder ends with `persons.close_space`
        raise Membership.DoesNotExist
    require(can_give(actor, organisation, role))
    with _entry(actor, organisation, "accounts.end_role", key) as entry:
        today = timezone.localdate()
        if role is Role.DIRECTION and _directions(organisation, today) <= 1:
            raise LastDirection
        end_at_once(membership, today)
        _note(entry, membership)
    return membership


def end_at_once(membership: Membership, today: datetime.date) -> None:
    """Make yesterday the last day of a role."""
    last = today - datetime.timedelta(days=1)
    if membership.starts_on is not None and membership.starts_on > last:
        membership.starts_on = last
    membership.ends_on = last
    membership.save(update_fields=["starts_on", "ends_on"])


def choose_organisation(user: User, number: int) -> int:
    """The organisation that the user will act for from now on, for the session to keep.

    `number` is one of `queries.Standing.choices`. Raises `Membership.DoesNotExist` where they hold
    no role there today. Writes nothing itself.
    """
    held = Membership.objects.held_on(timezone.localdate()).filter(user=user)
    place = (
        {"organisation_id": number}
        if number > 0
        else {"organisation_id": None, "person_id": -number}
    )
    if not held.filter(**place).exists():
        raise Membership.DoesNotExist
    return number


def _give(
    entry: Entry | None,
    user: User,
    organisation: Organisation,
    role: Role,
    starts_on: datetime.date | None,
) -> Membership:
    membership, created = Membership.objects.get_or_create(
        user=user,
        organisation=organisation,
        role=role.value,
        ends_on=None,
        defaults={
            "starts_on": starts_on,
            "person": person_known_by(organisation.pk, user),
        },
    )
    if created:
        _note(entry, membership)
    return membership


def _note(entry: Entry | None, membership: Membership) -> None:
    if entry is not None:
        entry.mention(USER, membership.user_id)
        entry.detail(category="accounts", role=membership.role)


def _directions(organisation: Organisation, today: datetime.date) -> int:
    return (
        Membership.objects.held_on(today)
        .filter(organisation=organisation, role=Role.DIRECTION.value)
        .values("user")
        .distinct()
        .count()
    )


@contextmanager
def _entry(
    actor: Actor, organisation: Organisation, verb: str, key: uuid.UUID | None
) -> Iterator[Entry | None]:
    """The journal of the organisation's house, else the actor's; None where neither has one."""
    own = House.objects.filter(pk=organisation.pk).values_list("pk", flat=True).first()
    house_id = own or actor.house_id
    if house_id is None:
        with transaction.atomic():
            yield None
        return
    with change(actor, verb=verb, houses=[house_id], key=key) as entry:
        yield entry
