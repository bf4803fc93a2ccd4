"""Assiduité."""

from probant.indicators.definition import Ratio

RATIO = Ratio(
    code="gatherings.assiduity",
    label="présences par personne venue",
    definition=(
        "Présences de personnes nommées aux rencontres de la période, rapportées aux "
        "personnes différentes : combien de fois vient, en moyenne, qui vient."
    ),
    numerator="gatherings.person_attendances",
    denominator="gatherings.persons",
    written="mean",
    position=64,
)
