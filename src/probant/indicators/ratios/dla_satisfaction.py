"""Note moyenne des structures, sur 5."""

from probant.indicators.definition import Ratio

RATIO = Ratio(
    code="dla.satisfaction",
    label="note moyenne des structures, sur 5",
    definition=(
        "Somme des notes de 1 à 5 données par les structures à leurs missions du DLA "
        "dans la période, rapportée au nombre de notes."
    ),
    numerator="dla.marks",
    denominator="dla.evaluations",
    written="mean",
    position=22,
)
