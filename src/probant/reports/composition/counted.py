"""Blocks of figures: lists of them, a figure broken down as a chart or a table, what it counts."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from probant.directory.models import Family
from probant.funding.queries import ActionYear
from probant.gatherings.models import SessionFact
from probant.indicators.breakdown import (
    MONTH,
    Breakdown,
    Part,
    break_down,
    dimension_of,
    dimensions_of,
)
from probant.indicators.definition import Written
from probant.indicators.engine import Figure
from probant.indicators.queries import place_names, rows_of
from probant.journal.facts import FactQuerySet
from probant.kernel.dates import MONTHS, write_short_date
from probant.reports.blocks import (
    Block,
    Cell,
    Chart,
    ChartPoint,
    Figures,
    Head,
    Row,
    Table,
    Text,
)
from probant.reports.charts.spec import MOST_POINTS
from probant.reports.charts.tables import table_of
from probant.reports.composition.draft import BlockDraft
from probant.reports.composition.reader import Reader
from probant.reports.definition import ReportOrder
from probant.support.models import OrganisationBorn
from probant.ui.pieces.figure import write_value
from probant.ui.write import write_count, write_number

MOST_RECORDS = 200
KEPT_APART = "fiche réservée"
#: One letter is not enough for two months; these are read in a column of forty points.
SHORT_MONTHS = (
    *("janv.", "févr.", "mars", "avr.", "mai", "juin"),
    *("juil.", "août", "sept.", "oct.", "nov.", "déc."),
)


def figures(draft: BlockDraft, reader: Reader) -> Iterator[Block]:
    """The figures asked for; those that are no more are said."""
    rows, compared = [], False
    for figure in _asked(draft, reader):
        before = reader.before(figure.indicator.code) if draft.content.get("compare") else None
        compared = compared or before is not None
        rows.append(reader.row(figure, before))
    if rows:
        yield Figures(tuple(rows), str(reader.order.year - 1) if compared else "")
    elif not draft.content.get("codes") and reader.scope(reader.action_id) is not None:
        yield Text("Aucun chiffre du catalogue ne relève du périmètre de cette action.", quiet=True)


def _asked(draft: BlockDraft, reader: Reader) -> Iterator[Figure]:
    """The figures chosen; none chosen, those that the scope of the action reaches."""
    codes = draft.content.get("codes", ())
    if not codes:
        yield from reader.essentials()
    for code in codes:
        figure = reader.figure(code)
        if figure is None:
            reader.lacks(code)
        else:
            yield figure


def figures_of(request: ReportOrder, action: ActionYear) -> Iterator[Block]:
    """The figures that the scope of an action reaches, with the year before."""
    assert action.action is not None
    reader = Reader(replace(request, house_id=action.convention.house_id))
    with reader.narrowed(action.action.pk):
        yield from figures(BlockDraft("figures", content={"compare": True}), reader)


def chart(draft: BlockDraft, reader: Reader) -> Iterator[Block]:
    """A figure by month or by what its facts keep, drawn; nothing to draw is said."""
    yield from _broken(draft, reader, lambda drawn: drawn)


def table(draft: BlockDraft, reader: Reader) -> Iterator[Block]:
    """The same as a table alone."""
    yield from _broken(draft, reader, table_of)


def _broken(draft: BlockDraft, reader: Reader, given: Callable[[Chart], Block]) -> Iterator[Block]:
    code = str(draft.content.get("code", ""))
    figure = reader.figure(code)
    dimension = dimension_of(figure.indicator, str(draft.content.get("by", ""))) if figure else None
    if figure is None:
        reader.lacks(code)
        return
    if dimension is None:
        reader.missing.append(f"« {figure.indicator.label} » ne se répartit pas ainsi")
        return
    if not figure.records:
        yield Text(f"{begun(figure.indicator.label)} : rien n’est noté en {reader.order.year}.")
        return
    found = break_down(figure, facts_of(figure), dimension)
    past = reader.before(code) if draft.content.get("compare") else None
    before = break_down(past, facts_of(past), dimension) if past is not None else None
    drawn = _drawn(figure, found, before, reader)
    yield given(drawn)
    if not isinstance(given(drawn), Chart) and drawn.note:
        yield Text(drawn.note, quiet=True)


def facts_of(figure: Figure) -> FactQuerySet:
    """The records of a figure."""
    return figure.indicator.population_of_one(
        house_id=figure.house_id, period=figure.period, cut=figure.cut, scope=figure.scope
    )


def _drawn(figure: Figure, found: Breakdown, before: Breakdown | None, reader: Reader) -> Chart:
    kind, by_month = figure.indicator, found.dimension.key == MONTH
    parts = _twelve(found) if by_month else list(found.parts)
    past = {part.key: part.value for part in before.parts} if before else {}
    scale = 100 if kind.written else 1
    points = tuple(
        ChartPoint(
            label=SHORT_MONTHS[rank] if by_month else begun(part.label),
            value=part.value / scale,
            text=write_value(part.value, kind.written),
            before=past.get(part.key, 0) / scale if before else None,
            before_text=write_value(past.get(part.key, 0), kind.written) if before else "",
        )
        for rank, part in enumerate(parts)
    )
    whole = write_value(found.whole, kind.written)
    return Chart(
        title=f"{begun(kind.label)} par {found.dimension.label}, {reader.order.year}",
        description=_described(parts, whole, kind.unit, kind.written),
        form="columns" if by_month else "bars",
        points=points[:MOST_POINTS],
        heads=(begun(found.dimension.label), begun(kind.unit)),
        before_label=str(reader.order.year - 1) if before else "",
        note=_noted(found, len(points)),
    )


def _twelve(found: Breakdown) -> list[Part]:
    """The months of a year, those without anything included."""
    known = {part.key: part for part in found.parts}
    return [
        known.get(str(number), Part(str(number), name, 0, 0))
        for number, name in enumerate(MONTHS, 1)
    ]


def _described(parts: list[Part], whole: str, unit: str, written: Written) -> str:
    biggest = max(parts, key=lambda part: part.value)
    said = write_value(biggest.value, written)
    return f"{whole} {unit} en tout ; le plus : {biggest.label}, {said}."


def _noted(found: Breakdown, points: int) -> str:
    notes = []
    if found.overlap:
        notes.append(
            f"Les parts font {write_number(found.overlap)} de plus que le total de "
            f"{write_number(found.whole)} : {write_number(found.shared)} comptent dans plusieurs."
        )
    if points > MOST_POINTS:
        notes.append(f"Les {MOST_POINTS} premières parts sur {points}.")
    return " ".join(notes)


def records(draft: BlockDraft, reader: Reader) -> Iterator[Block]:
    """What a figure counts, a line each: day, what, where.

    A publication goes out of the house. Meetings, structures born and local authorities are of
    public record and named; whoever else is counted is not.
    """
    code = str(draft.content.get("code", ""))
    figure = reader.figure(code)
    if figure is None:
        reader.lacks(code)
        return
    if figure.indicator.subject == "person":
        reader.missing.append(f"« {figure.indicator.label} » n’a pas de liste à publier")
        return
    ordered = rows_of(facts_of(figure), figure.indicator).order_by("occurred_on", "id")
    found = list(ordered[: MOST_RECORDS + 1])
    if not found:
        yield Text(f"{begun(figure.indicator.label)} : rien n’est noté en {reader.order.year}.")
        return
    places = place_names(row["place_code"] for row in found)
    yield Table(
        f"{begun(figure.indicator.label)}, {reader.order.year}",
        (Head("Date", share=2), Head("Quoi", share=7), Head("Où", share=3)),
        tuple(
            Row(
                (
                    Cell(write_short_date(row["occurred_on"])),
                    Cell(_named(figure, row)),
                    Cell(places.get(row["place_code"], "")),
                )
            )
            for row in found[:MOST_RECORDS]
        ),
    )
    if len(found) > MOST_RECORDS:
        more = write_count(figure.records, "fait")
        yield Text(f"Les {MOST_RECORDS} premiers sur {more}.", quiet=True)


def _named(figure: Figure, row: dict[str, object]) -> str:
    fact = figure.indicator.fact
    if issubclass(fact, SessionFact):
        return str(row.get("session__title") or "")
    if issubclass(fact, OrganisationBorn) or row["family"] == Family.AUTHORITY:
        return str(row["organisation__name"] or "")
    return KEPT_APART


def begun(words: str) -> str:
    """Words as a line begins."""
    return words[:1].upper() + words[1:]


def ways_of(figure: Figure) -> list[tuple[str, str]]:
    """What a figure may be broken down by, in words, months first."""
    ways = [(one.key, one.label) for one in dimensions_of(figure.indicator)]
    return sorted(ways, key=lambda way: way[0] != MONTH)
