"""The space of a project holder, opened and closed by the team from a case."""

import uuid

from django.db import transaction

from probant.accounts.actions import close_space, open_space
from probant.accounts.models import User
from probant.directory.models import Person
from probant.journal.door import change
from probant.kernel.actor import Actor
from probant.kernel.decision import Refused, require
from probant.portal.entry import INVITED, write_entry_letter
from probant.support.access import may_open_cases
from probant.support.models import Case
from probant.support.models.space import BEARERS
from probant.support.queries.space import is_of_case


def invite(actor: Actor, *, case: Case, person: Person, key: uuid.UUID | None = None) -> User:
    """Open somebody's space for a case and send her the link; again, another link leaves.

    Who bears the project has a space of her own; who stands in the structure has the structure's.
    Raises `Refused`, `AlreadyDone`. Effects: account and role where needed, a letter; two entries.
    """
    require(may_open_cases(actor, case.house_id))
    if not is_of_case(person, case):
        raise Refused("Ajoutez d’abord cette personne au projet, ou à la structure.")
    borne = case.members.filter(person=person, part__in=BEARERS, ends_on__isnull=True).exists()
    organisation = None if borne else case.organisation
    with transaction.atomic():
        user = open_space(actor, person, organisation=organisation)
        with change(actor, verb="portal.invite", houses=[case.house_id], key=key) as entry:
            write_entry_letter(
                entry,
                user,
                INVITED,
                "portal/mail/invitation.txt",
                "Votre espace d’accompagnement",
                case=case,
            )
            entry.mention("case", case.pk)
    return user


def close(actor: Actor, *, case: Case, person: Person, key: uuid.UUID | None = None) -> int:
    """Close every space of a person of a case; the sessions that are open see nothing more.

    Raises `Refused`, `AlreadyDone`. Effects: roles end; one entry.
    """
    require(may_open_cases(actor, case.house_id))
    if person.house_id != case.house_id:
        raise Refused("Cette personne n’est pas dans votre annuaire.")
    return close_space(actor, person, key=key)
