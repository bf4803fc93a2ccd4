"""Who was sent to whom, who was put in touch with whom, and what came of it."""

import datetime

from django.db import models
from django.db.models import Q

from probant.directory.models import Organisation, Person
from probant.journal.facts import fact_indexes
from probant.programmes.models import ProgrammeFact
from probant.support.models.calls import Call
from probant.support.models.cases import Case

STANDING = Q(void_seq__isnull=True)


class Sequel(models.TextChoices):
    """What came of an orientation or an introduction; they follow each other in time."""

    MET = "met", "la rencontre a eu lieu"
    HELPED = "helped", "une aide ou un projet commun en est né"
    NO_ANSWER = "no_answer", "sans réponse"
    DECLINED = "declined", "sans suite, par choix"
    UNREACHABLE = "unreachable", "injoignable"


class HandedFact(ProgrammeFact):
    """A fact of a case, of a call, or of both: whom it concerns is copied from them."""

    case = models.ForeignKey(Case, models.PROTECT, null=True, blank=True, related_name="+")
    call = models.ForeignKey(Call, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta(ProgrammeFact.Meta):
        abstract = True

    def concern(self, *, case: Case | None, call: Call | None, occurred_on: datetime.date) -> None:
        """Copy structure, person, place and programme; a case comes before its call."""
        self.case, self.call, self.occurred_on = case, call, occurred_on
        source = case or call
        if source is None:
            return
        if source.organisation is not None:
            self.place_by(source.organisation)
        if call is not None:
            self.person = call.person
        if source.place_code:
            self.place_code, self.place_vintage = source.place_code, source.place_vintage
        if case is not None:
            self.file_under(case.programme)
            self.branch = case.branch or self.branch


class Referral(HandedFact):
    """Somebody is sent to another body (`out`), or was sent to us by one (`in`)."""

    class Direction(models.TextChoices):
        OUT = "out", "orienté vers"
        IN = "in", "envoyé par"

    direction = models.CharField("sens", max_length=3, choices=Direction, default=Direction.OUT)
    body = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", verbose_name="organisme"
    )
    reason_code = models.CharField("motif", max_length=32, blank=True, default="")

    class Meta(HandedFact.Meta):
        constraints = [
            *HandedFact.Meta.constraints,
            models.UniqueConstraint(
                fields=["case", "body", "direction", "occurred_on"],
                condition=STANDING & Q(case__isnull=False),
                name="referral_once_a_day",
                violation_error_message="Cette orientation est déjà notée à ce jour.",
            ),
            models.UniqueConstraint(
                fields=["call", "body", "direction"],
                condition=STANDING & Q(call__isnull=False),
                name="referral_once_a_call",
                violation_error_message="Cette orientation est déjà notée.",
            ),
            models.CheckConstraint(
                condition=Q(case__isnull=False) | Q(call__isnull=False),
                name="referral_of_something",
            ),
        ]
        indexes = fact_indexes(
            "referral",
            "programme_code",
            "direction",
            counted=("body", "reason_code", "organisation", "case", "call", "place_code"),
        )


class ReferralOutcome(HandedFact):
    """What came of an orientation, on a day; each sequel once."""

    referral = models.ForeignKey(Referral, models.PROTECT, related_name="sequels")
    direction = models.CharField("sens", max_length=3, choices=Referral.Direction)
    body = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    outcome = models.CharField("suite", max_length=12, choices=Sequel)

    class Meta(HandedFact.Meta):
        constraints = [
            *HandedFact.Meta.constraints,
            models.UniqueConstraint(
                fields=["referral", "outcome"],
                condition=STANDING,
                name="referral_outcome_once",
                violation_error_message="Cette suite est déjà notée.",
            ),
        ]
        indexes = fact_indexes(
            "referral_outcome",
            "direction",
            "outcome",
            counted=("programme_code", "referral", "body", "organisation", "case"),
        )


class IntroductionMade(HandedFact):
    """The structure, project or person of a case or call is put in touch with another."""

    introduced_to = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+"
    )
    introduced_person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+"
    )
    reason_code = models.CharField("motif", max_length=32, blank=True, default="")

    class Meta(HandedFact.Meta):
        constraints = [
            *HandedFact.Meta.constraints,
            models.CheckConstraint(
                condition=Q(introduced_to__isnull=False) | Q(introduced_person__isnull=False),
                name="introduction_to_somebody",
                violation_error_message="Dites avec qui la mise en relation est faite.",
            ),
            models.CheckConstraint(
                condition=Q(case__isnull=False) | Q(call__isnull=False),
                name="introduction_of_something",
            ),
        ]
        indexes = fact_indexes(
            "introduction_made",
            "programme_code",
            counted=("organisation", "introduced_to", "reason_code", "case", "call", "place_code"),
        )


class IntroductionOutcome(HandedFact):
    """What came of an introduction, on a day; each sequel once."""

    introduction = models.ForeignKey(IntroductionMade, models.PROTECT, related_name="sequels")
    introduced_to = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+"
    )
    outcome = models.CharField("suite", max_length=12, choices=Sequel)

    class Meta(HandedFact.Meta):
        constraints = [
            *HandedFact.Meta.constraints,
            models.UniqueConstraint(
                fields=["introduction", "outcome"],
                condition=STANDING,
                name="introduction_outcome_once",
                violation_error_message="Cette suite est déjà notée.",
            ),
        ]
        indexes = fact_indexes(
            "introduction_outcome",
            "outcome",
            counted=("programme_code", "introduction", "organisation", "introduced_to", "case"),
        )
