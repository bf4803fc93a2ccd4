"""Clauses: the text by article, and the typed terms from which obligations are derived."""

from django.db import models

from probant.funding.models.conventions import Convention, Party
from probant.funding.rules import Kind, Terms, read_terms


class Clause(models.Model):
    """One clause of a convention. `terms` is what `rules.write_terms` stores for its kind."""

    convention = models.ForeignKey(Convention, models.PROTECT, related_name="clauses")
    position = models.SmallIntegerField("ordre")
    kind = models.CharField(
        "nature", max_length=12, choices=[(one.value, one.label) for one in Kind]
    )
    article = models.CharField("article", max_length=12, blank=True)
    title = models.CharField("intitulé", max_length=200, blank=True)
    text = models.TextField("texte", blank=True)
    terms = models.JSONField("termes", default=dict, blank=True)
    bound = models.CharField("engage", max_length=12, choices=Party.Role, blank=True, default="")

    class Meta:
        ordering = ["convention", "position"]
        constraints = [
            models.UniqueConstraint(fields=["convention", "position"], name="clause_position")
        ]

    def read_terms(self) -> Terms | None:
        """The typed terms, None for a clause that is only text."""
        return read_terms(self.kind, self.terms)
