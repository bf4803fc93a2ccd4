"""How pages say that a figure of several houses counts each thing once."""

from __future__ import annotations

from probant.consortia.models import SharedFigure
from probant.consortia.queries import Line
from probant.directory.models import Theme
from probant.indicators.across import Once, Whole, once_of
from probant.indicators.definition import Indicator, Written
from probant.indicators.measures import Distinct
from probant.indicators.registry import indicator as of_catalogue
from probant.programmes.models import Programme
from probant.ui.pieces.figure import write_value

RULES = {
    Once.STRUCTURES: (
        "Une structure que plusieurs membres comptent y compte une fois : la même fiche, le même "
        "SIREN ou RNA, ou deux fiches que les deux maisons disent être la même. Deux "
        "établissements d’une même unité légale restent deux structures, comme chez chacun."
    ),
    Once.SESSIONS: (
        "D’une rencontre que plusieurs membres disent être la même, seuls les faits notés par un "
        "membre comptent : le premier entré dans le collectif qui en a noté."
    ),
    Once.VALUES: "Un territoire que plusieurs membres comptent y compte une fois, par son code.",
    Once.PERSONS: (
        "Les personnes ne se rapprochent pas d’une maison à l’autre : le total est un maximum, "
        "une même personne pouvant être venue chez deux membres."
    ),
    Once.APART: (
        "Ce que compte ce chiffre n’appartient qu’à une maison : les valeurs s’additionnent."
    ),
}
NOT_SUMS = (
    " Une somme (heures, euros, personnes) ne se corrige que par là : rien d’autre ne dit que "
    "deux montants sont le même."
)
UNKNOWN = "Ce chiffre n’existe plus au catalogue."


def rule_of(indicator: Indicator) -> str:
    """The sentence of how it is counted once."""
    from_sessions = RULES[Once.SESSIONS]
    whole = RULES[once_of(indicator)]
    if whole is from_sessions and not isinstance(indicator.measure, Distinct):
        return whole + NOT_SUMS if indicator.unit not in ("séances", "ateliers") else whole
    return whole


def label_of(figure: SharedFigure) -> str:
    """« Ateliers tenus »."""
    found = of_catalogue(figure.code)
    words = found.label if found else figure.code
    return words[:1].upper() + words[1:]


def narrowing_of(figure: SharedFigure, programmes: dict[str, str]) -> str:
    """« Émergence, culture »: the programme and the theme that a figure is asked of."""
    said = []
    if figure.programme_code:
        said.append(programmes.get(figure.programme_code, figure.programme_code))
    if figure.theme:
        said.append(str(dict(Theme.choices)[figure.theme]))
    return ", ".join(said)


def names_of_programmes(codes: set[str]) -> dict[str, str]:
    """Official code → a name that houses of the instance give it. One query, none for no code."""
    wanted = codes - {""}
    if not wanted:
        return {}
    rows = Programme.objects.filter(official_code__in=wanted).order_by("-pk")
    return dict(rows.values_list("official_code", "name"))


def write(line: Line, value: int | None) -> str:
    """A value as its figure writes it."""
    return write_value(value, line.indicator.written if line.indicator else "")


def equation(whole: Whole, written: Written) -> str:
    """« 52 = 26 + 28 − 2 »; nothing where one member alone brings something."""
    values = [value for value in whole.own.values() if value]
    if len(values) < 2:
        return ""
    said = [write_value(value, written) for value in values]
    less = f" − {write_value(whole.overlap, written)}" if whole.overlap else ""
    return f"{write_value(whole.value, written)} = {' + '.join(said)}{less}"
