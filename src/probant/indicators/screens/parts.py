"""A breakdown as it is shown: bars that lead to their records, the sum and its overlaps said."""

from dataclasses import dataclass
from urllib.parse import quote

from django.utils.safestring import SafeString

from probant.indicators.breakdown import Breakdown, break_down
from probant.indicators.definition import Indicator
from probant.indicators.measures import Distinct
from probant.indicators.screens.proof import Asked, in_unit
from probant.ui.charts import Bar, bars
from probant.ui.pieces.figure import write_value
from probant.ui.write import write_count

#: Up to so many parts, the sum is written part by part.
MOST_TERMS = 8
#: What a measure of different things counts, by the column, where it is not the unit.
NOUNS = {
    "organisation": "structure",
    "case": "dossier",
    "mission": "mission",
    "session": "séance",
    "place_code": "territoire",
    "provider": "prestataire",
    "referral": "orientation",
    "introduction": "mise en relation",
    "proposal": "proposition",
    "output": "document",
    "measure": "mesure",
    "invitation": "invitation",
    "registration": "inscription",
    "person": "personne",
}
SEVERAL = {"mise en relation": "mises en relation"}


@dataclass(frozen=True)
class Parts:
    """`equation`: how the parts make the figure; `shared`: words and address of what is in several.

    `rule`: why it does, or does not, add up.
    """

    breakdown: Breakdown
    bars: SafeString
    equation: str
    shared: str
    shared_href: str
    rule: str


def parts_of(asked: Asked, address: str) -> Parts | None:
    """The figure broken down, where the address asks for it; each part leads to its records."""
    if asked.dimension is None:
        return None
    found = break_down(asked.figure, asked.facts.filter(**asked.form.filters()), asked.dimension)
    indicator = asked.indicator
    here = f"{address}{_filters(asked)}&par={asked.dimension.key}"
    drawn = bars(
        [
            Bar(
                part.label + (f" ({part.records})" if indicator.is_median else ""),
                in_unit(indicator, part.value),
                href=f"{here}&part={quote(part.key)}#faits",
            )
            for part in found.parts
        ],
        title=_begun(f"{indicator.label} par {asked.dimension.label}"),
        euros=indicator.written == "euros",
    )
    return Parts(
        found,
        drawn,
        equation=equation(found, indicator),
        shared=shared_words(found, indicator),
        shared_href=f"{here}&plusieurs=1#faits",
        rule=rule_of_sum(found, indicator),
    )


def _filters(asked: Asked) -> str:
    names = {"family": "famille", "theme": "domaine", "place_code": "commune"}
    kept = asked.form.filters()
    return "".join(f"&{names[column]}={quote(value)}" for column, value in kept.items())


def _begun(words: str) -> str:
    return words[:1].upper() + words[1:]


def equation(found: Breakdown, indicator: Indicator) -> str:
    """« 41 = 18 + 25 − 2 »; the parts added up where they are many; nothing for a median."""
    if indicator.is_median or len(found.parts) < 2:
        return ""
    values = [part.value for part in found.parts if part.value]
    if len(values) > MOST_TERMS:
        terms = _write(sum(values), indicator) + f" (somme des {len(values)} lignes)"
    else:
        terms = " + ".join(_write(value, indicator) for value in values)
    less = f" − {_write(found.overlap, indicator)}" if found.overlap else ""
    return f"{_write(found.whole, indicator)} = {terms}{less}"


def _write(value: int, indicator: Indicator) -> str:
    return write_value(value, indicator.written)


def shared_words(found: Breakdown, indicator: Indicator) -> str:
    """« 2 structures comptées deux fois »; nothing where nothing is."""
    if not found.shared or not isinstance(indicator.measure, Distinct):
        return ""
    noun = NOUNS.get(indicator.measure.column, "chose")
    counted = write_count(found.shared, noun, SEVERAL.get(noun))
    times = "dans deux lignes" if found.overlap == found.shared else "dans plusieurs lignes"
    return f"{counted} {times}"


def rule_of_sum(found: Breakdown, indicator: Indicator) -> str:
    """Why the parts add up, or do not."""
    if indicator.is_median:
        return (
            "Une médiane ne s’additionne pas : chaque ligne a la sienne, prise sur le nombre de "
            "faits entre parenthèses."
        )
    if found.overlap:
        return (
            "Les lignes font plus que le chiffre : ce qui est dans plusieurs lignes compte une "
            "fois dans chacune, et une seule fois dans le chiffre."
        )
    return "Les lignes s’additionnent : rien n’est compté deux fois."
