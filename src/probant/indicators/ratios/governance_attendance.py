"""Assiduité des membres."""

from probant.indicators.definition import Ratio

RATIO = Ratio(
    code="governance.attendance",
    label="assiduité des membres aux séances",
    definition=(
        "Membres présents en personne, rapportés aux membres en exercice, sur l’ensemble des "
        "séances des instances de la maison tenues dans la période."
    ),
    numerator="governance.presences",
    denominator="governance.seats",
    written="rate",
    position=71,
)
