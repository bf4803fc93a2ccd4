"""Files and milestones of a case: what was delivered, what was reached, on which day."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from probant.directory.models import House
from probant.documents.models import Document
from probant.governance.models import Deliberation
from probant.journal.facts import fact_indexes
from probant.kernel.actor import Actor
from probant.kernel.roles import HOUSE, TEAM, Role
from probant.support.models.cases import Audience, Case, cases_of_party
from probant.support.models.facts import STANDING, CaseFact


class MilestoneQuerySet(models.QuerySet["Milestone"]):
    def visible_to(self, actor: Actor | None) -> Self:
        """The milestones of the actor's own house."""
        if actor is None or actor.house_id is None or not actor.has(*HOUSE):
            return self.none()
        return self.filter(house_id=actor.house_id)


class Milestone(models.Model):
    """A kind of deliverable (`is_document`) or of step; data of the house, with shipped ones."""

    house = models.ForeignKey(House, models.PROTECT, related_name="milestones")
    name = models.CharField("nom", max_length=80)
    official_code = models.SlugField("code", max_length=32, blank=True, editable=False)
    is_document = models.BooleanField("c'est un document", default=False)
    is_open = models.BooleanField("proposé", default=True)

    objects = MilestoneQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["house", "name"],
                name="milestone_name",
                violation_error_message="Un jalon porte déjà ce nom.",
            ),
            models.UniqueConstraint(
                fields=["house", "official_code"],
                condition=~Q(official_code=""),
                name="milestone_official_code",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class CaseFileQuerySet(models.QuerySet["CaseFile"]):
    def visible_to(self, actor: Actor | None) -> Self:
        """All for the team; the shared ones of cases entrusted for a volunteer; none for others.

        Somebody who is a party to the case reads what is shared with its holder, nothing else.
        """
        if actor is None or actor.house_id is None or not actor.has(*TEAM, Role.VOLUNTEER):
            return self.none()
        mine = self.filter(case__house_id=actor.house_id)
        if not actor.has(*TEAM):
            open_to_me = ~Q(audience=Audience.TEAM) | Q(added_by_id=actor.user_id)
            mine = mine.filter(open_to_me, case__in=Case.objects.visible_to(actor))
        if actor.person_id is not None:
            parts = Q(case__in=cases_of_party(actor)) & ~Q(audience=Audience.HOLDER)
            mine = mine.exclude(parts)
        return mine

    def standing(self) -> Self:
        """Those that were not withdrawn."""
        return self.filter(withdrawn_on__isnull=True)

    def last_versions(self) -> Self:
        """Of each deliverable its last version."""
        return self.filter(next_version__isnull=True)


class CaseFile(models.Model):
    """A document of a case. A new version points to the one before; withdrawing keeps the row."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="files", db_index=False)
    document = models.ForeignKey(Document, models.PROTECT, null=True, related_name="case_files")
    milestone = models.ForeignKey(
        Milestone, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="nature"
    )
    title = models.CharField("intitulé", max_length=200, blank=True)
    name = models.CharField("nom du fichier", max_length=200, blank=True)
    audience = models.CharField("qui le lit", max_length=8, choices=Audience, default=Audience.TEAM)
    dated_on = models.DateField("daté du")
    version = models.PositiveSmallIntegerField(default=1, editable=False)
    previous = models.OneToOneField(
        "self", models.PROTECT, null=True, editable=False, related_name="next_version"
    )
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    added_on = models.DateField(editable=False)
    seq = models.BigIntegerField(editable=False)
    withdrawn_on = models.DateField(null=True, editable=False)

    objects = CaseFileQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["case", "added_on", "id"], name="case_file_list")]
        constraints = [
            models.CheckConstraint(
                condition=Q(withdrawn_on__isnull=True, document__isnull=False)
                | Q(withdrawn_on__isnull=False, document__isnull=True, title="", name=""),
                name="case_file_withdrawn_whole",
            )
        ]

    def __str__(self) -> str:
        return self.title or self.name or "fichier retiré"


class MilestoneReached(CaseFact):
    """A deliverable was finished, or a step was reached; the file and the vote where known."""

    milestone = models.ForeignKey(Milestone, models.PROTECT, related_name="+", verbose_name="jalon")
    milestone_code = models.CharField(max_length=32, blank=True, default="", editable=False)
    file = models.ForeignKey(CaseFile, models.PROTECT, null=True, blank=True, related_name="+")
    deliberation = models.ForeignKey(
        Deliberation, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta(CaseFact.Meta):
        constraints = [
            *CaseFact.Meta.constraints,
            models.UniqueConstraint(
                fields=["case", "milestone", "occurred_on"],
                condition=STANDING,
                name="milestone_reached_once",
                violation_error_message="Ce jalon est déjà noté à ce jour.",
            ),
        ]
        indexes = fact_indexes(
            "milestone_reached",
            "programme_code",
            "milestone_code",
            counted=("organisation", "case", "place_code"),
        )
