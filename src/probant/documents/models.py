"""Stored files: the row says what was received and when, the bytes are addressed by content."""

from typing import Self

from django.db import models

from probant.directory.models import House
from probant.kernel.actor import Actor
from probant.kernel.roles import HOUSE


class DocumentQuerySet(models.QuerySet["Document"]):
    def visible_to(self, actor: Actor | None) -> Self:
        """Documents of the actor's own house."""
        if actor is None or actor.house_id is None or not actor.has(*HOUSE):
            return self.none()
        return self.filter(house_id=actor.house_id)


class Document(models.Model):
    """A file received by a house; the same bytes received twice are one document."""

    house = models.ForeignKey(House, models.PROTECT, related_name="documents")
    name = models.CharField("nom", max_length=200)
    sha256 = models.CharField(max_length=64)
    size_bytes = models.BigIntegerField("taille")
    received_at = models.DateTimeField("reçu le")

    objects = DocumentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["house", "sha256"],
                name="document_once",
                violation_error_message="Ce fichier est déjà dans vos documents.",
            )
        ]
        indexes = [models.Index(fields=["house", "-received_at"], name="document_list")]

    def __str__(self) -> str:
        return self.name
