"""The door: who called or came, for what, and what came of it. Facts hold neither text nor name."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from probant.directory.models import House, Organisation, Person
from probant.journal.facts import fact_indexes
from probant.kernel.actor import Actor
from probant.kernel.roles import TEAM
from probant.programmes.models import ProgrammeFact
from probant.support.models.cases import Case
from probant.support.models.requests import SupportRequest

STANDING = Q(void_seq__isnull=True)
LONGEST_MINUTES = 1440
LENGTH = Q(minutes__isnull=True) | Q(minutes__gt=0, minutes__lte=LONGEST_MINUTES)
NO_LENGTH = "Une durée se compte en minutes, un jour au plus."


class CallMode(models.TextChoices):
    """How somebody reached the house."""

    TELEPHONE = "telephone", "appel"
    VISIT = "visit", "visite"
    MAIL = "mail", "courriel"
    VIDEO = "video", "visioconférence"
    ONLINE = "online", "demande en ligne"


class CallOutcome(models.TextChoices):
    """What came of it on the moment."""

    ADVICE = "advice", "appui ponctuel"
    CASE = "case", "dossier ouvert"
    VOLUNTEER = "volunteer", "accueil amont confié"
    REFERRAL = "referral", "orientation"
    INTRODUCTION = "introduction", "mise en relation"
    NOTHING = "nothing", "rien pour l’instant"


class Caller(models.TextChoices):
    """Whose call it was."""

    ORGANISATION = "organisation", "une structure"
    PROJECT = "project", "un projet"
    PERSON = "person", "une personne"
    ANONYMOUS = "anonymous", "anonyme"


class CallQuerySet(models.QuerySet["Call"]):
    def visible_to(self, actor: Actor | None) -> Self:
        """The calls taken by the actor's own house, for its team."""
        if actor is None or actor.house_id is None or not actor.has(*TEAM):
            return self.none()
        return self.filter(house_id=actor.house_id)


class Call(models.Model):
    """One call, visit or message; its day and outcome are the fact `CallTaken`.

    `words` is free text of the team, emptied by erasure or age. A person with several hats calls
    for a structure (both are set) or for themselves (`person` alone).
    """

    house = models.ForeignKey(House, models.PROTECT, related_name="calls")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="calls"
    )
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="calls")
    case = models.ForeignKey(Case, models.PROTECT, null=True, blank=True, related_name="calls")
    request = models.OneToOneField(
        SupportRequest, models.PROTECT, null=True, blank=True, related_name="call"
    )
    project_title = models.CharField("projet", max_length=200, blank=True)
    project_key = models.CharField(max_length=200, blank=True, editable=False)
    place_code = models.CharField("territoire (code)", max_length=9, blank=True)
    place_vintage = models.SmallIntegerField(null=True, blank=True)
    place_name = models.CharField("territoire", max_length=120, blank=True)
    words = models.TextField("besoin", blank=True)
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    taken_on = models.DateField("jour")
    erased_on = models.DateField(null=True, editable=False)

    objects = CallQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["house", "taken_on", "id"], name="call_list"),
            models.Index(fields=["house", "project_key"], name="call_project"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(erased_on__isnull=True) | Q(words=""), name="call_erased_whole"
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        """Who called: the structure, the project, the person, or nobody who said so."""
        if self.organisation is not None:
            return self.organisation.name
        return self.project_title or (str(self.person) if self.person else "Personne anonyme")


class CallFact(ProgrammeFact):
    """A fact of a call: whom and where it concerns is copied from it."""

    call = models.ForeignKey(Call, models.PROTECT, related_name="+")

    class Meta(ProgrammeFact.Meta):
        abstract = True

    def of_call(self, call: Call) -> None:
        """Copy structure, person and place; the place said on the call before the structure's."""
        self.call = call
        if call.organisation is not None:
            self.place_by(call.organisation)
        self.person = call.person
        if call.place_code:
            self.place_code, self.place_vintage = call.place_code, call.place_vintage


class CallTaken(CallFact):
    """Somebody called, came or wrote, and what came of it on the moment."""

    caller = models.CharField("qui", max_length=12, choices=Caller)
    mode = models.CharField("comment", max_length=12, choices=CallMode, blank=True, default="")
    origin = models.CharField("origine", max_length=32, blank=True, default="")
    outcome = models.CharField("issue", max_length=12, choices=CallOutcome)
    need_code = models.CharField("besoin", max_length=32, blank=True, default="")
    minutes = models.SmallIntegerField("durée (min)", null=True, blank=True)

    class Meta(CallFact.Meta):
        constraints = [
            *CallFact.Meta.constraints,
            models.UniqueConstraint(
                fields=["call"],
                condition=STANDING,
                name="call_taken_once",
                violation_error_message="Cet appel est déjà noté.",
            ),
            models.CheckConstraint(
                condition=LENGTH, name="call_minutes", violation_error_message=NO_LENGTH
            ),
        ]
        indexes = fact_indexes(
            "call_taken",
            "outcome",
            counted=(
                "caller",
                "mode",
                "origin",
                "need_code",
                "programme_code",
                "organisation",
                "person",
                "place_code",
                "minutes",
                "call",
            ),
        )


class NeedVoiced(CallFact):
    """One theme of what was asked; a call may have several."""

    need_code = models.CharField("besoin", max_length=32)
    mode = models.CharField("comment", max_length=12, choices=CallMode, blank=True, default="")
    outcome = models.CharField("issue", max_length=12, choices=CallOutcome)

    class Meta(CallFact.Meta):
        constraints = [
            *CallFact.Meta.constraints,
            models.UniqueConstraint(
                fields=["call", "need_code"], condition=STANDING, name="need_voiced_once"
            ),
        ]
        indexes = fact_indexes(
            "need_voiced",
            "need_code",
            counted=("programme_code", "outcome", "mode", "call", "organisation", "place_code"),
        )


class OneOffAdvice(CallFact):
    """Advice given on the moment, without a case; anonymous where nobody is named."""

    mode = models.CharField("comment", max_length=12, choices=CallMode, blank=True, default="")
    need_code = models.CharField("besoin", max_length=32, blank=True, default="")
    minutes = models.SmallIntegerField("durée (min)", null=True, blank=True)

    class Meta(CallFact.Meta):
        constraints = [
            *CallFact.Meta.constraints,
            models.UniqueConstraint(
                fields=["call"],
                condition=STANDING,
                name="one_off_advice_once",
                violation_error_message="L’appui ponctuel de cet appel est déjà noté.",
            ),
            models.CheckConstraint(
                condition=LENGTH, name="one_off_advice_minutes", violation_error_message=NO_LENGTH
            ),
        ]
        indexes = fact_indexes(
            "one_off_advice",
            "programme_code",
            counted=(
                "need_code",
                "mode",
                "organisation",
                "person",
                "place_code",
                "minutes",
                "call",
            ),
        )
