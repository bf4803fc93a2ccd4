"""What proves who came besides names: the signed sheets, and what those who came thought of it."""

import secrets
from typing import Self

from django.db import models
from django.db.models import Q

from probant.directory.models import House, Person
from probant.documents.models import Document
from probant.gatherings.models.sessions import Session
from probant.kernel.actor import Actor
from probant.kernel.roles import TEAM


class OfSessionQuerySet(models.QuerySet["models.Model"]):
    def visible_to(self, actor: Actor | None) -> Self:
        """Rows of the sessions of the actor's own house, for its team alone: they show names."""
        if actor is None or actor.house_id is None or not actor.has(*TEAM):
            return self.none()
        return self.filter(session__house_id=actor.house_id)


class SignedSheet(models.Model):
    """A signed sheet of a session: a photo or a scan, joined by hand or by its own code.

    `reference` is what the code of the page says (`rules.attendance.SheetReference`); one page of
    one printed sheet is joined once. Empty where somebody joined a file without a code.
    """

    session = models.ForeignKey(Session, models.PROTECT, related_name="signed_sheets")
    document = models.ForeignKey(Document, models.PROTECT, related_name="+")
    reference = models.CharField(max_length=60, blank=True)
    page = models.SmallIntegerField("page", null=True)
    added_at = models.DateTimeField("jointe le")
    added_by_id = models.BigIntegerField(null=True)

    objects = OfSessionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["reference"],
                condition=~Q(reference=""),
                name="signed_sheet_page_once",
                violation_error_message="Cette page est déjà jointe.",
            ),
            models.UniqueConstraint(
                fields=["session", "document"],
                condition=Q(reference=""),
                name="signed_sheet_file_once",
                violation_error_message="Ce fichier est déjà joint.",
            ),
        ]


class SaidStructure(models.Model):
    """The structure that somebody named at the door and that the directory does not know yet."""

    session = models.ForeignKey(Session, models.PROTECT, related_name="said_structures")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    words = models.CharField("structure", max_length=200)

    objects = OfSessionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["session", "person"], name="said_structure_once")
        ]


class OpinionAsked(models.Model):
    """Somebody who came was asked what they thought; her link serves once.

    Only whether it served is kept, neither when nor what was answered: answers are anonymous.
    """

    session = models.ForeignKey(Session, models.PROTECT, related_name="opinions_asked")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    link_digest = models.CharField(max_length=64, blank=True, db_index=True)
    asked_on = models.DateField("demandé le")
    is_answered = models.BooleanField("répondu", default=False)

    objects = OfSessionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["session", "person"], name="opinion_asked_once")
        ]


def _anywhere() -> int:
    """A number that says nothing of the order in which answers came."""
    return secrets.randbelow(2**52)


class Opinion(models.Model):
    """What somebody thought of a session, without a name, a link, an hour or an order."""

    id = models.BigIntegerField(primary_key=True, default=_anywhere, editable=False)
    house = models.ForeignKey(House, models.PROTECT, related_name="+")
    session = models.ForeignKey(Session, models.PROTECT, related_name="opinions")
    overall = models.SmallIntegerField("dans l’ensemble")
    useful = models.SmallIntegerField("utile pour la suite", null=True)
    words = models.TextField("en quelques mots", blank=True)

    objects = OfSessionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(overall__gte=1, overall__lte=4)
                & (Q(useful__isnull=True) | Q(useful__gte=1, useful__lte=4)),
                name="opinion_scale",
                violation_error_message="Une réponse va de 1 à 4.",
            )
        ]
