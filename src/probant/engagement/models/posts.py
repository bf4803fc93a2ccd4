"""Posts of a house, who holds them and for what share of full time, and what they cost by day.

No salary of anybody is kept. What funders share is the cost of a post (`PostCost`), a dated rate
that the direction alone reads and writes.
"""

from typing import Any, Self

from django.db import models
from django.db.models import F, Q

from probant.directory.models import House, Person
from probant.documents.models import Document
from probant.kernel.actor import Actor
from probant.kernel.roles import TEAM, Role
from probant.programmes.models import Action

WHOLE = 10_000  # hundredths of a percent


class TeamQuerySet(models.QuerySet[Any]):
    def visible_to(self, actor: Actor | None) -> Self:
        """Rows of the actor's own house, for its team."""
        if actor is None or actor.house_id is None or not actor.has(*TEAM):
            return self.none()
        return self.filter(house_id=actor.house_id)


class DirectionQuerySet(models.QuerySet[Any]):
    def visible_to(self, actor: Actor | None) -> Self:
        """Rows of the actor's own house, for its direction alone."""
        if actor is None or actor.house_id is None or not actor.has(Role.DIRECTION):
            return self.none()
        return self.filter(house_id=actor.house_id)


class PostQuerySet(TeamQuerySet):
    pass


class FullTime(models.Model):
    """What a full-time post is for an employer, from a day: hours a year, minutes a week.

    Where none is said, the kernel's parameters hold (`staff.fte_hours`, `staff.weekly_hours`).
    """

    house = models.ForeignKey(House, models.PROTECT, related_name="full_times")
    starts_on = models.DateField("à partir du")
    yearly_hours = models.SmallIntegerField("heures par an")
    weekly_minutes = models.SmallIntegerField("durée de la semaine")
    source = models.CharField("source", max_length=200)

    objects = TeamQuerySet.as_manager()

    class Meta:
        ordering = ["house", "starts_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["house", "starts_on"],
                name="full_time_from",
                violation_error_message="Une base horaire commence déjà ce jour-là.",
            ),
            models.CheckConstraint(
                condition=Q(yearly_hours__gte=1000, yearly_hours__lte=2500)
                & Q(weekly_minutes__gte=1200, weekly_minutes__lte=2880),
                name="full_time_range",
                violation_error_message="Une année à temps plein compte de 1 000 à 2 500 heures, "
                "une semaine de 20 à 48 heures.",
            ),
        ]


class Post(models.Model):
    """A post of the house: its title. Who holds it, when and for how much are its contracts."""

    house = models.ForeignKey(House, models.PROTECT, related_name="posts")
    title = models.CharField("intitulé", max_length=120)
    is_open = models.BooleanField("ouvert", default=True)

    objects = PostQuerySet.as_manager()

    class Meta:
        ordering = ["title", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["house", "title"],
                name="post_title",
                violation_error_message="Un poste porte déjà cet intitulé.",
            ),
            models.CheckConstraint(
                condition=~Q(title=""),
                name="post_titled",
                violation_error_message="Un poste a un intitulé.",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Contract(models.Model):
    """A person holds a post between two days, for a share of full time.

    `share_hundredths`: hundredths of a percent, 10 000 is full time. `replaces`: the contract of
    the person who is away: one post, two people. The shares of a person never pass full time on
    any day (`rules.shares`), held under the house's lock.
    """

    house = models.ForeignKey(House, models.PROTECT, related_name="contracts")
    post = models.ForeignKey(Post, models.PROTECT, related_name="contracts")
    person = models.ForeignKey(Person, models.PROTECT, related_name="contracts")
    starts_on = models.DateField("du")
    ends_on = models.DateField("au", null=True, blank=True)
    share_hundredths = models.SmallIntegerField("part du temps plein")
    replaces = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="replaced_by"
    )

    objects = TeamQuerySet.as_manager()

    class Meta:
        ordering = ["post", "starts_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="contract_dates",
                violation_error_message="La fin précède le début.",
            ),
            models.CheckConstraint(
                condition=Q(share_hundredths__gt=0, share_hundredths__lte=WHOLE),
                name="contract_share",
                violation_error_message="Une part de temps plein va de plus de 0 % à 100 %.",
            ),
        ]
        indexes = [models.Index(fields=["house", "person", "starts_on"], name="contract_person")]


class PostCost(models.Model):
    """What a year of a post at full time costs its employer, charges included, from a day.

    Of a post, not of a person, and for the direction alone: what shares of funders are counted on.
    """

    house = models.ForeignKey(House, models.PROTECT, related_name="post_costs")
    post = models.ForeignKey(Post, models.PROTECT, related_name="costs")
    starts_on = models.DateField("à partir du")
    yearly_cents = models.BigIntegerField("coût d’une année à temps plein")
    source = models.CharField("d’où vient ce coût", max_length=200)

    objects = DirectionQuerySet.as_manager()

    class Meta:
        ordering = ["post", "starts_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["post", "starts_on"],
                name="post_cost_from",
                violation_error_message="Un coût de ce poste commence déjà ce jour-là.",
            ),
            models.CheckConstraint(
                condition=Q(yearly_cents__gt=0),
                name="post_cost_positive",
                violation_error_message="Un coût est supérieur à 0 €.",
            ),
        ]


class MissionLetter(models.Model):
    """A fixed monthly percentage of a person's time on an action, where no register is owed.

    Its time is recorded once a month, by an act, as facts like any other (`log_letter_month`).
    """

    house = models.ForeignKey(House, models.PROTECT, related_name="mission_letters")
    person = models.ForeignKey(Person, models.PROTECT, related_name="mission_letters")
    action = models.ForeignKey(Action, models.PROTECT, related_name="mission_letters")
    share_hundredths = models.SmallIntegerField("part du temps travaillé")
    starts_on = models.DateField("du")
    ends_on = models.DateField("au")
    reference = models.CharField("référence de la lettre", max_length=120, blank=True)
    document = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="+")

    objects = TeamQuerySet.as_manager()

    class Meta:
        ordering = ["person", "starts_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="mission_letter_dates",
                violation_error_message="La fin précède le début.",
            ),
            models.CheckConstraint(
                condition=Q(share_hundredths__gt=0, share_hundredths__lte=WHOLE),
                name="mission_letter_share",
                violation_error_message="Un pourcentage va de plus de 0 % à 100 %.",
            ),
        ]
