"""What a house knows of its volunteers: skills, wishes, availability, agreements, papers given."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from probant.directory.models import House, Person, Theme
from probant.documents.models import Document
from probant.kernel.actor import Actor
from probant.kernel.roles import TEAM, Role


class OwnRowQuerySet(models.QuerySet["models.Model"]):
    """Rows about one person: the team of the house reads them, and the volunteer her own."""

    def visible_to(self, actor: Actor | None) -> Self:
        """Those of the house for its team; one's own for a volunteer."""
        if actor is None or actor.house_id is None:
            return self.none()
        if actor.has(*TEAM):
            return self.filter(house_id=actor.house_id)
        if actor.has(Role.VOLUNTEER) and actor.person_id is not None:
            return self.filter(house_id=actor.house_id, person_id=actor.person_id)
        return self.none()


class SkillQuerySet(models.QuerySet["Skill"]):
    def visible_to(self, actor: Actor | None) -> Self:
        """The skills that the actor's house words, for its team."""
        if actor is None or actor.house_id is None or not actor.has(*TEAM):
            return self.none()
        return self.filter(house_id=actor.house_id)


class Skill(models.Model):
    """What a house says of one skill of the list: renamed, closed, or one of its own making.

    `need_code` (a need of the door's list) and `theme` say which cases the skill answers to.
    """

    house = models.ForeignKey(House, models.PROTECT, related_name="skills", db_index=False)
    code = models.SlugField("code", max_length=32)
    name = models.CharField("compétence", max_length=120)
    need_code = models.CharField("répond au besoin", max_length=32, blank=True, default="")
    theme = models.CharField(
        "domaine", max_length=16, choices=Theme.choices, blank=True, default=""
    )
    is_open = models.BooleanField("proposée", default=True)

    objects = SkillQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["house", "code"],
                name="skill_once",
                violation_error_message="Cette compétence est déjà dans la liste.",
            )
        ]

    def __str__(self) -> str:
        return self.name


class VolunteerProfile(models.Model):
    """What a volunteer can and wants to do; her own words, emptied when she is erased.

    `half_days`: bits from Monday morning (1) to Sunday afternoon (2^13), see `rules.availability`.
    """

    house = models.ForeignKey(House, models.PROTECT, related_name="+", db_index=False)
    person = models.OneToOneField(Person, models.PROTECT, related_name="volunteer_profile")
    other_skills = models.CharField("autres compétences", max_length=300, blank=True)
    networks = models.CharField("réseaux", max_length=300, blank=True)
    half_days = models.IntegerField("disponibilités", default=0)
    available_from = models.DateField("disponible du", null=True, blank=True)
    available_to = models.DateField("au", null=True, blank=True)
    availability_note = models.CharField("précisions", max_length=200, blank=True)
    cases_at_once = models.SmallIntegerField("dossiers à la fois", default=2)

    objects = OwnRowQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["house", "person"], name="volunteer_profile_list")]
        constraints = [
            models.CheckConstraint(
                condition=Q(available_from__isnull=True)
                | Q(available_to__isnull=True)
                | Q(available_to__gte=F("available_from")),
                name="volunteer_profile_days",
                violation_error_message="La fin de la disponibilité précède son début.",
            ),
            models.CheckConstraint(
                condition=Q(half_days__gte=0, half_days__lt=2**14),
                name="volunteer_profile_half_days",
            ),
            models.CheckConstraint(
                condition=Q(cases_at_once__gte=0, cases_at_once__lte=50),
                name="volunteer_profile_cases",
                violation_error_message="Un nombre de dossiers entre 0 et 50.",
            ),
        ]


class VolunteerTrait(models.Model):
    """One skill, theme, branch or territory of a volunteer; the name is kept as it was chosen."""

    class Kind(models.TextChoices):
        SKILL = "skill", "compétence"
        THEME = "theme", "domaine"
        BRANCH = "branch", "filière"
        PLACE = "place", "territoire"

    profile = models.ForeignKey(VolunteerProfile, models.CASCADE, related_name="traits")
    kind = models.CharField(max_length=8, choices=Kind)
    code = models.CharField(max_length=32)
    name = models.CharField(max_length=120)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["profile", "kind", "code"], name="volunteer_trait_once")
        ]
        indexes = [models.Index(fields=["kind", "code"], name="volunteer_trait_code")]


class VolunteerAgreement(models.Model):
    """The agreement of a volunteer (convention de bénévolat): what each side commits to, and when.

    Without a contract of employment nor pay: its words are the house's, kept as they were drawn.
    """

    house = models.ForeignKey(House, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="volunteer_agreements")
    drawn_on = models.DateField("établie le")
    starts_on = models.DateField("à partir du")
    ends_on = models.DateField("jusqu’au", null=True, blank=True)
    signed_on = models.DateField("signée le", null=True, blank=True)
    house_commits = models.TextField("la structure s’engage à", blank=True)
    volunteer_commits = models.TextField("le bénévole s’engage à", blank=True)
    signed_by = models.CharField("signée pour la structure par", max_length=120, blank=True)
    capacity = models.CharField("qualité", max_length=120, blank=True)
    document = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="copie"
    )

    objects = OwnRowQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["house", "starts_on"], name="agreement_list")]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="agreement_days",
                violation_error_message="La fin de la convention précède son début.",
            )
        ]


class VolunteerPaper(models.Model):
    """A certificate of volunteering or a yearly letter: read from the hours as of `seq`.

    Who holds it checks it by `code`. It keeps no name of the volunteer: erased, she is no longer
    named.
    """

    class Kind(models.TextChoices):
        CERTIFICATE = "certificate", "attestation de bénévolat"
        LETTER = "letter", "lettre annuelle"

    house = models.ForeignKey(House, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="volunteer_papers")
    kind = models.CharField(max_length=12, choices=Kind)
    starts_on = models.DateField("du")
    ends_on = models.DateField("au")
    code = models.CharField("numéro", max_length=16, unique=True)
    issued_on = models.DateField("établie le")
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    signed_by = models.CharField("signataire", max_length=120)
    capacity = models.CharField("qualité", max_length=120, blank=True)
    seq = models.BigIntegerField(editable=False)

    objects = OwnRowQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="volunteer_paper_days",
                violation_error_message="La fin de la période précède son début.",
            )
        ]

    def __str__(self) -> str:
        return self.code
