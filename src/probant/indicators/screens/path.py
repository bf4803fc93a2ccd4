"""The path of each programme as a table: each number opens on its cases."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString

from probant.indicators.access import Reach
from probant.indicators.funnel import CODE, FunnelOver, Stage, funnels, funnels_over
from probant.indicators.screens.cards import records_href
from probant.kernel.cut import Cut
from probant.kernel.period import Period
from probant.ui.tables import Column, Empty, Table
from probant.ui.write import write_number, write_rate

EMPTY = Empty("Aucune étape", "Aucun dossier de ces années n’a encore atteint d’étape.")


@dataclass(frozen=True)
class Line:
    """A stage with its addresses and its share, written."""

    stage: Stage
    href: str
    followed_href: str
    share: str


@dataclass(frozen=True)
class Path:
    """A programme's path as it is shown."""

    name: str
    welcomed: int
    lines: list[Line]


def paths_of(reach: Reach, period: Period, cut: Cut) -> list[Path]:
    """The paths that a reach shows, for a period as known at a cut."""
    address = _address(reach, period, cut)
    found = funnels(house_id=reach.house_id, period=period, cut=cut, scope=reach.scope)
    return [
        Path(
            funnel.name,
            funnel.stages[0].followed or 0,
            [_line(stage, address, funnel.first) for stage in funnel.stages],
        )
        for funnel in found
    ]


def _address(reach: Reach, period: Period, cut: Cut) -> str:
    return records_href(CODE, period, cut, reach) + "&par=phase&part="


def _line(stage: Stage, address: str, first: str) -> Line:
    return Line(
        stage,
        href=f"{address}{stage.key}#faits" if stage.cases else "",
        followed_href=f"{address}{first}&atteint={stage.key}#faits" if stage.followed else "",
        share="" if stage.share is None else write_rate(stage.share),
    )


def path_tables(reach: Reach, years: Sequence[int], cut: Cut) -> list[SafeString]:
    """The paths that a reach shows, year by year, then all the years together; a table each."""
    periods = [Period.year(year) for year in years]
    if len(years) > 1:
        periods.append(Period(periods[0].start, periods[-1].end))
    found = funnels_over(periods, house_id=reach.house_id, cut=cut, scope=reach.scope)
    return [_table(one, place, periods, reach, cut) for place, one in enumerate(found, 1)]


def _table(
    funnel: FunnelOver, place: int, periods: Sequence[Period], reach: Reach, cut: Cut
) -> SafeString:
    table = Table(
        name=f"parcours-{place}",
        caption=funnel.name,
        columns=(
            Column("label", "Étape"),
            *(
                Column(f"p{n}", period.label, kind="html", align="end")
                for n, period in enumerate(periods)
            ),
        ),
        empty=EMPTY,
        noun="étape",
        cards=True,
    )
    addresses = [_address(reach, period, cut) for period in periods]
    return table.render([_row(stages, funnel, addresses) for stages in funnel.stages], query={})


def _row(
    stages: Sequence[Stage | None], funnel: FunnelOver, addresses: Sequence[str]
) -> dict[str, Any]:
    named = next(stage for stage in stages if stage is not None)
    row: dict[str, Any] = {"label": named.name[:1].upper() + named.name[1:]}
    for n, (stage, first) in enumerate(zip(stages, funnel.firsts, strict=True)):
        row[f"p{n}"] = "" if stage is None else _cell(_line(stage, addresses[n], first))
    return row


def _cell(line: Line) -> SafeString:
    """« 12 », and under it « 7 des entrés, 25 % »; each number opens on its cases."""
    number = "—" if line.stage.cases is None else _linked(line.stage.cases, line.href)
    if line.stage.followed is None:
        return format_html("{}", number)
    return format_html(
        '{}<br><span class="quiet small">{} des entrés, {}</span>',
        number,
        _linked(line.stage.followed, line.followed_href),
        line.share,
    )


def _linked(value: int, href: str) -> SafeString:
    said = write_number(value)
    if not href:
        return format_html("{}", said)
    return format_html('<a class="figure-link" href="{}">{}</a>', href, said)
