"""Staff time: what a person did, by day, on one action or programme; signed by the month.

A change in a month that is signed says why, and the sheet is then to be signed again. All raise
`Refused`, `AlreadyDone` and `InTheFuture`.
"""

import datetime
import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.utils import timezone

from probant.directory.models import Person
from probant.directory.writing import PERSON
from probant.engagement.access import may_sign, may_write_time
from probant.engagement.models import Absence, Half, MissionLetter, SheetSigned, StaffTime
from probant.engagement.queries.posts import bases_of, contracts_of, share_on
from probant.engagement.queries.sheets import (
    PARTS,
    away_of,
    directs,
    facts_of,
    is_signed,
    sheet_of,
)
from probant.engagement.rules.days import days_of, letter_minutes, month_of
from probant.engagement.rules.full_time import base_on
from probant.engagement.rules.sheets import is_over
from probant.journal.door import Entry, change
from probant.kernel.actor import Actor
from probant.kernel.dates import write_date
from probant.kernel.decision import Refused, require
from probant.kernel.period import Period
from probant.programmes.models import Action, Programme

A_DAY = 24 * 60
Origin = StaffTime.Origin


@dataclass(frozen=True)
class Spent:
    """Time on a day, for one action or a programme; `replaces`: the fact it stands in place of.

    `origin`, `origin_id`: the trace that it was confirmed from.
    """

    on: datetime.date
    minutes: int
    action: Action | None = None
    programme: Programme | None = None
    origin: str = ""
    origin_id: int | None = None
    replaces: StaffTime | None = None


def log_staff_time(
    actor: Actor,
    *,
    person: Person,
    occurred_on: datetime.date,
    minutes: int,
    programme: Programme | None = None,
    action: Action | None = None,
    reason: str = "",
    declared_on: datetime.date | None = None,
    key: uuid.UUID | None = None,
) -> StaffTime:
    """Record time worked by an employee on a day; a day holds 24 hours at most."""
    spent = Spent(occurred_on, minutes, action, programme)
    (fact,) = record_times(
        actor, person=person, times=[spent], reason=reason, declared_on=declared_on, key=key
    )
    return fact


def record_times(
    actor: Actor,
    *,
    person: Person,
    times: Sequence[Spent] = (),
    dropped: Sequence[StaffTime] = (),
    away: Collection[tuple[datetime.date, str]] | None = None,
    away_during: Period | None = None,
    reason: str = "",
    declared_on: datetime.date | None = None,
    key: uuid.UUID | None = None,
) -> list[StaffTime]:
    """Record a week, or any days, of a person in one entry: new times, corrected and dropped ones.

    `away` with `away_during`: the half-days away of that period, as they now stand. `reason` is
    needed where a month concerned is signed.
    """
    house_id = person.house_id
    require(may_write_time(actor, house_id, person.pk))
    _check(house_id, times, dropped, person)
    with change(
        actor, verb="engagement.log_time", houses=[house_id], declared_on=declared_on, key=key
    ) as entry:
        _hold_signed(house_id, person, times, dropped, reason)
        told = reason.strip()
        for fact in dropped:
            entry.void(fact, code="other" if told else "error", reason=told)
        written = _write(entry, person, times, told)
        if away is not None and away_during is not None:
            _set_away(entry, person, away, away_during)
        if told:
            entry.detail(category="engagement", reason=told)
    return written


def log_letter_month(
    actor: Actor,
    *,
    letter: MissionLetter,
    year: int,
    month: int,
    reason: str = "",
    declared_on: datetime.date | None = None,
    key: uuid.UUID | None = None,
) -> list[StaffTime]:
    """Record the month of a mission letter: its percentage of each day worked, as facts.

    Written again, it takes the place of what it had made of that month (days away noted since).
    """
    person, house_id = letter.person, letter.house_id
    require(may_write_time(actor, house_id, person.pk))
    period = month_of(year, month)
    if not is_over(period.end, timezone.localdate()):
        raise Refused("Le mois n’est pas fini : sa part se note à partir de son dernier jour.")
    standing = StaffTime.objects.now().filter(
        person=person, origin=Origin.LETTER, origin_id=letter.pk
    )
    dropped = list(standing.during(period))
    times = _letter_times(letter, period)
    if not times:
        raise Refused("Aucun jour travaillé sous contrat dans ce mois pour cette lettre.")
    return record_times(
        actor,
        person=person,
        times=times,
        dropped=dropped,
        reason=reason or ("part recalculée" if dropped else ""),
        declared_on=declared_on,
        key=key,
    )


def sign_sheet(
    actor: Actor,
    *,
    person: Person,
    year: int,
    month: int,
    part: str,
    content: str,
    declared_on: datetime.date | None = None,
    key: uuid.UUID | None = None,
) -> SheetSigned:
    """Sign a month: the employee first, then the manager, each by their own account.

    `content` is the digest that was read on the page: what changed meanwhile is not signed unread.
    """
    house_id = person.house_id
    require(may_sign(actor, person, part, by_board=directs(person)))
    period = month_of(year, month)
    with change(
        actor, verb=f"engagement.sign_{part}", houses=[house_id], declared_on=declared_on, key=key
    ) as entry:
        if not is_over(period.end, entry.today):
            raise Refused(f"Ce mois se signe à partir du {write_date(period.end)}.")
        sheet = sheet_of(person, year, month)
        if content != sheet.content:
            raise Refused("La feuille a changé depuis que vous l’avez ouverte : relisez-la.")
        if not sheet.lines:
            raise Refused("Aucun temps n’est noté ce mois-ci : il n’y a rien à signer.")
        employee = sheet.signed(PARTS.EMPLOYEE)
        if part == PARTS.MANAGER and (employee is None or not employee.holds):
            raise Refused("La personne signe d’abord sa feuille.")
        mine = sheet.signed(part)
        if mine is not None and mine.holds:
            raise Refused("Cette feuille est déjà signée.")
        signed = SheetSigned(
            person=person,
            year=year,
            month=month,
            part=part,
            minutes=sheet.total,
            content=content,
            occurred_on=entry.known_on,
        )
        entry.mention(PERSON, person.pk)
        old = SheetSigned.objects.now().filter(
            house_id=house_id, person=person, year=year, month=month, part=part
        )
        before = old.first()
        if before is None:
            return entry.record(signed)
        return entry.replace(before, signed, code="other", reason="feuille corrigée")


