"""Testimonies: what people of a case say, what they allow it to be used for, where it was.

The words stand in rows that can be erased. That something was said, allowed, published or taken
back are facts: figures count them, and the history of consents is never rewritten.
"""

import datetime
import secrets
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import OuterRef, Q, Subquery

from probant.directory.models import House, Person
from probant.journal.facts import fact_indexes
from probant.kernel.actor import Actor
from probant.kernel.roles import TEAM
from probant.programmes.models import Programme
from probant.support.models.cases import Case, cases_of_party
from probant.support.models.facts import STANDING, CaseFact
from probant.support.models.space import cases_held_by


class Scope(models.TextChoices):
    """How the person is named beside her words."""

    NAMED = "named", "avec mon nom"
    FIRST_NAME = "first_name", "avec mon prénom seul"
    ANONYMOUS = "anonymous", "sans mon nom"


def new_nonce() -> str:
    """What makes the address where a consent is taken back unguessable."""
    return secrets.token_hex(16)


class TestimonyQuerySet(models.QuerySet["Testimony"]):
    def visible_to(self, actor: Actor | None) -> Self:
        """Those of the house, for its team; one's own, for a holder whose space is open.

        Who is a party to a case reads, of its testimonies, only her own.
        """
        if actor is None:
            return self.none()
        if actor.house_id is None or not actor.has(*TEAM):
            return self.filter(person_id=actor.person_id or 0, case__in=cases_held_by(actor))
        mine = self.filter(house_id=actor.house_id)
        if actor.person_id is not None:
            others = Q(case__in=cases_of_party(actor)) & ~Q(person_id=actor.person_id)
            mine = mine.exclude(others)
        return mine

    def usable_for(self, use: str, *, on: datetime.date) -> Self:
        """Those that may be shown for a use: kept by the team, and allowed by the person.

        Every place that shows a testimony asks here. The last thing said of the use stands, and was
        said on `on` or before: a consent taken back since counts for no day, past days included.
        Rows bear `scope` and `allowed_on`. The actor's rights are asked apart.
        """
        said = ConsentSaid.objects.now().filter(testimony=OuterRef("pk"), use_code=use)
        last = said.order_by("-occurred_on", "-seq")
        return (
            self.filter(state=Testimony.State.KEPT, erased_on__isnull=True)
            .annotate(
                scope=Subquery(last.values("scope")[:1]),
                allowed_on=Subquery(last.values("occurred_on")[:1]),
            )
            .filter(scope__in=Scope.values, allowed_on__lte=on)
        )


class Testimony(models.Model):
    """What one person of a case said, once. `quote` is the passage that the team keeps of it.

    `link_digest` recognises the link by which it was asked, until `link_until`, once; `nonce`
    makes the address by which its consents are taken back, for as long as it is kept.
    """

    class State(models.TextChoices):
        ASKED = "asked", "demandé"
        RECEIVED = "received", "à relire"
        KEPT = "kept", "retenu"
        ASIDE = "aside", "écarté"

    class Way(models.TextChoices):
        LINK = "link", "par un lien"
        INTERVIEW = "interview", "en entretien"
        SPACE = "space", "depuis son espace"

    house = models.ForeignKey(House, models.PROTECT, related_name="testimonies", db_index=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="testimonies")
    person = models.ForeignKey(Person, models.PROTECT, related_name="testimonies")
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="testimonies")
    state = models.CharField("état", max_length=8, choices=State)
    way = models.CharField("recueilli", max_length=12, choices=Way)
    asked_on = models.DateField("demandé le", null=True)
    received_on = models.DateField("recueilli le", null=True)
    quote = models.TextField("extrait retenu", blank=True)
    collected_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    link_digest = models.CharField(max_length=64, blank=True, default="")
    link_until = models.DateTimeField(null=True)
    nonce = models.CharField(max_length=32, default=new_nonce, editable=False)
    seq = models.BigIntegerField(editable=False)
    erased_on = models.DateField(null=True, editable=False)

    objects = TestimonyQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["house", "state", "-received_on", "-id"], name="testimony_list")
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "person"],
                condition=Q(state="asked"),
                name="testimony_asked_once",
                violation_error_message="Un témoignage lui est déjà demandé.",
            ),
            models.CheckConstraint(
                condition=Q(state="asked", received_on__isnull=True, asked_on__isnull=False)
                | (~Q(state="asked") & Q(received_on__isnull=False)),
                name="testimony_received_whole",
            ),
            models.CheckConstraint(
                condition=Q(erased_on__isnull=True) | Q(quote=""), name="testimony_erased_whole"
            ),
        ]

    def __str__(self) -> str:
        return f"Témoignage de {self.person}"


class TestimonyAnswer(models.Model):
    """One question as it was put, and what was answered."""

    testimony = models.ForeignKey(Testimony, models.CASCADE, related_name="answers")
    position = models.PositiveSmallIntegerField()
    question = models.CharField("question", max_length=200)
    text = models.TextField("réponse", blank=True)

    class Meta:
        ordering = ["testimony", "position"]

    def __str__(self) -> str:
        return self.question


class TestimonyGiven(CaseFact):
    """Somebody of a case testified."""

    testimony = models.ForeignKey(Testimony, models.PROTECT, related_name="+")
    way = models.CharField("recueilli", max_length=12, choices=Testimony.Way)

    class Meta(CaseFact.Meta):
        constraints = [
            *CaseFact.Meta.constraints,
            models.UniqueConstraint(
                fields=["testimony"], condition=STANDING, name="testimony_given_once"
            ),
        ]
        indexes = fact_indexes(
            "testimony_given", "programme_code", "way", counted=("testimony", "case", "person")
        )


class ConsentSaid(CaseFact):
    """The person allowed a use of her words, named in a way; or took that back (`scope` empty)."""

    testimony = models.ForeignKey(Testimony, models.PROTECT, related_name="consents")
    use_code = models.SlugField("usage", max_length=32)
    scope = models.CharField("signature", max_length=12, choices=Scope, blank=True)

    class Meta(CaseFact.Meta):
        constraints = [
            *CaseFact.Meta.constraints,
            models.CheckConstraint(
                condition=Q(scope__in=("", "named", "first_name", "anonymous")),
                name="consent_said_scope",
            ),
        ]
        indexes = [
            *fact_indexes(
                "consent_said", "programme_code", "use_code", "scope", counted=("testimony",)
            ),
            models.Index(
                fields=["testimony", "use_code", "occurred_on", "seq"], name="consent_said_last"
            ),
        ]


class TestimonyPublished(CaseFact):
    """A testimony was shown somewhere, on a day: to be taken off where she changes her mind."""

    testimony = models.ForeignKey(Testimony, models.PROTECT, related_name="publications")
    use_code = models.SlugField("usage", max_length=32)

    class Meta(CaseFact.Meta):
        constraints = [
            *CaseFact.Meta.constraints,
            models.UniqueConstraint(
                fields=["testimony", "use_code", "occurred_on"],
                condition=STANDING,
                name="testimony_published_once",
                violation_error_message="Cette publication est déjà notée à ce jour.",
            ),
        ]
        indexes = fact_indexes(
            "testimony_published", "programme_code", "use_code", counted=("testimony",)
        )
