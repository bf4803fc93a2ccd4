"""Participants of operations that European funds support: what is asked, kept apart.

Common indicators of participants: règlement (UE) 2021/1057, annexe I. Only persons who take part in
their own name are participants, never those who come to an awareness event.
"""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from probant.directory.models import House, Person
from probant.journal.facts import fact_indexes
from probant.kernel.actor import Actor
from probant.kernel.roles import TEAM, Role
from probant.programmes.models import Action, ProgrammeFact
from probant.support.models import Case


class EntryStatus(models.TextChoices):
    """Situation on the labour market on the day of entry."""

    LONG_UNEMPLOYED = "chomage_long", "au chômage depuis un an ou plus"
    UNEMPLOYED = "chomage", "au chômage depuis moins d’un an"
    INACTIVE = "inactif", "sans emploi et sans en chercher"
    EMPLOYED = "emploi", "en emploi, y compris à son compte"


class ExitStatus(models.TextChoices):
    """Situation when leaving, and within the four weeks after."""

    EMPLOYED = "emploi", "en emploi, y compris à son compte"
    SEARCHING = "recherche", "en recherche d’emploi"
    TRAINING = "formation", "en formation ou en études"
    QUALIFIED = "qualification", "a obtenu une qualification"
    OTHER = "autre", "autre situation"


class ParticipantQuerySet(models.QuerySet["Participant"]):
    def visible_to(self, actor: Actor | None) -> Self:
        """Those of the house that stand, for its team."""
        if actor is None or actor.house_id is None or not actor.has(*TEAM):
            return self.none()
        return self.filter(house_id=actor.house_id, struck_on__isnull=True)


class Participant(models.Model):
    """A person in an operation (an action), from a day to another; the dates of the facts.

    `struck_on`: her entry was noted by mistake and voided; nothing counts her any more.
    """

    house = models.ForeignKey(House, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="participations")
    action = models.ForeignKey(Action, models.PROTECT, related_name="+", verbose_name="opération")
    case = models.ForeignKey(Case, models.PROTECT, null=True, blank=True, related_name="+")
    entered_on = models.DateField("entrée le")
    left_on = models.DateField("sortie le", null=True, blank=True)
    struck_on = models.DateField("entrée annulée le", null=True, blank=True)

    objects = ParticipantQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "action"],
                condition=Q(left_on__isnull=True, struck_on__isnull=True),
                name="participant_once",
                violation_error_message="Cette personne participe déjà à cette opération.",
            ),
            models.CheckConstraint(
                condition=Q(left_on__isnull=True) | Q(left_on__gte=F("entered_on")),
                name="participant_days",
                violation_error_message="La sortie précède l’entrée.",
            ),
        ]


class AnswersQuerySet(models.QuerySet["ParticipantAnswers"]):
    def visible_to(self, actor: Actor | None) -> Self:
        """The direction alone: who asks writes them down, and does not read them back."""
        if actor is None or actor.house_id is None or not actor.has(Role.DIRECTION):
            return self.none()
        return self.filter(participant__house_id=actor.house_id)


class Answer(models.TextChoices):
    """Each sensitive question may be left: a refusal is an answer."""

    YES = "oui", "oui"
    NO = "non", "non"
    REFUSED = "refus", "ne souhaite pas répondre"


#: The columns of what is answered, in the order in which it is asked.
ANSWERED = (
    "born_in",
    "gender",
    "schooling",
    "housing",
    "disability",
    "third_country",
    "foreign_origin",
    "minority",
    "consented_on",
)


class ParticipantAnswers(models.Model):
    """What a participant said of herself, in a table apart; emptied when she is erased.

    Nothing here is ever in a fact. The sensitive ones rest on the explicit consent of the day
    (RGPD art. 9, 2, a): without it each of them is a refusal.
    """

    participant = models.OneToOneField(Participant, models.CASCADE, related_name="answers")
    born_in = models.SmallIntegerField("année de naissance", null=True, blank=True)
    gender = models.CharField(
        "sexe",
        max_length=8,
        choices=[("femme", "femme"), ("homme", "homme"), ("autre", "autre ou non binaire")],
        blank=True,
    )
    schooling = models.CharField(
        "niveau d’études",
        max_length=8,
        choices=[
            ("cite_0_2", "collège ou moins (CITE 0 à 2)"),
            ("cite_3_4", "lycée, CAP, BEP, bac (CITE 3 et 4)"),
            ("cite_5_8", "études supérieures (CITE 5 à 8)"),
        ],
        blank=True,
    )
    housing = models.CharField("sans domicile ou mal logée", max_length=5, blank=True)
    disability = models.CharField("handicap reconnu", max_length=5, blank=True)
    third_country = models.CharField(
        "nationalité d’un pays hors Union européenne", max_length=5, blank=True
    )
    foreign_origin = models.CharField("d’origine étrangère", max_length=5, blank=True)
    minority = models.CharField("appartient à une minorité", max_length=5, blank=True)
    consented_on = models.DateField("accord donné le", null=True, blank=True)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    objects = AnswersQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(consented_on__isnull=False)
                | ~Q(housing__in=["oui", "non"])
                & ~Q(disability__in=["oui", "non"])
                & ~Q(third_country__in=["oui", "non"])
                & ~Q(foreign_origin__in=["oui", "non"])
                & ~Q(minority__in=["oui", "non"]),
                name="participant_answers_consented",
                violation_error_message="Sans accord, ces réponses ne sont pas gardées.",
            )
        ]


class ParticipantEntered(ProgrammeFact):
    """A person entered an operation; no name, no answer: her situation on the labour market."""

    participant = models.ForeignKey(Participant, models.PROTECT, related_name="+")
    action = models.ForeignKey(Action, models.PROTECT, related_name="+")
    status = models.CharField("situation", max_length=16, choices=EntryStatus)

    class Meta(ProgrammeFact.Meta):
        constraints = [
            *ProgrammeFact.Meta.constraints,
            models.UniqueConstraint(
                fields=["participant"],
                condition=Q(void_seq__isnull=True),
                name="participant_entered_once",
            ),
        ]
        indexes = fact_indexes(
            "participant_entered", "programme_code", "status", counted=("person", "action")
        )


class ParticipantLeft(ProgrammeFact):
    """A person left an operation, with her situation then."""

    participant = models.ForeignKey(Participant, models.PROTECT, related_name="+")
    action = models.ForeignKey(Action, models.PROTECT, related_name="+")
    status = models.CharField("situation", max_length=16, choices=ExitStatus)

    class Meta(ProgrammeFact.Meta):
        constraints = [
            *ProgrammeFact.Meta.constraints,
            models.UniqueConstraint(
                fields=["participant"],
                condition=Q(void_seq__isnull=True),
                name="participant_left_once",
            ),
        ]
        indexes = fact_indexes(
            "participant_left", "programme_code", "status", counted=("person", "action")
        )
