"""Publications: a composition that people write, and the editions that were published of it.

A composition is text and wishes, changed at will until it is published. An edition is what was
said: its values, definitions, cut-off and the keys of the records behind each are kept with it and
never move. What people said and pictures stay by reference: who takes a consent back, or is erased,
is no longer shown, in past editions too.
"""

import secrets
from typing import Self

from django.db import models
from django.db.models import Q

from probant.directory.models import House
from probant.documents.models import Document
from probant.funding.models import Convention
from probant.kernel.actor import Actor
from probant.kernel.roles import TEAM, Role
from probant.support.models import Testimony

MOST_BLOCKS = 120
READERS = TEAM | {Role.BOARD}  # before anybody else


class PublicationQuerySet(models.QuerySet["Publication"]):
    def visible_to(self, actor: Actor | None) -> Self:
        """Those of the house, for its team and its board."""
        if actor is None or actor.house_id is None or not actor.has(*READERS):
            return self.none()
        return self.filter(house_id=actor.house_id)


def _with_year(title: str, year: int) -> str:
    """A title with its year, which people may have written in it already."""
    return title if str(year) in title else f"{title} {year}"


class Publication(models.Model):
    """A report that a house composes for a year; of a `convention`, the one to its funder.

    `known_on`: figures as they were known that day; None is now. `read_at` of its forms is the
    journal's position of its last change.
    """

    class State(models.TextChoices):
        DRAFT = "draft", "brouillon"
        REVIEW = "review", "en relecture"
        PUBLISHED = "published", "publiée"

    house = models.ForeignKey(House, models.PROTECT, related_name="publications")
    outline = models.CharField("modèle", max_length=32, blank=True)
    title = models.CharField("titre", max_length=160)
    year = models.SmallIntegerField("année")
    convention = models.ForeignKey(
        Convention, models.PROTECT, null=True, blank=True, related_name="publications"
    )
    known_on = models.DateField("telle que connue le", null=True, blank=True)
    state = models.CharField("état", max_length=12, choices=State, default=State.DRAFT)
    changed_on = models.DateField("modifiée le")

    objects = PublicationQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["house", "-year", "-id"], name="publication_list")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(title=""),
                name="publication_titled",
                violation_error_message="Une publication a un titre.",
            )
        ]

    def __str__(self) -> str:
        return _with_year(self.title, self.year)


class PublicationBlock(models.Model):
    """One block of a composition; `content` by kind is told in `composition.draft.BlockDraft`."""

    publication = models.ForeignKey(Publication, models.CASCADE, related_name="blocks")
    position = models.PositiveSmallIntegerField("rang")
    kind = models.CharField("nature", max_length=12)
    title = models.CharField("titre", max_length=160, blank=True)
    level = models.PositiveSmallIntegerField("rang du titre", default=1)
    content = models.JSONField("contenu", default=dict)
    testimony = models.ForeignKey(Testimony, models.PROTECT, null=True, related_name="+")
    document = models.ForeignKey(Document, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["publication", "position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(level__gte=1, level__lte=2), name="publication_block_level"
            )
        ]

    def __str__(self) -> str:
        return self.title or self.kind


def new_token() -> str:
    """What makes the address of an edition unguessable."""
    return secrets.token_urlsafe(18)


class EditionQuerySet(models.QuerySet["Edition"]):
    def visible_to(self, actor: Actor | None) -> Self:
        """Those of the house, for its team and its board."""
        return self.filter(publication__in=Publication.objects.visible_to(actor))

    def by_link(self, token: str) -> Self:
        """The one that an address opens to anybody, while the house leaves it open."""
        return self.filter(token=token).exclude(audience=Edition.Audience.HOUSE)


class Edition(models.Model):
    """What was published, frozen; `digest` is the same where the same is published twice.

    `content`: the frozen blocks. `seq` and `head`: where the journal stood, outside the digest.
    `reason`: why it was published with contradictions open, `contradictions` which.
    """

    class Audience(models.TextChoices):
        HOUSE = "house", "la maison seulement"
        LINK = "link", "qui en a le lien"
        PUBLIC = "public", "tout le monde"

    publication = models.ForeignKey(Publication, models.PROTECT, related_name="editions")
    number = models.PositiveSmallIntegerField("édition")
    published_on = models.DateField("publiée le")
    published_by_id = models.BigIntegerField(null=True)
    title = models.CharField("titre", max_length=160)
    year = models.SmallIntegerField("année")
    known_on = models.DateField("telle que connue le", null=True)
    seq = models.BigIntegerField()
    head = models.CharField(max_length=64)
    content = models.JSONField()
    digest = models.CharField(max_length=64)
    reason = models.TextField("motif", blank=True)
    contradictions = models.JSONField(default=list)
    audience = models.CharField("lisible par", max_length=8, choices=Audience)
    token = models.CharField(max_length=32, unique=True, default=new_token)

    objects = EditionQuerySet.as_manager()

    class Meta:
        ordering = ["publication", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["publication", "number"], name="edition_once"),
            models.CheckConstraint(
                condition=Q(contradictions=[]) | ~Q(reason=""),
                name="edition_contradicted_with_reason",
                violation_error_message="Publier avec des contradictions demande un motif.",
            ),
        ]

    def __str__(self) -> str:
        return f"{_with_year(self.title, self.year)}, édition {self.number}"


class EditionFigure(models.Model):
    """A figure as an edition said it: value, definition, period, scope, keys of its records.

    `action`: the action that it was narrowed to, 0 for none; a plain number, as the rest is plain.
    """

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="figures")
    position = models.PositiveSmallIntegerField()
    code = models.CharField("indicateur", max_length=64)
    label = models.CharField("libellé", max_length=200)
    unit = models.CharField("unité", max_length=60, blank=True)
    written = models.CharField(max_length=12, blank=True)
    definition = models.TextField("définition")
    year = models.SmallIntegerField("année")
    action = models.BigIntegerField("action", default=0)
    scope = models.JSONField("périmètre", default=dict)
    value = models.BigIntegerField("valeur", null=True)
    records = models.IntegerField("faits")
    keys = models.JSONField(default=list)

    class Meta:
        ordering = ["edition", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "code", "year", "action"], name="edition_figure_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.label} {self.year}"
