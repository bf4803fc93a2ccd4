"""What a person chooses for themselves: the address of their calendar, the Monday mail.

One's own settings are no fact of the house: nothing is written in its journal.
"""

import secrets

from django.db import transaction
from django.utils import timezone

from probant.accounts.models import User
from probant.kernel.actor import Actor
from probant.kernel.decision import Refused
from probant.post.letters import MONDAY, subscribe_again
from probant.post.models import CalendarKey, MondayChoice


def draw_calendar_address(actor: Actor) -> CalendarKey:
    """Give the actor's calendar an address; one drawn before no longer opens. Raises `Refused`."""
    user_id, organisation_id = _own(actor)
    key, _ = CalendarKey.objects.update_or_create(
        user_id=user_id,
        organisation_id=organisation_id,
        defaults={"nonce": secrets.token_hex(32), "drawn_at": timezone.now()},
    )
    return key


def revoke_calendar_address(actor: Actor) -> None:
    """Close the calendar's address. Raises `Refused`."""
    user_id, organisation_id = _own(actor)
    CalendarKey.objects.filter(user_id=user_id, organisation_id=organisation_id).delete()


def choose_monday(actor: Actor, *, wanted: bool) -> None:
    """Say whether the Monday mail shall come. Raises `Refused`."""
    user_id, organisation_id = _own(actor)
    with transaction.atomic():
        MondayChoice.objects.update_or_create(
            user_id=user_id, organisation_id=organisation_id, defaults={"wanted": wanted}
        )
        if wanted and actor.house_id is not None:
            subscribe_again(actor.house_id, User.objects.get(pk=user_id).email, MONDAY)


def _own(actor: Actor) -> tuple[int, int]:
    if actor.user_id is None or actor.organisation_id is None:
        raise Refused("Il faut agir pour une structure.")
    return actor.user_id, actor.organisation_id
