"""De l’accueil à l’étape suivante."""

from django.db.models import Q

from probant.indicators.definition import Indicator
from probant.indicators.delays import Delay
from probant.indicators.measures import Median
from probant.support.models import PhaseReached

INDICATOR = Indicator(
    code="support.days_to_first_stage",
    label="jours de l’accueil à l’étape suivante, en médiane",
    unit="jours",
    definition=(
        "Jours entre l’accueil d’un dossier et la première autre étape qu’il atteint ; la moitié "
        "des dossiers a attendu moins, la moitié plus. Dossiers dont cette étape est dans la "
        "période, tous programmes ; ceux dont l’accueil n’est pas noté avant elle sont laissés de "
        "côté."
    ),
    fact=PhaseReached,
    measure=Median(Delay(PhaseReached, {"phase_code": ("accueil",)}, keep="first")),
    conditions=(lambda: ~Q(phase_code="accueil"),),
    columns=(("programme__name", "programme"), ("phase__name", "étape")),
    group="Délais",
    written="hundredths",
    position=300,
)
