"""End what a house keeps longer than its periods: texts by category, people without a position."""

import datetime
from dataclasses import dataclass

from django.db.models import Max
from django.utils import timezone

from probant.directory.access import can_erase
from probant.directory.actions.erasure import Reason, erase
from probant.directory.models import House, Person, RetentionPeriod
from probant.directory.writing import PERSON
from probant.journal.door import change
from probant.journal.erasure import erase_older
from probant.journal.models import JournalEntry, JournalMention
from probant.kernel.actor import Actor
from probant.kernel.decision import require
from probant.kernel.erasure import RETAINED
from probant.kernel.parameters import parameter


@dataclass(frozen=True)
class Retention:
    """What one application ended: texts by category, and people."""

    texts: dict[str, int]
    people: int


def months_kept(house_id: int, category: str, today: datetime.date) -> int:
    """The house's own period for a category, else the default of `parameters/retention.toml`."""
    return every_period(house_id, today)[category]


def every_period(house_id: int, today: datetime.date) -> dict[str, int]:
    """Months kept, by category: the house's own, else the default of the parameters. One query."""
    own = RetentionPeriod.objects.filter(house_id=house_id).order_by()
    set_by_house = dict(own.values_list("category", "months"))
    return {
        category: set_by_house[category]
        if category in set_by_house
        else int(parameter(retained.parameter, on=today).value)
        for category, retained in RETAINED.items()
    }


def set_retention(actor: Actor, *, category: str, months: int, legal_basis: str) -> RetentionPeriod:
    """Give the actor's house its own period for a category. Raises `Refused`. One entry."""
    require(can_erase(actor))
    RETAINED[category]
    with change(actor, verb="directory.set_retention", houses=[actor.house_id or 0]) as entry:
        period, _ = RetentionPeriod.objects.update_or_create(
            house_id=entry.house_id,
            category=category,
            defaults={"months": months, "legal_basis": legal_basis},
        )
        entry.detail(category="erasure", retained=category, months=months, legal_basis=legal_basis)
    return period


def apply_retention(actor: Actor, house: House, today: datetime.date) -> Retention:
    """End what is older than the house's periods on `today`; figures and the chain stand.

    Raises `Refused`. Effects: journal details of each registered category lose text and key, rooms
    end their own rows, people whom nothing has mentioned for the period and who hold no position
    are erased; one entry that counts, where there was anything.
    """
    require(can_erase(actor))
    texts: dict[str, int] = {}
    with change(actor, verb="directory.apply_retention", houses=[house.pk]) as entry:
        kept = every_period(house.pk, today)
        for category, retained in RETAINED.items():
            before = months_before(today, kept[category])
            ended = erase_older(house.pk, category, _midnight(before))
            ended += retained.expire(house.pk, before) if retained.expire else 0
            if ended:
                texts[category] = ended
        forgotten = _forgotten(house.pk, today)
        for person in forgotten:
            erase(entry, person)
        if texts or forgotten:
            entry.detail(
                category="erasure",
                reason=Reason.RETENTION.value,
                texts=texts,
                people=len(forgotten),
            )
    return Retention(texts, len(forgotten))


def _forgotten(house_id: int, today: datetime.date) -> list[Person]:
    """People last mentioned before the period of category `person`, without a position now."""
    before = _midnight(months_before(today, months_kept(house_id, PERSON, today)))
    mentions = JournalMention.objects.filter(house_id=house_id, kind=PERSON)
    last = dict(mentions.values_list("object_id").annotate(Max("seq")))
    old = JournalEntry.objects.filter(house_id=house_id, at__lt=before)
    latest_old = old.aggregate(Max("seq"))["seq__max"] or 0  # `at` never goes back
    stale = [number for number, seq in last.items() if seq <= latest_old]
    held = Person.objects.filter(positions__isnull=False, positions__ends_on__isnull=True)
    people = Person.objects.filter(house_id=house_id, erased_on__isnull=True, pk__in=stale)
    return list(people.exclude(pk__in=held.values("pk")))


def months_before(day: datetime.date, months: int) -> datetime.date:
    """The same day some months earlier, or the last of a shorter month."""
    count = day.year * 12 + day.month - 1 - months
    year, month = divmod(count, 12)
    following = datetime.date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1)
    last = (following - datetime.timedelta(days=1)).day
    return datetime.date(year, month + 1, min(day.day, last))


def _midnight(day: datetime.date) -> datetime.datetime:
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time()))
