"""Half-days away, and the signatures of monthly time sheets."""

from django.db import models
from django.db.models import Q

from probant.directory.models import House, Person, PlacedFact
from probant.engagement.models.posts import TeamQuerySet
from probant.journal.facts import fact_indexes


class Half(models.TextChoices):
    """The two halves of a working day."""

    MORNING = "am", "matin"
    AFTERNOON = "pm", "après-midi"


class Absence(models.Model):
    """A half-day on which somebody does not work. Why is nobody's business here: never asked."""

    house = models.ForeignKey(House, models.PROTECT, related_name="absences")
    person = models.ForeignKey(Person, models.PROTECT, related_name="absences")
    day = models.DateField("jour")
    half = models.CharField("demi-journée", max_length=2, choices=Half)

    objects = TeamQuerySet.as_manager()

    class Meta:
        ordering = ["person", "day", "half"]
        constraints = [
            models.UniqueConstraint(fields=["person", "day", "half"], name="absence_once")
        ]


class SheetSigned(PlacedFact):
    """A month of somebody's time signed, by the employee then by the manager.

    A simple signature: an act of the account that is signed in, whose day, hour and author are
    those of its journal entry. `content` is the digest of the facts signed: where it is no longer
    that of the facts that stand, the sheet is to be signed again. `minutes` is their sum.
    """

    class Part(models.TextChoices):
        EMPLOYEE = "employee", "salarié·e"
        MANAGER = "manager", "responsable"

    year = models.SmallIntegerField("année")
    month = models.SmallIntegerField("mois")
    part = models.CharField("signature", max_length=8, choices=Part)
    minutes = models.IntegerField("durée")
    content = models.CharField(max_length=64)

    class Meta(PlacedFact.Meta):
        constraints = [
            *PlacedFact.Meta.constraints,
            models.UniqueConstraint(
                fields=["house_id", "person", "year", "month", "part"],
                condition=Q(void_seq__isnull=True),
                name="sheet_signed_once",
                violation_error_message="Cette feuille est déjà signée.",
            ),
            models.CheckConstraint(
                condition=Q(month__gte=1, month__lte=12, minutes__gte=0, person__isnull=False),
                name="sheet_signed_month",
            ),
        ]
        indexes = fact_indexes("sheet_signed", "year", "month", "part", counted=("person",))
