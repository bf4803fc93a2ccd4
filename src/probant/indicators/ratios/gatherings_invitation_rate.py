"""Participation par invitation."""

from probant.indicators.definition import Ratio

RATIO = Ratio(
    code="gatherings.invitation_rate",
    label="participation des structures invitées",
    definition=(
        "Structures invitées et présentes, rapportées aux structures invitées aux "
        "rencontres tenues dans la période ; une structure invitée à deux rencontres "
        "compte deux fois, en haut et en bas."
    ),
    numerator="gatherings.invited_present",
    denominator="gatherings.invited",
    written="rate",
    position=60,
)
