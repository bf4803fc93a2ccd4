"""Territories of the official geographic code: codes are text and change each 1 January."""

from django.db import models
from django.db.models import Q


class Territory(models.Model):
    """A commune (INSEE code) or an EPCI, department or region, as of a vintage of the code.

    Source: INSEE, code officiel géographique; Licence Ouverte. `density` is the class of a commune
    in INSEE's communal density grid of 3 or 7 levels (`density_levels`), null where it is not
    known; `directory.density` says which classes are rural.
    """

    class Kind(models.TextChoices):
        COMMUNE = "commune", "commune"
        EPCI = "epci", "intercommunalité"
        DEPARTMENT = "departement", "département"
        REGION = "region", "région"

    code = models.CharField(max_length=9)
    vintage = models.SmallIntegerField("millésime")
    kind = models.CharField(max_length=12, choices=Kind)
    name = models.CharField("nom", max_length=120)
    name_key = models.CharField(max_length=120)
    postcodes = models.CharField(max_length=200, blank=True)
    department_code = models.CharField(max_length=3, blank=True)
    region_code = models.CharField(max_length=3, blank=True, default="")
    epci_code = models.CharField(max_length=9, blank=True)
    population = models.IntegerField(null=True)
    density = models.SmallIntegerField("classe de densité", null=True, default=None)
    density_levels = models.SmallIntegerField("niveaux de la grille", null=True, default=None)
    density_vintage = models.SmallIntegerField("millésime de la grille", null=True, default=None)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["code", "vintage"], name="territory_code_vintage"),
            models.CheckConstraint(
                condition=Q(density__isnull=True, density_levels__isnull=True)
                | Q(density__gte=1, density__lte=3, density_levels=3)
                | Q(density__gte=1, density__lte=7, density_levels=7),
                name="territory_density_in_its_grid",
            ),
        ]
        indexes = [
            models.Index(fields=["name_key"], name="territory_name"),
            models.Index(fields=["epci_code", "vintage"], name="territory_epci"),
        ]

    def __str__(self) -> str:
        return self.name


class FormerCode(models.Model):
    """A code of a commune that is no more, and the commune that took it in, as of a vintage."""

    code = models.CharField(max_length=5)
    vintage = models.SmallIntegerField("millésime")
    name = models.CharField("nom", max_length=120, blank=True)
    successor = models.CharField("commune actuelle", max_length=5)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["code", "vintage"], name="former_code_vintage")
        ]
        indexes = [models.Index(fields=["successor"], name="former_code_successor")]


class Neighbourhood(models.Model):
    """A priority neighbourhood (QPV) of a dated list. It is smaller than a commune.

    `code` is what organisations and facts keep; `official_code` (QN… or QP…) stands only where a
    source gives it.
    """

    code = models.SlugField(max_length=32, unique=True)
    name = models.CharField("nom", max_length=120)
    place_code = models.CharField("commune (code INSEE)", max_length=5)
    official_code = models.CharField("code officiel", max_length=10, blank=True)
    starts_on = models.DateField("depuis le")
    ends_on = models.DateField("jusqu'au", null=True, blank=True)
    source = models.CharField(max_length=300)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=models.F("starts_on")),
                name="neighbourhood_dates",
            )
        ]
        indexes = [models.Index(fields=["place_code", "name"], name="neighbourhood_place")]

    def __str__(self) -> str:
        return self.name
