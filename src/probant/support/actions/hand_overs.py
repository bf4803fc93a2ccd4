"""Hand-overs: cases, tasks and calendar go to a replacement between two dates, or for good.

Between two dates nothing is written on the cases: `queries.who` derives who follows them, and it
comes back by itself. For good, the cases and the tasks that wait are given.
"""

import datetime
import uuid
from collections.abc import Iterable

from probant.accounts.models import User
from probant.journal.door import Entry, change
from probant.kernel.actor import Actor
from probant.kernel.dates import write_date
from probant.kernel.decision import Refused, require
from probant.kernel.roles import TEAM
from probant.support.access import may_hand_over
from probant.support.actions.cases import check_referent
from probant.support.models import Case, HandOver, Task
from probant.support.writing import mention

HAND_OVER = "hand_over"  # kind of the timeline


def hand_over(
    actor: Actor,
    *,
    from_user: User,
    to_user: User,
    starts_on: datetime.date,
    ends_on: datetime.date | None = None,
    cases: Iterable[Case] | None = None,
    house_id: int | None = None,
    key: uuid.UUID | None = None,
) -> HandOver:
    """Let somebody follow what another follows from a day to a day, both included.

    Without `ends_on` it is for good, from today. `cases`: these alone; by default all of them, with
    the tasks of no case and the calendar. What `from_user` replaces meanwhile goes along. Raises
    `Refused` (a replacement who is away then), `AlreadyDone`. Effects: rows; one entry.
    """
    house = house_id or actor.house
    require(may_hand_over(actor, house, from_user.pk))
    check_referent(house, from_user)
    check_referent(house, to_user)
    named = None if cases is None else list(cases)
    _refuse_nonsense(house, from_user, to_user, starts_on, ends_on, named)
    with change(actor, verb="support.hand_over", houses=[house], key=key) as entry:
        if ends_on is None:
            return _give(entry, house, from_user, to_user, named)
        _refuse_absent(house, to_user, starts_on, ends_on)
        row = _write(entry, house, from_user, to_user, starts_on, ends_on, named)
        taken = HandOver.objects.during(starts_on, ends_on).filter(to_user=from_user)
        for one in taken.filter(house_id=house, because__isnull=True) if named is None else ():
            start, end = max(starts_on, one.starts_on), min(ends_on, one.ends_on or ends_on)
            if one.from_user_id != to_user.pk:
                _ripple(entry, row, one, start, end)
        return row


def end_hand_over(
    actor: Actor, *, row: HandOver, last_on: datetime.date, key: uuid.UUID | None = None
) -> HandOver:
    """Shorten a replacement to end on `last_on`, or call it off where that is before its first day.

    One for good is not taken back so: hand the cases over again. Raises `Refused`, `AlreadyDone`.
    """
    require(may_hand_over(actor, row.house_id, row.from_user_id))
    if row.ends_on is None:
        raise Refused("Ces dossiers ont été donnés : confiez-les de nouveau.")
    with change(actor, verb="support.end_hand_over", houses=[row.house_id], key=key) as entry:
        for one in [row, *row.ripples.all()]:
            if one.ends_on is None or last_on >= one.ends_on:
                continue
            if last_on < one.starts_on:
                one.is_cancelled = True
            else:
                one.ends_on = last_on
            one.save(update_fields=["ends_on", "is_cancelled"])
            _mention(entry, one)
    row.refresh_from_db()
    return row


def _refuse_nonsense(
    house_id: int,
    from_user: User,
    to_user: User,
    starts_on: datetime.date,
    ends_on: datetime.date | None,
    cases: list[Case] | None,
) -> None:
    if from_user.pk == to_user.pk:
        raise Refused("On ne se remplace pas soi-même : choisissez une autre personne.")
    if ends_on is not None and ends_on < starts_on:
        raise Refused("La fin du remplacement précède son début.")
    if cases is not None and not cases:
        raise Refused("Choisissez au moins un dossier.")
    if any(case.house_id != house_id for case in cases or ()):
        raise Refused("Ce dossier est celui d'une autre structure.")


def _refuse_absent(
    house_id: int, user: User, starts_on: datetime.date, ends_on: datetime.date
) -> None:
    away = HandOver.objects.during(starts_on, ends_on).filter(
        house_id=house_id, from_user=user, whole=True
    )
    first = away.order_by("starts_on").first()
    if first is not None and first.ends_on is not None:
        raise Refused(
            f"{user} se fait remplacer du {write_date(first.starts_on)} au "
            f"{write_date(first.ends_on)} : choisissez une autre personne ou d'autres dates."
        )


def _give(
    entry: Entry, house_id: int, from_user: User, to_user: User, cases: list[Case] | None
) -> HandOver:
    """For good: the referent changes, and the tasks that wait; the row tells who it was before."""
    team = to_user.memberships.filter(organisation_id=house_id, role__in=TEAM)
    if not team.exists():
        raise Refused("Un dossier se donne à quelqu'un de l'équipe ; à un bénévole, il se confie.")
    mine = Case.objects.filter(house_id=house_id, referent=from_user)
    if cases is not None:
        mine = mine.filter(pk__in=[case.pk for case in cases])
    given = list(mine)
    if cases is not None and len(given) < len(cases):
        raise Refused(f"{from_user} n'est pas référent·e de tous ces dossiers.")
    row = HandOver.objects.create(
        house_id=house_id,
        from_user=from_user,
        to_user=to_user,
        starts_on=entry.today,
        whole=False,
    )
    row.cases.set(given)
    mine.update(referent=to_user)
    tasks = Task.objects.filter(house_id=house_id, assigned=from_user, done_on__isnull=True)
    if cases is not None:
        tasks = tasks.filter(case__in=given)
    tasks.update(assigned=to_user)
    for case in given:
        mention(entry, case)
    entry.mention(HAND_OVER, row.pk)
    return row


def _write(
    entry: Entry,
    house_id: int,
    from_user: User,
    to_user: User,
    starts_on: datetime.date,
    ends_on: datetime.date,
    cases: list[Case] | None,
) -> HandOver:
    row = HandOver.objects.create(
        house_id=house_id,
        from_user=from_user,
        to_user=to_user,
        starts_on=starts_on,
        ends_on=ends_on,
        whole=cases is None,
    )
    row.cases.set(cases or ())
    _mention(entry, row)
    return row


def _ripple(
    entry: Entry, because: HandOver, taken: HandOver, start: datetime.date, end: datetime.date
) -> None:
    """What the person replaced was replacing meanwhile goes to the same replacement."""
    row = HandOver.objects.create(
        house_id=because.house_id,
        from_user_id=taken.from_user_id,
        to_user_id=because.to_user_id,
        starts_on=start,
        ends_on=end,
        whole=taken.whole,
        because=because,
    )
    row.cases.set(taken.cases.all())
    _mention(entry, row)


def _mention(entry: Entry, row: HandOver) -> None:
    """On the timelines of the cases named; a whole one is on nobody's, it is in the list."""
    entry.mention(HAND_OVER, row.pk)
    for case in row.cases.all():
        mention(entry, case)
