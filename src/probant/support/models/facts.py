"""What happened on cases: the facts that figures count. No text and no name is kept in them."""

import datetime
from collections.abc import Mapping
from typing import ClassVar

from django.db import models
from django.db.models import Q

from probant.directory.models import Organisation
from probant.journal.facts import fact_indexes
from probant.programmes.models import Phase, ProgrammeFact
from probant.support.models.cases import Case
from probant.support.models.missions import Mission

STANDING = Q(void_seq__isnull=True)


class CaseFact(ProgrammeFact):
    """A fact about a case: structure, place, family, theme, branch and programme copied from it."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="+")

    class Meta(ProgrammeFact.Meta):
        abstract = True

    def about(self, case: Case, occurred_on: datetime.date) -> None:
        """Copy what the figures filter by; a place or branch of the case's own wins."""
        self.case = case
        self.occurred_on = occurred_on
        self.file_under(case.programme)
        if case.organisation is not None:
            self.place_by(case.organisation)
        if case.place_code:
            self.place_code, self.place_vintage = case.place_code, case.place_vintage
            self.qpv_code = case.qpv_code
        self.branch = case.branch or self.branch


class CaseOpened(CaseFact):
    """A case begins."""

    class Meta(CaseFact.Meta):
        constraints = [
            *CaseFact.Meta.constraints,
            models.UniqueConstraint(
                fields=["case"],
                condition=STANDING,
                name="case_opened_once",
                violation_error_message="L'ouverture de ce dossier est déjà notée.",
            ),
        ]
        indexes = [
            *fact_indexes(
                "case_opened", "programme_code", counted=("organisation", "case", "place_code")
            ),
            # a delay reads from which day the case is open
            models.Index(fields=["case", "occurred_on", "void_seq"], name="case_opened_course"),
        ]


class CaseClosed(CaseFact):
    """A case ends, with its outcome. It may end again after `CaseReopened`: figures count cases."""

    outcome = models.CharField("issue", max_length=16, choices=Case.Outcome)

    class Meta(CaseFact.Meta):
        constraints = [
            *CaseFact.Meta.constraints,
            models.UniqueConstraint(
                fields=["case", "occurred_on"],
                condition=STANDING,
                name="case_closed_once_a_day",
                violation_error_message="Ce dossier est déjà clos à ce jour.",
            ),
        ]
        indexes = fact_indexes(
            "case_closed", "programme_code", "outcome", counted=("organisation", "case")
        )


class CaseReopened(CaseFact):
    """A case that had ended goes on. Its end was no mistake, and stands beside it."""

    class Meta(CaseFact.Meta):
        constraints = [
            *CaseFact.Meta.constraints,
            models.UniqueConstraint(
                fields=["case", "occurred_on"],
                condition=STANDING,
                name="case_reopened_once_a_day",
                violation_error_message="Ce dossier est déjà rouvert à ce jour.",
            ),
        ]
        indexes = fact_indexes("case_reopened", "programme_code", counted=("organisation", "case"))


class PhaseReached(CaseFact):
    """A case reaches a phase of its programme; once for each phase."""

    phase = models.ForeignKey(Phase, models.PROTECT, related_name="+", verbose_name="étape")
    phase_code = models.CharField(max_length=32, blank=True, default="", editable=False)

    class Meta(CaseFact.Meta):
        constraints = [
            *CaseFact.Meta.constraints,
            models.UniqueConstraint(
                fields=["case", "phase"],
                condition=STANDING,
                name="phase_reached_once",
                violation_error_message="Cette étape est déjà notée pour ce dossier.",
            ),
        ]
        indexes = [
            *fact_indexes(
                "phase_reached",
                "programme_code",
                "phase_code",
                counted=("organisation", "case", "place_code", "qpv_code", "phase", "seq"),
            ),
            # a delay reads the case backwards from each of its stages
            models.Index(
                fields=["case", "occurred_on", "phase", "phase_code", "void_seq"],
                name="phase_reached_course",
            ),
        ]


class OrganisationBorn(CaseFact):
    """The project of a case becomes a structure; family and place are the structure's."""

    class Meta(CaseFact.Meta):
        constraints = [
            *CaseFact.Meta.constraints,
            models.UniqueConstraint(
                fields=["case"],
                condition=STANDING,
                name="organisation_born_once",
                violation_error_message="La création de la structure est déjà notée.",
            ),
        ]
        indexes = fact_indexes(
            "organisation_born", "programme_code", counted=("organisation", "case", "place_code")
        )


