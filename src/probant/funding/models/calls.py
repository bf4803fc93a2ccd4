"""Calls for projects and public consultations that a house watches and answers, alone or not."""

from typing import Any, Self

from django.db import models
from django.db.models import Q

from probant.directory.models import House, Organisation
from probant.documents.models import Document
from probant.funding.models.permanent import FilePiece, OwnFileQuerySet
from probant.funding.models.requests import FundingRequest
from probant.funding.rules.calls import CallStage
from probant.gatherings.models import Mailing
from probant.journal.facts import Fact, FactQuerySet
from probant.kernel.actor import Actor


class Call(models.Model):
    """A call or a consultation. Where it stands is derived from its steps (`CallStep`)."""

    class Kind(models.TextChoices):
        CALL = "call", "appel à projets"
        INTEREST = "interest", "appel à manifestation d’intérêt"
        CONSULTATION = "consultation", "consultation publique"

    class Manner(models.TextChoices):
        ALONE = "alone", "seuls"
        LEAD = "lead", "chef de file d’un groupement"
        PARTNER = "partner", "partenaire d’un groupement"
        RELAY = "relay", "relayé aux acteurs"

    house = models.ForeignKey(House, models.PROTECT, related_name="funding_calls")
    kind = models.CharField("nature", max_length=12, choices=Kind)
    title = models.CharField("intitulé", max_length=200)
    organiser = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+"
    )
    organiser_name = models.CharField("lancé par", max_length=200, blank=True)
    address = models.URLField("page de l’appel", blank=True)
    due_on = models.DateField("date limite", null=True, blank=True)
    manner = models.CharField("réponse", max_length=8, choices=Manner, default=Manner.ALONE)
    amount_cents = models.BigIntegerField("montant demandé", null=True, blank=True)
    note = models.TextField("de quoi il s’agit", blank=True)
    request = models.ForeignKey(
        FundingRequest, models.PROTECT, null=True, blank=True, related_name="calls"
    )

    objects = OwnFileQuerySet.as_manager()

    class Meta:
        ordering = ["-due_on", "-id"]
        indexes = [models.Index(fields=["house", "due_on"], name="call_watch_list")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(title=""),
                name="call_watch_titled",
                violation_error_message="Un appel a un intitulé.",
            )
        ]

    def __str__(self) -> str:
        return self.title


class OfCallQuerySet(models.QuerySet[Any]):
    def visible_to(self, actor: Actor | None) -> Self:
        """Those of the calls of the actor's own house."""
        return self.filter(call_id__in=Call.objects.visible_to(actor).values("pk"))


class CallPartner(models.Model):
    """A structure that answers with the house, and what it brings."""

    call = models.ForeignKey(Call, models.CASCADE, related_name="partners")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    part = models.CharField("ce qu’elle apporte", max_length=200, blank=True)
    is_lead = models.BooleanField("chef de file", default=False)

    objects = OfCallQuerySet.as_manager()

    class Meta:
        ordering = ["call", "-is_lead", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["call", "organisation"],
                name="call_partner_once",
                violation_error_message="Cette structure répond déjà avec vous.",
            )
        ]


class CallPiece(models.Model):
    """A piece joined to an answer: one of the permanent file, used again, or a file of its own."""

    call = models.ForeignKey(Call, models.CASCADE, related_name="pieces")
    label = models.CharField("pièce", max_length=200, blank=True)
    file_piece = models.ForeignKey(
        FilePiece, models.PROTECT, null=True, blank=True, related_name="calls"
    )
    document = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="call_pieces"
    )

    objects = OfCallQuerySet.as_manager()

    class Meta:
        ordering = ["call", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(file_piece__isnull=False) | Q(document__isnull=False),
                name="call_piece_something",
                violation_error_message="Choisissez une pièce du dossier, ou joignez un fichier.",
            )
        ]


class CallAlert(models.Model):
    """A message that told chosen actors of a call."""

    call = models.ForeignKey(Call, models.CASCADE, related_name="alerts")
    mailing = models.ForeignKey(Mailing, models.PROTECT, related_name="calls")

    objects = OfCallQuerySet.as_manager()

    class Meta:
        ordering = ["call", "id"]


class CallFactQuerySet(FactQuerySet):
    def visible_to(self, actor: Actor | None) -> Self:
        """Those of the calls of the actor's own house."""
        return self.filter(call_id__in=Call.objects.visible_to(actor).values("pk"))


class CallStep(Fact):
    """What was decided or heard of a call on a day."""

    call = models.ForeignKey(Call, models.PROTECT, related_name="steps")
    stage = models.CharField(
        "étape", max_length=12, choices=[(one.value, one.label) for one in CallStage]
    )
    amount_cents = models.BigIntegerField("montant obtenu", null=True, blank=True)

    objects = CallFactQuerySet.as_manager()  # type: ignore[misc]

    class Meta(Fact.Meta):
        indexes = [
            models.Index(fields=["call", "stage"], name="call_step_list"),
            models.Index(fields=["house_id", "seq"], name="call_step_seq"),
        ]
