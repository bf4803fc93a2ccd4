"""Orientations qui ont abouti pour cent faites."""

from probant.indicators.definition import Ratio

RATIO = Ratio(
    code="door.referral_success",
    label="orientations qui ont abouti pour cent faites",
    definition=(
        "Orientations dont on a appris dans la période qu’elles ont abouti, rapportées à celles "
        "faites dans la même période. Ce ne sont pas toujours les mêmes : ce qui est venu d’une "
        "orientation de décembre s’apprend l’année suivante."
    ),
    numerator="door.referrals_fruitful",
    denominator="door.referrals",
    written="rate",
    position=40,
)
