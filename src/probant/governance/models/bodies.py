"""Bodies that deliberate, and the rules that they gave themselves, dated."""

from fractions import Fraction
from typing import Any, Self

from django.db import models
from django.db.models import F, Q

from probant.directory.models import Family, House, Organisation
from probant.kernel.actor import Actor
from probant.kernel.roles import FUNDERS, HOUSE


def seen_by(actor: Actor | None, organisation: str) -> Q | None:
    """Which rows an actor sees: their house's own, and those of their organisation if it funds.

    `organisation` is the path to the organisation of the body. None: nothing at all.
    """
    if actor is None:
        return None
    mine: Q | None = None
    if actor.house_id is not None and actor.has(*HOUSE):
        mine = Q(house_id=actor.house_id)
    if actor.organisation_id is not None and actor.has(*FUNDERS):
        theirs = Q(**{organisation: actor.organisation_id})
        mine = theirs if mine is None else mine | theirs
    return mine


class GovernanceQuerySet(models.QuerySet[Any]):
    """Rows kept by a house about a body; `organisation` is the path to that body's organisation."""

    organisation = "organisation_id"

    def visible_to(self, actor: Actor | None) -> Self:
        """The house's own rows for its people; for a funder's people, those of their own bodies."""
        seen = seen_by(actor, self.organisation)
        return self.none() if seen is None else self.filter(seen)


