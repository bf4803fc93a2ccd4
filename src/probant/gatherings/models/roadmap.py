"""Roadmaps: axes and measures, who holds them, and how far they are, by facts."""

import secrets
from typing import Self

from django.db import models
from django.db.models import F, Q

from probant.directory.models import House, Organisation
from probant.gatherings.models.outcomes import Proposal
from probant.gatherings.rules import outcomes as rules
from probant.journal.facts import fact_indexes
from probant.kernel.actor import Actor
from probant.kernel.roles import HOUSE, TEAM
from probant.programmes.models import Programme, ProgrammeFact


def new_nonce() -> str:
    """What makes a public address unguessable, and dead once it is renewed."""
    return secrets.token_hex(16)


class RoadmapQuerySet(models.QuerySet["Roadmap"]):
    def visible_to(self, actor: Actor | None) -> Self:
        """Those of the house for its team; those that are not kept to it for its other people."""
        if actor is None or actor.house_id is None or not actor.has(*HOUSE):
            return self.none()
        mine = self.filter(house_id=actor.house_id)
        return mine if actor.has(*TEAM) else mine.filter(is_public=True)


class Roadmap(models.Model):
    """What a territory and its actors set out to do together over some years."""

    house = models.ForeignKey(House, models.PROTECT, related_name="roadmaps")
    programme = models.ForeignKey(
        Programme, models.PROTECT, null=True, blank=True, related_name="roadmaps"
    )
    title = models.CharField("titre", max_length=200)
    presentation = models.TextField("présentation", blank=True)
    place_code = models.CharField("territoire", max_length=9, blank=True)
    place_vintage = models.SmallIntegerField(null=True, blank=True)
    place_name = models.CharField("territoire", max_length=120, blank=True)
    starts_on = models.DateField("du")
    ends_on = models.DateField("au")
    partners = models.ManyToManyField(
        Organisation, verbose_name="partenaires", blank=True, related_name="roadmaps"
    )
    is_public = models.BooleanField("publique", default=False)
    #: What makes the link of its public page; empty: it has none.
    link_nonce = models.CharField(max_length=32, blank=True, default="", editable=False)

    objects = RoadmapQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="roadmap_dates",
                violation_error_message="La fin précède le début.",
            )
        ]

    def __str__(self) -> str:
        return self.title


class RoadmapAxis(models.Model):
    """A heading of a roadmap; `position` orders them from 1."""

    roadmap = models.ForeignKey(Roadmap, models.PROTECT, related_name="axes")
    title = models.CharField("axe", max_length=200)
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["roadmap", "position", "id"]

    def __str__(self) -> str:
        return self.title


class Measure(models.Model):
    """Something to do; `state` and `percent` follow the last step that stands."""

    class State(models.TextChoices):
        PLANNED = "", "à engager"
        UNDER_WAY = rules.UNDER_WAY, "en cours"
        DONE = rules.DONE, "réalisée"
        DROPPED = rules.DROPPED, "abandonnée"

    axis = models.ForeignKey(RoadmapAxis, models.PROTECT, related_name="measures")
    code = models.CharField("code", max_length=12)
    title = models.CharField("mesure", max_length=200)
    text = models.TextField("description", blank=True)
    position = models.PositiveSmallIntegerField()
    holders = models.ManyToManyField(
        Organisation, verbose_name="porteurs", blank=True, related_name="measures"
    )
    due_on = models.DateField("échéance", null=True, blank=True)
    proposals = models.ManyToManyField(
        Proposal, verbose_name="issue des propositions", blank=True, related_name="measures"
    )
    state = models.CharField("état", max_length=12, choices=State, blank=True, default="")
    percent = models.PositiveSmallIntegerField("avancement", default=0)
    withdrawn_on = models.DateField(null=True, editable=False)

    class Meta:
        ordering = ["axis", "position", "id"]

    def __str__(self) -> str:
        return f"{self.code} {self.title}".strip()


class MeasureNote(models.Model):
    """What was said beside a step, in words; the fact of the same `seq` holds none."""

    measure = models.ForeignKey(Measure, models.CASCADE, related_name="notes")
    seq = models.BigIntegerField(editable=False)
    text = models.TextField("note", blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["measure", "seq"], name="measure_note_once")]

    def __str__(self) -> str:
        return self.text


class MeasureStepped(ProgrammeFact):
    """A measure advanced, was done or was dropped: `percent` of it is done since that day."""

    roadmap = models.ForeignKey(Roadmap, models.PROTECT, related_name="+")
    measure = models.ForeignKey(Measure, models.PROTECT, related_name="steps")
    state = models.CharField(
        "état",
        max_length=12,
        choices=[(one.value, one.label) for one in Measure.State if one.value],
    )
    percent = models.PositiveSmallIntegerField("avancement")

    class Meta(ProgrammeFact.Meta):
        constraints = [
            *ProgrammeFact.Meta.constraints,
            models.CheckConstraint(
                condition=Q(percent__lte=100) & (~Q(state=rules.DONE) | Q(percent=100)),
                name="measure_stepped_percent",
                violation_error_message="L'avancement va de 0 à 100 %.",
            ),
        ]
        indexes = fact_indexes(
            "measure_stepped", "state", "programme_code", counted=("measure", "roadmap")
        )


class RestitutionQuerySet(models.QuerySet["Restitution"]):
    def visible_to(self, actor: Actor | None) -> Self:
        """The restitutions of the actor's own house, for the people who work or sit there."""
        if actor is None or actor.house_id is None or not actor.has(*HOUSE):
            return self.none()
        return self.filter(house_id=actor.house_id)


class Restitution(models.Model):
    """What is given back to elected members, for a period, a programme and perhaps a roadmap.

    Prepared, it follows the facts; published, its page stands as of `seq`, by a link that `nonce`
    makes and that taking it back kills.
    """

    house = models.ForeignKey(House, models.PROTECT, related_name="restitutions")
    title = models.CharField("titre", max_length=200)
    introduction = models.TextField("introduction", blank=True)
    programme = models.ForeignKey(
        Programme, models.PROTECT, null=True, blank=True, related_name="restitutions"
    )
    roadmap = models.ForeignKey(
        Roadmap, models.PROTECT, null=True, blank=True, related_name="restitutions"
    )
    starts_on = models.DateField("du")
    ends_on = models.DateField("au")
    published_on = models.DateField(null=True, editable=False)
    seq = models.BigIntegerField(null=True, editable=False)
    nonce = models.CharField(max_length=32, default=new_nonce, editable=False)

    objects = RestitutionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="restitution_dates",
                violation_error_message="La fin précède le début.",
            ),
            models.CheckConstraint(
                condition=Q(published_on__isnull=True, seq__isnull=True)
                | Q(published_on__isnull=False, seq__isnull=False),
                name="restitution_published_whole",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class RestitutionEdition(models.Model):
    """A restitution as it was published: facts as of `seq`, words as they were written that day.

    `words` names what it shows, by kind and id (`editions.words_of`): what is written later moves
    nothing, what is erased later is taken away here too. A new publication is a new edition.
    """

    restitution = models.ForeignKey(Restitution, models.PROTECT, related_name="editions")
    number = models.PositiveSmallIntegerField("édition")
    published_on = models.DateField()
    seq = models.BigIntegerField()
    words = models.JSONField(default=dict)

    class Meta:
        ordering = ["restitution", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["restitution", "number"], name="restitution_edition_number"
            )
        ]

    def __str__(self) -> str:
        return f"édition {self.number}"