class JobFact(CaseFact):
    """Jobs of a structure: consolidated (all those of a structure supported), created, or kept.

    `year` is that of `occurred_on`: consolidated jobs are one fact a structure, programme and year,
    so that a structure is never counted twice. `kept` tells how many were still there at a later
    look (12 months): it is apart from the two others, and no figure adds them up. `kept_of` names
    the fact that was looked at again, where it is known.
    """

    BORN: ClassVar[Mapping[str, int]] = {"contract": 2, "kept_of_id": 2}

    class Kind(models.TextChoices):
        CONSOLIDATED = "consolidated", "emplois consolidés"
        CREATED = "created", "emplois créés"
        KEPT = "kept", "emplois toujours là à 12 mois"

    class Contract(models.TextChoices):
        """The contract of the jobs, where they share one."""

        UNKNOWN = "", "non précisé"
        PERMANENT = "cdi", "CDI"
        FIXED_TERM = "cdd", "CDD"
        APPRENTICE = "apprenticeship", "alternance"
        AIDED = "aided", "contrat aidé"
        SERVICE = "service", "volontariat ou service civique"
        MIXED = "mixed", "plusieurs types"

    kind = models.CharField("nature", max_length=12, choices=Kind)
    contract = models.CharField("contrat", max_length=16, choices=Contract, blank=True, default="")
    kept_of = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="looks")
    headcount = models.IntegerField("nombre d'emplois")
    fte_hundredths = models.IntegerField("équivalent temps plein", null=True, blank=True)
    year = models.SmallIntegerField("année", editable=False)

    class Meta(CaseFact.Meta):
        constraints = [
            *CaseFact.Meta.constraints,
            models.UniqueConstraint(
                fields=["house_id", "organisation", "programme", "year"],
                condition=STANDING & Q(kind="consolidated"),
                name="jobs_consolidated_once",
                violation_error_message=(
                    "Les emplois consolidés de cette structure sont déjà notés pour cette année."
                ),
            ),
            models.CheckConstraint(
                condition=Q(organisation__isnull=False), name="jobs_of_a_structure"
            ),
            models.UniqueConstraint(
                fields=["kept_of", "occurred_on"],
                condition=STANDING & Q(kept_of__isnull=False),
                name="jobs_looked_at_once_a_day",
                violation_error_message="Ces emplois sont déjà revus à ce jour.",
            ),
            models.CheckConstraint(
                condition=Q(kept_of__isnull=True) | Q(kind="kept"), name="jobs_kept_of_a_fact"
            ),
            models.CheckConstraint(
                condition=(Q(headcount__gt=0) | (Q(kind="kept") & Q(headcount__gte=0)))
                & (Q(fte_hundredths__isnull=True) | Q(fte_hundredths__gte=0)),
                name="jobs_counted",
                violation_error_message="Un nombre d'emplois est positif.",
            ),
        ]
        indexes = fact_indexes(
            "job", "programme_code", "kind", counted=("headcount", "fte_hundredths", "organisation")
        )


class MissionContracted(ProgrammeFact):
    """A mission is signed with its provider; an individual one concerns its case's structure."""

    mission = models.ForeignKey(Mission, models.PROTECT, related_name="contracted")
    case = models.ForeignKey(Case, models.PROTECT, null=True, blank=True, related_name="+")
    kind = models.CharField("type", max_length=12, choices=Mission.Kind)
    provider = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+"
    )
    days_hundredths = models.IntegerField("jours", null=True, blank=True)
    cost_cents = models.BigIntegerField("coût", null=True, blank=True)

    class Meta(ProgrammeFact.Meta):
        constraints = [
            *ProgrammeFact.Meta.constraints,
            models.UniqueConstraint(
                fields=["mission"],
                condition=STANDING,
                name="mission_contracted_once",
                violation_error_message="Cette mission est déjà signée.",
            ),
        ]
        indexes = fact_indexes(
            "mission_contracted",
            "programme_code",
            "kind",
            counted=("organisation", "mission", "days_hundredths", "cost_cents"),
        )


class MissionJoined(CaseFact):
    """A structure takes part in a collective mission; once for each structure."""

    mission = models.ForeignKey(Mission, models.PROTECT, related_name="joined")
    kind = models.CharField("type", max_length=12, choices=Mission.Kind)

    class Meta(CaseFact.Meta):
        constraints = [
            *CaseFact.Meta.constraints,
            models.UniqueConstraint(
                fields=["mission", "organisation"],
                condition=STANDING,
                name="mission_joined_once",
                violation_error_message="Cette structure participe déjà à cette mission.",
            ),
            models.CheckConstraint(
                condition=Q(organisation__isnull=False), name="mission_joined_by_a_structure"
            ),
        ]
        indexes = fact_indexes(
            "mission_joined", "programme_code", "kind", counted=("organisation", "mission", "case")
        )