class Body(models.Model):
    """A council, bureau, board, general assembly or committee of an organisation."""

    class Kind(models.TextChoices):
        COUNCIL = "council", "conseil (collectivité)"
        BUREAU = "bureau", "bureau (collectivité, par délégation)"
        COMMISSION = "commission", "commission"
        ASSEMBLY = "assembly", "assemblée générale"
        EXTRAORDINARY = "extraordinary", "assemblée générale extraordinaire"
        BOARD = "board", "conseil d’administration"
        OFFICERS = "officers", "bureau (association)"
        COMMITTEE = "committee", "comité"

    house = models.ForeignKey(House, models.PROTECT, related_name="bodies")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="bodies")
    kind = models.CharField("nature", max_length=16, choices=Kind)
    name = models.CharField("nom", max_length=160)
    delegation = models.CharField("délégation reçue", max_length=200, blank=True)
    number_pattern = models.CharField(
        "modèle de numéro", max_length=80, blank=True, default="", db_default=""
    )

    objects = GovernanceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["house", "organisation", "name"],
                name="body_name",
                violation_error_message="Cette structure a déjà une instance de ce nom.",
            ),
            models.CheckConstraint(
                condition=~Q(name=""),
                name="body_named",
                violation_error_message="Une instance a un nom.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def follows_council_law(self) -> bool:
        """Whether the CGCT binds it: councils and bureaux of authorities (L5211-1)."""
        return self.kind in (self.Kind.COUNCIL, self.Kind.BUREAU)

    @property
    def belongs_to_authority(self) -> bool:
        """Whether its organisation is a public authority."""
        return self.organisation.family in (Family.AUTHORITY, Family.STATE)


class College(models.Model):
    """A part of a body whose members vote apart, or whose votes weigh more (see `BodyRule`)."""

    body = models.ForeignKey(Body, models.PROTECT, related_name="colleges")
    position = models.SmallIntegerField("ordre")
    name = models.CharField("collège", max_length=120)
    weight = models.SmallIntegerField("poids", default=1)

    class Meta:
        ordering = ["body", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["body", "name"],
                name="college_name",
                violation_error_message="Cette instance a déjà un collège de ce nom.",
            ),
            models.CheckConstraint(
                condition=Q(weight__gte=1, weight__lte=1000),
                name="college_weight",
                violation_error_message="Le poids d’un collège va de 1 à 1000.",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class BodyRule(models.Model):
    """What a body's statutes or standing orders say from a day on; null is the law's default."""

    class QuorumBase(models.TextChoices):
        UNSAID = "", "non précisé"
        PRESENT = "present", "les présents"
        REPRESENTED = "represented", "les présents et les représentés"
        RIGHTS = "rights", "les droits de vote présents et représentés"

    class MajorityBase(models.TextChoices):
        UNSAID = "", "non précisé"
        CAST = "cast", "des suffrages exprimés"
        PRESENT = "present", "des présents et des représentés"
        OFFICE = "office", "des membres en exercice"

    class Weighing(models.TextChoices):
        UNSAID = "", "une voix par membre"
        MEMBERS = "members", "autant de voix par membre que le poids de son collège"
        COLLEGES = "colleges", "chaque collège pèse son poids, au prorata de ses voix"

    body = models.ForeignKey(Body, models.PROTECT, related_name="rules")
    in_force_from = models.DateField("à compter du")
    quorum_part = models.SmallIntegerField("quorum, numérateur", null=True, blank=True)
    quorum_whole = models.SmallIntegerField("quorum, dénominateur", null=True, blank=True)
    quorum_exceeds = models.BooleanField("part à dépasser", null=True, blank=True)
    proxies_count = models.BooleanField("les pouvoirs comptent", null=True, blank=True)
    proxies_per_holder = models.SmallIntegerField("pouvoirs par porteur", null=True, blank=True)
    notice_clear_days = models.SmallIntegerField("jours francs", null=True, blank=True)
    casting_vote = models.BooleanField("voix prépondérante", null=True, blank=True)
    source = models.CharField("texte", max_length=200, blank=True)
    quorum_base = models.CharField(
        "le quorum compte", max_length=12, choices=QuorumBase, blank=True, default="", db_default=""
    )
    second_call_free = models.BooleanField(
        "sans quorum à la seconde convocation", null=True, blank=True
    )
    second_call_days = models.SmallIntegerField(
        "jours avant la seconde convocation", null=True, blank=True
    )
    majority_base = models.CharField(
        "majorité", max_length=12, choices=MajorityBase, blank=True, default="", db_default=""
    )
    majority_part = models.SmallIntegerField("majorité, numérateur", null=True, blank=True)
    majority_whole = models.SmallIntegerField("majorité, dénominateur", null=True, blank=True)
    secret_for_persons = models.BooleanField("scrutin secret pour élire", null=True, blank=True)
    secret_part = models.SmallIntegerField("demande du secret, numérateur", null=True, blank=True)
    secret_whole = models.SmallIntegerField(
        "demande du secret, dénominateur", null=True, blank=True
    )
    remote_counts = models.BooleanField("présence à distance admise", null=True, blank=True)
    absolute_rounds = models.SmallIntegerField("tours à la majorité absolue", null=True, blank=True)
    weighing = models.CharField(
        "pesée des voix", max_length=12, choices=Weighing, blank=True, default="", db_default=""
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["body", "in_force_from"],
                name="body_rule_day",
                violation_error_message="Une règle de cette instance commence déjà ce jour-là.",
            ),
            models.CheckConstraint(
                condition=Q(quorum_part__isnull=True, quorum_whole__isnull=True)
                | Q(quorum_part__gte=0, quorum_whole__gte=F("quorum_part"), quorum_whole__gt=0),
                name="body_rule_quorum",
                violation_error_message="Le quorum est une part, de 0 à 1.",
            ),
            models.CheckConstraint(
                condition=(Q(proxies_per_holder__isnull=True) | Q(proxies_per_holder__gte=0))
                & (Q(notice_clear_days__isnull=True) | Q(notice_clear_days__gte=0)),
                name="body_rule_counts",
                violation_error_message="Un nombre ne peut être négatif.",
            ),
        ]

    @property
    def quorum_share(self) -> Fraction | None:
        """The share as an exact fraction."""
        return _share(self.quorum_part, self.quorum_whole)

    @property
    def majority_share(self) -> Fraction | None:
        """The share of the votes that carries, exact."""
        return _share(self.majority_part, self.majority_whole)

    @property
    def secret_share(self) -> Fraction | None:
        """The share of the members present who may ask for a secret ballot, exact."""
        return _share(self.secret_part, self.secret_whole)


def _share(part: int | None, whole: int | None) -> Fraction | None:
    return None if part is None or not whole else Fraction(part, whole)
