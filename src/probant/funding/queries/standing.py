"""A convention as it stands on a day: its text after amendments, its annexes, what was assumed."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from probant.funding.models import Annex, Clause, Convention
from probant.funding.rules import Status
from probant.funding.rules.amendments import Amendment, Amount, Change, Clausal, InForce, in_force
from probant.funding.rules.articles import Article, gather
from probant.funding.rules.clauses import AmountTerms

#: The statuses of an amendment that changes something: what was signed.
HELD = (Status.SIGNED, Status.CLOSED)


@dataclass(frozen=True)
class ArticleRead:
    """An article as it stands: its words, its clauses with their places, who wrote it."""

    article: Article
    clauses: tuple[Clause, ...]
    places: tuple[int, ...]
    origin: int = 0


def amendments_of(convention: Convention) -> tuple[Convention, ...]:
    """The amendments, in their order, with their changes and clauses. One query; three if any."""
    rows = convention.amendments.order_by("number", "pk").prefetch_related("changes", "clauses")
    return tuple(rows)


def since_of(amendment: Convention) -> datetime.date | None:
    """The day from which an amendment holds: the one it says, else its signature; None before."""
    if amendment.status not in HELD:
        return None
    return amendment.starts_on or amendment.signed_on


def standing(
    convention: Convention,
    clauses: Sequence[Clause],
    amendments: Sequence[Convention],
    on: datetime.date,
) -> InForce[Clause]:
    """What is in force on a day; no query."""
    told = []
    for place, one in enumerate(amendments, 1):
        changes = tuple(
            Change(
                nature=change.nature,
                article=change.article,
                starts_on=change.starts_on,
                ends_on=change.ends_on,
                year=change.year,
                amount_cents=change.amount_cents,
                action_id=change.action_id,
            )
            for change in one.changes.all()
        )
        rows = tuple(clausal(one.clauses.all()))
        told.append(Amendment(one.number or place, since_of(one), changes, rows))
    return in_force(
        clausal(clauses),
        told,
        on,
        starts_on=convention.starts_on,
        ends_on=convention.ends_on,
        amounts=promised(clauses),
    )


def clausal(clauses: Iterable[Clause]) -> list[Clausal[Clause]]:
    """Clauses as the rules of amendments take them."""
    return [Clausal(one, one.article, one.title) for one in clauses]


def promised(clauses: Sequence[Clause]) -> list[Amount]:
    """What the convention itself promises, by its clauses on the amount."""
    return [
        Amount(terms.year, None, terms.amount_cents)
        for terms in (clause.read_terms() for clause in clauses)
        if isinstance(terms, AmountTerms)
    ]


def articles_of(clauses: Sequence[Clause]) -> list[ArticleRead]:
    """The articles of some clauses, in order; no query."""
    gathered = gather([(one.article, one.title, one.text) for one in clauses])
    return [
        ArticleRead(article, tuple(clauses[place] for place in places), places)
        for article, places in gathered
    ]


def articles_in_force(held: InForce[Clause]) -> list[ArticleRead]:
    """The articles in force, each with the number of the amendment that wrote it (0: none)."""
    read = articles_of(held.rows)
    return [
        ArticleRead(one.article, one.clauses, one.places, held.clauses[one.places[0]].origin)
        for one in read
    ]


def annexes_of(convention: Convention) -> tuple[Annex, ...]:
    """The annexes, in order. One query."""
    return tuple(convention.annexes.select_related("document", "sheet").order_by("position"))
