"""Territories of the official geographic code: codes are text and change each 1 January."""

from django.db import models


class Territory(models.Model):
    """A commune (INSEE code) or an EPCI, department or region, as of a vintage of the code.

    Source: INSEE, code officiel géographique; Licence Ouverte. Rural and urban follow INSEE's
    communal density grid (three levels: the first two are urban, the third rural).
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
    epci_code = models.CharField(max_length=9, blank=True)
    population = models.IntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["code", "vintage"], name="territory_code_vintage")
        ]
        indexes = [models.Index(fields=["name_key"], name="territory_name")]

    def __str__(self) -> str:
        return self.name
