"""What a public register says of a structure, loaded from a file for days without a network."""

from django.db import models


class RegisterEntry(models.Model):
    """One line of an extract of Sirene (INSEE) or of the RNA; public data, Licence Ouverte.

    `number` is what the register knows it by: the SIRET of an establishment, the RNA number of an
    association. A structure may stand in both. `dated_on` is the day of the extract. It belongs to
    no house: the whole instance reads it.
    """

    class Source(models.TextChoices):
        SIRENE = "sirene", "répertoire Sirene"
        RNA = "rna", "répertoire national des associations"

    source = models.CharField(max_length=8, choices=Source)
    number = models.CharField(max_length=14)
    dated_on = models.DateField("fichier du")
    name = models.CharField(max_length=200, blank=True)
    siren = models.CharField(max_length=9, blank=True)
    siret = models.CharField(max_length=14, blank=True)
    rna = models.CharField(max_length=10, blank=True)
    is_head = models.BooleanField("siège", default=False)
    legal_category = models.CharField(max_length=4, blank=True)
    naf = models.CharField(max_length=6, blank=True)
    is_ess = models.BooleanField(null=True, default=None)
    address = models.CharField(max_length=200, blank=True)
    postcode = models.CharField(max_length=5, blank=True)
    place_code = models.CharField(max_length=5, blank=True)
    place_name = models.CharField(max_length=120, blank=True)
    is_closed = models.BooleanField("cessée ou dissoute", default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["source", "number"], name="register_entry_once")
        ]
        indexes = [
            models.Index(fields=["siren"], name="register_siren"),
            models.Index(fields=["siret"], name="register_siret"),
            models.Index(fields=["rna"], name="register_rna"),
        ]

    def __str__(self) -> str:
        return self.name
