"""Part rurale des structures accompagnées."""

from probant.indicators.definition import Ratio

RATIO = Ratio(
    code="support.rural_share",
    label="part rurale des structures accompagnées",
    definition=(
        "Structures accompagnées de communes rurales (troisième des trois niveaux de la grille "
        "communale de densité de l’INSEE), rapportées à celles dont la commune a une classe "
        "connue. Celles dont elle n’est pas connue sont dites à part."
    ),
    numerator="support.rural_organisations",
    denominator="support.organisations_placed",
    written="rate",
    apart="support.organisations_unplaced",
    position=30,
)
