"""Part rurale des structures accompagnées."""

from probant.indicators.definition import Ratio

RATIO = Ratio(
    code="support.rural_share",
    label="part rurale des structures accompagnées",
    definition=(
        "Structures accompagnées de communes rurales (troisième niveau de la grille "
        "communale de densité), rapportées à celles dont la commune a une classe "
        "connue."
    ),
    numerator="support.rural_organisations",
    denominator="support.organisations_placed",
    written="rate",
    position=30,
)
