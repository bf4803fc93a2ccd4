"""What stands behind one figure: the records, and how it grew."""

import datetime
import re
from dataclasses import dataclass
from html import escape

from django.http import Http404, QueryDict
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe

from probant.indicators.access import Reach, narrowed, reach_of
from probant.indicators.breakdown import Dimension, dimension_of, shared_records, within
from probant.indicators.definition import Indicator
from probant.indicators.engine import Figure, measure
from probant.indicators.funnel import came_to
from probant.indicators.growth import growth
from probant.indicators.own import find_indicator
from probant.indicators.queries import latest_year, place_names
from probant.indicators.screens.forms import ProofForm
from probant.journal.facts import FactQuerySet
from probant.kernel.cut import Cut
from probant.ui.charts import Mark, Point, step_curve
from probant.ui.pieces.figure import write_value
from probant.ui.request import Request

PLACE = re.compile(r"[0-9AB]{1,9}")


@dataclass
class Asked:
    """A figure as its address asks for it; `facts` are the records of its value."""

    indicator: Indicator
    reach: Reach
    form: ProofForm
    figure: Figure
    facts: FactQuerySet
    today: datetime.date

    @property
    def kept(self) -> FactQuerySet:
        """The records that the filters keep."""
        found = self.facts.filter(**self.form.filters())
        if self.stage:
            house_id = self.reach.house_id
            found = came_to(found, self.stage, house_id=house_id, cut=self.figure.cut)
        if self.dimension is None:
            return found
        if self.only_shared:
            return shared_records(self.figure, found, self.dimension)
        return found if self.part is None else within(found, self.dimension, self.part)

    @property
    def dimension(self) -> Dimension | None:
        """What the figure is broken down by, where one asks for it."""
        return dimension_of(self.indicator, str(self.form.given("par") or ""))

    @property
    def part(self) -> str | None:
        """The part of the breakdown that is kept, "" being what is not said; None for all."""
        if self.dimension is None or "part" not in self.form.data:
            return None
        return str(self.form.given("part") or "")

    @property
    def stage(self) -> str:
        """The stage (its id, or a birth) that the cases kept have come to; "" for any."""
        columns = {column.name for column in self.indicator.fact._meta.concrete_fields}
        return str(self.form.given("atteint") or "") if "case" in columns else ""

    @property
    def only_shared(self) -> bool:
        """Whether the list keeps what stands in several parts of the breakdown."""
        return self.dimension is not None and bool(self.form.given("plusieurs"))

    @property
    def is_filtered(self) -> bool:
        """Whether the list shows some of the records only."""
        narrowed = bool(self.form.filters()) or self.part is not None
        return narrowed or self.only_shared or bool(self.stage)

    def at(self, cut: Cut) -> int:
        """The value at another cut; what is known today is the value now."""
        if cut == Cut.known(self.today) and self.figure.cut == Cut.now():
            return self.figure.value
        return measure(
            self.indicator,
            house_id=self.reach.house_id,
            period=self.figure.period,
            cut=cut,
            scope=self.reach.scope,
        ).value


def find_reach(request: Request, given: QueryDict) -> Reach:
    """What the reader may see, through what is asked; nothing to see is a 404."""
    reach = reach_of(request.actor, action_id=_number(given, "action"))
    if reach is not None:
        place = given.get("territoire", "").strip()
        if place and not PLACE.fullmatch(place):
            raise Http404
        reach = narrowed(
            reach,
            request.actor,
            programme_id=_number(given, "programme"),
            funder_id=_number(given, "financeur"),
            place_code=place,
        )
    if reach is None:
        raise Http404
    return reach


def _number(given: QueryDict, name: str) -> int | None:
    """A row's number in an address; what is none is a 404."""
    asked = given.get(name, "").strip()
    if asked and not (asked.isascii() and asked.isdecimal() and len(asked) < 16):
        raise Http404
    return int(asked) if asked else None


def find_figure(request: Request, code: str, given: QueryDict) -> Asked:
    """The figure that an address, or the form of its export, asks for."""
    reach = find_reach(request, given)
    form, today = ProofForm(given), timezone.localdate()
    indicator = find_indicator(reach.house_id, code, form.cut())
    if indicator is None or not indicator.fits(reach.scope):
        raise Http404
    period, cut = form.period(latest_year(reach.house_id, today)), form.cut()
    figure = measure(indicator, house_id=reach.house_id, period=period, cut=cut, scope=reach.scope)
    facts = indicator.population_of_one(
        house_id=reach.house_id, period=period, cut=cut, scope=reach.scope
    )
    return Asked(indicator, reach, form, figure, facts, today)


def place_options(asked: Asked) -> SafeString:
    """The options of the filter by commune: the places of the records, by name; the one asked for.

    Hundreds of them: drawn here, since a template takes as long for them as for all the rest.
    """
    codes = asked.facts.exclude(place_code="").order_by()
    found = set(codes.values_list("place_code", flat=True).distinct())
    wanted = str(asked.form.given("commune") or "")
    names = place_names(found | ({wanted} if wanted else set()))
    places = sorted(((code, names.get(code, code)) for code in found | set(names)), key=_by_name)
    return mark_safe(  # noqa: S308  each part is escaped here
        "".join(
            f'<option value="{escape(code)}"{" selected" if code == wanted else ""}>'
            f"{escape(name)}</option>"
            for code, name in places
        )
    )


def _by_name(place: tuple[str, str]) -> str:
    return place[1]


def in_unit(indicator: Indicator, value: int) -> float:
    """A value as charts draw it: hundredths as a number, cents as they are."""
    return value / 100 if indicator.written == "hundredths" else value


def draw_growth(asked: Asked) -> SafeString:
    """The curve of what was known, day after day; a line marks the day that is read."""
    points = growth(asked.figure, until=asked.today)
    cut = asked.figure.cut.known_on
    days = [point.known_on for point in points] + ([cut] if cut is not None else [])
    said = write_value(asked.figure.said, asked.indicator.written)
    marks = [Mark(cut, f"connu\u00a0: {said}")] if cut else []
    return step_curve(
        [Point(point.known_on, in_unit(asked.indicator, point.value)) for point in points],
        title="Ce que l’on savait, jour après jour",
        start=min(days, default=asked.today),
        end=max(days, default=asked.today),
        marks=marks,
        euros=asked.indicator.written == "euros",
        unit="" if asked.indicator.written == "euros" else asked.indicator.unit,
    )
