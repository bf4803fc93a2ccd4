"""Indicators of a house: a filtered list kept as a figure, held to the contract of the catalogue.

A version says what is counted; it is turned into an `Indicator` like any other, so that value,
list, growth, account and export are the same queryset.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache, partial

from django.db.models import Q, Value
from django.db.models.lookups import Exact

from probant.indicators.breakdown import dimension_of
from probant.indicators.definition import Indicator, Written
from probant.indicators.measures import Count, Distinct, Hours, Measure, Sum
from probant.indicators.models import OwnIndicator, OwnVersion
from probant.indicators.registry import indicator as of_catalogue
from probant.kernel.cut import Cut

PREFIX = "maison."
SOURCE = "chiffre de la maison, gardé d’une liste filtrée"
GROUP = "Chiffres de la maison"
ROWS = "rows"
#: What may be counted once, by the column of the fact: words, unit.
THINGS = {
    "organisation": ("des structures différentes", "structures"),
    "case": ("des dossiers différents", "dossiers"),
    "mission": ("des missions différentes", "missions"),
    "session": ("des rencontres différentes", "rencontres"),
    "person": ("des personnes différentes", "personnes"),
    "place_code": ("des territoires différents", "territoires"),
    "provider": ("des prestataires différents", "prestataires"),
    "referral": ("des orientations différentes", "orientations"),
    "introduction": ("des mises en relation différentes", "mises en relation"),
    "proposal": ("des propositions différentes", "propositions"),
    "output": ("des documents différents", "documents"),
    "measure": ("des mesures différentes", "mesures"),
    "invitation": ("des invitations différentes", "invitations"),
    "registration": ("des inscriptions différentes", "inscriptions"),
}
#: What may be added up, by the column: words, unit, how it is written.
SUMS: dict[str, tuple[str, str, Written]] = {
    "headcount": ("la somme des personnes", "personnes", ""),
    "minutes": ("la somme des heures", "heures", "hundredths"),
    "cost_cents": ("la somme des coûts", "euros", "euros"),
    "amount_cents": ("la somme des montants", "euros", "euros"),
    "days_hundredths": ("la somme des jours", "jours", "hundredths"),
    "fte_hundredths": ("la somme des équivalents temps plein", "postes", "hundredths"),
    "value_cents": ("la somme des valeurs", "euros", "euros"),
    "lent_cents": ("la somme de la valeur des salles prêtées", "euros", "euros"),
    "mark": ("la somme des notes", "points", ""),
    "members": ("la somme des membres attendus", "membres", ""),
    "present": ("la somme des présents", "présences", ""),
}


@dataclass(frozen=True)
class Spec:
    """What a version says, as a value; `filters` are (dimension, part) pairs."""

    code: str
    base: str
    filters: tuple[tuple[str, str], ...]
    counted: str
    until: bool
    label: str
    unit: str
    definition: str


@dataclass(frozen=True)
class Countable:
    """One way to count a list: its word in a form, its words, its unit, how it is written."""

    key: str
    words: str
    unit: str
    measure: Measure
    written: Written = ""


def may_be_kept(base: Indicator) -> bool:
    """Whether the list of a figure can be kept as another: a plain set of facts, each by itself."""
    plain = isinstance(base.measure, Count | Distinct | Sum | Hours)
    return plain and base.lasting is None


def ways_to_count(base: Indicator) -> list[Countable]:
    """How the records of a figure may be counted: its own way first."""
    columns = {column.name for column in base.fact._meta.concrete_fields}
    found = [
        *(
            Countable(column, words, unit, Distinct(column))
            for column, (words, unit) in THINGS.items()
            if column in columns
        ),
        Countable(ROWS, "les lignes de la liste", "faits", Count()),
        *(
            Countable(
                f"sum:{column}",
                words,
                unit,
                Hours(column) if column == "minutes" else Sum(column),
                written,
            )
            for column, (words, unit, written) in SUMS.items()
            if column in columns
        ),
    ]
    return sorted(found, key=lambda one: one.measure != base.measure)


@lru_cache(maxsize=4096)
def built(spec: Spec) -> Indicator | None:
    """The indicator that a version makes; one object for each, as the catalogue has.

    None where its list, a filter or its way to count is no longer known.
    """
    base = of_catalogue(spec.base)
    if base is None or not may_be_kept(base):
        return None
    way = next((one for one in ways_to_count(base) if one.key == spec.counted), None)
    kept = [_condition(base, key, part) for key, part in spec.filters]
    conditions = [one for one in kept if one is not None]
    if way is None or len(conditions) < len(kept):
        return None
    return replace(
        base,
        code=spec.code,
        label=spec.label,
        unit=spec.unit,
        definition=spec.definition,
        measure=way.measure,
        written=way.written,
        conditions=(*base.conditions, *conditions),
        source=SOURCE,
        essential=False,
        group=GROUP,
        until=spec.until,
    )


def _condition(base: Indicator, key: str, part: str) -> Callable[[], Q] | None:
    dimension = dimension_of(base, key)
    if dimension is None:
        return None

    def holds(expression: Callable[[], object], value: str) -> Q:
        return Q(Exact(expression(), Value(value)))

    return partial(holds, dimension.expression, part)


def spec_of(version: OwnVersion) -> Spec:
    """A version as a value."""
    return Spec(
        version.indicator.code,
        version.base,
        tuple(sorted(version.filters.items())),
        version.counted,
        version.span == OwnVersion.Span.UNTIL,
        version.label,
        version.unit,
        version.definition,
    )


def versions_of(house_id: int, code: str) -> list[OwnVersion]:
    """The versions of an indicator of a house, the first one first; one query."""
    found = OwnVersion.objects.filter(indicator__house_id=house_id, indicator__code=code)
    return list(found.select_related("indicator").order_by("number"))


def version_at(versions: list[OwnVersion], cut: Cut) -> OwnVersion | None:
    """The version in force at a cut; the first one for what was before it."""
    standing = [one for one in versions if _written_by(one, cut)]
    return standing[-1] if standing else next(iter(versions), None)


def _written_by(version: OwnVersion, cut: Cut) -> bool:
    if cut.known_on is not None:
        return version.since <= cut.known_on
    return cut.seq is None or version.seq <= cut.seq


def find_indicator(house_id: int, code: str, cut: Cut | None = None) -> Indicator | None:
    """The indicator of a code, of the catalogue or of the house; as it was defined at a cut.

    No query for the catalogue, one for the house's own.
    """
    if not code.startswith(PREFIX):
        return of_catalogue(code)
    version = version_at(versions_of(house_id, code), cut or Cut.now())
    return built(spec_of(version)) if version else None


def own_of(house_id: int, code: str) -> OwnIndicator | None:
    """The indicator of a house that bears a code, even withdrawn; no query for the catalogue's."""
    if not code.startswith(PREFIX):
        return None
    return OwnIndicator.objects.filter(house_id=house_id, code=code).first()


def own_indicators(house_id: int) -> Mapping[str, Indicator]:
    """The house's own indicators that stand, as they are defined now, by code; one query."""
    rows = OwnVersion.objects.filter(
        indicator__house_id=house_id, indicator__closed_on__isnull=True
    ).select_related("indicator")
    latest = {one.indicator.code: one for one in rows.order_by("indicator__code", "number")}
    found = {code: built(spec_of(version)) for code, version in latest.items()}
    return {code: one for code, one in found.items() if one is not None}
