"""Models of the directory, one file per noun."""

from probant.directory.models.agreements import NamingAgreement
from probant.directory.models.branches import Branch
from probant.directory.models.ess_list import EssEntry, EssList
from probant.directory.models.facts import PlacedFact
from probant.directory.models.houses import Card, House
from probant.directory.models.merges import MergeMove, OrganisationMerged
from probant.directory.models.notices import PrivacyNotice
from probant.directory.models.organisations import Family, Organisation, Theme
from probant.directory.models.outlines import CommuneCentre, DepartmentOutline
from probant.directory.models.people import ERASED, Person, Position
from probant.directory.models.public_registers import RegisterEntry
from probant.directory.models.retention import RetentionPeriod
from probant.directory.models.rights import DataRequest
from probant.directory.models.territories import FormerCode, Neighbourhood, Territory

__all__ = [
    "ERASED",
    "Branch",
    "Card",
    "CommuneCentre",
    "DataRequest",
    "DepartmentOutline",
    "EssEntry",
    "EssList",
    "Family",
    "FormerCode",
    "House",
    "MergeMove",
    "NamingAgreement",
    "Neighbourhood",
    "Organisation",
    "OrganisationMerged",
    "Person",
    "PlacedFact",
    "Position",
    "PrivacyNotice",
    "RegisterEntry",
    "RetentionPeriod",
    "Territory",
    "Theme",
]
