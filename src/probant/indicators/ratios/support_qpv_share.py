"""Part des quartiers prioritaires."""

from probant.indicators.definition import Ratio

RATIO = Ratio(
    code="support.qpv_share",
    label="part des quartiers prioritaires",
    definition=(
        "Structures accompagnées dont l’adresse est déclarée dans un quartier "
        "prioritaire, rapportées à toutes les structures accompagnées de la période."
    ),
    numerator="support.organisations_in_qpv",
    denominator="support.organisations",
    written="rate",
    position=32,
)
