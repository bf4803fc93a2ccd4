"""Collectives of houses: members that accepted, what each shares, partners, what is one thing."""

from typing import Any, Self

from django.db import models
from django.db.models import F, Q

from probant.directory.models import House, Organisation, Theme
from probant.gatherings.models import Session
from probant.indicators.models import Claim
from probant.kernel.actor import Actor
from probant.kernel.roles import HOUSE


class ConsortiumQuerySet(models.QuerySet["Consortium"]):
    def visible_to(self, actor: Actor | None) -> Self:
        """Those of which the actor's house is a member, or to which it is invited."""
        if actor is None or actor.house_id is None or not actor.has(*HOUSE):
            return self.none()
        mine = MemberHouse.objects.concerned().filter(house_id=actor.house_id)
        return self.filter(pk__in=mine.values("consortium"))


class Consortium(models.Model):
    """Houses of the instance that add up figures. `keeper` invites, and lists the figures."""

    keeper = models.ForeignKey(House, models.PROTECT, related_name="kept_consortia")
    name = models.CharField("nom", max_length=120)
    purpose = models.CharField("ce qui réunit ses membres", max_length=300, blank=True, default="")
    founded_on = models.DateField("créé le")
    closed_on = models.DateField("clos le", null=True, editable=False)

    objects = ConsortiumQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["keeper", "name"],
                name="consortium_name",
                violation_error_message="Votre maison tient déjà un collectif de ce nom.",
            ),
            models.CheckConstraint(
                condition=~Q(name=""),
                name="consortium_named",
                violation_error_message="Un collectif a un nom.",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class OfConsortiumQuerySet(models.QuerySet[Any]):
    """Rows of a collective: its members read them."""

    of_consortium = "consortium"

    def visible_to(self, actor: Actor | None) -> Self:
        """Those of the collectives that the actor's house belongs to, or is invited to."""
        seen = Consortium.objects.visible_to(actor)
        return self.filter(**{f"{self.of_consortium}__in": seen})


class MemberHouseQuerySet(OfConsortiumQuerySet):
    def concerned(self) -> Self:
        """Invited and not answered yet, or members."""
        return self.filter(declined_on__isnull=True, left_on__isnull=True)

    def standing(self) -> Self:
        """Members: they accepted, and did not leave."""
        return self.concerned().filter(accepted_on__isnull=False)

    def bringing(self) -> Self:
        """Whoever accepted, those who left too: what they shared until then still counts."""
        return self.filter(accepted_on__isnull=False)


class MemberHouse(models.Model):
    """A house in a collective: invited, accepted or declined in its own name, perhaps gone.

    `counts_from`: the first day whose facts it brings; none is all of them. After `left_on` it
    brings nothing more; what happened until that day still counts, and nobody reads it any more.
    """

    consortium = models.ForeignKey(Consortium, models.PROTECT, related_name="members")
    house = models.ForeignKey(House, models.PROTECT, related_name="consortia")
    invited_on = models.DateField("invitée le")
    invited_by_id = models.BigIntegerField(null=True, editable=False)
    accepted_on = models.DateField("membre depuis le", null=True)
    declined_on = models.DateField("a décliné le", null=True)
    left_on = models.DateField("partie le", null=True)
    answered_by_id = models.BigIntegerField(null=True, editable=False)
    counts_from = models.DateField("apporte ses faits depuis le", null=True)

    objects = MemberHouseQuerySet.as_manager()

    class Meta:
        ordering = ["consortium", "accepted_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["consortium", "house"],
                condition=Q(declined_on__isnull=True, left_on__isnull=True),
                name="member_house_once",
                violation_error_message="Cette maison est déjà membre, ou déjà invitée.",
            ),
            models.CheckConstraint(
                condition=Q(declined_on__isnull=True) | Q(accepted_on__isnull=True),
                name="member_house_answer",
                violation_error_message="Une maison accepte ou décline.",
            ),
            models.CheckConstraint(
                condition=Q(left_on__isnull=True) | Q(left_on__gte=F("accepted_on")),
                name="member_house_left",
                violation_error_message="Une maison part après être entrée.",
            ),
        ]

    def __str__(self) -> str:
        return str(self.house)

    @property
    def is_member(self) -> bool:
        """Whether it accepted and did not leave."""
        return self.accepted_on is not None and self.left_on is None


