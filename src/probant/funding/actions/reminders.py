"""Reminders of what is due: one mail a person, on the days that call for one."""

import datetime
import uuid

from probant.accounts.models import Membership
from probant.directory.models import House
from probant.funding.access import can_record
from probant.funding.models import Convention, Keeper
from probant.funding.queries.reminders import reminded
from probant.journal.door import change
from probant.kernel.actor import Actor
from probant.kernel.dates import write_date
from probant.kernel.decision import Refused, require
from probant.kernel.work import Outcome, Run
from probant.post.addresses import absolute
from probant.post.letters import write_letter

CATEGORY = "obligations"


def remind(run: Run, struck_on: str) -> Outcome:
    """Write the reminders of a day; each person once. Effects: letters, one entry."""
    on = datetime.date.fromisoformat(struck_on)
    house = House.objects.get(pk=run.actor.house)
    lists = reminded(run.actor, on)
    written = 0
    if not lists:
        return Outcome("Aucun rappel.")
    with change(run.actor, verb="funding.remind", houses=[house.pk], key=run.key) as entry:
        for user, listed in lists.items():
            late = [one for one in listed if one.it.due_on and one.it.due_on < on]
            soon = [one for one in listed if one not in late]
            letter = write_letter(
                entry,
                to=user.email,
                subject=f"Conventions : ce qui est dû au {write_date(on)}",
                template="funding/mail/dues.txt",
                context={
                    "name": user.name,
                    "late": late,
                    "soon": soon,
                    "page": absolute("funding:dues"),
                    "house": house.short_name,
                },
                user=user,
                category=CATEGORY,
                key=f"dues {house.pk} {user.pk} {on.isoformat()}",
            )
            written += letter is not None
    return Outcome(f"{written} rappels écrits." if written > 1 else f"{written} rappel écrit.")


def keep_convention(
    *,
    actor: Actor,
    convention: Convention,
    user_id: int | None,
    key: uuid.UUID | None = None,
) -> None:
    """Say who of the team answers for what is due on a convention; None: the direction.

    Raises `Refused`. Effects: a row; one entry mentioning ("convention", id).
    """
    require(can_record(actor, convention.house_id))
    if (
        user_id is not None
        and not Membership.objects.filter(
            user_id=user_id, organisation_id=convention.house_id, ends_on__isnull=True
        ).exists()
    ):
        raise Refused("Cette personne n’est pas de l’équipe.")
    with change(
        actor, verb="funding.keep_convention", houses=[convention.house_id], key=key
    ) as entry:
        if user_id is None:
            Keeper.objects.filter(convention=convention, code="").delete()
        else:
            Keeper.objects.update_or_create(
                convention=convention, code="", defaults={"user_id": user_id}
            )
        entry.mention("convention", convention.pk)
