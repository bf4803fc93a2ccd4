"""The support committee (comité d'appui): a sitting of a body, the cases on its agenda, opinions.

The body and the sitting are of `governance`; what was put before it is known here.
"""

from typing import Self

from django.db import models
from django.db.models import Q

from probant.directory.models import House
from probant.governance.models import Body, Sitting
from probant.journal.facts import fact_indexes
from probant.kernel.actor import Actor
from probant.kernel.roles import TEAM, Role
from probant.support.models.cases import Case
from probant.support.models.facts import STANDING, CaseFact


class CommitteeQuerySet(models.QuerySet["CommitteeMeeting"]):
    def visible_to(self, actor: Actor | None) -> Self:
        """The committees of the actor's house, for its team and board."""
        if actor is None or actor.house_id is None or not actor.has(*TEAM, Role.BOARD):
            return self.none()
        return self.filter(house_id=actor.house_id)


class CommitteeMeeting(models.Model):
    """A committee that is planned, then held: it becomes a sitting with its members present."""

    house = models.ForeignKey(House, models.PROTECT, related_name="committee_meetings")
    body = models.ForeignKey(Body, models.PROTECT, related_name="committee_meetings")
    planned_on = models.DateField("prévu le")
    place = models.CharField("lieu", max_length=160, blank=True)
    sitting = models.OneToOneField(
        Sitting, models.PROTECT, null=True, blank=True, related_name="committee_meeting"
    )
    cancelled_on = models.DateField("annulé le", null=True, editable=False)

    objects = CommitteeQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["house", "planned_on", "id"], name="committee_list")]
        constraints = [
            models.CheckConstraint(
                condition=Q(cancelled_on__isnull=True) | Q(sitting__isnull=True),
                name="committee_held_or_cancelled",
                violation_error_message="Un comité tenu n’est pas annulé.",
            )
        ]

    @property
    def day(self) -> object:
        """The day it was held, else the day it is planned."""
        return self.sitting.held_on if self.sitting else self.planned_on


class CommitteeItem(models.Model):
    """A case on the agenda of a committee, and the words of its opinion, which can be erased."""

    meeting = models.ForeignKey(CommitteeMeeting, models.PROTECT, related_name="items")
    case = models.ForeignKey(Case, models.PROTECT, related_name="committee_items")
    position = models.SmallIntegerField("ordre")
    words = models.TextField("avis en quelques mots", blank=True)
    erased_on = models.DateField(null=True, editable=False)

    class Meta:
        ordering = ["meeting", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "case"],
                name="committee_item_once",
                violation_error_message="Ce dossier est déjà à l’ordre du jour.",
            ),
            models.UniqueConstraint(fields=["meeting", "position"], name="committee_item_position"),
        ]


class CommitteeOpinion(CaseFact):
    """The technical opinion of a committee on a case; consultative, once a case and sitting."""

    class Opinion(models.TextChoices):
        FAVOURABLE = "favourable", "favorable"
        RESERVED = "reserved", "favorable avec réserves"
        UNFAVOURABLE = "unfavourable", "défavorable"
        POSTPONED = "postponed", "reporté"

    sitting = models.ForeignKey(Sitting, models.PROTECT, related_name="committee_opinions")
    opinion = models.CharField("avis", max_length=16, choices=Opinion)

    class Meta(CaseFact.Meta):
        constraints = [
            *CaseFact.Meta.constraints,
            models.UniqueConstraint(
                fields=["case", "sitting"],
                condition=STANDING,
                name="committee_opinion_once",
                violation_error_message="L’avis de ce comité sur ce dossier est déjà noté.",
            ),
        ]
        indexes = fact_indexes(
            "committee_opinion",
            "programme_code",
            "opinion",
            counted=("organisation", "case", "sitting"),
        )
