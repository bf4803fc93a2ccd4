"""Deliberations, what they decide, the amounts they grant and the ballot that carried them."""

import datetime

from django.db import models
from django.db.models import F, Q

from probant.directory.models import House, Organisation
from probant.governance.models.bodies import GovernanceQuerySet
from probant.governance.models.sittings import Sitting
from probant.governance.rules import Count, executory_on


class DeliberationQuerySet(GovernanceQuerySet):
    organisation = "sitting__body__organisation_id"


class Deliberation(models.Model):
    """An act of a body, kept by a house; executory day, adoption and quorum are computed.

    `cited_only`: known because another act cites it; nothing is asked of it.
    """

    house = models.ForeignKey(House, models.PROTECT, related_name="deliberations")
    sitting = models.ForeignKey(Sitting, models.PROTECT, related_name="deliberations")
    number = models.CharField("numéro", max_length=40, blank=True)
    subject = models.TextField("objet")
    rapporteur = models.CharField("rapporteur", max_length=120, blank=True)
    advice = models.CharField("avis des commissions", max_length=300, blank=True)
    visas = models.TextField("visas", blank=True)
    recitals = models.TextField("exposé", blank=True, default="", db_default="")
    matter = models.CharField(
        "matière (nomenclature Actes)", max_length=8, blank=True, default="", db_default=""
    )
    signatory = models.CharField(
        "signataire de l’extrait", max_length=160, blank=True, default="", db_default=""
    )
    prefecture_id = models.CharField(
        "identifiant de transmission", max_length=60, blank=True, default="", db_default=""
    )
    document_reference = models.CharField("document", max_length=200, blank=True)
    transmitted_on = models.DateField("transmise le", null=True, blank=True)
    published_on = models.DateField("publiée le", null=True, blank=True)
    notified_on = models.DateField("notifiée le", null=True, blank=True)
    withdrawn_on = models.DateField("retirée le", null=True, blank=True)
    annulled_on = models.DateField("annulée le", null=True, blank=True)
    annulled_by = models.CharField(
        "annulée par", max_length=160, blank=True, default="", db_default=""
    )
    cited_only = models.BooleanField("connue par citation", default=False)
    search_key = models.TextField(editable=False, blank=True, default="", db_default="")

    objects = DeliberationQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["house", "sitting"], name="deliberation_list")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(subject=""),
                name="deliberation_subject",
                violation_error_message="Une délibération a un objet.",
            )
        ]

    def __str__(self) -> str:
        return self.subject

    @property
    def executory_on(self) -> datetime.date | None:
        """The day it became executory (CGCT L2131-1); None while a formality is not known."""
        return executory_on(self.transmitted_on, self.published_on)

    @property
    def has_ended(self) -> bool:
        """Whether it was withdrawn or annulled: history, which nothing changes any more."""
        return self.withdrawn_on is not None or self.annulled_on is not None


class DeliberationLink(models.Model):
    """A deliberation follows, amends or withdraws an earlier one."""

    class Nature(models.TextChoices):
        FOLLOWS = "follows", "fait suite à"
        AMENDS = "amends", "modifie"
        WITHDRAWS = "withdraws", "retire"

    BACK = {"follows": "Suivie par", "amends": "Modifiée par", "withdraws": "Retirée par"}

    deliberation = models.ForeignKey(Deliberation, models.PROTECT, related_name="earlier")
    earlier = models.ForeignKey(Deliberation, models.PROTECT, related_name="later")
    nature = models.CharField(max_length=12, choices=Nature, default=Nature.FOLLOWS)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["deliberation", "earlier", "nature"], name="deliberation_link_once"
            ),
            models.CheckConstraint(
                condition=~Q(deliberation=F("earlier")),
                name="deliberation_link_other",
                violation_error_message="Une délibération ne fait pas suite à elle-même.",
            ),
        ]

    @property
    def back(self) -> str:
        """What the earlier act says of the later one."""
        return self.BACK[self.nature]


class Decision(models.Model):
    """A numbered item of the operative part."""

    class Enables(models.TextChoices):
        NOTHING = "", "—"
        CONVENTION = "convention", "la convention"
        AWARD = "award", "une subvention"
        SIGNATURE = "signature", "la signature"
        CREDITS = "credits", "les crédits"

    deliberation = models.ForeignKey(Deliberation, models.PROTECT, related_name="decisions")
    number = models.SmallIntegerField("numéro")
    text = models.TextField("texte")
    enables = models.CharField(
        "permet", max_length=12, choices=Enables, blank=True, default=Enables.NOTHING
    )

    class Meta:
        ordering = ["deliberation", "number"]
        constraints = [
            models.UniqueConstraint(fields=["deliberation", "number"], name="decision_number")
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.text}"


