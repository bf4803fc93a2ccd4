"""Part des quartiers prioritaires."""

from probant.indicators.definition import Ratio

RATIO = Ratio(
    code="support.qpv_share",
    label="part des quartiers prioritaires",
    definition=(
        "Structures accompagnées dont l’adresse est déclarée dans un quartier prioritaire en "
        "vigueur ce jour-là, rapportées à celles dont on a dit le quartier, ou qu’elles sont hors "
        "de tout quartier. Celles dont personne ne l’a dit sont dites à part."
    ),
    numerator="support.organisations_in_qpv",
    denominator="support.organisations_qpv_said",
    written="rate",
    apart="support.organisations_qpv_unsaid",
    position=32,
)
