"""Requests for a subsidy: what a house asks of a funder, and what becomes of it, as facts."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from probant.directory.models import House, Organisation
from probant.documents.models import Document
from probant.funding.models.conventions import Convention
from probant.funding.models.permanent import FilePiece
from probant.funding.models.sheets import ActionSheet
from probant.funding.rules.requests import Step
from probant.governance.models import Decision
from probant.journal.facts import Fact, FactQuerySet
from probant.kernel.actor import Actor
from probant.kernel.roles import FUNDERS, HOUSE, Role
from probant.programmes.models import Action

OWN = HOUSE - {Role.VOLUNTEER}


class FundingRequestQuerySet(models.QuerySet[Any]):
    def visible_to(self, actor: Actor | None) -> Self:
        """The house's own for its team and board; for a funder's people, what was deposited."""
        if actor is None:
            return self.none()
        seen = Q(pk__in=[])
        if actor.house_id is not None and actor.has(*OWN):
            seen = Q(house_id=actor.house_id)
        if actor.organisation_id is not None and actor.has(*FUNDERS):
            deposited = RequestStep.objects.now().filter(
                request=OuterRef("pk"), step=Step.DEPOSITED
            )
            seen |= Q(funder_id=actor.organisation_id) & Q(Exists(deposited))
        return self.filter(seen)


class FundingRequest(models.Model):
    """A request to one funder for one year (or several), in the words of Cerfa 12156.

    `convention` carries its sheets and budgets: the one in force with this funder, or a draft
    opened with the request. Where it stands is derived from its steps (`rules.requests.state_of`).
    """

    class Frequency(models.TextChoices):
        FIRST = "first", "première demande"
        RENEWAL = "renewal", "renouvellement"

    class Scope(models.TextChoices):
        GLOBAL = "global", "fonctionnement global"
        PROJECTS = "projects", "projet(s) ou action(s)"

    class Form(models.TextChoices):
        MONEY = "money", "en numéraire"
        KIND = "kind", "en nature"

    class Addressee(models.TextChoices):
        STATE = "state", "État"
        REGION = "region", "Région"
        DEPARTMENT = "department", "Département"
        TOWN = "town", "Commune ou intercommunalité"
        OTHER = "other", "Autre"

    house = models.ForeignKey(House, models.PROTECT, related_name="funding_requests")
    funder = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    convention = models.ForeignKey(Convention, models.PROTECT, related_name="requests")
    title = models.CharField("objet", max_length=200)
    year = models.SmallIntegerField("exercice")
    last_year = models.SmallIntegerField("dernier exercice")
    frequency = models.CharField("fréquence", max_length=8, choices=Frequency)
    scope = models.CharField("objet de l’aide", max_length=8, choices=Scope)
    form = models.CharField("forme", max_length=8, choices=Form, default=Form.MONEY)
    addressee = models.CharField("adressée à", max_length=12, choices=Addressee)
    service = models.CharField("service", max_length=160, blank=True)
    due_on = models.DateField("à déposer avant le", null=True, blank=True)
    statutes_changed = models.BooleanField("statuts modifiés", default=False)
    signatory = models.CharField("signataire", max_length=120, blank=True)
    capacity = models.CharField("qualité du signataire", max_length=160, blank=True)
    opinion = models.TextField("avis du service", blank=True)

    objects = FundingRequestQuerySet.as_manager()

    class Meta:
        ordering = ["-year", "-id"]
        indexes = [
            models.Index(fields=["house", "-year", "-id"], name="funding_request_list"),
            models.Index(fields=["funder", "-year"], name="funding_request_funder"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(last_year__gte=F("year")),
                name="funding_request_years",
                violation_error_message="Le dernier exercice précède le premier.",
            ),
            models.CheckConstraint(
                condition=~Q(title=""),
                name="funding_request_titled",
                violation_error_message="Une demande a un objet.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_multi_year(self) -> bool:
        """Whether it asks for several years at once."""
        return self.last_year > self.year


class OfRequestQuerySet(models.QuerySet[Any]):
    def visible_to(self, actor: Actor | None) -> Self:
        """Those of the requests that the actor sees."""
        return self.filter(request_id__in=FundingRequest.objects.visible_to(actor).values("pk"))


class RequestAction(models.Model):
    """An action that a request asks for: a sheet of the convention that carries the request."""

    request = models.ForeignKey(FundingRequest, models.PROTECT, related_name="actions")
    sheet = models.ForeignKey(ActionSheet, models.PROTECT, related_name="requests")
    position = models.SmallIntegerField("ordre")
    is_new = models.BooleanField("projet nouveau", default=False)
    opinion = models.TextField("avis du service", blank=True)

    objects = OfRequestQuerySet.as_manager()

    class Meta:
        ordering = ["request", "position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["request", "sheet"],
                name="request_action_once",
                violation_error_message="Cette action est déjà dans la demande.",
            )
        ]


class RepublicanCommitment(models.Model):
    """The republican commitment contract subscribed for a request (loi 2000-321 art. 10-1)."""

    request = models.OneToOneField(FundingRequest, models.PROTECT, related_name="commitment")
    signed_on = models.DateField("souscrit le")
    signatory = models.CharField("signataire", max_length=120)
    capacity = models.CharField("qualité", max_length=160, blank=True)
    version = models.CharField("version", max_length=120)
    publicity = models.CharField("information des membres", max_length=300, blank=True)
    document = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="commitments"
    )

    objects = OfRequestQuerySet.as_manager()


class RequestPiece(models.Model):
    """A piece of a request: joined from the permanent file, or asked for by the funder.

    Asked and given are facts (`RequestStep`); the row says what it is and which file answers.
    """

    request = models.ForeignKey(FundingRequest, models.PROTECT, related_name="pieces")
    label = models.CharField("pièce", max_length=200)
    kind = models.CharField("nature", max_length=12, blank=True)
    file_piece = models.ForeignKey(
        FilePiece, models.PROTECT, null=True, blank=True, related_name="requests"
    )
    document = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="request_pieces"
    )
    due_on = models.DateField("attendue le", null=True, blank=True)

    objects = OfRequestQuerySet.as_manager()

    class Meta:
        ordering = ["request", "id"]
        indexes = [models.Index(fields=["request", "kind"], name="request_piece_list")]


class HeldTaken(models.Model):
    """What held a deposit and a person took on, with a reason."""

    request = models.ForeignKey(FundingRequest, models.PROTECT, related_name="taken")
    code = models.CharField(max_length=48)
    subject = models.CharField(max_length=300, blank=True)
    reason = models.TextField("motif")
    taken_on = models.DateField("pris en charge le")
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    objects = OfRequestQuerySet.as_manager()

    class Meta:
        ordering = ["request", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["request", "code", "subject"],
                name="held_taken_once",
                violation_error_message="Ce manque est déjà pris en charge.",
            )
        ]


class RequestFactQuerySet(FactQuerySet):
    def visible_to(self, actor: Actor | None) -> Self:
        """Those of the requests that the actor sees."""
        return self.filter(request_id__in=FundingRequest.objects.visible_to(actor).values("pk"))


class RequestStep(Fact):
    """Something that happened to a request on a day. `piece`: which one was asked for or given."""

    request = models.ForeignKey(FundingRequest, models.PROTECT, related_name="steps")
    step = models.CharField(
        "étape", max_length=12, choices=[(one.value, one.label) for one in Step]
    )
    piece = models.ForeignKey(
        RequestPiece, models.PROTECT, null=True, blank=True, related_name="steps"
    )
    decision = models.ForeignKey(
        Decision, models.PROTECT, null=True, blank=True, related_name="requests"
    )
    reference = models.CharField("accusé de réception", max_length=60, blank=True)

    objects = RequestFactQuerySet.as_manager()  # type: ignore[misc]

    class Meta(Fact.Meta):
        indexes = [
            models.Index(fields=["request", "step"], name="request_step_list"),
            models.Index(fields=["house_id", "seq"], name="request_step_seq"),
        ]


class AmountAsked(Fact):
    """What a deposit asked of a funder for an action and a year, in cents, with its cost."""

    request = models.ForeignKey(FundingRequest, models.PROTECT, related_name="amounts_asked")
    action = models.ForeignKey(
        Action, models.PROTECT, null=True, blank=True, related_name="amounts_asked"
    )
    funder = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    budget_year = models.SmallIntegerField("exercice")
    amount_cents = models.BigIntegerField("montant demandé")
    cost_cents = models.BigIntegerField("coût présenté", null=True, blank=True)

    objects = RequestFactQuerySet.as_manager()  # type: ignore[misc]

    class Meta(Fact.Meta):
        indexes = [
            models.Index(fields=["house_id", "budget_year", "funder"], name="amount_asked_year"),
            models.Index(fields=["request"], name="amount_asked_request"),
            models.Index(fields=["house_id", "seq"], name="amount_asked_seq"),
        ]


class OpinionQuerySet(FactQuerySet):
    def visible_to(self, actor: Actor | None) -> Self:
        """The funder's own people; the house once the funder has decided.

        A paper that prepares a decision is not communicable before it (CRPA, art. L311-2).
        """
        if actor is None:
            return self.none()
        seen = FundingRequest.objects.visible_to(actor)
        decided = RequestStep.objects.now().filter(
            request=OuterRef("pk"), step__in=(Step.GRANTED, Step.REFUSED)
        )
        own = Q(funder_id=actor.organisation_id) if actor.has(*FUNDERS) else Q(pk__in=[])
        return self.filter(request_id__in=seen.filter(own | Q(Exists(decided))).values("pk"))


class AmountProposed(Fact):
    """The opinion of the funder's service on an action, and the amount it proposes, in cents."""

    class Opinion(models.TextChoices):
        FAVOURABLE = "favourable", "favorable"
        RESERVED = "reserved", "favorable avec réserves"
        UNFAVOURABLE = "unfavourable", "défavorable"

    request = models.ForeignKey(FundingRequest, models.PROTECT, related_name="opinions")
    action = models.ForeignKey(
        Action, models.PROTECT, null=True, blank=True, related_name="opinions"
    )
    opinion = models.CharField("avis", max_length=12, choices=Opinion)
    amount_cents = models.BigIntegerField("montant proposé")

    objects = OpinionQuerySet.as_manager()  # type: ignore[misc]

    class Meta(Fact.Meta):
        constraints = [
            *Fact.Meta.constraints,
            models.CheckConstraint(
                condition=Q(amount_cents__gte=0),
                name="%(class)s_positive",
                violation_error_message="Un montant proposé n’est pas négatif.",
            ),
        ]
        indexes = [
            models.Index(fields=["request"], name="amount_proposed_request"),
            models.Index(fields=["house_id", "seq"], name="amount_proposed_seq"),
        ]
