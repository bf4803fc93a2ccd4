"""Hours given by volunteers: noted by the team, or declared by a volunteer and then validated.

What counts is the fact, and the fact is born when the team has seen it: a line that a volunteer
declares is a row that waits, and figures say nothing of it.
"""

import datetime
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from probant.directory.models import Person
from probant.directory.writing import PERSON
from probant.engagement.access import may_run_volunteers, may_write_time
from probant.engagement.actions.rates import value_of
from probant.engagement.models import DeclaredHours, Level, Task, VolunteerHours, Volunteering
from probant.engagement.queries.rates import rates_of
from probant.journal.door import Entry, change
from probant.kernel.actor import Actor
from probant.kernel.dates import write_date
from probant.kernel.decision import Refused, require
from probant.programmes.models import Action, Programme
from probant.support.models import Case

A_DAY = 24 * 60
DECLARED = "declared_hours"  # kind of the timeline


@dataclass(frozen=True)
class Given:
    """Hours of one day: how long, for which mission, and for what (a case gives its programme)."""

    occurred_on: datetime.date
    minutes: int
    task: str = ""
    programme: Programme | None = None
    action: Action | None = None
    case: Case | None = None
    level: str = ""
    words: str = ""


def log_hours(
    actor: Actor,
    *,
    person: Person,
    occurred_on: datetime.date,
    minutes: int,
    task: str = "",
    programme: Programme | None = None,
    action: Action | None = None,
    case: Case | None = None,
    level: str = "",
    declared_on: datetime.date | None = None,
    key: uuid.UUID | None = None,
) -> VolunteerHours:
    """Record time given by a volunteer on a day; a day holds 24 hours at most. The team's."""
    line = Given(occurred_on, minutes, task, programme, action, case, level)
    (fact,) = log_week(actor, person=person, lines=[line], declared_on=declared_on, key=key)
    return fact


def log_week(
    actor: Actor,
    *,
    person: Person,
    lines: Sequence[Given],
    declared_on: datetime.date | None = None,
    key: uuid.UUID | None = None,
) -> list[VolunteerHours]:
    """Record several lines of a volunteer at once, all or none. Validated by who writes them.

    Raises `Refused`, `InTheFuture`, `AlreadyDone`. Effects: a fact a line, valued; one entry.
    """
    require(may_run_volunteers(actor, person.house_id))
    house_id = person.house_id
    for line in lines:
        _check(line, house_id)
    if not lines:
        raise Refused("Notez au moins une durée.")
    with change(
        actor, verb="engagement.log_hours", houses=[house_id], declared_on=declared_on, key=key
    ) as entry:
        _check_days(person, lines)
        rates = rates_of(house_id)
        return [_record(entry, person, line, rates) for line in lines]


def declare_hours(
    actor: Actor, *, person: Person, lines: Sequence[Given], key: uuid.UUID | None = None
) -> list[DeclaredHours]:
    """A volunteer says what she gave; the lines wait for the team.

    Raises `Refused`, `AlreadyDone`. Effects: a row a line; one entry.
    """
    require(may_write_time(actor, person.house_id, person.pk))
    house_id = person.house_id
    for line in lines:
        _check(line, house_id)
        if not line.task:
            raise Refused("Dites pour quelle mission.")
        if line.case is not None and not _may_name(actor, line.case):
            raise Refused("Ce dossier ne vous est pas confié.")
    if not lines:
        raise Refused("Notez au moins une durée.")
    with change(actor, verb="engagement.declare_hours", houses=[house_id], key=key) as entry:
        if any(line.occurred_on > entry.today for line in lines):
            raise Refused("Ces heures sont à venir : notez-les une fois données.")
        _check_days(person, lines, waiting=True)
        rows = [
            DeclaredHours.objects.create(
                house_id=house_id,
                person=person,
                occurred_on=line.occurred_on,
                minutes=line.minutes,
                task=line.task,
                programme=line.case.programme if line.case else line.programme,
                action=line.action,
                case=line.case,
                words=" ".join(line.words.split())[:200],
                declared_on=entry.today,
            )
            for line in lines
        ]
        for row in rows:
            entry.mention(DECLARED, row.pk)
        entry.mention(PERSON, person.pk)
    return rows


def validate_hours(
    actor: Actor,
    *,
    declared: Sequence[DeclaredHours],
    declared_on: datetime.date | None = None,
    key: uuid.UUID | None = None,
) -> list[VolunteerHours]:
    """Validate lines that wait: each becomes the fact that counts, valued by its day.

    Nobody validates her own. Raises `Refused`, `AlreadyDone`. Effects: facts, rows; one entry.
    """
    house_id = _of_one_house(declared)
    require(may_run_volunteers(actor, house_id))
    if any(actor.person_id is not None and row.person_id == actor.person_id for row in declared):
        raise Refused("Ce sont vos propres heures : quelqu’un d’autre les valide.")
    with change(
        actor, verb="engagement.validate_hours", houses=[house_id], declared_on=declared_on, key=key
    ) as entry:
        rates, facts = rates_of(house_id), []
        for row in _waiting(declared):
            line = Given(
                row.occurred_on, row.minutes, row.task, row.programme, row.action, row.case
            )
            _check_days(row.person, [line])
            fact = _record(entry, row.person, line, rates)
            _answer(entry, row, DeclaredHours.State.VALIDATED, fact=fact)
            facts.append(fact)
    return facts


