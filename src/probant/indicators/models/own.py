"""Indicators of a house: a filtered list of facts that people keep as a figure, in versions."""

from typing import Any

from django.db import models
from django.db.models import Q

from probant.directory.models import House
from probant.indicators.models.boards import BoardQuerySet


class OwnIndicator(models.Model):
    """An indicator that a house made; what it counts is said by its versions.

    `code` starts by `maison.` and is kept for ever.
    """

    house = models.ForeignKey(House, models.PROTECT, related_name="own_indicators")
    code = models.CharField("code", max_length=64)
    closed_on = models.DateField("retiré le", null=True, editable=False)

    objects = BoardQuerySet.as_manager()

    class Meta:
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(fields=["house", "code"], name="own_indicator_code"),
            models.CheckConstraint(
                condition=Q(code__startswith="maison."), name="own_indicator_prefix"
            ),
        ]

    def __str__(self) -> str:
        return self.code


class OwnVersion(models.Model):
    """What an indicator of a house counts from a day on; never edited, followed by another.

    `base` is the code of the figure of the catalogue whose list was filtered; `filters` keeps, by
    dimension, the value kept; `counted` says what is counted of them: "rows", a column of which
    different values count, or "sum:column"; `span` the facts of the period or all until its end.
    """

    class Span(models.TextChoices):
        WITHIN = "within", "ce qui s’est passé dans la période"
        UNTIL = "until", "tout ce qui s’est passé jusqu’à la fin de la période"

    indicator = models.ForeignKey(OwnIndicator, models.PROTECT, related_name="versions")
    number = models.SmallIntegerField("version")
    seq = models.BigIntegerField(editable=False)
    since = models.DateField("depuis le", editable=False)
    written_by_id = models.BigIntegerField(null=True, editable=False)
    base = models.CharField("liste", max_length=64)
    filters = models.JSONField("filtres", default=dict)
    counted = models.CharField("ce que l’on compte", max_length=48)
    span = models.CharField("période", max_length=8, choices=Span, default=Span.WITHIN)
    label = models.CharField("libellé", max_length=120)
    unit = models.CharField("unité", max_length=40)
    definition = models.TextField("définition")

    objects: models.Manager[Any] = models.Manager()

    class Meta:
        ordering = ["indicator", "number"]
        constraints = [
            models.UniqueConstraint(fields=["indicator", "number"], name="own_version_number"),
            models.CheckConstraint(
                condition=~Q(label="") & ~Q(definition="") & ~Q(unit=""),
                name="own_version_said",
                violation_error_message="Un chiffre a un libellé, une unité et une définition.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.label} (version {self.number})"
