"""The abstract fact of a programme: its official code is copied for the figures."""

from typing import Any, Self

from django.db import models

from probant.directory.models import PlacedFact
from probant.journal.facts import UNDIGESTED
from probant.programmes.models.offer import Programme

# What the door stamps on a fact: never carried over to the fact that replaces it.
STAMPS = UNDIGESTED | {"house_id", "seq", "known_on", "is_declared", "replaces_id", "key"}


class ProgrammeFact(PlacedFact):
    """A fact that belongs to a programme; its official code is copied for the figures."""

    programme = models.ForeignKey(
        Programme, models.PROTECT, null=True, blank=True, related_name="+"
    )
    programme_code = models.CharField(max_length=32, blank=True, default="", editable=False)

    class Meta(PlacedFact.Meta):
        abstract = True

    def file_under(self, programme: Programme | None) -> None:
        """Copy the programme and its immutable code."""
        self.programme = programme
        self.programme_code = programme.official_code if programme else ""

    def amended(self, **columns: Any) -> Self:
        """A fact like this one but for some columns, not yet written; for `Entry.replace`."""
        kept = {
            field.attname: getattr(self, field.attname)
            for field in self._meta.concrete_fields
            if field.attname not in STAMPS
        }
        fresh = type(self)(**kept)
        for name, value in columns.items():
            setattr(fresh, name, value)
        return fresh
