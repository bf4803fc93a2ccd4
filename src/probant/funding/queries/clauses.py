"""The clauses of conventions read as terms and promises, however many conventions are asked about.

Those that are written alike are read once.
"""

import datetime
import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache
from typing import Any

from django.db.models import TextField
from django.db.models.functions import Cast

from probant.funding.models import Clause, Convention
from probant.funding.queries.standing import standing
from probant.funding.rules import (
    CommitmentTerms,
    DurationTerms,
    Duty,
    Kind,
    NoticeTerms,
    Promise,
    RenewalTerms,
    Terms,
    read_terms,
)
from probant.funding.rules.amendments import InForce
from probant.funding.rules.bonds import Clauses, sort_terms

#: Clauses as they are stored: kind, article, title, side bound, terms.
Written = tuple[tuple[str, str, str, str, str], ...]
#: The same read: terms with their articles, what is promised, terms by kind.
Read = tuple[tuple[tuple[Terms, str], ...], tuple[Promise, ...], Clauses]

_WHAT = {
    ("invite", "funder"): Duty.INVITE,
    ("rooms", "funder"): Duty.ROOMS,
    ("logos", "funder"): Duty.MENTION_FUNDER,
    ("logos", "beneficiary"): Duty.MENTION,
}


def amended(chosen: Any, today: datetime.date) -> dict[int, InForce[Clause]]:
    """What holds of the conventions that were amended. One query, five where there are any."""
    amendments: dict[int, list[Convention]] = defaultdict(list)
    for one in (
        Convention.objects.filter(amends__in=chosen)
        .order_by("number", "pk")
        .prefetch_related("changes", "clauses")
    ):
        amendments[one.amends_id or 0].append(one)
    if not amendments:
        return {}
    whole = Convention.objects.filter(pk__in=amendments).prefetch_related("clauses")
    return {
        one.pk: standing(
            one,
            sorted(one.clauses.all(), key=lambda clause: clause.position),
            amendments[one.pk],
            today,
        )
        for one in whole
    }


def written(chosen: Any, held: Mapping[int, InForce[Clause]]) -> dict[int, Written]:
    """The clauses of conventions as they are stored, after amendments. One query."""
    rows = by_convention(
        Clause.objects.filter(convention__in=chosen)
        .order_by("convention_id", "position")
        .annotate(written=Cast("terms", TextField()))
        .values_list("convention_id", "kind", "article", "title", "bound", "written")
    )
    found = {pk: tuple([row[1:] for row in own]) for pk, own in rows.items()}
    for pk, one in held.items():
        found[pk] = tuple(
            (row.kind, row.article, row.title, row.bound, json.dumps(row.terms)) for row in one.rows
        )
    return found


def terms_of(conventions: Collection[int], today: datetime.date) -> dict[int, Read]:
    """What conventions say on a day, amendments included: terms, promises, terms by kind."""
    rows = written(conventions, amended(conventions, today))
    return {pk: read_all(rows.get(pk, ()), False) for pk in conventions}


def still_binding(terms: Iterable[tuple[Terms, str]]) -> tuple[tuple[Terms, str], ...]:
    """What still binds once a convention is denounced: it renews no more."""
    return tuple(
        (DurationTerms(one.months) if isinstance(one, DurationTerms) else one, article)
        for one, article in terms
        if not isinstance(one, NoticeTerms | RenewalTerms)
    )


def by_convention(rows: Iterable[tuple[Any, ...]]) -> dict[int, list[tuple[Any, ...]]]:
    """Rows that begin with the id of a convention, by convention."""
    found: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
    for row in rows:
        found[row[0]].append(row)
    return found


@lru_cache(maxsize=4096)
def read_all(rows: Written, is_denounced: bool) -> Read:
    """Clauses as they are stored (kind, article, title, bound, terms): read once for all those who
    are written alike. Once denounced, a convention renews no more."""
    terms, promises = [], []
    for kind, article, title, bound, written in rows:
        read = read_terms(kind, json.loads(written or "{}"))
        if read is not None:
            terms.append((read, article))
        if kind == Kind.COMMITMENT:
            promises += promises_of(read, bound, title, article)
    held = still_binding(terms) if is_denounced else tuple(terms)
    return held, tuple(promises), sort_terms(held)


def promises_of(read: Terms | None, bound: str, title: str, article: str) -> list[Promise]:
    """What a clause of commitment promises, of the side it binds; of both where it names none."""
    what = read.what if isinstance(read, CommitmentTerms) else ""
    sides = (bound,) if bound else ("beneficiary", "funder")
    found = []
    for side in sides:
        named = _WHAT.get((what, side))
        if named is not None:
            found.append(Promise(named, "", article))
        elif not what and side == "beneficiary":
            found.append(Promise(Duty.COMMITMENT, title, article))
        elif not what and side == "funder":
            found.append(Promise(Duty.COMMITMENT_FUNDER, title, article))
    return found