class DecisionAmount(models.Model):
    """Money that a decision grants, integer cents; `part_of` is the whole that the act divides."""

    decision = models.ForeignKey(Decision, models.PROTECT, related_name="amounts")
    part_of = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="parts")
    position = models.SmallIntegerField("ordre")
    amount_cents = models.BigIntegerField("montant")
    beneficiary = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+"
    )
    beneficiary_name = models.CharField("bénéficiaire (tel qu’écrit)", max_length=200, blank=True)
    purpose = models.CharField("objet", max_length=300, blank=True)
    budget_year = models.SmallIntegerField("exercice", null=True, blank=True)
    budget_line = models.CharField("chapitre, article", max_length=120, blank=True)

    class Meta:
        ordering = ["decision", "position"]
        constraints = [
            models.UniqueConstraint(fields=["decision", "position"], name="decision_amount_place")
        ]


class Ballot(models.Model):
    """The votes on a deliberation; whether they adopt it is computed (`rules.outcome`).

    An election is one ballot a round, its candidates beside it. `asked_by`: how many members asked
    for that method. `weighing`: how the votes of the colleges weighed (`BodyRule.Weighing`).
    """

    class Kind(models.TextChoices):
        QUESTION = "question", "vote"
        ELECTION = "election", "élection"

    class Method(models.TextChoices):
        HANDS = "hands", "à main levée"
        PUBLIC = "public", "scrutin public"
        SECRET = "secret", "scrutin secret"
        UNKNOWN = "", "non précisé"

    class Said(models.TextChoices):
        NOTHING = "", "rien"
        ADOPTED = "adopted", "adopté"
        UNANIMOUS = "unanimous", "adopté à l’unanimité"
        REJECTED = "rejected", "rejeté"

    class Vote(models.TextChoices):
        UNKNOWN = "", "non précisé"
        FOR = "for", "pour"
        AGAINST = "against", "contre"

    deliberation = models.ForeignKey(Deliberation, models.PROTECT, related_name="ballots")
    round = models.SmallIntegerField("tour", default=1)
    method = models.CharField(
        "mode", max_length=8, choices=Method, blank=True, default=Method.UNKNOWN
    )
    votes_for = models.SmallIntegerField("pour", null=True, blank=True)
    votes_against = models.SmallIntegerField("contre", null=True, blank=True)
    abstentions = models.SmallIntegerField("abstentions", null=True, blank=True)
    not_voting = models.SmallIntegerField("ne prennent pas part au vote", null=True, blank=True)
    proxies = models.SmallIntegerField("dont procurations", null=True, blank=True)
    kind = models.CharField(
        "nature", max_length=12, choices=Kind, default=Kind.QUESTION, db_default="question"
    )
    blank_votes = models.SmallIntegerField("blancs et nuls", null=True, blank=True)
    asked_by = models.SmallIntegerField("demandé par", null=True, blank=True)
    to_elect = models.SmallIntegerField("sièges à pourvoir", null=True, blank=True)
    weighing = models.CharField(
        "pesée des voix", max_length=12, blank=True, default="", db_default=""
    )
    declared = models.CharField(
        "résultat écrit", max_length=12, choices=Said, blank=True, default=Said.NOTHING
    )
    president_vote = models.CharField(
        "vote du président", max_length=8, choices=Vote, blank=True, default=Vote.UNKNOWN
    )

    class Meta:
        ordering = ["deliberation", "round"]
        constraints = [
            models.UniqueConstraint(fields=["deliberation", "round"], name="ballot_round"),
            models.CheckConstraint(
                condition=(Q(votes_for__isnull=True) | Q(votes_for__gte=0))
                & (Q(votes_against__isnull=True) | Q(votes_against__gte=0))
                & (Q(abstentions__isnull=True) | Q(abstentions__gte=0))
                & (Q(not_voting__isnull=True) | Q(not_voting__gte=0))
                & (Q(proxies__isnull=True) | Q(proxies__gte=0)),
                name="ballot_counts",
                violation_error_message="Un nombre de voix ne peut être négatif.",
            ),
        ]

    @property
    def is_election(self) -> bool:
        """Whether it is a round of an election: its votes are those of its candidates."""
        return self.kind == self.Kind.ELECTION

    @property
    def count(self) -> Count:
        """The votes as values for `rules`."""
        return Count(
            for_=self.votes_for,
            against=self.votes_against,
            abstain=(
                self.abstentions
                if self.blank_votes is None
                else (self.abstentions or 0) + self.blank_votes
            ),
            not_voting=self.not_voting,
            proxies=self.proxies,
            declared=self.declared,
            president_vote=self.president_vote,
            secret=self.method == self.Method.SECRET,
        )
