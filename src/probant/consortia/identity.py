"""What is known to be one thing in several houses, at a cut: numbers, and people's word on both
sides. A likeness is proposed (`likeness`), it counts nothing."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Count, Q, QuerySet

from probant.consortia.models import Consortium, Match, SessionMatch, StructureMatch
from probant.consortia.rules import Sheet, by_number, counted_as, groups_of, twice_in_one
from probant.directory.models import Organisation, OrganisationMerged
from probant.indicators.across import Once, Sameness, once_of
from probant.indicators.definition import Indicator
from probant.indicators.measures import Distinct
from probant.journal.facts import FactQuerySet
from probant.kernel.cut import Cut

Pairs = list[tuple[int, int]]


def standing(rows: QuerySet[Any], cut: Cut) -> QuerySet[Any]:
    """The matches that both houses said by a cut, and that none had taken back."""
    said = rows.filter(is_same=True)
    if cut.known_on is None:
        return said.filter(undone_on__isnull=True)
    after = Q(undone_on__isnull=True) | Q(undone_on__gt=cut.known_on)
    return said.filter(after, answered_on__lte=cut.known_on)


def session_pairs(consortium: Consortium, cut: Cut) -> Pairs:
    """The sessions that two houses said to be one. One query."""
    rows = standing(SessionMatch.objects.filter(consortium=consortium), cut)
    return [(one.of_proposer_id, one.of_asked_id) for one in rows]


def structure_pairs(consortium: Consortium, cut: Cut) -> Pairs:
    """The sheets that two houses said to be one structure's, each as merged there; two queries."""
    rows = list(standing(StructureMatch.objects.filter(consortium=consortium), cut))
    return _as_merged(rows, cut)


def _as_merged(rows: Iterable[Match], cut: Cut) -> Pairs:
    ends = [
        ((one.proposer_id, one.of_proposer_id), (one.asked_id, one.of_asked_id)) for one in rows
    ]
    if not ends:
        return []
    both = [end for pair in ends for end in pair]
    merges: Any = OrganisationMerged.objects.filter(
        house_id__in={house for house, _ in both}, merged_id__in={sheet for _, sheet in both}
    )
    kept = {
        (house, merged): into
        for house, merged, into in merges.cut(cut).values_list("house_id", "merged_id", "kept_id")
    }
    return [(kept.get(one, one[1]), kept.get(other, other[1])) for one, other in ends]


def sameness_in(
    indicator: Indicator, brought: FactQuerySet, *, structures: Pairs, sessions: Pairs
) -> Sameness:
    """What is one thing among these facts. One query for structures, two where numbers tell."""
    once = once_of(indicator)
    if once is Once.SESSIONS:
        return Sameness(sessions=counted_as(groups_of(sessions)))
    if once is not Once.STRUCTURES:
        return Sameness()
    assert isinstance(indicator.measure, Distinct)
    column = f"{indicator.measure.column}_id"
    numbered = _numbered(brought.order_by(), column)
    return Sameness(structures=counted_as(groups_of([*structures, *numbered])))


def _numbered(brought: FactQuerySet, column: str) -> Pairs:
    """Sheets of one legal unit, but those that a house itself holds for two structures."""
    counted = Organisation.objects.filter(pk__in=brought.values(column)).exclude(siren="")
    several = counted.values("siren").annotate(sheets=Count("pk")).filter(sheets__gt=1)
    rows = counted.filter(siren__in=several.values("siren"))
    pairs = by_number(Sheet(*row) for row in rows.values_list("pk", "siren", "siret"))
    if not pairs:
        return []
    ids = {one for pair in pairs for one in pair}
    held = list(brought.filter(**{f"{column}__in": ids}).values_list("house_id", column))
    return [pair for pair in pairs if twice_in_one(pair, held) is None]
