"""Organisations: identity from public registers, shared by the whole instance."""

from typing import Self

from django.db import models
from django.db.models import Q

from probant.kernel.actor import Actor
from probant.kernel.roles import FUNDERS


class Family(models.TextChoices):
    """Legal families of the ESS (loi 2014-856 art. 1) and those around it."""

    ASSOCIATION = "association", "association"
    COOPERATIVE = "cooperative", "coopérative"
    MUTUAL = "mutuelle", "mutuelle"
    FOUNDATION = "fondation", "fondation"
    SOCIAL_COMPANY = "societe_ess", "société commerciale de l'ESS"
    AUTHORITY = "collectivite", "collectivité"
    STATE = "etat", "État ou établissement public"
    COMPANY = "entreprise", "entreprise hors ESS"
    PROJECT = "projet", "projet non encore créé"


class Theme(models.TextChoices):
    """What a structure does, in the words of the trade (the headings of seed sheets)."""

    SOCIAL = "social", "action sociale et santé"
    EDUCATION = "education", "éducation populaire et jeunesse"
    CULTURE = "culture", "culture"
    SPORT = "sport", "sport et plein air"
    INTEGRATION = "insertion", "insertion par l'activité économique"
    REUSE = "reemploi", "réemploi et déchets"
    FOOD = "alimentation", "agriculture et alimentation"
    HOUSING = "habitat", "habitat"
    SERVICES = "services", "services de proximité"
    TERRITORY = "territoire", "développement local"
    SUPPORT = "appui", "appui et têtes de réseau"
    OTHER = "autre", "autre"


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    def visible_to(self, actor: Actor | None) -> Self:
        """The organisations a person may open: those of the house's cards, and their own.

        Funders see the structures that agreed to be named to them, by `NamingAgreement`.
        """
        if actor is None:
            return self.none()
        own = Q(pk=actor.organisation_id)
        if actor.house_id is not None and not actor.has(*FUNDERS):
            own |= Q(cards__house_id=actor.house_id)
        return self.filter(own).distinct()


class Organisation(models.Model):
    """A structure, an actor, an authority. SIREN, SIRET and RNA are unique where known."""

    name = models.CharField("nom", max_length=200)
    name_key = models.CharField(max_length=200, editable=False)
    siren = models.CharField("SIREN", max_length=9, blank=True)
    siret = models.CharField("SIRET", max_length=14, blank=True)
    rna = models.CharField("RNA", max_length=10, blank=True)
    legal_category = models.CharField("catégorie juridique", max_length=4, blank=True)
    family = models.CharField("famille juridique", max_length=16, choices=Family)
    theme = models.CharField("domaine", max_length=16, choices=Theme, default=Theme.OTHER)
    branch = models.CharField("filière", max_length=32, blank=True, default="")
    naf = models.CharField("code NAF", max_length=6, blank=True)
    is_ess = models.BooleanField("de l’ESS selon Sirene", null=True, blank=True, default=None)
    address = models.CharField("adresse", max_length=200, blank=True)
    postcode = models.CharField("code postal", max_length=5, blank=True)
    place_code = models.CharField("commune (code INSEE)", max_length=9, blank=True)
    place_vintage = models.SmallIntegerField(null=True, blank=True)
    place_name = models.CharField("commune", max_length=120, blank=True)
    qpv_code = models.CharField("quartier prioritaire", max_length=32, blank=True, default="")
    email = models.EmailField("courriel", blank=True)
    telephone = models.CharField("téléphone", max_length=20, blank=True)
    website = models.URLField("site", blank=True)
    is_fictitious = models.BooleanField("structure fictive", default=False)
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["siret"],
                condition=~Q(siret=""),
                name="organisation_siret",
                violation_error_message="Ce SIRET est déjà celui d'une structure de l'annuaire.",
            ),
            models.UniqueConstraint(
                fields=["rna"],
                condition=~Q(rna=""),
                name="organisation_rna",
                violation_error_message="Ce RNA est déjà celui d'une structure de l'annuaire.",
            ),
            models.CheckConstraint(
                condition=~Q(name=""),
                name="organisation_named",
                violation_error_message="Une structure a un nom.",
            ),
        ]
        indexes = [
            models.Index(fields=["name_key"], name="organisation_name"),
            models.Index(fields=["siren"], name="organisation_siren"),
            models.Index(fields=["email"], name="organisation_email"),
            models.Index(fields=["telephone"], name="organisation_telephone"),
        ]

    def __str__(self) -> str:
        return self.name
