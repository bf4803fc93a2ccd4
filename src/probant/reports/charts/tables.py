"""The table of a chart: the same values, for who reads rather than looks."""

from probant.reports.blocks import Cell, Chart, Head, Row, Table


def table_of(chart: Chart) -> Table:
    """One row a point, with where it stood before where one of them says it."""
    heads: tuple[Head, ...] = (Head(chart.heads[0], share=5), Head(chart.heads[1], True, 2))
    if chart.is_compared:
        heads += (Head(chart.before_label, True, 2),)
    rows = []
    for one in chart.points:
        cells: tuple[Cell, ...] = (
            Cell(one.label, href=one.href),
            Cell(one.text, _whole(one.value)),
        )
        if chart.is_compared:
            cells += (Cell(one.before_text or "—", _whole(one.before)),)
        rows.append(Row(cells))
    return Table(chart.title, heads, tuple(rows))


def _whole(value: float | None) -> int | None:
    """A number that a cell of the spreadsheet can hold as it is; others stay as their words."""
    return int(value) if value is not None and value == int(value) else None
