"""What an indicator is: a declared set of facts and a measure. Nothing here is computed by hand.

The number on a screen, the list behind it, the line of a report and the export are one queryset:
`Indicator.population`, then `Indicator.measure` over it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from django.db.models import (
    Aggregate,
    Exists,
    F,
    OuterRef,
    Q,
)
from django.db.models import Count as DbCount
from django.db.models.functions import Coalesce

from probant.directory.merges import canonical, same_structure
from probant.directory.models import Organisation, OrganisationMerged, PlacedFact
from probant.indicators.delays import DELAY, STARTED_ON, Delay
from probant.indicators.measures import AsOf, Distinct, Measure, Median
from probant.journal.facts import FactQuerySet
from probant.kernel.cut import Cut
from probant.kernel.period import Period
from probant.kernel.text import typeset
from probant.programmes.models import Action

HOUSE_DEFINITION = "définition de la maison"


@dataclass(frozen=True)
class Lasting:
    """What a fact begins and another (`ends`, of the same `by`) ends: a membership.

    A period counts what lasted one day of it at least: begun by its last day, not ended before its
    first. Who left within the year was a member of that year.
    """

    ends: type[PlacedFact]
    by: str

    def within(self, facts: FactQuerySet, period: Period, cut: Cut | None) -> FactQuerySet:
        """The facts that lasted within a period; what has moved (no cut) is not held to its end."""
        begun: FactQuerySet = facts.filter(occurred_on__lte=period.end)
        if cut is None:
            return begun
        over = self.ends.objects.filter(
            **{self.by: OuterRef(self.by)}, occurred_on__lt=period.start
        )
        lasting: FactQuerySet = begun.filter(~Exists(over.cut(cut)))
        return lasting


@dataclass(frozen=True)
class Scope:
    """What a figure is narrowed to; an empty part does not narrow.

    `programmes` and `kinds` are official codes, `themes` of `Theme`, `places` INSEE or EPCI codes,
    `organisation` an organisation's id. A part that a kind of fact has no column for excludes
    nothing.
    `funder`: what is paid by a funder, where a fact says so; otherwise what falls under one at
    least of the scopes `among`, those of the actions that it funds.
    """

    programmes: tuple[str, ...] = ()
    programme_ids: tuple[int, ...] = ()
    kinds: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    organisation: int | None = None
    funder: int | None = None
    among: tuple[Scope, ...] = ()
    of_action: bool = False  # narrowed to an action, whatever its parts say

    @classmethod
    def of(cls, action: Action) -> Scope:
        """The scope of an action: its programmes, kinds of session and territories.

        Two queries; none where both were prefetched (`SCOPED_BY`).
        """
        programmes = sorted(action.programmes.all(), key=lambda one: one.pk)
        kinds = {one.official_code for one in action.session_kinds.all()}
        return cls(
            programme_ids=tuple(one.pk for one in programmes),
            programmes=tuple(one.official_code for one in programmes if one.official_code),
            kinds=tuple(sorted(kinds - {""})),
            places=tuple(action.place_codes),
            of_action=True,
        )


EVERYTHING = Scope()
#: What to prefetch of actions whose scopes are read together.
SCOPED_BY = ("programmes", "session_kinds")


Subject = Literal["structure", "session", "mission", "person"]
#: How a whole number is written: as it is, in euros (it is cents), in days or posts (hundredths).
Written = Literal["", "euros", "hundredths"]


@dataclass(frozen=True, eq=False)
class Indicator:
    """One figure of the catalogue; there is one object of each, known by its identity.

    `code` is kept for ever; `where` maps a column of the fact to the values it accepts (official
    codes, never names); `definition` is the sentence shown beside the number; `source` is the text
    that defines it, or "définition de la maison"; `subject` is what a record is about, the first
    thing its list names; `columns` are what the list shows besides date, subject, commune, family
    and theme, as (column, heading). `conditions` are what a column alone cannot say (in a priority
    neighbourhood on the day, in a rural commune): lists kept elsewhere, asked for in the database.
    `among`: conditions on other facts, which stand at the same cut (come from a member).
    `lasting`: what it counts lasts from its fact to another, and counts in each period it touches.
    `essential`: shown on the home and first on the page of figures, until a house chooses its own.
    `group`: heading it stands under; by default that of the first part of its code.
    `dated`: the column that says in which period a fact counts, where that is not the day it
    happened: a session planned in December for March is one of those planned for March.
    `of_house`: it says something of the house as a whole, all funders together: neither the page of
    an action nor its funder reads it.
    `until`: all that happened until the end of a period counts, not only what happened in it.
    """

    code: str
    label: str
    unit: str
    definition: str
    fact: type[PlacedFact]
    measure: Measure
    where: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    source: str = HOUSE_DEFINITION
    subject: Subject = "structure"
    columns: tuple[tuple[str, str], ...] = ()
    position: int = 100
    conditions: tuple[Callable[[], Q], ...] = ()
    among: tuple[Callable[[Cut | None], Q], ...] = ()
    lasting: Lasting | None = None
    written: Written = ""
    essential: bool = False
    group: str = ""
    of_house: bool = False
    dated: str = "occurred_on"
    until: bool = False

    def __post_init__(self) -> None:
        object.__setattr__(self, "definition", typeset(self.definition))

    @property
    def listed(self) -> tuple[tuple[str, str], ...]:
        """The columns of its list: its own, and those of its delay."""
        if isinstance(self.measure, Median) and isinstance(self.measure.of, Delay):
            return (*self.columns, (STARTED_ON, "compté depuis le"), (DELAY, "jours"))
        return self.columns

    @property
    def is_median(self) -> bool:
        """Whether its value is a middle one: parts do not add up, nothing is no value."""
        return isinstance(self.measure, Median)

    @property
    def is_state(self) -> bool:
        """Whether it says how things stand on the last day of a period, not what happened in it."""
        return isinstance(self.measure, AsOf)

    @property
    def programmes(self) -> tuple[str, ...]:
        """Official codes of the programmes it ranges over; empty: any."""
        return self.where.get("programme_code", ())

    @property
    def programme(self) -> str | None:
        """The one programme it belongs to, or None where it ranges over several."""
        return self.programmes[0] if len(self.programmes) == 1 else None

    def population(
        self, *, house_id: int, period: Period, cut: Cut | None, scope: Scope = EVERYTHING
    ) -> FactQuerySet:
        """The facts counted: of a house, within a period, as they stood at a cut, in a scope.

        Without a cut: every fact ever recorded, voided ones included (what moved, how it grew).
        """
        facts = self.candidates(house_id=house_id, period=period, cut=cut, scope=scope)
        if not isinstance(self.measure, Median):
            return facts
        if isinstance(self.measure.of, Delay):
            return self.measure.of.measured_from(facts, cut=cut)
        valued: FactQuerySet = facts.filter(**{f"{self.measure.of}__isnull": False})
        return valued

    def candidates(
        self, *, house_id: int, period: Period, cut: Cut | None, scope: Scope = EVERYTHING
    ) -> FactQuerySet:
        """`population`, and for a median the facts that it leaves out for want of a value."""
        ever = self.standing(cut)
        facts = _narrow(ever.filter(house_id=house_id), self.fact, scope)
        if self.lasting is not None:
            return self.lasting.within(facts, period, cut)
        if isinstance(self.measure, AsOf):
            return self.measure.weighed(facts, house_id, period, cut)
        facts = facts.filter(**{f"{self.dated}__lte": period.end})
        if not self.until:
            facts = facts.filter(**{f"{self.dated}__gte": period.start})
        if isinstance(self.measure, Median) and isinstance(self.measure.of, Delay):
            return self.measure.of.kept_of(facts, ever, period)
        return facts

    def standing(self, cut: Cut | None) -> FactQuerySet:
        """The facts of its kind and conditions that stand at a cut, of any house, day and scope."""
        facts: FactQuerySet = self.fact.objects.all()
        for column, accepted in self.where.items():
            facts = (
                facts.filter(**{column: accepted[0]})
                if len(accepted) == 1
                else facts.filter(**{f"{column}__in": accepted})
            )
        for condition in self.conditions:
            facts = facts.filter(condition())
        for other in self.among:
            facts = facts.filter(other(cut))
        return facts if cut is None else facts.cut(cut)

    @property
    def counts_structures(self) -> bool:
        """Whether it counts different structures: what merging two of them may change."""
        if not isinstance(self.measure, Distinct):
            return False
        column = self.fact._meta.get_field(self.measure.column)
        return column.is_relation and column.related_model is Organisation

    def population_of_one(
        self, *, house_id: int, period: Period, cut: Cut, scope: Scope = EVERYTHING
    ) -> FactQuerySet:
        """`population`, where the scope's structure is also those merged into it at the cut."""
        whole = replace(scope, organisation=None)
        facts = self.population(house_id=house_id, period=period, cut=cut, scope=whole)
        if scope.organisation is None:
            return facts
        one = same_structure("organisation_id", scope.organisation, house_id=house_id, cut=cut)
        found: FactQuerySet = facts.filter(one)
        return found

    def population_ever_of_one(
        self, *, house_id: int, period: Period, scope: Scope
    ) -> FactQuerySet:
        """`population` without a cut, of the scope's structure and of all ever merged into it."""
        whole = replace(scope, organisation=None)
        facts = self.population(house_id=house_id, period=period, cut=None, scope=whole)
        merged = OrganisationMerged.objects.filter(house_id=house_id, kept=scope.organisation)
        one = Q(organisation_id=scope.organisation)
        one |= Q(organisation_id__in=merged.values("merged_id"))
        found: FactQuerySet = facts.filter(one)
        return found

    def counted_one(self, *, house_id: int, cut: Cut) -> Any:
        """What a measure of different things counts once: the column, merged structures as one."""
        if not isinstance(self.measure, Distinct):
            raise TypeError(f"{self.code} ne compte pas des choses différentes.")
        column: Any = self.fact._meta.get_field(self.measure.column)
        if self.counts_structures:
            return canonical(column.attname, house_id=house_id, cut=cut)
        return F(column.attname)

    def measure_of_one(self, *, house_id: int, cut: Cut) -> Aggregate | Coalesce:
        """The measure, with structures that are one at the cut counted once; no median is one."""
        if isinstance(self.measure, Median):
            raise TypeError(f"{self.code} : une médiane se prend par medians.median_of.")
        if not self.counts_structures:
            return self.measure.expression()
        return DbCount(self.counted_one(house_id=house_id, cut=cut), distinct=True)

    def is_whole_in(self, scope: Scope) -> bool:
        """Whether a scope of programmes and kinds leaves out nothing that it counts."""
        if scope.places or scope.organisation is not None or scope.funder is not None:
            return False
        kinds = set(self.where.get("kind_code", ()))
        if scope.kinds and not (kinds and kinds <= set(scope.kinds)):
            return False
        held, known = set(self.programmes), set(scope.programmes)
        if not scope.programme_ids and not known:
            return True
        return bool(held) and held <= known

    def fits(self, scope: Scope) -> bool:
        """Whether its programmes and kinds meet a scope: it may say something about an action."""
        if self.of_house and scope.of_action:
            return False
        if scope.programmes and not set(self.programmes) & set(scope.programmes):
            return False
        kinds = self.where.get("kind_code", ())
        return not (scope.kinds and kinds and not set(kinds) & set(scope.kinds))


