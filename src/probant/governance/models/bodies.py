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


class BodyRule(models.Model):
    """What a body's statutes or standing orders say from a day on; null is the law's default."""

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
        if self.quorum_part is None or not self.quorum_whole:
            return None
        return Fraction(self.quorum_part, self.quorum_whole)
