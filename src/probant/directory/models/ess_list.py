"""The list of the enterprises of the ESS that the regional chamber publishes, by dated editions.

Loi 2014-856, art. 6: each CRESS keeps and publishes it. Public data: the whole instance reads it.
"""

from django.db import models


class EssList(models.Model):
    """An edition of the list, as loaded from the chamber's file; editions are kept, none edited."""

    dated_on = models.DateField("liste du")
    name = models.CharField("fichier", max_length=200)
    loaded_on = models.DateField("chargée le")
    house_id = models.BigIntegerField("chargée par la maison")

    class Meta:
        ordering = ["-dated_on", "-id"]
        indexes = [models.Index(fields=["-dated_on", "-id"], name="ess_list_day")]

    def __str__(self) -> str:
        return f"Liste ESS du {self.dated_on:%d/%m/%Y}"


class EssEntry(models.Model):
    """An enterprise of an edition, by its SIREN; `is_esus`: it holds the solidarity approval."""

    edition = models.ForeignKey(EssList, models.CASCADE, related_name="entries", db_index=False)
    siren = models.CharField("SIREN", max_length=9)
    name = models.CharField("nom", max_length=200, blank=True)
    family = models.CharField("famille", max_length=16, blank=True)
    is_esus = models.BooleanField("agréée ESUS", default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["edition", "siren"], name="ess_entry_once"),
        ]

    def __str__(self) -> str:
        return self.name or self.siren
