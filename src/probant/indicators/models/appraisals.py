"""Qualitative indicators of a house: a question, words to answer it, and what was judged of a year.

That a year was judged, by which word, and what it rests on are facts; the text that goes with them
stands in a row that can be emptied.
"""

import secrets
from typing import Any, Self

from django.db import models
from django.db.models import Q

from probant.directory.models import House
from probant.documents.models import Document
from probant.gatherings.models import Session
from probant.indicators.models.boards import BoardQuerySet
from probant.journal.digest import salted_digest
from probant.journal.facts import Fact
from probant.kernel.actor import Actor
from probant.kernel.roles import TEAM, Role
from probant.programmes.models import Action, Programme
from probant.support.models import Case, Testimony

STANDING = Q(void_seq__isnull=True)
FEWEST_WORDS, MOST_WORDS, LONGEST_WORD = 2, 7, 40
#: Who reads what is judged and its texts: the team and the board; never a funder.
JUDGES = TEAM | {Role.BOARD}


class JudgedQuerySet(BoardQuerySet):
    def visible_to(self, actor: Actor | None) -> Self:
        """Those of the actor's own house, for its team and its board."""
        if actor is None or not actor.has(*JUDGES):
            return self.none()
        return super().visible_to(actor)


class QualitativeIndicator(models.Model):
    """A question that a house asks itself year after year; what it asks is said by its versions.

    `code` starts by `appreciation.` and is kept for ever.
    """

    house = models.ForeignKey(House, models.PROTECT, related_name="qualitative_indicators")
    code = models.CharField("code", max_length=64)
    closed_on = models.DateField("retiré le", null=True, editable=False)

    objects = JudgedQuerySet.as_manager()

    class Meta:
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(fields=["house", "code"], name="qualitative_indicator_code"),
            models.CheckConstraint(
                condition=Q(code__startswith="appreciation."), name="qualitative_indicator_prefix"
            ),
        ]

    def __str__(self) -> str:
        return self.code


class QualitativeVersion(models.Model):
    """What a qualitative indicator asks from a day on; never edited, followed by another.

    `scale` keeps the words of the answer, the least first; empty where only a text is written.
    """

    indicator = models.ForeignKey(QualitativeIndicator, models.PROTECT, related_name="versions")
    number = models.SmallIntegerField("version")
    seq = models.BigIntegerField(editable=False)
    since = models.DateField("depuis le", editable=False)
    written_by_id = models.BigIntegerField(null=True, editable=False)
    label = models.CharField("intitulé", max_length=120)
    question = models.TextField("question")
    proof = models.TextField("ce qui vaut preuve")
    scale = models.JSONField("échelle", default=list)
    action = models.ForeignKey(Action, models.PROTECT, null=True, blank=True, related_name="+")
    programme = models.ForeignKey(
        Programme, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects: models.Manager[Any] = models.Manager()

    class Meta:
        ordering = ["indicator", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "number"], name="qualitative_version_number"
            ),
            models.CheckConstraint(
                condition=~Q(label="") & ~Q(question="") & ~Q(proof=""),
                name="qualitative_version_said",
                violation_error_message="Un indicateur qualitatif a un intitulé, une question et "
                "ce qui vaut preuve.",
            ),
            models.CheckConstraint(
                condition=Q(action__isnull=True) | Q(programme__isnull=True),
                name="qualitative_version_scope",
                violation_error_message="Une action a déjà son périmètre : choisissez l’une ou "
                "l’autre.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.label} (version {self.number})"


class Appraised(Fact):
    """A year was judged: by a word of the scale (`grade`, 1 the least), where there is one.

    `occurred_on` is the day of the judgement; `version` says which question was answered.
    """

    indicator = models.ForeignKey(QualitativeIndicator, models.PROTECT, related_name="appraisals")
    version = models.ForeignKey(QualitativeVersion, models.PROTECT, related_name="+")
    year = models.SmallIntegerField("année")
    grade = models.SmallIntegerField("degré", null=True)
    written_by_id = models.BigIntegerField(null=True, editable=False)

    class Meta(Fact.Meta):
        constraints = [
            *Fact.Meta.constraints,
            models.UniqueConstraint(
                fields=["indicator", "year"],
                condition=STANDING,
                name="appraised_once_a_year",
                violation_error_message="Cette année a déjà son appréciation : corrigez-la.",
            ),
            models.CheckConstraint(
                condition=Q(grade__isnull=True) | Q(grade__gte=1, grade__lte=MOST_WORDS),
                name="appraised_grade",
            ),
        ]
        indexes = [
            models.Index(fields=["indicator", "year", "known_on"], name="appraised_years"),
            models.Index(fields=["house_id", "seq"], name="appraised_seq"),
        ]


def new_salt() -> str:
    """What keeps a guessed text from being confirmed by its digest."""
    return secrets.token_hex(16)


class AppraisalText(models.Model):
    """What was written of a year; emptied where it must be, its salt too, the judgement stands."""

    appraisal = models.OneToOneField(Appraised, models.PROTECT, related_name="written")
    text = models.TextField("appréciation", blank=True)
    salt = models.CharField(max_length=32, blank=True, default=new_salt, editable=False)
    erased_on = models.DateField(null=True, editable=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(erased_on__isnull=True) | Q(text=""), name="appraisal_text_erased"
            )
        ]

    @property
    def digest(self) -> str:
        """What a publication keeps of the text: it tells a change, and nothing once erased."""
        return salted_digest(self.salt, self.text)


