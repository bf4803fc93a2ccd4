"""Cards of figures: a year beside the one before, each a link to its proof."""

import datetime
from collections.abc import Iterable

from django.utils.http import urlencode

from probant.indicators.access import Reach
from probant.indicators.definition import Indicator
from probant.indicators.engine import Figure, Quotient, divide, measure_all
from probant.indicators.measures import Median
from probant.indicators.registry import catalogue, essentials, ratios
from probant.kernel.cut import Cut
from probant.kernel.period import Period
from probant.ui.hrefs import href_pattern
from probant.ui.pieces import KNOWN_ON, FigureCard, Unit
from probant.ui.write import write_count

#: Heading of a group, by the first part of its indicators' codes.
GROUPS = {
    "dla": "Dispositif local d’accompagnement",
    "creation": "Création d’activités",
    "workshops": "Rencontres",
    "trainings": "Rencontres",
    "network": "Rencontres",
    "osez": "Rencontres",
    "club": "Rencontres",
    "gatherings": "Rencontres et participation",
    "outcomes": "Suites des rencontres",
    "roadmap": "Feuilles de route",
    "territories": "Territoires",
    "door": "Premiers contacts",
    "support": "Accompagnement",
    "volunteering": "Bénévolat",
    "staff": "Équipe salariée",
    "participants": "Participants de l’Union européenne",
    "money": "Financements",
    "governance": "Instances",
}
EVERY, DELAYS, PATH, HOUSE = "tous", "delais", "parcours", "maison"
#: What one may choose to see on the page of figures: word of the address, words of the sentence.
CHOICES = (
    ("", "chiffres essentiels"),
    ("door", "chiffres des premiers contacts"),
    ("support", "chiffres de l’accompagnement"),
    ("dla", "chiffres du DLA"),
    ("creation", "chiffres de la création"),
    ("volunteering", "chiffres du bénévolat"),
    ("gatherings", "chiffres de la participation"),
    ("money", "chiffres des financements"),
    ("governance", "chiffres des instances"),
    (DELAYS, "délais"),
    (PATH, "étapes des parcours"),
    (HOUSE, "chiffres de la maison"),
    (EVERY, "chiffres du catalogue entier"),
)
UNITS: dict[str, Unit] = {
    "rate": "rate",
    "mean": "",
    "euros": "euros",
    "hundredths": "hundredths",
}


def cards_of(
    reach: Reach, period: Period, cut: Cut, indicators: Iterable[Indicator] | None = None
) -> list[tuple[str, list[FigureCard]]]:
    """Cards of the figures that fit a reach, grouped by what they are about.

    The year before is said where it has facts; a year before anything was noted is no comparison.
    """
    past = past_values(reach, period, cut, indicators)
    groups: dict[str, list[FigureCard]] = {}
    for figure in measure_all(
        house_id=reach.house_id,
        period=period,
        cut=cut,
        scope=reach.scope,
        indicators=indicators,
    ):
        code = figure.indicator.code
        card = card_of(figure, reach, before=past.get(code))
        groups.setdefault(heading_of(figure.indicator), []).append(card)
    return list(groups.items())


def heading_of(indicator: Indicator) -> str:
    """The heading that a figure stands under."""
    return indicator.group or GROUPS.get(indicator.code.partition(".")[0], "Autres")


def card_of(figure: Figure, reach: Reach, *, before: int | None = None) -> FigureCard:
    """A figure as a link to its proof."""
    return FigureCard(
        value=figure.said,
        label=figure.indicator.label,
        href=proof_href(figure, reach),
        unit=figure.indicator.written,
        before=before,
        before_label=figure.period.previous_year().label,
        note=taken_over(figure),
    )


def taken_over(figure: Figure) -> str:
    """What a median is taken over: « sur 16 dossiers »; nothing for other figures."""
    middle = figure.indicator.measure
    if not isinstance(middle, Median) or not figure.records:
        return ""
    return f"sur {write_count(figure.records, middle.over)}"


