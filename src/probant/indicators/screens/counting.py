"""What a figure counts, in words: acts, cases or different structures; the same facts, each way."""

from django.db.models import Count

from probant.directory.merges import canonical
from probant.indicators.definition import Indicator
from probant.indicators.delays import Delay
from probant.indicators.engine import Figure
from probant.indicators.measures import AsOf, Distinct, Hours, Median, Posts, Sum
from probant.indicators.measures import Count as Facts
from probant.journal.facts import FactQuerySet
from probant.ui.write import write_count

ONCE = {
    "organisation": (
        "des structures différentes : une structure compte une fois, quel que soit le nombre "
        "d’actes, de dossiers ou de programmes ; deux fiches réunies sont une seule structure"
    ),
    "case": "des dossiers différents : un dossier compte une fois, même clos puis rouvert",
    "mission": "des missions différentes : une mission compte une fois, seule ou à plusieurs",
    "session": "des séances différentes, quel que soit le nombre de personnes venues",
    "person": "des personnes différentes : une personne compte une fois",
    "invitation": "des invitations différentes, quel que soit le nombre de personnes venues",
    "registration": "des inscriptions différentes : une inscription compte une fois",
    "place_code": "des territoires différents : un territoire compte une fois",
    "provider": "des prestataires différents : un prestataire compte une fois",
    "referral": "des orientations différentes, quel que soit le nombre de suites",
    "proposal": "des propositions différentes, quel que soit le nombre d’étapes et de réponses",
    "output": "des écrits différents : un écrit compte une fois, même repris",
    "measure": "des mesures différentes : une mesure compte une fois, quel que soit son avancement",
    "introduction": "des mises en relation différentes, quel que soit le nombre de suites",
}


def rule_of(indicator: Indicator) -> str:
    """« On compte des structures différentes… », one sentence."""
    match indicator.measure:
        case Facts():
            return "On compte des actes : chacun compte une fois, à sa date."
        case Distinct(column):
            return f"On compte {ONCE[column]}."
        case Sum():
            return "On additionne ce que porte chaque fait ; chaque fait compte une fois."
        case Hours():
            return "On additionne les durées notées, en heures ; chaque fait compte une fois."
        case AsOf():
            return (
                "On additionne ce qui reste de chaque fait au dernier jour de la période ; ce qui "
                "ne laisse rien n’est pas dans la liste."
            )
        case Posts():
            return (
                "On rapporte chaque durée à celle d’une année à temps plein de l’employeur, ce "
                "jour-là, et on additionne ; le total est arrondi au centième."
            )
        case Median():
            return "On prend la valeur du milieu : la moitié est en dessous, la moitié au-dessus."


def same_facts(facts: FactQuerySet, figure: Figure) -> str:
    """« 96 actes, 45 dossiers, 41 structures différentes »; at most one query.

    What the figure has counted itself is not asked twice.
    """
    columns = {column.name for column in figure.indicator.fact._meta.concrete_fields}
    found, asked = {"structures": figure.value}, {}
    if "case" in columns:
        asked["cases"] = Count("case", distinct=True)
    if not figure.indicator.counts_structures:
        one = canonical("organisation_id", house_id=figure.house_id, cut=figure.cut)
        asked["structures"] = Count(one, distinct=True)
    if asked:
        found |= facts.order_by().aggregate(**asked)
    words = [write_count(figure.records, "fait")]
    if found.get("cases"):
        words.append(write_count(found["cases"], "dossier différent", "dossiers différents"))
    if found["structures"]:
        several = "structures différentes"
        words.append(write_count(found["structures"], "structure", several))
    return ", ".join(words)


def left_out(asked: Figure) -> str:
    """« 6 autres n’ont pas de durée… » under a median; nothing where all have one. One query."""
    indicator = asked.indicator
    if not isinstance(indicator.measure, Median):
        return ""
    found = indicator.candidates(
        house_id=asked.house_id, period=asked.period, cut=asked.cut, scope=asked.scope
    )
    without = found.count() - asked.records
    if not without:
        return ""
    words = write_count(without, "autre fait", "autres faits") + " de la période "
    has = "n’a" if without == 1 else "n’ont"
    if isinstance(indicator.measure.of, Delay):
        return f"{words}{has} pas de durée : ce dont on la compte n’est pas noté avant."
    return f"{words}{has} pas de valeur."
