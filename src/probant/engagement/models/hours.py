"""Volunteers and their hours, staff and their time: facts by the minute, on an action."""

from collections.abc import Mapping
from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q

from probant.directory.models import House, Person
from probant.engagement.models.levels import Level, Task
from probant.engagement.models.rates import HourRate
from probant.journal.facts import fact_indexes
from probant.kernel.actor import Actor
from probant.kernel.roles import HOUSE
from probant.programmes.models import Action, ProgrammeFact
from probant.support.models import Case

LEGAL_MINUTES = 1607 * 60  # a legal full-time year: what facts older than the column hold


class VolunteeringQuerySet(models.QuerySet["Volunteering"]):
    def visible_to(self, actor: Actor | None) -> Self:
        """The volunteers of the actor's own house."""
        if actor is None or actor.house_id is None or not actor.has(*HOUSE):
            return self.none()
        return self.filter(house_id=actor.house_id)


class Volunteering(models.Model):
    """A person volunteers for a house between two dates, with what they like to do."""

    Task = Task

    house = models.ForeignKey(House, models.PROTECT, related_name="volunteerings")
    person = models.ForeignKey(Person, models.PROTECT, related_name="volunteerings")
    task = models.CharField("mission", max_length=20, choices=Task)
    level = models.CharField("niveau", max_length=8, choices=Level, default=Level.BASE)
    affinities = models.CharField("affinités", max_length=200, blank=True)
    starts_on = models.DateField("depuis")
    ends_on = models.DateField("jusqu'au", null=True, blank=True)

    objects = VolunteeringQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["house", "person", "task"],
                condition=Q(ends_on__isnull=True),
                name="volunteering_once",
                violation_error_message="Cette personne est déjà bénévole pour cette mission.",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="volunteering_dates",
                violation_error_message="La fin précède le début.",
            ),
        ]


class TimeFact(ProgrammeFact):
    """Minutes given by a person on a day, to an action or a programme; an hour counts once."""

    action = models.ForeignKey(Action, models.PROTECT, null=True, blank=True, related_name="+")
    minutes = models.IntegerField("durée")

    class Meta(ProgrammeFact.Meta):
        abstract = True
        constraints = [
            *ProgrammeFact.Meta.constraints,
            models.CheckConstraint(
                condition=Q(minutes__gt=0, minutes__lte=24 * 60),
                name="%(class)s_minutes",
                violation_error_message="Une durée est comprise entre une minute et une journée.",
            ),
            models.CheckConstraint(condition=Q(person__isnull=False), name="%(class)s_of_a_person"),
        ]


class VolunteerHours(TimeFact):
    """Time given by a volunteer, validated by the team.

    `value_cents` is computed when it is written, by the rate of the house in force on the day
    (`rate`), and empty where there was none; a method that changes replaces the fact.
    """

    BORN: ClassVar[Mapping[str, int]] = {
        "task": 3,
        "level": 3,
        "case_id": 3,
        "rate_id": 3,
        "value_cents": 3,
    }

    task = models.CharField("mission", max_length=20, choices=Task, blank=True, default="")
    level = models.CharField("niveau", max_length=8, choices=Level, blank=True, default="")
    case = models.ForeignKey(
        Case, models.PROTECT, null=True, blank=True, related_name="volunteer_hours"
    )
    rate = models.ForeignKey(HourRate, models.PROTECT, null=True, blank=True, related_name="+")
    value_cents = models.IntegerField("valeur", null=True, blank=True)

    class Meta(TimeFact.Meta):
        indexes = fact_indexes(
            "volunteer_hours",
            "programme_code",
            "task",
            counted=("minutes", "value_cents", "person", "action"),
        )


class StaffTime(TimeFact):
    """Time worked by an employee; full-time equivalents are computed from it, never typed.

    `full_time_minutes`: minutes of a full-time year of the employer on that day, copied: changing
    the base does not move last year. `origin`, `origin_id`: the trace in the house's books that it
    was confirmed from (an appointment, a session…), which counts once.
    """

    BORN: ClassVar[Mapping[str, int]] = {"full_time_minutes": 3, "origin": 3, "origin_id": 3}

    class Origin(models.TextChoices):
        TYPED = "", "saisi"
        APPOINTMENT = "appointment", "rendez-vous"
        SESSION = "session", "rencontre"
        SITTING = "sitting", "séance"
        PHASE = "phase", "étape d’un dossier"
        LETTER = "letter", "lettre de mission"

    full_time_minutes = models.IntegerField("année à temps plein", default=LEGAL_MINUTES)
    origin = models.CharField("trace", max_length=12, choices=Origin, blank=True, default="")
    origin_id = models.BigIntegerField(null=True, blank=True)

    class Meta(TimeFact.Meta):
        constraints = [
            *TimeFact.Meta.constraints,
            models.UniqueConstraint(
                fields=["person", "origin", "origin_id", "occurred_on"],
                condition=Q(void_seq__isnull=True, origin_id__isnull=False),
                name="staff_time_trace_once",
                violation_error_message="Ce temps est déjà noté.",
            ),
            models.CheckConstraint(
                condition=Q(full_time_minutes__gt=0), name="staff_time_full_time"
            ),
        ]
        indexes = [
            *fact_indexes(
                "staff_time",
                "programme_code",
                "action",
                counted=("minutes", "full_time_minutes", "person"),
            ),
            models.Index(fields=["person", "occurred_on"], name="staff_time_person"),
        ]
