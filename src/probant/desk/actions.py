"""Keeping a list under a name: a convenience of one person, so no entry in the house's journal."""

from django.db import IntegrityError, transaction

from probant.desk.models import KeptList
from probant.kernel.actor import Actor
from probant.kernel.decision import Refused

MOST = 50  # lists a person keeps in a house


def keep_list(actor: Actor, *, name: str, path: str, query: str) -> KeptList:
    """Keep the list that an address shows; the same name again keeps the newer address.

    Raises `Refused` for a person without a house, or who keeps `MOST` lists already.
    """
    if actor.user_id is None or actor.house_id is None:
        raise Refused("Une liste se garde dans une structure.")
    mine = KeptList.objects.visible_to(actor)
    given = {"path": path, "query": query}
    if mine.filter(name=name).update(**given):
        return mine.get(name=name)
    if mine.count() >= MOST:
        raise Refused(f"Vous gardez déjà {MOST} listes : oubliez-en une d’abord.")
    try:
        with transaction.atomic():
            return KeptList.objects.create(
                user_id=actor.user_id, house_id=actor.house_id, name=name, **given
            )
    except IntegrityError:  # kept at the same moment from another window
        mine.filter(name=name).update(**given)
        return mine.get(name=name)


def forget_list(actor: Actor, kept: KeptList) -> None:
    """Forget a list of one's own. Raises `Refused` for somebody else's."""
    if kept.user_id != actor.user_id:
        raise Refused("Cette liste est celle de quelqu’un d’autre.")
    kept.delete()
