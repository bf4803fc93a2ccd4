"""Prestataires consultés."""

from probant.indicators.definition import Indicator
from probant.indicators.measures import Distinct
from probant.support.models import ProviderConsulted

INDICATOR = Indicator(
    code="dla.providers_consulted",
    label="prestataires consultés",
    unit="prestataires",
    definition=(
        "Prestataires différents consultés pour une mission dans la période (mise en "
        "concurrence, décret n° 2015-1103)."
    ),
    fact=ProviderConsulted,
    where={"programme_code": ("dla",)},
    measure=Distinct("provider"),
    columns=(("provider__name", "prestataire"),),
    group="Missions d’ingénierie DLA",
    position=254,
)
