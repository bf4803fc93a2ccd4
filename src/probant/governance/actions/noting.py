"""What figures count of assemblies, noted as facts inside an open change.

Each function holds the fact that stands against what the rows say now: recorded where it is
missing, replaced where it differs, voided where nothing holds it any more. So whoever writes a
sitting or an act calls it last, and a correction moves the figures as any correction does.
"""

import datetime
import uuid
from typing import Any

from django.db.models import prefetch_related_objects

from probant.governance.access import can_record
from probant.governance.models import (
    ActTransmitted,
    ActVoted,
    Ballot,
    CollegeCount,
    Deliberation,
    Seat,
    Sitting,
    SittingHeld,
)
from probant.governance.queries.floor import outcome_of, round_of
from probant.governance.queries.noted import unnoted
from probant.governance.queries.rules import rules_on
from probant.governance.rules import BodyRules, elected
from probant.journal.door import Entry, change
from probant.kernel.actor import Actor
from probant.kernel.decision import require

SLIP = "error"


def catch_up(*, actor: Actor, house_id: int, key: uuid.UUID | None = None) -> int:
    """Note the facts of what was recorded before they existed, in one entry; how many were missing.

    They are known from today on: a figure as known on an earlier day does not move. Nothing is
    written where nothing is missing.
    """
    require(can_record(actor, house_id))
    missing = unnoted(house_id)
    if not missing.count:
        return 0
    with change(actor, verb="governance.catch_up", houses=[house_id], key=key) as entry:
        for sitting in missing.held.select_related("body__organisation"):
            note_held(entry, sitting)
            entry.mention("sitting", sitting.pk)
        acts = (missing.voted | missing.transmitted).distinct()
        for act in acts.select_related("sitting__body__organisation"):
            note_voted(entry, act)
            note_transmitted(entry, act)
            entry.mention("deliberation", act.pk)
        entry.detail(category="governance", label=missing.words)
    return missing.count


def note_held(entry: Entry, sitting: Sitting) -> None:
    """`SittingHeld`, once the sitting is held; three queries and what they lead to write.

    Two extracts of one day that list other members are two `Sitting` and one sitting: the first
    one noted counts. A sitting known by citation only does not.
    """
    wanted = SittingHeld()
    wanted.about(sitting)
    marks = Seat.objects.filter(sitting=sitting).values_list("presence", flat=True)
    seats = list(marks)
    there = seats.count(Seat.Presence.PRESENT)
    wanted.present = there or sitting.present_declared or 0
    if wanted.present:
        wanted.members = max(sitting.members_in_office or len(seats), wanted.present)
    known = SittingHeld.objects.now().filter(
        house_id=sitting.house_id, body_id=sitting.body_id, occurred_on=sitting.held_on
    )
    told = known.exclude(sitting=sitting).exists() or not _is_held(sitting, bool(seats))
    standing = SittingHeld.objects.now().filter(sitting=sitting).first()
    _hold(entry, standing, None if told else wanted, ("occurred_on", "body_id", *_COUNTS))


_COUNTS = ("members", "present")


def _is_held(sitting: Sitting, has_seats: bool) -> bool:
    if sitting.status != Sitting.Status.HELD:
        return False
    if has_seats or sitting.present_declared is not None:
        return True
    return not sitting.deliberations.exists() or (
        sitting.deliberations.filter(cited_only=False).exists()
    )


def note_voted(entry: Entry, act: Deliberation, rules: BodyRules | None = None) -> None:
    """`ActVoted` of an act that is more than cited; an election is, once it chose somebody.

    An act entered from the register without its ballot was adopted: the register says so.
    """
    sitting = act.sitting
    wanted: ActVoted | None = None
    if not act.cited_only:
        wanted = ActVoted(deliberation=act)
        wanted.about(sitting)
        wanted.is_adopted = _is_adopted(act, rules)
    standing = ActVoted.objects.now().filter(deliberation=act).first()
    _hold(entry, standing, wanted, ("occurred_on", "body_id", "sitting_id", "is_adopted"))


def _is_adopted(act: Deliberation, rules: BodyRules | None) -> bool:
    ballots = list(Ballot.objects.filter(deliberation=act).order_by("round"))
    if not ballots:
        return True
    sitting = act.sitting
    binding = rules or rules_on(sitting.body, sitting.held_on)
    ballot = ballots[-1]
    if ballot.kind == Ballot.Kind.ELECTION:
        prefetch_related_objects(ballots, "candidates")
        rounds = (round_of(one, tuple(one.candidates.all())) for one in ballots)
        return any(elected(one, binding).elected for one in rounds)
    colleges: tuple[CollegeCount, ...] = ()
    if ballot.weighing == "colleges":
        colleges = tuple(CollegeCount.objects.filter(ballot=ballot).select_related("college"))
    found = outcome_of(ballot, binding, sitting.members_in_office, colleges)
    return found.adopted is True or (found.adopted is None and not ballot.count.is_counted)


def note_transmitted(entry: Entry, act: Deliberation) -> None:
    """`ActTransmitted`, on the day of the stamp; a stamp before the vote is kept, and told."""
    wanted: ActTransmitted | None = None
    if act.transmitted_on is not None and not act.cited_only:
        wanted = ActTransmitted(deliberation=act)
        wanted.about(act.sitting)
        wanted.occurred_on = act.transmitted_on
    standing = ActTransmitted.objects.now().filter(deliberation=act).first()
    _hold(entry, standing, wanted, ("occurred_on", "body_id", "sitting_id"))


def _hold(entry: Entry, standing: Any, wanted: Any, held: tuple[str, ...]) -> None:
    """Record, replace or void, where what stands is not what is wanted."""
    if wanted is None:
        if standing is not None:
            entry.void(standing, code=SLIP)
        return
    same = standing is not None and all(
        getattr(standing, name) == getattr(wanted, name) for name in held
    )
    if same:
        return
    day: datetime.date = wanted.occurred_on
    if day > entry.known_on and entry.actor.may_declare:
        # an act told on the day of its vote, with the day of a stamp that came after
        with entry.knowing(day):
            _write(entry, standing, wanted)
    else:
        _write(entry, standing, wanted)


def _write(entry: Entry, standing: Any, wanted: Any) -> None:
    if standing is None:
        entry.record(wanted)
    else:
        entry.replace(standing, wanted, code=SLIP)
