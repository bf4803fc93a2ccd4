"""Spreadsheets imported: the file while it is looked at, what would become of its rows, and what
the import wrote so that it can be undone.

Nothing here is a fact: a draft and its rows go when it is applied or put away; what stays is the
count, the place in the journal, and the rows refused, until they are mended or too old.
"""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q

from probant.directory.models import House
from probant.kernel.actor import Actor
from probant.kernel.roles import TEAM


class ImportQuerySet(models.QuerySet["Import"]):
    def visible_to(self, actor: Actor | None) -> Self:
        """The imports of the actor's own house, for its team alone."""
        if actor is None or actor.house_id is None or not actor.has(*TEAM):
            return self.none()
        return self.filter(house_id=actor.house_id)


class Import(models.Model):
    """One file, from its arrival to the books.

    `columns` gives the field of each column, by its place: {"0": "name", …}; `settings` the choices
    for the whole file; `doubles` what becomes of the possible doubles that nobody decided.
    `counts` are rows by state. `seq` is the entry that wrote; `made` the ids of what it created, as
    ranges by kind: {"person": [[1, 40], …]}.
    """

    class State(models.TextChoices):
        DRAFT = "draft", "en préparation"
        RUNNING = "running", "en cours"
        APPLIED = "applied", "importé"
        UNDONE = "undone", "annulé"
        ABANDONED = "abandoned", "abandonné"

    house = models.ForeignKey(House, models.PROTECT, related_name="imports", db_index=False)
    kind = models.CharField("genre", max_length=16)
    name = models.CharField("fichier", max_length=200)
    sha256 = models.CharField(max_length=64)
    state = models.CharField("état", max_length=10, choices=State, default=State.DRAFT)
    sheet = models.CharField("feuille", max_length=100, blank=True)
    layout = models.JSONField(default=dict)
    columns = models.JSONField("colonnes", default=dict)
    settings = models.JSONField("choix", default=dict)
    doubles = models.CharField("doubles", max_length=6, blank=True, default="")
    row_count = models.IntegerField("lignes", default=0)
    counts = models.JSONField("décompte", default=dict)
    notes = models.JSONField("remarques", default=list)
    seq = models.BigIntegerField(null=True)
    undone_seq = models.BigIntegerField(null=True)
    made = models.JSONField(default=dict)
    kept = models.JSONField(default=list)
    job_id = models.BigIntegerField(null=True)
    received_at = models.DateTimeField("reçu le")
    received_by_id = models.BigIntegerField(null=True)
    settled_at = models.DateTimeField("réglé le", null=True)

    objects = ImportQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["house", "-received_at", "id"], name="import_list")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["draft", "running", "abandoned"], seq__isnull=True)
                | Q(state__in=["applied", "undone"]),
                name="import_written_when_applied",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_draft(self) -> bool:
        """Whether its columns and doubles can still be decided."""
        return self.state == self.State.DRAFT


class ImportFile(models.Model):
    """The bytes of a file, until its import is settled."""

    owner = models.OneToOneField(Import, models.CASCADE, primary_key=True, related_name="file")
    content = models.BinaryField()


class ImportRowQuerySet(models.QuerySet["ImportRow"]):
    def visible_to(self, actor: Actor | None) -> Self:
        """The rows of the imports that the actor sees."""
        return self.filter(owner__in=Import.objects.visible_to(actor))


class ImportRow(models.Model):
    """What would become, or became, of a row; `cells` are those of a refused one, to be mended."""

    owner = models.ForeignKey(Import, models.CASCADE, related_name="rows", db_index=False)
    place = models.IntegerField()
    number = models.IntegerField("ligne")
    sheet = models.CharField(max_length=100, blank=True)
    state = models.CharField("ce qu’elle devient", max_length=8)
    label = models.CharField("ligne", max_length=300, blank=True)
    words = models.TextField("pourquoi", blank=True)
    twin = models.CharField("double", max_length=200, blank=True)
    twin_kind = models.CharField(max_length=16, blank=True)
    twin_id = models.BigIntegerField(default=0)
    decision = models.CharField("décision", max_length=6, blank=True, default="")
    cells = models.JSONField(null=True)

    objects = ImportRowQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["owner", "state", "place"], name="import_row_state")]
        constraints = [models.UniqueConstraint(fields=["owner", "place"], name="import_row_place")]


class ImportChange(models.Model):
    """What an import changed in a row that was there: {column: [before, after]}."""

    owner = models.ForeignKey(Import, models.CASCADE, related_name="changes")
    kind = models.CharField(max_length=16)
    object_id = models.BigIntegerField()
    changed = models.JSONField(default=dict)

    class Meta:
        indexes = [models.Index(fields=["kind", "object_id"], name="import_change_of")]


class ColumnMemory(models.Model):
    """The columns of a layout as a house settled them, by the signature of its headings."""

    house = models.ForeignKey(House, models.CASCADE, related_name="+", db_index=False)
    kind = models.CharField(max_length=16)
    signature = models.CharField(max_length=32)
    columns = models.JSONField(default=dict)
    settings = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["house", "kind", "signature"], name="column_memory_once"
            )
        ]
