"""Participation par inscription."""

from probant.indicators.definition import Ratio

RATIO = Ratio(
    code="gatherings.registration_rate",
    label="participation des personnes inscrites",
    definition=(
        "Inscriptions honorées, rapportées aux inscriptions attendues aux rencontres "
        "tenues dans la période. Les personnes venues sans s’inscrire sont dites à "
        "part."
    ),
    numerator="gatherings.registered_present",
    denominator="gatherings.registered",
    written="rate",
    apart="gatherings.walk_ins",
    position=62,
)