def chosen(choice: str) -> tuple[Indicator, ...]:
    """The figures of a choice: those of a subject, all of them, the essential ones otherwise."""
    if choice == EVERY:
        return catalogue()
    if choice == DELAYS:
        return tuple(one for one in catalogue() if one.group == "Délais")
    if choice in (PATH, HOUSE):
        return ()
    of_subject = tuple(one for one in catalogue() if one.code.partition(".")[0] == choice)
    return of_subject or essentials()


def quotients_of(
    reach: Reach, period: Period, cut: Cut, choice: str
) -> list[tuple[str, list[FigureCard]]]:
    """Rates and means of a choice, where both of their figures fit the reach; none by default."""
    cards = []
    for one in ratios():
        if choice not in (EVERY, one.code.partition(".")[0]):
            continue
        found = divide(one, house_id=reach.house_id, period=period, cut=cut, scope=reach.scope)
        if all(side.indicator.fits(reach.scope) for side in found.sides):
            cards.append(quotient_card(found, reach))
    return [("Taux et moyennes", cards)] if cards else []


def quotient_card(found: Quotient, reach: Reach, *, large: bool = False) -> FigureCard:
    """A rate or a mean as a link to the two figures that make it."""
    return FigureCard(
        value=found.value,
        label=found.ratio.label,
        href=_address(
            "indicators:quotient",
            found.ratio.code,
            found.numerator.period,
            found.numerator.cut,
            reach,
        ),
        unit=UNITS[found.ratio.written],
        note=said_apart(found),
        large=large,
    )


def said_apart(found: Quotient) -> str:
    """What a rate leaves out because nobody has said: « 11 non connues, à part »."""
    if found.apart is None or not found.apart.value:
        return ""
    return f"{found.apart.value} à part\u00a0: {found.apart.indicator.label}"


def past_values(
    reach: Reach, period: Period, cut: Cut, indicators: Iterable[Indicator] | None = None
) -> dict[str, int]:
    """The figures of the year before by code; empty where nothing at all was noted that year."""
    before = measure_all(
        house_id=reach.house_id,
        period=period.previous_year(),
        cut=cut,
        scope=reach.scope,
        indicators=indicators,
    )
    if not any(figure.records for figure in before):
        return {}
    return {figure.indicator.code: figure.value for figure in before if figure.said is not None}


def proof_href(figure: Figure, reach: Reach, *, cut: Cut | None = None) -> str:
    """The address of a figure's page, with its year, its cut (or another one) and its action."""
    return records_href(figure.indicator.code, figure.period, cut or figure.cut, reach)


def records_href(code: str, period: Period, cut: Cut, reach: Reach) -> str:
    """The address of the page of a figure over a period, as known at a cut, in a reach."""
    return _address("indicators:figure", code, period, cut, reach)


def why_href(figure: Figure, reach: Reach, after: datetime.date, until: datetime.date) -> str:
    """The address of the page that says why a figure moved between two days."""
    asked = {**asked_period(figure.period), **reach.asked}
    asked |= {"entre": after.isoformat(), "et": until.isoformat()}
    return href_pattern("indicators:figure-why") % figure.indicator.code + "?" + urlencode(asked)


def _address(route: str, code: str, period: Period, cut: Cut, reach: Reach) -> str:
    asked = {**asked_period(period), **reach.asked, **asked_cut(cut)}
    return href_pattern(route) % code + "?" + urlencode(asked)


def asked_period(period: Period) -> dict[str, str | int]:
    """What an address says of a period: its year, or its first and last days."""
    if period == Period.year(period.start.year):
        return {"annee": period.start.year}
    return {"du": period.start.isoformat(), "au": period.end.isoformat()}


def asked_cut(cut: Cut) -> dict[str, str]:
    """What an address says of a cut: the day it is known on; nothing of now."""
    return {KNOWN_ON: cut.known_on.isoformat()} if cut.known_on is not None else {}
