"""The index of names: one row for each thing that a house may look for by name.

`scope` says house and kind in one short word that is itself part of the index, so that another
house's names are never even read. On SQLite a full-text table of trigrams follows this one by
triggers (migration 0002); on PostgreSQL a GIN index stands on the same two columns.
"""

from django.db import models


class SearchEntry(models.Model):
    """A name: what is shown (`label`, `detail`) and the unaccented key it is sought by."""

    house_id = models.BigIntegerField()
    kind = models.CharField(max_length=32)
    object_id = models.BigIntegerField()
    scope = models.CharField(max_length=24)
    key = models.CharField(max_length=320)
    label = models.CharField(max_length=200)
    detail = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["house_id", "kind", "object_id"], name="search_entry_object"
            )
        ]
        indexes = [models.Index(fields=["scope", "key"], name="search_entry_prefix")]
