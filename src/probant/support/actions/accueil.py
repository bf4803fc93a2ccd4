"""From a first call to a case, in one entry."""

import datetime
import uuid

from probant.accounts.models import User
from probant.directory.models import Organisation
from probant.directory.writing import Identity
from probant.journal.door import change
from probant.kernel.actor import Actor
from probant.kernel.decision import require
from probant.programmes.models import Programme
from probant.support.access import may_open_cases
from probant.support.actions.cases import check_referent
from probant.support.call_writing import (
    Place,
    Said,
    Who,
    accueil_phase,
    meet,
    write_accueil,
    write_call,
)
from probant.support.models import CallOutcome, Case


def log_accueil(
    actor: Actor,
    *,
    programme: Programme,
    occurred_on: datetime.date,
    organisation: Organisation | None = None,
    identity: Identity | None = None,
    project_title: str = "",
    place_code: str = "",
    place_vintage: int | None = None,
    place_name: str = "",
    qpv_code: str = "",
    branch: str = "",
    need: str = "",
    referent: User | None = None,
    declared_on: datetime.date | None = None,
    key: uuid.UUID | None = None,
) -> Case:
    """Note a first call or visit that opens a case: structure, call, case and phase `accueil`.

    Who calls is one of: an `organisation` known, the `identity` of one to create (name and family
    at least), the `project_title` of a project that is no structure yet. The open case of the
    same structure and programme is taken up where its accueil is not noted; otherwise `Refused`
    says which case there is. `need` becomes a note for the team.

    Raises `Refused`, `AlreadyKnown`, `InTheFuture`, `AlreadyDone`. Effects: one entry.
    """
    house_id = programme.house_id
    require(may_open_cases(actor, house_id))
    check_referent(house_id, referent)
    phase = accueil_phase(programme)
    who = Who(organisation=organisation, identity=identity, project_title=project_title)
    place = Place(place_code, place_vintage, place_name, qpv_code)
    with change(
        actor,
        verb="support.log_accueil",
        houses=[house_id],
        declared_on=declared_on,
        key=key,
    ) as entry:
        caller, _ = meet(entry, who)
        case = write_accueil(
            entry,
            programme=programme,
            phase=phase,
            occurred_on=occurred_on,
            organisation=caller,
            project_title=project_title,
            place=place,
            branch=branch,
            referent=referent,
            need=need,
        )
        write_call(
            entry,
            who=who,
            organisation=caller,
            person=None,
            occurred_on=occurred_on,
            outcome=CallOutcome.CASE,
            said=Said(),
            place=place,
            programme=programme,
            case=case,
        )
    return case
