"""What happened in missions: consulted, offered, ended, evaluated, attended. No text, no name."""

import datetime

from django.db import models
from django.db.models import Q

from probant.directory.models import Organisation
from probant.documents.models import Document
from probant.journal.facts import fact_indexes
from probant.programmes.models import ProgrammeFact
from probant.support.models.cases import Case
from probant.support.models.engineering import MissionSession
from probant.support.models.facts import STANDING, CaseFact
from probant.support.models.missions import Mission


class MissionFact(ProgrammeFact):
    """A fact about a mission; of the case's structure where the mission is individual."""

    mission = models.ForeignKey(Mission, models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, models.PROTECT, null=True, blank=True, related_name="+")
    kind = models.CharField("type", max_length=12, choices=Mission.Kind)

    class Meta(ProgrammeFact.Meta):
        abstract = True

    def of_mission(self, mission: Mission, occurred_on: datetime.date) -> None:
        """Copy what the figures filter by; the case's structure, where there is one case."""
        self.mission, self.kind, self.occurred_on = mission, mission.kind, occurred_on
        self.file_under(mission.programme)
        if mission.case is not None:
            self.within(mission.case)

    def within(self, case: Case) -> None:
        """Say which case the fact concerns."""
        self.case = case
        if case.organisation is not None:
            self.place_by(case.organisation)


class ProviderConsulted(MissionFact):
    """A provider was asked for an offer; once a mission."""

    provider = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", verbose_name="prestataire"
    )

    class Meta(MissionFact.Meta):
        constraints = [
            *MissionFact.Meta.constraints,
            models.UniqueConstraint(
                fields=["mission", "provider"],
                condition=STANDING,
                name="provider_consulted_once",
                violation_error_message="Ce prestataire est déjà consulté pour cette mission.",
            ),
        ]
        indexes = fact_indexes(
            "provider_consulted", "programme_code", "kind", counted=("mission", "provider")
        )


class OfferReceived(MissionFact):
    """The answer of a provider that was consulted: an offer, or that it declines."""

    class Answer(models.TextChoices):
        OFFER = "offer", "offre"
        DECLINED = "declined", "a décliné"

    provider = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", verbose_name="prestataire"
    )
    answer = models.CharField("réponse", max_length=8, choices=Answer, default=Answer.OFFER)
    amount_cents = models.BigIntegerField("montant", null=True, blank=True)
    days_hundredths = models.IntegerField("jours", null=True, blank=True)
    document = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="fichier"
    )

    class Meta(MissionFact.Meta):
        constraints = [
            *MissionFact.Meta.constraints,
            models.UniqueConstraint(
                fields=["mission", "provider"],
                condition=STANDING,
                name="offer_received_once",
                violation_error_message="La réponse de ce prestataire est déjà notée.",
            ),
            models.CheckConstraint(
                condition=(Q(amount_cents__isnull=True) | Q(amount_cents__gte=0))
                & (Q(days_hundredths__isnull=True) | Q(days_hundredths__gt=0)),
                name="offer_received_quantities",
                violation_error_message="Jours et montant ne sont pas négatifs.",
            ),
        ]
        indexes = fact_indexes(
            "offer_received",
            "programme_code",
            "answer",
            counted=("mission", "provider", "amount_cents", "days_hundredths"),
        )


class MissionEnded(MissionFact):
    """A mission is over, with the days and the cost that it really took."""

    days_hundredths = models.IntegerField("jours réalisés", null=True, blank=True)
    cost_cents = models.BigIntegerField("coût réalisé", null=True, blank=True)

    class Meta(MissionFact.Meta):
        constraints = [
            *MissionFact.Meta.constraints,
            models.UniqueConstraint(
                fields=["mission"],
                condition=STANDING,
                name="mission_ended_once",
                violation_error_message="La fin de cette mission est déjà notée.",
            ),
            models.CheckConstraint(
                condition=(Q(cost_cents__isnull=True) | Q(cost_cents__gte=0))
                & (Q(days_hundredths__isnull=True) | Q(days_hundredths__gte=0)),
                name="mission_ended_quantities",
                violation_error_message="Jours et coût ne sont pas négatifs.",
            ),
        ]
        indexes = fact_indexes(
            "mission_ended",
            "programme_code",
            "kind",
            counted=("organisation", "mission", "days_hundredths", "cost_cents"),
        )


class MissionEvaluated(MissionFact):
    """A mark from 1 to 5, by the officer or by a structure; its words are in another row."""

    class By(models.TextChoices):
        STRUCTURE = "structure", "la structure"
        OFFICER = "officer", "la personne chargée de mission"

    by = models.CharField("par", max_length=12, choices=By)
    mark = models.SmallIntegerField("note sur 5")

    class Meta(MissionFact.Meta):
        constraints = [
            *MissionFact.Meta.constraints,
            models.UniqueConstraint(
                fields=["mission", "organisation", "by"],
                condition=STANDING & Q(organisation__isnull=False),
                name="mission_evaluated_once",
                violation_error_message="Cette évaluation est déjà notée.",
            ),
            models.UniqueConstraint(
                fields=["mission", "by"],
                condition=STANDING & Q(organisation__isnull=True),
                name="mission_evaluated_whole_once",
                violation_error_message="Cette évaluation est déjà notée.",
            ),
            models.CheckConstraint(
                condition=Q(mark__gte=1, mark__lte=5),
                name="mission_evaluated_mark",
                violation_error_message="Une note va de 1 à 5.",
            ),
        ]
        indexes = fact_indexes(
            "mission_evaluated",
            "programme_code",
            "by",
            counted=("mission", "mark", "organisation"),
        )


class MissionAttended(CaseFact):
    """A structure came to a session of a mission; once a session."""

    mission = models.ForeignKey(Mission, models.PROTECT, related_name="+")
    session = models.ForeignKey(MissionSession, models.PROTECT, related_name="attended")

    class Meta(CaseFact.Meta):
        constraints = [
            *CaseFact.Meta.constraints,
            models.UniqueConstraint(
                fields=["session", "case"],
                condition=STANDING,
                name="mission_attended_once",
                violation_error_message="La présence de cette structure est déjà notée.",
            ),
        ]
        indexes = fact_indexes(
            "mission_attended", "programme_code", counted=("organisation", "mission", "session")
        )
