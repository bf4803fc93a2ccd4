"""Facts of assemblies: a sitting was held, an act was voted, an act was transmitted, each dated."""

from django.db import models
from django.db.models import Q

from probant.directory.models import PlacedFact
from probant.governance.models.bodies import Body
from probant.governance.models.deliberations import Deliberation
from probant.governance.models.sittings import Sitting
from probant.journal.facts import fact_indexes

STANDING = Q(void_seq__isnull=True)


class SittingFact(PlacedFact):
    """A fact about a sitting. `organisation`, with its place and family, is the body's.

    `is_own`: the body is one of the house that keeps the books; the acts of an authority that
    funds it are kept too, and are no figure of its own life.
    """

    sitting = models.ForeignKey(Sitting, models.PROTECT, related_name="+")
    body = models.ForeignKey(Body, models.PROTECT, related_name="+")
    body_kind = models.CharField("nature de l’instance", max_length=16, choices=Body.Kind)
    is_own = models.BooleanField("instance de la maison", default=True)

    class Meta(PlacedFact.Meta):
        abstract = True

    def about(self, sitting: Sitting) -> None:
        """Copy what the figures filter by."""
        body = sitting.body
        self.sitting, self.body, self.body_kind = sitting, body, body.kind
        self.is_own = body.organisation_id == sitting.house_id
        self.occurred_on = sitting.held_on
        self.place_by(body.organisation)


class SittingHeld(SittingFact):
    """A sitting took place; `members` in office and `present` in person as it opened, both 0 where
    presence was not taken, or the extract gives neither list nor count.
    """

    members = models.SmallIntegerField("membres en exercice", default=0)
    present = models.SmallIntegerField("présents", default=0)

    class Meta(SittingFact.Meta):
        constraints = [
            *SittingFact.Meta.constraints,
            models.UniqueConstraint(
                fields=["sitting"],
                condition=STANDING,
                name="sitting_held_once",
                violation_error_message="Cette séance est déjà notée comme tenue.",
            ),
            models.CheckConstraint(
                condition=Q(members__gte=0, present__gte=0),
                name="sitting_held_counts",
                violation_error_message="Un nombre de membres ne peut être négatif.",
            ),
        ]
        indexes = fact_indexes("sitting_held", "is_own", counted=("members", "present"))


class ActVoted(SittingFact):
    """A body voted an act; `is_adopted` as its ballot gives it, or as the register has it."""

    deliberation = models.ForeignKey(Deliberation, models.PROTECT, related_name="+")
    is_adopted = models.BooleanField("adopté", default=True)

    class Meta(SittingFact.Meta):
        constraints = [
            *SittingFact.Meta.constraints,
            models.UniqueConstraint(
                fields=["deliberation"],
                condition=STANDING,
                name="act_voted_once",
                violation_error_message="Cet acte est déjà noté comme voté.",
            ),
        ]
        indexes = [
            *fact_indexes("act_voted", "is_own", "is_adopted"),
            models.Index(fields=["deliberation", "occurred_on"], name="act_voted_act"),
        ]


class ActTransmitted(SittingFact):
    """An act reached the préfet (CGCT L2131-1)."""

    deliberation = models.ForeignKey(Deliberation, models.PROTECT, related_name="+")

    class Meta(SittingFact.Meta):
        constraints = [
            *SittingFact.Meta.constraints,
            models.UniqueConstraint(
                fields=["deliberation"],
                condition=STANDING,
                name="act_transmitted_once",
                violation_error_message="Cet acte est déjà noté comme transmis.",
            ),
        ]
        indexes = fact_indexes("act_transmitted", counted=("deliberation",))