def _letter_times(letter: MissionLetter, period: Period) -> list[Spent]:
    house_id = letter.house_id
    bases, contracts = bases_of(house_id), contracts_of(house_id, letter.person_id)
    away = away_of(house_id, letter.person_id, period)
    found = []
    for day in days_of(period):
        if not letter.starts_on <= day <= letter.ends_on:
            continue
        half = base_on(day, bases).half_day_minutes
        share = share_on(contracts, day)
        minutes = letter_minutes(day, half, share, letter.share_hundredths, away.get(day, ()))
        if minutes:
            found.append(Spent(day, minutes, letter.action, None, Origin.LETTER.value, letter.pk))
    return found


def _check(
    house_id: int, times: Sequence[Spent], dropped: Sequence[StaffTime], person: Person
) -> None:
    for spent in times:
        if not 0 < spent.minutes <= A_DAY:
            raise Refused("Une durée est comprise entre une minute et une journée.")
        if any(
            row is not None and row.house_id != house_id
            for row in (spent.action, spent.programme, spent.replaces)
        ):
            raise Refused("Programme et action sont ceux de votre structure.")
    replaced = [one.replaces for one in times if one.replaces is not None]
    if any(fact.person_id != person.pk for fact in (*dropped, *replaced)):
        raise Refused("Ce temps est celui d’une autre personne.")


def _hold_signed(
    house_id: int,
    person: Person,
    times: Sequence[Spent],
    dropped: Sequence[StaffTime],
    reason: str,
) -> None:
    if reason.strip():
        return
    days = {one.on for one in times} | {one.occurred_on for one in dropped}
    days |= {one.replaces.occurred_on for one in times if one.replaces is not None}
    months = {(day.year, day.month): day for day in days}
    for day in months.values():
        if is_signed(house_id, person.pk, day):
            raise Refused(
                f"La feuille de {day:%m/%Y} de {person} est signée : dites pourquoi ce temps "
                "change. Elle sera à signer de nouveau."
            )


def _write(entry: Entry, person: Person, times: Sequence[Spent], reason: str) -> list[StaffTime]:
    if not times:
        return []
    bases = bases_of(person.house_id)
    for spent in times:
        if spent.replaces is not None:
            entry.void(spent.replaces, code="other" if reason else "error", reason=reason)
    written = [_fact(person, spent, base_on(spent.on, bases).yearly_minutes) for spent in times]
    days = [one.occurred_on for one in written]
    period = Period(min(days), max(days))
    by_day: dict[datetime.date, int] = {}
    for fact in [*facts_of(person.house_id, person.pk, period), *written]:
        by_day[fact.occurred_on] = by_day.get(fact.occurred_on, 0) + fact.minutes
    for day, minutes in by_day.items():
        if minutes > A_DAY:
            raise Refused(f"La journée du {write_date(day)} dépasserait vingt-quatre heures.")
    _once(person, written)
    entry.record_many(written)
    return written


def _once(person: Person, written: Sequence[StaffTime]) -> None:
    """A trace counts once: refused where it is noted already."""
    kept = [(one.origin, one.origin_id, one.occurred_on) for one in written if one.origin_id]
    standing = StaffTime.objects.now().filter(person=person, origin_id__isnull=False)
    traces = set(
        standing.filter(origin_id__in=[number for _, number, _ in kept]).values_list(
            "origin", "origin_id", "occurred_on"
        )
    )
    if len(set(kept)) < len(kept) or traces & set(kept):
        raise Refused("Un de ces temps est déjà noté : une heure ne compte qu’une fois.")


def _fact(person: Person, spent: Spent, full_time_minutes: int) -> StaffTime:
    fact = StaffTime(
        person=person,
        occurred_on=spent.on,
        minutes=spent.minutes,
        action=spent.action,
        full_time_minutes=full_time_minutes,
        origin=spent.origin,
        origin_id=spent.origin_id,
        replaces=spent.replaces,
    )
    fact.file_under(spent.programme)
    return fact


def _set_away(
    entry: Entry,
    person: Person,
    away: Collection[tuple[datetime.date, str]],
    period: Period,
) -> None:
    if any(half not in Half.values or not period.contains(day) for day, half in away):
        raise Refused("Une absence est un matin ou un après-midi de la semaine.")
    rows = Absence.objects.filter(
        house_id=person.house_id, person=person, day__range=(period.start, period.end)
    )
    before = set(rows.values_list("day", "half"))
    wanted = set(away)
    if before == wanted:
        return
    rows.delete()
    Absence.objects.bulk_create(
        Absence(house_id=person.house_id, person=person, day=day, half=half)
        for day, half in sorted(wanted)
    )
    entry.mention(PERSON, person.pk)
