"""Posts, contracts and the employer's base, as screens and actions read them."""

import datetime
from collections.abc import Iterable
from typing import Any

from django.db.models import Q

from probant.directory.models import Person
from probant.engagement.models import Contract, FullTime, MissionLetter, Post, PostCost
from probant.engagement.rules.full_time import Base, base_on
from probant.engagement.rules.shares import Share, total_on
from probant.kernel.actor import Actor
from probant.kernel.period import Period


def bases_of(house_id: int) -> list[Base]:
    """The bases that an employer set, oldest first. One query."""
    rows = FullTime.objects.filter(house_id=house_id).order_by("starts_on")
    return [Base(row.yearly_hours, row.weekly_minutes, row.source, row.starts_on) for row in rows]


def base_of(house_id: int, on: datetime.date) -> Base:
    """The employer's base on a day; the law's where none is set. One query."""
    return base_on(on, bases_of(house_id))


def during(rows: Any, period: Period) -> Any:
    """Contracts or letters that hold on a day of a period."""
    open_ended = Q(ends_on__isnull=True) | Q(ends_on__gte=period.start)
    return rows.filter(open_ended, starts_on__lte=period.end)


def contracts_of(house_id: int, person_id: int) -> list[Contract]:
    """The contracts of a person, oldest first. One query."""
    rows = Contract.objects.filter(house_id=house_id, person_id=person_id)
    return list(rows.select_related("post", "person").order_by("starts_on", "id"))


def shares_of(contracts: Iterable[Contract]) -> list[Share]:
    """Contracts as shares, each named by its post."""
    return [Share(one.starts_on, one.ends_on, one.share_hundredths, one.post) for one in contracts]


def share_on(contracts: Iterable[Contract], day: datetime.date) -> int:
    """What a person's contracts add up to on a day, in hundredths of a percent."""
    return total_on(day, shares_of(contracts))


def posts_of(actor: Actor) -> list[Post]:
    """The posts of the actor's house with their contracts, open ones first. Three queries."""
    posts = Post.objects.visible_to(actor).order_by("-is_open", "title")
    return list(posts.prefetch_related("contracts__person"))


def costs_of(actor: Actor, post: Post) -> list[PostCost]:
    """What a post costs, newest first; nothing but to the direction. One query."""
    return list(PostCost.objects.visible_to(actor).filter(post=post).order_by("-starts_on"))


def letters_of(house_id: int, person_id: int) -> list[MissionLetter]:
    """The mission letters of a person, oldest first. One query."""
    rows = MissionLetter.objects.filter(house_id=house_id, person_id=person_id)
    return list(rows.select_related("action").order_by("starts_on", "id"))


def employees(actor: Actor, period: Period) -> list[Person]:
    """Who holds a post on a day of a period, by name, as far as the actor sees. One query."""
    held = during(Contract.objects.visible_to(actor), period)
    people = Person.objects.visible_to(actor).filter(pk__in=held.values("person"))
    return list(people.order_by("name_key", "id"))
