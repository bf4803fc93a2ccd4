"""Accepting: the one moment when what a document says goes into the books, by domain actions."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from probant.directory.actions import create_organisation
from probant.directory.models import House, Organisation
from probant.funding.models import ActionSheet, Convention
from probant.governance.models import Decision, Deliberation
from probant.ingestion.access import can_review
from probant.ingestion.actions import keeping, writing_acts, writing_conventions, writing_sheets
from probant.ingestion.actions.plans import NewStructure, Plan, Structure
from probant.ingestion.models import Reading, Status, Value, Verdict
from probant.ingestion.values import settle
from probant.journal.door import change
from probant.kernel.actor import Actor
from probant.kernel.decision import Refused, require
from probant.kernel.text import fold


@dataclass
class Acceptance:
    """An acceptance under way: the record as reviewed, and what was written so far."""

    actor: Actor
    house: House
    reading: Reading
    plan: Plan
    record: dict[str, Any]
    values: list[Value]
    deliberations: list[Deliberation] = field(default_factory=list)
    decisions: list[Decision] = field(default_factory=list)
    sheets: dict[int, ActionSheet] = field(default_factory=dict)
    convention: Convention | None = None
    made: list[list[Any]] = field(default_factory=list)
    concerned: dict[str, tuple[str, int]] = field(default_factory=dict)
    _structures: dict[tuple[str, str], Organisation] = field(default_factory=dict)

    def note(self, kind: str, object_id: int, words: str) -> None:
        """Remember what was written, for the links shown afterwards."""
        self.made.append([kind, object_id, words[:200]])

    def structure(self, chosen: Structure) -> Organisation:
        """The organisation chosen; added to the directory where it is new."""
        if isinstance(chosen, Organisation):
            return chosen
        return self._create(chosen)

    def _create(self, new: NewStructure) -> Organisation:
        key = (fold(new.name), new.family)
        if key not in self._structures:
            made = create_organisation(actor=self.actor, name=new.name, family=new.family)
            self._structures[key] = made
            self.note("organisation", made.pk, made.name)
        return self._structures[key]


def accept(
    actor: Actor,
    reading: Reading,
    plan: Plan,
    *,
    read_at: int | None = None,
    key: uuid.UUID | None = None,
) -> Reading:
    """Write what a document says, as reviewed and as the plan says to whom it belongs.

    All of it or nothing. Refused while values wait for a decision (`plan.accepts_pending` decides
    them), and whatever the domain's actions refuse.

    Raises `Refused`, `Stale`, `AlreadyDone` (the same `key` again: what was written stands).
    Effects: those of the actions of governance, funding, programmes and directory; claims and kept
    findings; entries that mention ("reading", id) and ("document", id).
    """
    require(can_review(actor, reading))
    with transaction.atomic():
        with change(actor, verb="ingestion.accept", houses=[reading.house_id], key=key) as entry:
            entry.guard("reading", reading.pk, read_at=read_at)
            reading.refresh_from_db()
            require(can_review(actor, reading))
            values = _decided(reading, plan, entry.at, actor.user_id)
            entry.mention("reading", reading.pk)
            entry.mention("document", reading.document_id)
        decided = [(one.path, one.verdict, one.corrected) for one in values]
        work = Acceptance(
            actor,
            House.objects.select_related("organisation").get(pk=reading.house_id),
            reading,
            plan,
            settle(reading.record, decided),
            values,
        )
        writing_acts.write(work)
        writing_conventions.write(work)
        writing_sheets.write(work)
        writing_acts.award(work)
        keeping.write(work)
        settled = {
            "status": Status.ACCEPTED,
            "settled_at": entry.at,
            "settled_by_id": actor.user_id,
            "made": work.made,
        }
        Reading.objects.filter(pk=reading.pk).update(**settled)
    reading.refresh_from_db()
    return reading


def _decided(reading: Reading, plan: Plan, at: Any, user_id: int | None) -> list[Value]:
    """The values, none of which waits any longer. Raises `Refused`."""
    values = list(reading.values.order_by("position"))
    waiting = [one for one in values if one.verdict == Verdict.PENDING and one.read is not None]
    if waiting and not plan.accepts_pending:
        raise Refused(
            f"{len(waiting)} valeurs attendent une décision : relisez-les, ou acceptez-les toutes."
        )
    for one in waiting:
        one.verdict, one.decided_at, one.decided_by_id = Verdict.ACCEPTED, at, user_id
    Value.objects.bulk_update(waiting, ["verdict", "decided_at", "decided_by_id"], batch_size=500)
    return values
