"""The door: one screen, one entry, from a first call to a case."""

import datetime
import uuid

from probant.accounts.models import User
from probant.directory.models import Organisation
from probant.directory.writing import Identity, write_organisation
from probant.journal.door import Entry, change
from probant.kernel.actor import Actor
from probant.kernel.decision import Refused, require
from probant.programmes.models import Phase, Programme
from probant.support.access import may_open_cases
from probant.support.actions.cases import check_referent
from probant.support.models import Case
from probant.support.rules import ACCUEIL
from probant.support.writing import write_case, write_note, write_phase


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
    """Note a first call or visit: structure, case and phase `accueil` in one entry.

    Who calls is one of: an `organisation` known, the `identity` of one to create (name and family
    at least), the `project_title` of a project that is no structure yet. The open case of the
    same structure and programme is taken up where its accueil is not noted; otherwise `Refused`
    says which case there is. `need` becomes a note for the team.

    Raises `Refused`, `AlreadyKnown`, `InTheFuture`, `AlreadyDone`. Effects: one entry.
    """
    house_id = programme.house_id
    require(may_open_cases(actor, house_id))
    check_referent(house_id, referent)
    phase = Phase.objects.filter(programme=programme, official_code=ACCUEIL).first()
    if phase is None:
        raise Refused(f"Le programme « {programme.name} » n'a pas d'étape d'accueil.")
    with change(
        actor,
        verb="support.log_accueil",
        houses=[house_id],
        declared_on=declared_on,
        key=key,
    ) as entry:
        caller = organisation or _create(entry, identity)
        case = _open_case_of(caller, programme) or write_case(
            entry,
            programme=programme,
            opened_on=occurred_on,
            organisation=caller,
            project_title=project_title,
            place_code=place_code,
            place_vintage=place_vintage,
            place_name=place_name,
            qpv_code=qpv_code,
            branch=branch,
            referent=referent,
        )
        write_phase(entry, case, phase, occurred_on)
        if need.strip():
            write_note(entry, case, need)
    return case


def _create(entry: Entry, identity: Identity | None) -> Organisation | None:
    return write_organisation(entry, **identity) if identity else None


def _open_case_of(organisation: Organisation | None, programme: Programme) -> Case | None:
    if organisation is None:
        return None
    return Case.objects.filter(
        house_id=programme.house_id,
        organisation=organisation,
        programme=programme,
        state=Case.State.OPEN,
    ).first()