class SharedFigure(models.Model):
    """A figure that the collective adds up: its code, and what narrows what leaves a house."""

    consortium = models.ForeignKey(Consortium, models.PROTECT, related_name="figures")
    code = models.CharField("chiffre", max_length=64)
    programme_code = models.CharField("dispositif", max_length=32, blank=True, default="")
    theme = models.CharField("domaine", max_length=16, choices=Theme, blank=True, default="")
    position = models.SmallIntegerField("ordre", default=0)
    added_on = models.DateField("demandé le")
    dropped_on = models.DateField("retiré le", null=True)

    objects = OfConsortiumQuerySet.as_manager()

    class Meta:
        ordering = ["consortium", "position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["consortium", "code", "programme_code", "theme"],
                condition=Q(dropped_on__isnull=True),
                name="shared_figure_once",
                violation_error_message="Ce chiffre est déjà demandé, dans le même périmètre.",
            )
        ]

    def __str__(self) -> str:
        return self.code


class OfMemberQuerySet(OfConsortiumQuerySet):
    of_consortium = "member__consortium"


class Sharing(models.Model):
    """A member shares a figure with its collective, until it takes it back."""

    member = models.ForeignKey(MemberHouse, models.PROTECT, related_name="sharings")
    figure = models.ForeignKey(SharedFigure, models.PROTECT, related_name="sharings")
    agreed_on = models.DateField("partagé le")
    agreed_by_id = models.BigIntegerField(null=True, editable=False)
    withdrawn_on = models.DateField("repris le", null=True)

    objects = OfMemberQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["member", "figure"],
                condition=Q(withdrawn_on__isnull=True),
                name="sharing_once",
                violation_error_message="Ce chiffre est déjà partagé.",
            )
        ]


class Partner(models.Model):
    """Somebody of the collective who keeps no books here: what they count is said, never added."""

    consortium = models.ForeignKey(Consortium, models.PROTECT, related_name="partners")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+"
    )
    name = models.CharField("nom", max_length=200)
    added_on = models.DateField("noté le")
    gone_on = models.DateField("retiré le", null=True)

    objects = OfConsortiumQuerySet.as_manager()

    class Meta:
        ordering = ["consortium", "name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["consortium", "name"],
                condition=Q(gone_on__isnull=True),
                name="partner_once",
                violation_error_message="Ce partenaire est déjà noté.",
            ),
            models.CheckConstraint(
                condition=~Q(name=""),
                name="partner_named",
                violation_error_message="Un partenaire a un nom.",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Said(models.Model):
    """What a claim says of a figure of the collective: of one partner, or of the whole (none)."""

    consortium = models.ForeignKey(Consortium, models.PROTECT, related_name="said")
    figure = models.ForeignKey(SharedFigure, models.PROTECT, related_name="said")
    partner = models.ForeignKey(Partner, models.PROTECT, null=True, related_name="said")
    claim = models.OneToOneField(Claim, models.PROTECT, related_name="said_of_consortium")
    withdrawn_on = models.DateField("retiré le", null=True)

    objects = OfConsortiumQuerySet.as_manager()

    class Meta:
        ordering = ["consortium", "claim__said_on", "pk"]


class Match(models.Model):
    """A house says that something of its own and something of another house are one thing.

    It counts once the other house says so too (`is_same`), from that day (`answered_on`) until one
    of them takes its word back (`undone_on`). `of_proposer`, `of_asked`: what each calls it.
    """

    consortium = models.ForeignKey(Consortium, models.PROTECT, related_name="%(class)ss")
    proposer = models.ForeignKey(House, models.PROTECT, related_name="+")
    asked = models.ForeignKey(House, models.PROTECT, related_name="+")
    proposed_on = models.DateField("proposé le")
    proposed_by_id = models.BigIntegerField(null=True, editable=False)
    answered_on = models.DateField("répondu le", null=True)
    answered_by_id = models.BigIntegerField(null=True, editable=False)
    is_same = models.BooleanField("c’est la même", null=True)
    undone_on = models.DateField("défait le", null=True)

    of_proposer_id: int  # of a kind of thing that each match declares
    of_asked_id: int

    objects = OfConsortiumQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.UniqueConstraint(
                fields=["consortium", "of_proposer", "of_asked"],
                condition=Q(undone_on__isnull=True),
                name="%(class)s_once",
                violation_error_message="Ce rapprochement est déjà proposé.",
            ),
            models.CheckConstraint(
                condition=Q(answered_on__isnull=True, is_same__isnull=True)
                | Q(answered_on__isnull=False, is_same__isnull=False),
                name="%(class)s_answer",
                violation_error_message="Une réponse a son jour.",
            ),
            models.CheckConstraint(
                condition=~Q(proposer=F("asked")),
                name="%(class)s_of_two_houses",
                violation_error_message="Un rapprochement se fait entre deux maisons.",
            ),
        ]


class SessionMatch(Match):
    """One session, in the books of two houses that organised it together."""

    of_proposer = models.ForeignKey(Session, models.PROTECT, related_name="+")
    of_asked = models.ForeignKey(Session, models.PROTECT, related_name="+")


class StructureMatch(Match):
    """One structure, on two sheets that no number tells to be the same."""

    of_proposer = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    of_asked = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
