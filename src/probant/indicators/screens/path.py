"""The path of each programme as a table: each number opens on its cases."""

from dataclasses import dataclass

from probant.indicators.access import Reach
from probant.indicators.engine import measure
from probant.indicators.funnel import CODE, Stage, funnels
from probant.indicators.registry import indicator
from probant.indicators.screens.cards import proof_href
from probant.kernel.cut import Cut
from probant.kernel.period import Period
from probant.ui.write import write_rate


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
    found = indicator(CODE)
    assert found is not None
    figure = measure(found, house_id=reach.house_id, period=period, cut=cut, scope=reach.scope)
    facts = found.population_of_one(
        house_id=reach.house_id, period=period, cut=cut, scope=reach.scope
    )
    address = proof_href(figure, reach) + "&par=phase&part="
    return [
        Path(
            funnel.name,
            funnel.stages[0].followed or 0,
            [_line(stage, address, funnel.first) for stage in funnel.stages],
        )
        for funnel in funnels(figure, facts)
    ]


def _line(stage: Stage, address: str, first: str) -> Line:
    return Line(
        stage,
        href=f"{address}{stage.key}#faits" if stage.cases else "",
        followed_href=f"{address}{first}&atteint={stage.key}#faits" if stage.followed else "",
        share="" if stage.share is None else write_rate(stage.share),
    )
