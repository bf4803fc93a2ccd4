"""A person's week: what is noted, what is proposed, half-days away, and what the contract owes."""

import datetime
from dataclasses import dataclass

from django.utils import timezone

from probant.directory.models import Person
from probant.engagement.models import Contract, StaffTime
from probant.engagement.queries.posts import base_of, contracts_of, share_on
from probant.engagement.queries.sheets import away_of, expected, facts_of, is_signed
from probant.engagement.queries.traces import Proposal, proposals
from probant.engagement.rules.days import days_of
from probant.engagement.rules.week import MOST_A_DAY
from probant.kernel.actor import Actor
from probant.kernel.period import Period

A_DAY = datetime.timedelta(days=1)
LATE_WEEKS = 4  # how far back a week without time is reminded


@dataclass(frozen=True)
class PersonWeek:
    """Seven days of a person from a Monday."""

    person: Person
    period: Period
    facts: tuple[StaffTime, ...]
    proposed: tuple[Proposal, ...]
    away: dict[datetime.date, set[str]]
    owed: int
    half_day_minutes: int
    week_minutes: int
    is_signed: bool

    @property
    def noted(self) -> int:
        """Minutes noted, each once."""
        return sum(fact.minutes for fact in self.facts)

    @property
    def days(self) -> list[datetime.date]:
        """The seven days."""
        return days_of(self.period)

    @property
    def long_days(self) -> list[datetime.date]:
        """Days noted over ten hours (Code du travail, art. L3121-18)."""
        return [
            day
            for day in self.days
            if sum(one.minutes for one in self.facts if one.occurred_on == day) > MOST_A_DAY
        ]


def week_from(day: datetime.date) -> Period:
    """The week of a day, Monday to Sunday."""
    monday = day - day.weekday() * A_DAY
    return Period(monday, monday + 6 * A_DAY)


def week_of(actor: Actor, person: Person, day: datetime.date) -> PersonWeek:
    """The week of a day of a person."""
    period = week_from(day)
    house_id = person.house_id
    contracts = contracts_of(house_id, person.pk)
    away = away_of(house_id, person.pk, period)
    base = base_of(house_id, period.start)
    share = share_on(contracts, period.start) or share_on(contracts, period.end) or 10_000
    past = Period(period.start, min(period.end, timezone.localdate()))
    proposed = proposals(actor, person, past) if past.start <= timezone.localdate() else []
    return PersonWeek(
        person=person,
        period=period,
        facts=tuple(facts_of(house_id, person.pk, period)),
        proposed=tuple(proposed),
        away=away,
        owed=expected(contracts, period, base.half_day_minutes, away),
        half_day_minutes=base.half_day_minutes,
        week_minutes=round(base.weekly_minutes * share / 10_000),
        is_signed=is_signed(house_id, person.pk, period.start)
        or is_signed(house_id, person.pk, period.end),
    )


def late_weeks(actor: Actor, today: datetime.date) -> list[Period]:
    """The last weeks over in which the actor was under contract and noted no time. Three queries.

    A week all away owes nothing.
    """
    person_id, house_id = actor.person_id, actor.house_id
    if person_id is None or house_id is None:
        return []
    this = week_from(today)
    span = Period(this.start - LATE_WEEKS * 7 * A_DAY, this.start - A_DAY)
    held = Contract.objects.filter(house_id=house_id, person_id=person_id)
    contracts = list(held.exclude(ends_on__lt=span.start))
    if not contracts:
        return []
    noted = StaffTime.objects.now().filter(house_id=house_id, person_id=person_id).during(span)
    weeks = {week_from(day).start for day in noted.values_list("occurred_on", flat=True)}
    away = away_of(house_id, person_id, span)
    found = []
    for number in range(LATE_WEEKS):
        week = week_from(span.start + number * 7 * A_DAY)
        if week.start not in weeks and expected(contracts, week, 1, away):
            found.append(week)
    return found