class ProofGiven(Fact):
    """Something that an appraisal rests on: exactly one thing, of one kind."""

    class Kind(models.TextChoices):
        DOCUMENT = "document", "document"
        TESTIMONY = "testimony", "témoignage"
        OPINIONS = "opinions", "avis de participants"
        FIGURE = "figure", "chiffre"
        SESSION = "session", "rencontre"
        CASE = "case", "dossier"

    appraisal = models.ForeignKey(Appraised, models.PROTECT, related_name="evidence")
    kind = models.CharField("nature", max_length=12, choices=Kind)
    # named: a document that supports something is not let go with what else held it
    document = models.ForeignKey(Document, models.PROTECT, null=True, related_name="supports")
    testimony = models.ForeignKey(Testimony, models.PROTECT, null=True, related_name="+")
    session = models.ForeignKey(Session, models.PROTECT, null=True, related_name="+")
    case = models.ForeignKey(Case, models.PROTECT, null=True, related_name="+")
    code = models.CharField("chiffre", max_length=64, blank=True, default="")
    year = models.SmallIntegerField("année du chiffre", null=True)

    class Meta(Fact.Meta):
        constraints = [
            *Fact.Meta.constraints,
            models.CheckConstraint(
                condition=Q(
                    kind="document",
                    document__isnull=False,
                    testimony__isnull=True,
                    session__isnull=True,
                    case__isnull=True,
                    code="",
                    year__isnull=True,
                )
                | Q(
                    kind="testimony",
                    document__isnull=True,
                    testimony__isnull=False,
                    session__isnull=True,
                    case__isnull=True,
                    code="",
                    year__isnull=True,
                )
                | Q(
                    kind__in=("opinions", "session"),
                    document__isnull=True,
                    testimony__isnull=True,
                    session__isnull=False,
                    case__isnull=True,
                    code="",
                    year__isnull=True,
                )
                | Q(
                    kind="case",
                    document__isnull=True,
                    testimony__isnull=True,
                    session__isnull=True,
                    case__isnull=False,
                    code="",
                    year__isnull=True,
                )
                | (
                    Q(
                        kind="figure",
                        document__isnull=True,
                        testimony__isnull=True,
                        session__isnull=True,
                        case__isnull=True,
                        year__isnull=False,
                    )
                    & ~Q(code="")
                ),
                name="proof_given_one_thing",
            ),
        ]
        indexes = [
            models.Index(fields=["house_id", "seq"], name="proof_given_seq"),
        ]
