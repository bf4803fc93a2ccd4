"""The support plan: lines written with the structure, carried out one by one."""

import datetime
import uuid

from django.db.models import Max

from probant.journal.door import change
from probant.kernel.actor import Actor
from probant.kernel.decision import Refused, require
from probant.programmes.models import Phase
from probant.support.access import may_write_case
from probant.support.models import Case, Mission, PhaseReached, PlanItem
from probant.support.rules import PARCOURS
from probant.support.writing import mention, write_phase


def add_plan_item(
    actor: Actor,
    *,
    case: Case,
    nature: str,
    title: str,
    due_on: datetime.date | None = None,
    mission: Mission | None = None,
    declared_on: datetime.date | None = None,
    key: uuid.UUID | None = None,
) -> PlanItem:
    """Add a line to a case's plan. Raises `Refused`, `AlreadyDone`; one entry."""
    require(may_write_case(actor, case))
    words = " ".join(title.split())
    if not words or nature not in PlanItem.Nature.values:
        raise Refused("Dites ce qui sera fait, et par quel moyen.")
    with change(
        actor,
        verb="support.add_plan_item",
        houses=[case.house_id],
        declared_on=declared_on,
        key=key,
    ) as entry:
        last = case.plan_items.aggregate(last=Max("position"))["last"] or 0
        item = PlanItem.objects.create(
            case=case,
            position=last + 1,
            nature=nature,
            title=words,
            due_on=due_on,
            mission=mission,
        )
        mention(entry, case)
    return item


def settle_plan_item(
    actor: Actor,
    *,
    item: PlanItem,
    state: str,
    settled_on: datetime.date | None = None,
    mission: Mission | None = None,
    key: uuid.UUID | None = None,
) -> PlanItem:
    """Say that a line of the plan is done, given up, or to be done again. One entry."""
    require(may_write_case(actor, item.case))
    if state not in PlanItem.State.values:
        raise Refused("Dites si cette ligne du plan est à faire, faite ou abandonnée.")
    house_id = item.case.house_id
    with change(actor, verb="support.settle_plan_item", houses=[house_id], key=key) as entry:
        item.refresh_from_db()
        item.state = state
        waiting = state == PlanItem.State.WAITING
        item.settled_on = None if waiting else settled_on or entry.today
        if mission is not None:
            item.mission = mission
        item.save()
        mention(entry, item.case)
    return item


def agree_plan(
    actor: Actor,
    *,
    case: Case,
    agreed_on: datetime.date,
    read_at: int | None = None,
    declared_on: datetime.date | None = None,
    key: uuid.UUID | None = None,
) -> PhaseReached:
    """The structure agrees to its plan: the phase `parcours` of its programme is reached.

    Raises `Refused` (an empty plan, no such phase, reached already), `Stale`, `InTheFuture`,
    `AlreadyDone`. Effects: the fact `PhaseReached`; one entry.
    """
    require(may_write_case(actor, case))
    phase = (
        Phase.objects.laid().filter(programme_id=case.programme_id, official_code=PARCOURS).first()
    )
    if phase is None:
        raise Refused("Ce programme n’a pas d’étape de parcours.")
    with change(
        actor,
        verb="support.agree_plan",
        houses=[case.house_id],
        declared_on=declared_on,
        key=key,
    ) as entry:
        entry.guard("case", case.pk, read_at=read_at)
        case.refresh_from_db()
        if not case.plan_items.exclude(state=PlanItem.State.DROPPED).exists():
            raise Refused("Un plan sans ligne ne s’arrête pas : écrivez ce qui sera fait.")
        return write_phase(entry, case, phase, agreed_on)