def refuse_hours(
    actor: Actor,
    *,
    declared: Sequence[DeclaredHours],
    reason: str,
    key: uuid.UUID | None = None,
) -> None:
    """Set lines aside, with the reason that the volunteer will read."""
    house_id = _of_one_house(declared)
    require(may_run_volunteers(actor, house_id))
    if not reason.strip():
        raise Refused("Dites pourquoi : le bénévole lit ce motif.")
    with change(actor, verb="engagement.refuse_hours", houses=[house_id], key=key) as entry:
        for row in _waiting(declared):
            _answer(entry, row, DeclaredHours.State.REFUSED, reason=" ".join(reason.split())[:200])


def withdraw_hours(actor: Actor, *, declared: DeclaredHours, key: uuid.UUID | None = None) -> None:
    """A volunteer takes back a line that still waits."""
    require(may_write_time(actor, declared.house_id, declared.person_id))
    house_id = declared.house_id
    with change(actor, verb="engagement.withdraw_hours", houses=[house_id], key=key) as entry:
        for row in _waiting([declared]):
            _answer(entry, row, DeclaredHours.State.WITHDRAWN)


def _may_name(actor: Actor, case: Case) -> bool:
    """Whether a case is entrusted to who declares."""
    return Case.objects.visible_to(actor).filter(pk=case.pk).exists()


def _of_one_house(declared: Sequence[DeclaredHours]) -> int:
    if not declared:
        raise Refused("Cochez au moins une ligne.")
    house_id: int = declared[0].house_id
    if any(row.house_id != house_id for row in declared):
        raise Refused("Ces lignes sont de plusieurs structures.")
    return house_id


def _waiting(declared: Sequence[DeclaredHours]) -> list[DeclaredHours]:
    """The rows read again under the house's lock; refused where one was answered meanwhile."""
    ids = [row.pk for row in declared]
    rows = DeclaredHours.objects.filter(pk__in=ids, state=DeclaredHours.State.WAITING)
    found = list(
        rows.select_related("person", "programme", "action", "case__programme")
        .select_related("case__organisation")
        .order_by("occurred_on", "pk")
    )
    if len(found) != len(set(ids)):
        raise Refused("Quelqu’un a déjà répondu à l’une de ces lignes : relisez la liste.")
    return found


def _answer(
    entry: Entry,
    row: DeclaredHours,
    state: str,
    *,
    reason: str = "",
    fact: VolunteerHours | None = None,
) -> None:
    row.state, row.reason, row.fact = state, reason, fact
    row.answered_on, row.answered_by_id = entry.today, entry.actor.user_id
    row.save(update_fields=["state", "reason", "fact", "answered_on", "answered_by"])
    entry.mention(DECLARED, row.pk)
    entry.mention(PERSON, row.person_id)


def _check(line: Given, house_id: int) -> None:
    owned: tuple[Any, ...] = (line.programme, line.action, line.case)
    if any(row is not None and row.house_id != house_id for row in owned):
        raise Refused("Programme, action et dossier sont ceux de votre structure.")
    if not 0 < line.minutes <= A_DAY:
        raise Refused("Une durée est comprise entre une minute et une journée.")
    if line.task and line.task not in Task.values:
        raise Refused("Dites pour quelle mission.")
    if line.level and line.level not in Level.values:
        raise Refused("Choisissez un niveau.")


def _check_days(person: Person, lines: Sequence[Given], *, waiting: bool = False) -> None:
    """A day holds twenty-four hours, what waits included where more is declared."""
    days = {line.occurred_on for line in lines}
    facts = VolunteerHours.objects.now().filter(person=person, occurred_on__in=days)
    held = list(facts.values_list("occurred_on", "minutes"))
    if waiting:
        rows = DeclaredHours.objects.filter(
            person=person, occurred_on__in=days, state=DeclaredHours.State.WAITING
        )
        held += list(rows.values_list("occurred_on", "minutes"))
    held += [(line.occurred_on, line.minutes) for line in lines]
    for day in sorted(days):
        if sum(minutes for on, minutes in held if on == day) > A_DAY:
            raise Refused(f"La journée du {write_date(day)} dépasserait vingt-quatre heures.")


def _record(entry: Entry, person: Person, line: Given, rates: Any) -> VolunteerHours:
    line = _completed(person, line)
    fact = VolunteerHours(
        occurred_on=line.occurred_on,
        minutes=line.minutes,
        task=line.task,
        level=line.level,
        action=line.action,
        case=line.case,
        person=person,
    )
    case = line.case
    if case is not None:
        if case.organisation is not None:
            fact.place_by(case.organisation)
        else:
            fact.place_code, fact.place_vintage = case.place_code, case.place_vintage
            fact.branch, fact.qpv_code = case.branch, case.qpv_code
    fact.file_under(case.programme if case is not None else line.programme)
    for name, value in value_of(fact, rates).items():
        setattr(fact, name, value)
    return entry.record(fact)


def _completed(person: Person, line: Given) -> Given:
    """The mission where she has one alone that day, and the level of the mission."""
    rows = [
        row
        for row in Volunteering.objects.filter(
            person=person, house_id=person.house_id, starts_on__lte=line.occurred_on
        ).order_by("-starts_on", "-pk")
        if row.ends_on is None or row.ends_on >= line.occurred_on
    ]
    task = line.task or (rows[0].task if len({row.task for row in rows}) == 1 else "")
    level = line.level or next((row.level for row in rows if row.task == task), Level.BASE)
    return replace(line, task=task, level=level)
