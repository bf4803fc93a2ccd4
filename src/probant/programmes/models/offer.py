"""Programmes, phases, kinds of session and actions: data that an organisation edits.

What figures recognise is the immutable `official_code`, never a name: an organisation may rename
its accueil, the figure stays. Rows of an organisation's own making have no official code.
"""

from typing import Self

from django.db import models
from django.db.models import F, Q

from probant.directory.models import House
from probant.kernel.actor import Actor
from probant.kernel.roles import HOUSE

DRAFTED = 0  # position of a phase that no version in force has laid yet


class HouseQuerySet(models.QuerySet["Programme"]):
    """Rows that belong to one house."""

    def visible_to(self, actor: Actor | None) -> Self:
        """Rows of the actor's own house, for the people who work or sit there."""
        if actor is None or actor.house_id is None or not actor.has(*HOUSE):
            return self.none()
        return self.filter(house_id=actor.house_id)


class PhaseQuerySet(models.QuerySet["Phase"]):
    def visible_to(self, actor: Actor | None) -> Self:
        """Phases of the programmes of the actor's own house."""
        return self.filter(programme__in=Programme.objects.visible_to(actor))

    def laid(self) -> Self:
        """Those that a version put in force, closed since or not."""
        return self.exclude(position=DRAFTED)


class Programme(models.Model):
    """What a house offers: DLA, creation support, one-off advice, animation of a network…

    Its durations are those of the newest version put in force (`ProgrammeVersion`), kept here for
    lists.
    """

    house = models.ForeignKey(House, models.PROTECT, related_name="programmes")
    name = models.CharField("nom", max_length=120)
    official_code = models.SlugField("code", max_length=32, blank=True, editable=False)
    purpose = models.TextField("à quoi il sert", blank=True)
    lasts_from_months = models.SmallIntegerField("durée minimale (mois)", null=True, blank=True)
    lasts_to_months = models.SmallIntegerField("durée maximale (mois)", null=True, blank=True)
    is_open = models.BooleanField("proposé", default=True)

    objects = HouseQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["house", "name"],
                name="programme_name",
                violation_error_message="Un programme porte déjà ce nom.",
            ),
            models.UniqueConstraint(
                fields=["house", "official_code"],
                condition=~Q(official_code=""),
                name="programme_official_code",
                violation_error_message="Ce programme du catalogue est déjà dans votre offre.",
            ),
            models.CheckConstraint(
                condition=Q(lasts_from_months__isnull=True)
                | Q(lasts_to_months__isnull=True)
                | Q(lasts_to_months__gte=F("lasts_from_months")),
                name="programme_durations",
                violation_error_message="La durée maximale est plus courte que la minimale.",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Phase(models.Model):
    """A stage of a programme: what facts refer to, whatever versions make of it.

    `position`, `name`, `advice` and `is_open` are those of the newest version put in force, kept
    here for lists and for facts of one day; a case reads its own version (`VersionPhase`).
    """

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="phases")
    position = models.SmallIntegerField("ordre")
    name = models.CharField("nom", max_length=80)
    official_code = models.SlugField("code", max_length=32, blank=True, editable=False)
    advice = models.TextField("ce qu'on y fait", blank=True)
    is_open = models.BooleanField("proposée", default=True)

    objects = PhaseQuerySet.as_manager()

    class Meta:
        ordering = ["programme", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "name"],
                name="phase_name",
                violation_error_message="Une étape de ce programme porte déjà ce nom.",
            ),
            models.UniqueConstraint(
                fields=["programme", "official_code"],
                condition=~Q(official_code=""),
                name="phase_official_code",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class SessionKind(models.Model):
    """A kind of session: workshop, training, visit, round table, forum…"""

    house = models.ForeignKey(House, models.PROTECT, related_name="session_kinds")
    name = models.CharField("nom", max_length=80)
    official_code = models.SlugField("code", max_length=32, blank=True, editable=False)

    objects = HouseQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["house", "name"],
                name="session_kind_name",
                violation_error_message="Un type de rencontre porte déjà ce nom.",
            ),
            models.UniqueConstraint(
                fields=["house", "official_code"],
                condition=~Q(official_code=""),
                name="session_kind_official_code",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Action(models.Model):
    """A permanent action of a house and its scope: which facts count for it.

    An empty part of the scope does not restrict. Yearly sheets, budgets and awards are of
    `funding`; who pays what a fact cost is derived from this scope.
    """

    house = models.ForeignKey(House, models.PROTECT, related_name="actions")
    name = models.CharField("intitulé", max_length=200)
    programmes = models.ManyToManyField(Programme, verbose_name="programmes", blank=True)
    session_kinds = models.ManyToManyField(
        SessionKind, verbose_name="types de rencontre", blank=True
    )
    place_codes = models.JSONField("territoires", default=list, blank=True)

    objects = HouseQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["house", "name"],
                name="action_name",
                violation_error_message="Une action porte déjà cet intitulé.",
            )
        ]

    def __str__(self) -> str:
        return self.name