@dataclass(frozen=True, eq=False)
class Ratio:
    """A rate or a mean: one figure of the catalogue over another, both shown beside it.

    `numerator` and `denominator` are codes of indicators; over nothing, there is no value.
    `written`: "rate" (a share of 1), "mean" (a number), "euros" or "hundredths" over a count.
    `apart`: code of the figure of what neither of them counts, because nobody has said; it is shown
    beside them, never left unsaid.
    """

    code: str
    label: str
    definition: str
    numerator: str
    denominator: str
    written: Literal["rate", "mean", "euros", "hundredths"] = "rate"
    source: str = HOUSE_DEFINITION
    position: int = 100
    apart: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "definition", typeset(self.definition))


def _narrow(facts: FactQuerySet, fact: type[PlacedFact], scope: Scope) -> FactQuerySet:
    columns = {column.name for column in fact._meta.concrete_fields}
    narrowed = facts.filter(kept_within(columns, scope))
    if scope.funder is None:
        return narrowed
    if "funder" in columns:
        return narrowed.filter(funder_id=scope.funder)
    funded = Q(pk__isnull=True)  # nothing, until an action is funded
    for one in scope.among:
        funded |= kept_within(columns, one) or Q(pk__isnull=False)
    return narrowed.filter(funded)


def kept_within(columns: set[str], scope: Scope) -> Q:
    """What the parts of a scope keep of a kind of fact that has these columns."""
    kept = Q()
    if scope.programme_ids and "programme" in columns:
        kept &= Q(programme_id__in=scope.programme_ids)
    if scope.programmes and "programme_code" in columns:
        kept &= Q(programme_code__in=scope.programmes)
    if scope.kinds and "kind_code" in columns:
        kept &= Q(kind_code__in=scope.kinds)
    if scope.themes:
        kept &= Q(theme__in=scope.themes)
    if scope.places:
        kept &= Q(place_code__in=scope.places)
    if scope.organisation is not None:
        kept &= Q(organisation_id=scope.organisation)
    return kept
