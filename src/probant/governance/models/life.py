"""The life of an association: statutes by version, what became of decisions, membership fees."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from probant.directory.models import House, Organisation
from probant.documents.models import Document
from probant.governance.models.deliberations import Deliberation
from probant.kernel.actor import Actor
from probant.kernel.roles import TEAM, Role


class LifeQuerySet(models.QuerySet[Any]):
    def visible_to(self, actor: Actor | None) -> "LifeQuerySet":
        """The rows of the actor's own house, for its team and its board."""
        if actor is None or actor.house_id is None or not actor.has(*TEAM, Role.BOARD):
            return self.none()
        return self.filter(house_id=actor.house_id)


class Statutes(models.Model):
    """A version of the statutes: what the assembly adopted, and when it was declared.

    `deliberation`: the act that adopted it, where the register has it; `adopted_by` says it in
    words otherwise. In force from `in_force_from` until the next version. `declared_on`: declared
    to the préfecture (loi du 1er juillet 1901, art. 5).
    """

    house = models.ForeignKey(House, models.PROTECT, related_name="statutes", db_index=False)
    adopted_on = models.DateField("adoptés le")
    in_force_from = models.DateField("en vigueur depuis le")
    adopted_by = models.CharField("adoptés par", max_length=160)
    deliberation = models.ForeignKey(
        Deliberation, models.PROTECT, null=True, blank=True, related_name="+"
    )
    summary = models.TextField("ce qui change", blank=True)
    declared_on = models.DateField("déclarés en préfecture le", null=True, blank=True)
    document = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="+")

    objects = LifeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["house", "in_force_from"],
                name="statutes_day",
                violation_error_message="Une version des statuts commence déjà ce jour-là.",
            ),
            models.CheckConstraint(
                condition=Q(in_force_from__gte=F("adopted_on")),
                name="statutes_dates",
                violation_error_message="Des statuts n’entrent pas en vigueur avant leur adoption.",
            ),
            models.CheckConstraint(
                condition=Q(declared_on__isnull=True) | Q(declared_on__gte=F("adopted_on")),
                name="statutes_declared",
                violation_error_message="La déclaration suit l’adoption.",
            ),
        ]


class FollowUp(models.Model):
    """What a decision asks to be done: by whom, by when, and what was done.

    `who` in words; `user` is a colleague with an account, who then finds it among her tasks.
    """

    house = models.ForeignKey(House, models.PROTECT, related_name="+", db_index=False)
    deliberation = models.ForeignKey(
        Deliberation, models.PROTECT, null=True, blank=True, related_name="follow_ups"
    )
    decided_on = models.DateField("décidé le")
    what = models.CharField("à faire", max_length=300)
    who = models.CharField("par", max_length=120)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    due_on = models.DateField("avant le", null=True, blank=True)
    done_on = models.DateField("fait le", null=True, blank=True)
    outcome = models.CharField("ce qui a été fait", max_length=300, blank=True)

    objects = LifeQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["house", "done_on", "due_on"], name="follow_up_list")]
        constraints = [
            models.CheckConstraint(
                condition=Q(due_on__isnull=True) | Q(due_on__gte=F("decided_on")),
                name="follow_up_due",
                violation_error_message="L’échéance suit la décision.",
            ),
            models.CheckConstraint(
                condition=Q(done_on__isnull=True) | Q(done_on__gte=F("decided_on")),
                name="follow_up_done",
                violation_error_message="Ce qui a été fait suit la décision.",
            ),
        ]


class Fee(models.Model):
    """The fee of a member for a year: called, then paid; nothing is owed by who was excused."""

    class State(models.TextChoices):
        CALLED = "called", "appelée"
        PAID = "paid", "payée"
        EXCUSED = "excused", "dispensée"

    house = models.ForeignKey(House, models.PROTECT, related_name="+", db_index=False)
    year = models.SmallIntegerField("année")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+"
    )
    name = models.CharField("membre", max_length=200)
    amount_cents = models.BigIntegerField("montant")
    state = models.CharField(max_length=8, choices=State, default=State.CALLED)
    called_on = models.DateField("appelée le")
    settled_on = models.DateField("payée ou dispensée le", null=True, blank=True)
    note = models.CharField("remarque", max_length=200, blank=True)

    objects = LifeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["house", "year", "organisation"],
                condition=Q(organisation__isnull=False),
                name="fee_once",
                violation_error_message="La cotisation de cette structure est déjà notée.",
            ),
            models.UniqueConstraint(
                fields=["house", "year", "name"],
                condition=Q(organisation__isnull=True),
                name="fee_name_once",
                violation_error_message="La cotisation de cette personne est déjà notée.",
            ),
            models.CheckConstraint(
                condition=Q(amount_cents__gte=0),
                name="fee_amount",
                violation_error_message="Un montant n’est pas négatif.",
            ),
            models.CheckConstraint(
                condition=Q(state="called", settled_on__isnull=True)
                | (~Q(state="called") & Q(settled_on__isnull=False)),
                name="fee_settled",
                violation_error_message="Dites quel jour elle a été payée ou dispensée.",
            ),
        ]
