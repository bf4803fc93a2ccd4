"""The part of a fact that says whom and where it concerns, copied when it was recorded."""

from collections.abc import Mapping
from typing import ClassVar

from django.db import models

from probant.directory.models.organisations import Family, Organisation, Theme
from probant.directory.models.people import Person
from probant.journal.facts import Fact


class PlacedFact(Fact):
    """A fact about a structure or a person, at a place.

    Place (with its vintage), priority neighbourhood (QPV), legal family, theme and branch (filière)
    are columns of the fact: correcting a sheet does not move last year.
    """

    BORN: ClassVar[Mapping[str, int]] = {"branch": 2, "qpv_code": 2}

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+"
    )
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    place_code = models.CharField("commune", max_length=9, blank=True, default="")
    place_vintage = models.SmallIntegerField(null=True, blank=True)
    family = models.CharField(
        "famille juridique", max_length=16, choices=Family, blank=True, default=""
    )
    theme = models.CharField("domaine", max_length=16, choices=Theme, blank=True, default="")
    branch = models.CharField("filière", max_length=32, blank=True, default="")
    qpv_code = models.CharField("quartier prioritaire", max_length=32, blank=True, default="")

    class Meta(Fact.Meta):
        abstract = True

    def place_by(self, organisation: Organisation) -> None:
        """Copy structure, place, family, theme and branch from a structure as it stands today."""
        self.organisation = organisation
        self.place_code = organisation.place_code
        self.place_vintage = organisation.place_vintage
        self.family = organisation.family
        self.theme = organisation.theme
        self.branch = organisation.branch
        self.qpv_code = organisation.qpv_code
