"""A figure broken down by what its facts keep: family, commune, programme, month, stage…

The parts are computed from the queryset that lists the records, with the figure's own measure. A
structure may stand in several parts: where the parts add up to more than the figure, the overlap
is said, never hidden, and the records of those counted in several parts are listed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Case, CharField, Count, F, OuterRef, Subquery, Value, When
from django.db.models.functions import Cast, Coalesce, ExtractMonth

from probant.directory.branches import branches_of
from probant.directory.density import density_known, rural
from probant.directory.models import Family, Neighbourhood, Territory, Theme
from probant.directory.neighbourhoods import OUTSIDE
from probant.gatherings.models import MemberJoined, NetworkFamily, OutcomeFact, SessionFact
from probant.indicators.definition import Indicator
from probant.indicators.engine import Figure, value_over
from probant.indicators.measures import Distinct, Median
from probant.indicators.medians import medians_of
from probant.journal.facts import FactQuerySet
from probant.kernel.dates import MONTHS
from probant.programmes.models import Programme

NOT_SAID = "non renseigné"
Words = Callable[[int, Iterable[str]], dict[str, str]]


@dataclass(frozen=True)
class Dimension:
    """What a figure may be broken down by: a word of the address, its label, how a fact says it.

    `expression` gives a text for each fact, "" where it says nothing; `words` name these texts.
    """

    key: str
    label: str
    expression: Callable[[], Any]
    words: Words
    in_order: bool = False  # of the texts themselves, instead of the largest part first


@dataclass(frozen=True)
class Part:
    """One part of a figure."""

    key: str
    label: str
    value: int
    records: int


@dataclass(frozen=True)
class Breakdown:
    """The parts of a figure.

    `whole` is the figure over the same records; `overlap` by how much the parts exceed it, and
    `shared` how many structures (cases, missions…) stand in several parts. Medians do not add up:
    they have no overlap.
    """

    dimension: Dimension
    parts: tuple[Part, ...]
    whole: int
    overlap: int = 0
    shared: int = 0


def _column(name: str) -> Callable[[], Any]:
    return lambda: Coalesce(F(name), Value(""))


def _epci() -> Any:
    rows = Territory.objects.filter(code=OuterRef("place_code")).order_by("-vintage")
    return Coalesce(Subquery(rows.values("epci_code")[:1]), Value(""))


def _class() -> Any:
    return Case(
        When(rural(), then=Value("rural")),
        When(density_known(), then=Value("urbain")),
        default=Value(""),
    )


def _month(dated: str = "occurred_on") -> Any:
    return Cast(ExtractMonth(dated), CharField())


def _choices(pairs: Iterable[tuple[Any, Any]]) -> Words:
    named = {str(value): str(label) for value, label in pairs}
    return lambda house_id, keys: named


def _places(house_id: int, keys: Iterable[str]) -> dict[str, str]:
    rows = Territory.objects.filter(code__in=set(keys)).order_by("vintage")
    return dict(rows.values_list("code", "name"))


def _neighbourhoods(house_id: int, keys: Iterable[str]) -> dict[str, str]:
    named = dict(Neighbourhood.objects.filter(code__in=set(keys)).values_list("code", "name"))
    return named | {OUTSIDE: "hors quartier prioritaire"}


MONTH = "mois"
PARTNERS = "famille-du-reseau"


def _heading() -> Any:
    """The family of partners under which the structure had last joined a network, that day."""
    joined = MemberJoined.objects.now().filter(
        house_id=OuterRef("house_id"),
        organisation=OuterRef("organisation"),
        occurred_on__lte=OuterRef("occurred_on"),
    )
    last = joined.exclude(heading="").order_by("-occurred_on", "-id")
    return Coalesce(Subquery(last.values("heading")[:1]), Value(""))


def _headings(house_id: int, keys: Iterable[str]) -> dict[str, str]:
    rows = NetworkFamily.objects.filter(house_id=house_id, code__in=set(keys))
    return dict(rows.values_list("code", "name"))


def _branches(house_id: int, keys: Iterable[str]) -> dict[str, str]:
    return branches_of(house_id)


def _programmes(house_id: int, keys: Iterable[str]) -> dict[str, str]:
    rows = Programme.objects.filter(house_id=house_id)
    return {str(pk): name for pk, name in rows.values_list("pk", "name")}


DIMENSIONS = (
    Dimension("famille", "famille juridique", _column("family"), _choices(Family.choices)),
    Dimension("domaine", "domaine", _column("theme"), _choices(Theme.choices)),
    Dimension("filiere", "filière", _column("branch"), _branches),
    Dimension(PARTNERS, "famille de partenaires du réseau", _heading, _headings),
    Dimension("commune", "commune", _column("place_code"), _places),
    Dimension("intercommunalite", "intercommunalité", _epci, _places),
    Dimension(
        "classe",
        "commune rurale ou urbaine",
        _class,
        _choices([("rural", "communes rurales"), ("urbain", "communes urbaines")]),
    ),
    Dimension("quartier", "quartier prioritaire", _column("qpv_code"), _neighbourhoods),
    Dimension(
        "programme",
        "programme",
        lambda: Coalesce(Cast("programme_id", CharField()), Value("")),
        _programmes,
    ),
    Dimension(
        MONTH,
        "mois",
        _month,
        _choices((str(number), name) for number, name in enumerate(MONTHS, 1)),
        in_order=True,
    ),
)
#: Columns of a kind of fact that say something of every record, with the words of their choices.
OWN = {
    "phase": "étape",
    "kind": "type",
    "mode": "canal",
    "outcome": "suite",
    "state": "état",
    "opinion": "avis",
    "mark": "note",
    "months": "mois écoulés",
    "contract": "contrat",
    "milestone": "jalon",
    "body": "organisme",
    "provider": "prestataire",
    "funder": "financeur",
}


#: Kinds of facts where a structure comes as a partner: meetings, memberships, what came out.
OF_NETWORKS = (SessionFact, MemberJoined, OutcomeFact)


def dimensions_of(indicator: Indicator) -> tuple[Dimension, ...]:
    """What an indicator can be broken down by: what its facts keep, and their own columns."""
    columns = {column.name: column for column in indicator.fact._meta.concrete_fields}
    fixed = {name for name, accepted in indicator.where.items() if len(accepted) == 1}
    one_phase = "phase_code" in fixed
    own = tuple(
        _own(columns[name], label)
        for name, label in OWN.items()
        if name in columns and name not in fixed and not (name == "phase" and one_phase)
    )
    general = tuple(
        _dated(indicator, dimension) if dimension.key == MONTH else dimension
        for dimension in DIMENSIONS
        if not (dimension.key == "programme" and "programme_code" in fixed)
        and not (dimension.key == "programme" and "programme" not in columns)
        and not (dimension.key == PARTNERS and not issubclass(indicator.fact, OF_NETWORKS))
    )
    return own + general


def _dated(indicator: Indicator, dimension: Dimension) -> Dimension:
    """The months of the column that dates the figure."""
    return replace(dimension, expression=lambda: _month(indicator.dated))


def _own(column: Any, label: str) -> Dimension:
    if column.is_relation:
        model = column.related_model

        def names(house_id: int, keys: Iterable[str]) -> dict[str, str]:
            found = model._base_manager.in_bulk([int(key) for key in keys if key])
            return {str(pk): str(one) for pk, one in found.items()}

        words: Words = names
    else:
        words = _choices(column.flatchoices)

    def expression() -> Any:
        return Coalesce(Cast(column.attname, CharField()), Value(""))

    return Dimension(column.name, label, expression, words, in_order=column.name == "phase")


def dimension_of(indicator: Indicator, key: str) -> Dimension | None:
    """The dimension that an address asks for, or None."""
    return next((one for one in dimensions_of(indicator) if one.key == key), None)


def within(facts: FactQuerySet, dimension: Dimension, part: str) -> FactQuerySet:
    """The records of one part."""
    found: FactQuerySet = facts.alias(_part=dimension.expression()).filter(_part=part)
    return found


def break_down(figure: Figure, facts: FactQuerySet, dimension: Dimension) -> Breakdown:
    """The parts of a figure from some of its records, largest first (or in order).

    Four queries at most: the parts, the whole, the words of the parts, those counted several times.
    """
    rows = _rows(figure, facts, dimension)
    words = dimension.words(figure.house_id, [part for part, _, _ in rows])
    parts = [
        Part(part, words.get(part, part) or NOT_SAID, value, records)
        for part, value, records in rows
    ]
    if dimension.in_order:
        parts.sort(key=lambda part: (len(part.key), part.key))
    else:
        parts.sort(key=lambda part: (part.key == "", -part.value, part.label))
    total = sum(part.value for part in parts)
    if not isinstance(figure.indicator.measure, Distinct):
        whole = value_over(figure, facts) if figure.indicator.is_median else total
        return Breakdown(dimension, tuple(parts), whole)
    whole = value_over(figure, facts)
    shared = _counted_in_several(figure, facts, dimension).count() if total > whole else 0
    return Breakdown(dimension, tuple(parts), whole, total - whole, shared)


def _rows(figure: Figure, facts: FactQuerySet, dimension: Dimension) -> list[tuple[str, int, int]]:
    """Each part with its value and its number of records."""
    middle = figure.indicator.measure
    if isinstance(middle, Median):
        found = medians_of(facts, middle.column, dimension.expression())
        return [(part, int((value or 0) * middle.scale), n) for part, value, n in found]
    measured = figure.indicator.measure_of_one(house_id=figure.house_id, cut=figure.cut)
    rows = (
        facts.order_by()
        .annotate(_part=dimension.expression())
        .values("_part")
        .annotate(_value=measured, _records=Count("*"))
        .values_list("_part", "_value", "_records")
    )
    return [(part, int(value or 0), records) for part, value, records in rows]


def _counted_in_several(figure: Figure, facts: FactQuerySet, dimension: Dimension) -> Any:
    """What the figure counts that stands in several parts, a row each, as `shared_key`."""
    return (
        facts.order_by()
        .annotate(shared_key=figure.indicator.counted_one(house_id=figure.house_id, cut=figure.cut))
        .filter(shared_key__isnull=False)
        .values("shared_key")
        .annotate(parts_of=Count(dimension.expression(), distinct=True))
        .filter(parts_of__gt=1)
        .values("shared_key")
    )


def shared_records(figure: Figure, facts: FactQuerySet, dimension: Dimension) -> FactQuerySet:
    """The records of what stands in several parts of a breakdown; none where nothing can."""
    if not isinstance(figure.indicator.measure, Distinct):
        nothing: FactQuerySet = facts.none()
        return nothing
    one = figure.indicator.counted_one(house_id=figure.house_id, cut=figure.cut)
    found: FactQuerySet = facts.alias(shared_key=one).filter(
        shared_key__in=_counted_in_several(figure, facts, dimension)
    )
    return found
