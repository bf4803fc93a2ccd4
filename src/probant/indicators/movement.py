"""How a figure moved: the facts that changed it, merges included.

A merge is a fact of its day: two structures that turn out to be one count once from then on, and
as two on any day before.
"""

import datetime
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from probant.directory.models import OrganisationMerged
from probant.indicators.between import Between
from probant.indicators.engine import Figure
from probant.indicators.measures import AsOf, Distinct
from probant.journal.facts import FactQuerySet
from probant.kernel.cut import Cut


def ever_behind(figure: Figure) -> FactQuerySet:
    """Every fact that the figure ever counted, of every sheet that its structure ever was."""
    scope, indicator = figure.scope, figure.indicator
    if scope.organisation is None or not figure.merges:
        return indicator.population(
            house_id=figure.house_id, period=figure.period, cut=None, scope=scope
        )
    return indicator.population_ever_of_one(
        house_id=figure.house_id, period=figure.period, scope=scope
    )


def beside(figure: Figure) -> list[FactQuerySet]:
    """The facts of other kinds that ever moved a state, until its day."""
    measured = figure.indicator.measure
    if not isinstance(measured, AsOf):
        return []
    until = figure.period.end
    return [
        kind.objects.filter(house_id=figure.house_id, occurred_on__lte=until)
        for kind in measured.moved_by
    ]


def moved_beside(figure: Figure, *, after: datetime.date, until: datetime.date) -> list[Any]:
    """The facts of other kinds that moved a state between two days; a query for each kind."""
    found = [fact for facts in beside(figure) for fact in facts.filter(_between(after, until))]
    return sorted(found, key=lambda fact: (fact.known_on, fact.seq, fact.pk))


def merges_behind(figure: Figure) -> QuerySet[OrganisationMerged]:
    """The merges that ever changed the figure, voided ones included.

    Of two sheets that both stand behind it, where it counts different structures; of a sheet that
    stands behind it into the structure that it is narrowed to.
    """
    merges = OrganisationMerged.objects.filter(house_id=figure.house_id)
    facts, measured = ever_behind(figure).order_by(), figure.indicator.measure
    if figure.scope.organisation is not None:
        merges = merges.filter(kept_id=figure.scope.organisation)
        return merges.filter(merged_id__in=facts.values("organisation_id"))
    if not (figure.indicator.counts_structures and isinstance(measured, Distinct)):
        return merges.none()
    counted = facts.values(measured.column)
    siblings = OrganisationMerged.objects.filter(
        house_id=figure.house_id, kept_id=OuterRef("kept_id"), merged_id__in=counted
    ).exclude(merged_id=OuterRef("merged_id"))
    return merges.filter(merged_id__in=counted).filter(Q(kept_id__in=counted) | Exists(siblings))


def _between(after: datetime.date, until: datetime.date) -> Q:
    return Between(Cut.known(after), Cut.known(until)).moved


def moved(figure: Figure, *, after: datetime.date, until: datetime.date) -> FactQuerySet:
    """The facts that moved a figure between two days: learnt or voided after one, by the other.

    A fact both learnt and voided in between moved nothing and is left out.
    """
    return ever_behind(figure).filter(_between(after, until)).order_by("known_on", "seq", "id")


def moved_count(figure: Figure, *, after: datetime.date, until: datetime.date) -> tuple[int, int]:
    """How many facts were learnt, and how many voided; one query, however many they are."""
    between = Between(Cut.known(after), Cut.known(until))
    found = (
        ever_behind(figure)
        .filter(between.moved)
        .order_by()
        .aggregate(learnt=Count("pk", filter=between.learnt), gone=Count("pk", filter=between.gone))
    )
    return int(found["learnt"]), int(found["gone"])


def merges_moved(
    figure: Figure, *, after: datetime.date, until: datetime.date
) -> list[OrganisationMerged]:
    """The merges that moved a figure between two days, with their two structures; one query.

    None is asked where the house never merged anything. A merge that was replaced because the kept
    structure was merged further joins nothing new: it is left out on both sides.
    """
    if not figure.merges:
        return []
    found = merges_behind(figure).filter(_between(after, until)).select_related("merged", "kept")
    further = Q(replaced_by__merged=F("merged"))
    further |= Q(replaces__merged=F("merged"), replaces__known_on__lte=after)
    return list(found.exclude(further).order_by("known_on", "seq", "id"))
