"""Models of the directory, one file per noun."""

from probant.directory.models.agreements import NamingAgreement
from probant.directory.models.facts import PlacedFact
from probant.directory.models.houses import Card, House
from probant.directory.models.organisations import Family, Organisation, Theme
from probant.directory.models.people import Person, Position
from probant.directory.models.retention import RetentionPeriod
from probant.directory.models.territories import Territory

__all__ = [
    "Card",
    "Family",
    "House",
    "NamingAgreement",
    "Organisation",
    "Person",
    "PlacedFact",
    "Position",
    "RetentionPeriod",
    "Territory",
    "Theme",
]
