"""Cards of figures: a year beside the one before, each a link to its proof."""

from collections.abc import Iterable

from django.utils.http import urlencode

from probant.indicators.access import Reach
from probant.indicators.definition import Indicator
from probant.indicators.engine import Figure, measure_all
from probant.kernel.cut import Cut
from probant.kernel.period import Period
from probant.ui.hrefs import href_pattern
from probant.ui.pieces import KNOWN_ON, FigureCard

#: Heading of a group, by the first part of its indicators' codes.
GROUPS = {
    "dla": "Dispositif local d’accompagnement",
    "creation": "Création d’activités",
    "workshops": "Rencontres",
    "trainings": "Rencontres",
    "network": "Rencontres",
    "osez": "Rencontres",
    "territories": "Territoires",
}


def cards_of(
    reach: Reach, period: Period, cut: Cut, indicators: Iterable[Indicator] | None = None
) -> list[tuple[str, list[FigureCard]]]:
    """Cards of the figures that fit a reach, grouped by what they are about.

    The year before is said where it has facts; a year before anything was noted is no comparison.
    """
    past = past_values(reach, period, cut)
    groups: dict[str, list[FigureCard]] = {}
    for figure in measure_all(
        house_id=reach.house_id,
        period=period,
        cut=cut,
        scope=reach.scope,
        indicators=indicators,
    ):
        code = figure.indicator.code
        groups.setdefault(GROUPS.get(code.partition(".")[0], "Autres"), []).append(
            FigureCard(
                value=figure.value,
                label=figure.indicator.label,
                href=proof_href(figure, reach),
                before=past.get(code),
                before_label=period.previous_year().label,
            )
        )
    return list(groups.items())


def past_values(reach: Reach, period: Period, cut: Cut) -> dict[str, int]:
    """The figures of the year before by code; empty where nothing at all was noted that year."""
    before = measure_all(
        house_id=reach.house_id, period=period.previous_year(), cut=cut, scope=reach.scope
    )
    if not any(figure.records for figure in before):
        return {}
    return {figure.indicator.code: figure.value for figure in before}


def proof_href(figure: Figure, reach: Reach, *, cut: Cut | None = None) -> str:
    """The address of a figure's page, with its year, its cut (or another one) and its action."""
    known_on = (cut or figure.cut).known_on
    asked: dict[str, str | int] = {"annee": figure.period.start.year}
    if known_on is not None:
        asked[KNOWN_ON] = known_on.isoformat()
    if reach.action is not None:
        asked["action"] = reach.action.pk
    return href_pattern("indicators:figure") % figure.indicator.code + "?" + urlencode(asked)
