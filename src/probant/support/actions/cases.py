"""Opening, editing, entrusting and closing cases."""

import datetime
import uuid

from probant.accounts.models import Membership, User
from probant.directory.models import Organisation
from probant.journal.door import change
from probant.kernel.actor import Actor
from probant.kernel.decision import Refused, require
from probant.kernel.roles import HOUSE
from probant.kernel.text import fold
from probant.programmes.models import Programme
from probant.support.access import may_open_cases, may_write_case
from probant.support.models import Case, CaseClosed, Supporter
from probant.support.writing import index_case, mention, settle, write_case


def open_case(
    actor: Actor,
    *,
    programme: Programme,
    opened_on: datetime.date,
    organisation: Organisation | None = None,
    project_title: str = "",
    place_code: str = "",
    place_vintage: int | None = None,
    place_name: str = "",
    qpv_code: str = "",
    branch: str = "",
    referent: User | None = None,
    declared_on: datetime.date | None = None,
    key: uuid.UUID | None = None,
) -> Case:
    """Open a case of a structure, of a territory (`place_code`), or of a project to name.

    Raises `Refused`, `InTheFuture`, `AlreadyDone`. Effects: the case, the fact `CaseOpened`, the
    structure's card where the house had none; one entry.
    """
    require(may_open_cases(actor, programme.house_id))
    check_referent(programme.house_id, referent)
    with change(
        actor,
        verb="support.open_case",
        houses=[programme.house_id],
        declared_on=declared_on,
        key=key,
    ) as entry:
        return write_case(
            entry,
            programme=programme,
            opened_on=opened_on,
            organisation=organisation,
            project_title=project_title,
            place_code=place_code,
            place_vintage=place_vintage,
            place_name=place_name,
            qpv_code=qpv_code,
            branch=branch,
            referent=referent,
        )


def edit_case(
    actor: Actor,
    *,
    case: Case,
    project_title: str,
    referent: User | None,
    place_code: str = "",
    place_vintage: int | None = None,
    place_name: str = "",
    qpv_code: str | None = None,
    branch: str | None = None,
    read_at: int | None = None,
    key: uuid.UUID | None = None,
) -> Case:
    """Change the project's name, territory, branch and referent; facts already recorded stay.

    `qpv_code` and `branch` left at None stay as they are.
    Raises `Refused`, `Stale`, `AlreadyDone`. Effects: the case's row; one entry with what changed.
    """
    require(may_open_cases(actor, case.house_id))
    check_referent(case.house_id, referent)
    with change(actor, verb="support.edit_case", houses=[case.house_id], key=key) as entry:
        entry.guard("case", case.pk, read_at=read_at)
        case.refresh_from_db()
        title = " ".join(project_title.split())
        if case.organisation_id is None and not title:
            raise Refused("Un projet qui n'est pas encore une structure a un nom.")
        values = {
            "project_title": title,
            "project_key": fold(title)[:200],
            "place_code": place_code,
            "place_vintage": place_vintage,
            "place_name": place_name,
            "qpv_code": case.qpv_code if qpv_code is None else qpv_code,
            "branch": case.branch if branch is None else branch,
            "referent_id": referent.pk if referent else None,
        }
        before = {name: getattr(case, name) for name in values}
        changed = {name: value for name, value in values.items() if before[name] != value}
        for name, value in changed.items():
            setattr(case, name, value)
        case.save()
        index_case(case)
        entry.detail(
            category="support", before={name: before[name] for name in changed}, after=changed
        )
        mention(entry, case)
    return case


def close_case(
    actor: Actor,
    *,
    case: Case,
    outcome: str,
    closed_on: datetime.date,
    read_at: int | None = None,
    declared_on: datetime.date | None = None,
    key: uuid.UUID | None = None,
) -> CaseClosed:
    """Close a case, with what became of it (`Case.Outcome`).

    Raises `Refused` (closed already), `Stale`, `InTheFuture`, `AlreadyDone`. Effects: the fact
    `CaseClosed`; one entry. Voiding that fact opens the case again.
    """
    require(may_write_case(actor, case))
    if outcome not in (*Case.Outcome.values,) or outcome in ("", Case.Outcome.MISTAKE):
        raise Refused("Dites comment le dossier se termine.")
    with change(
        actor,
        verb="support.close_case",
        houses=[case.house_id],
        declared_on=declared_on,
        key=key,
    ) as entry:
        entry.guard("case", case.pk, read_at=read_at)
        case.refresh_from_db()
        if not case.is_open:
            raise Refused("Ce dossier est déjà clos.")
        closed = CaseClosed(outcome=outcome)
        closed.about(case, closed_on)
        entry.record(closed)
        mention(entry, case)
        settle(case)
    return closed


def entrust_case(
    actor: Actor,
    *,
    case: Case,
    user: User,
    starts_on: datetime.date,
    part: str = Supporter.Part.CO_SUPPORT,
    brings: str = "",
    key: uuid.UUID | None = None,
) -> Supporter:
    """Entrust a case to a volunteer or a colleague, beside its referent; again changes nothing.

    `brings` says in a few words what for: affinity with the project, skills, network. Raises
    `Refused`, `AlreadyDone`. Effects: one row; one entry.
    """
    require(may_open_cases(actor, case.house_id))
    check_referent(case.house_id, user)
    with change(actor, verb="support.entrust_case", houses=[case.house_id], key=key) as entry:
        supporter, created = Supporter.objects.standing().get_or_create(
            case=case,
            user=user,
            defaults={
                "part": part,
                "starts_on": starts_on,
                "brings": " ".join(brings.split())[:200],
            },
        )
        if created:
            mention(entry, case)
    return supporter


def take_case_back(
    actor: Actor, *, supporter: Supporter, ends_on: datetime.date, key: uuid.UUID | None = None
) -> None:
    """End what `entrust_case` began."""
    case = supporter.case
    require(may_open_cases(actor, case.house_id))
    with change(actor, verb="support.take_case_back", houses=[case.house_id], key=key) as entry:
        supporter.ends_on = max(ends_on, supporter.starts_on)
        supporter.save(update_fields=["ends_on"])
        mention(entry, case)


def check_referent(house_id: int, user: User | None) -> None:
    """Refuse to entrust a case to somebody who has no role in the house."""
    if user is None:
        return
    roles = Membership.objects.filter(user=user, organisation_id=house_id, role__in=HOUSE)
    if not roles.exists():
        raise Refused("Cette personne n'a pas de rôle dans la structure.")
