"""Appointments of a case: planned, moved, held or not; what a held one counts for is a fact."""

import datetime
import uuid
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from probant.directory.models import House, Organisation, Person
from probant.journal.facts import fact_indexes
from probant.kernel.actor import Actor
from probant.kernel.roles import TEAM, Role
from probant.programmes.models import Programme
from probant.support.models.cases import Case
from probant.support.models.facts import STANDING, CaseFact


class Mode(models.TextChoices):
    """Where, or by what, people met."""

    HERE = "here", "dans nos locaux"
    THERE = "there", "sur place, chez eux"
    PHONE = "phone", "par téléphone"
    VISIO = "visio", "en visioconférence"
    VISIT = "visit", "visite faite ensemble"


class AppointmentQuerySet(models.QuerySet["Appointment"]):
    def visible_to(self, actor: Actor | None) -> Self:
        """The appointments of the cases that the actor may see."""
        return self.filter(case__in=Case.objects.visible_to(actor))

    def planned(self) -> Self:
        """Those that are still to come, or of which nobody said what became."""
        return self.filter(state=Appointment.State.PLANNED)


class Appointment(models.Model):
    """One appointment of one case. Civil day and hour of Paris; `minutes` as planned, or spent.

    A visit made with several cases is one row each, of the same `joint` key. What was held is the
    fact `AppointmentHeld`; `state` says it again for lists. `revision` grows with each move.
    """

    class State(models.TextChoices):
        PLANNED = "planned", "prévu"
        HELD = "held", "tenu"
        MISSED = "missed", "non tenu"
        CANCELLED = "cancelled", "annulé"

    class Side(models.TextChoices):
        """Who did not come."""

        OURS = "ours", "de notre côté"
        THEIRS = "theirs", "du côté du porteur"

    house = models.ForeignKey(House, models.PROTECT, related_name="+", db_index=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="appointments", db_index=False)
    planned_on = models.DateField("jour")
    starts_time = models.TimeField("heure", null=True, blank=True)
    minutes = models.PositiveIntegerField("durée (minutes)", null=True, blank=True)
    mode = models.CharField("forme", max_length=8, choices=Mode, default=Mode.HERE)
    place_label = models.CharField("lieu ou lien", max_length=200, blank=True)
    subject = models.CharField("objet", max_length=200, blank=True)
    ours = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+", blank=True)
    theirs = models.ManyToManyField(Person, related_name="+", blank=True)
    with_organisations = models.ManyToManyField(Organisation, related_name="+", blank=True)
    state = models.CharField("état", max_length=10, choices=State, default=State.PLANNED)
    missed_by = models.CharField("absence", max_length=8, choices=Side, blank=True, default="")
    joint = models.UUIDField(default=uuid.uuid4, editable=False)
    revision = models.PositiveSmallIntegerField(default=0, editable=False)
    seq = models.BigIntegerField(editable=False)
    erased_on = models.DateField(null=True, editable=False)

    objects = AppointmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=(Q(state="missed") & ~Q(missed_by=""))
                | (~Q(state="missed") & Q(missed_by="")),
                name="appointment_missed_whole",
                violation_error_message="Dites qui n'est pas venu.",
            ),
            models.CheckConstraint(
                condition=Q(minutes__isnull=True) | Q(minutes__gt=0, minutes__lte=1440),
                name="appointment_minutes",
                violation_error_message="Un rendez-vous dure entre une minute et une journée.",
            ),
        ]
        indexes = [
            models.Index(fields=["case", "planned_on", "id"], name="appointment_case"),
            models.Index(fields=["house", "planned_on", "state"], name="appointment_agenda"),
        ]

    def __str__(self) -> str:
        return self.subject or "Rendez-vous"

    @property
    def starts_at(self) -> datetime.datetime | None:
        """The instant it begins, in the zone of Paris; None where no hour was said."""
        if self.starts_time is None:
            return None
        return timezone.make_aware(datetime.datetime.combine(self.planned_on, self.starts_time))

    @property
    def ends_at(self) -> datetime.datetime | None:
        """The instant it ends; None where hour or length was not said."""
        begins = self.starts_at
        if begins is None or self.minutes is None:
            return None
        return begins + datetime.timedelta(minutes=self.minutes)


class AppointmentHeld(CaseFact):
    """An appointment took place; once for each. `joint` is shared by a visit made together."""

    appointment = models.ForeignKey(Appointment, models.PROTECT, related_name="+")
    mode = models.CharField("forme", max_length=8, choices=Mode)
    minutes = models.IntegerField("durée (minutes)")
    joint = models.UUIDField(editable=False)

    class Meta(CaseFact.Meta):
        constraints = [
            *CaseFact.Meta.constraints,
            models.UniqueConstraint(
                fields=["appointment"],
                condition=STANDING,
                name="appointment_held_once",
                violation_error_message="Ce rendez-vous est déjà noté comme tenu.",
            ),
            models.CheckConstraint(
                condition=Q(minutes__gt=0, minutes__lte=1440),
                name="appointment_held_minutes",
                violation_error_message="Un rendez-vous dure entre une minute et une journée.",
            ),
        ]
        indexes = fact_indexes(
            "appointment_held",
            "programme_code",
            "mode",
            counted=("minutes", "organisation", "case", "joint"),
        )


class NoteTemplateQuerySet(models.QuerySet["NoteTemplate"]):
    def visible_to(self, actor: Actor | None) -> Self:
        """The templates of the actor's own house, for those who write on its cases."""
        if actor is None or actor.house_id is None or not actor.has(*TEAM, Role.VOLUNTEER):
            return self.none()
        return self.filter(house_id=actor.house_id)


class NoteTemplate(models.Model):
    """The headings that a house wants in the notes of a kind of appointment."""

    house = models.ForeignKey(House, models.PROTECT, related_name="note_templates")
    programme = models.ForeignKey(
        Programme, models.PROTECT, null=True, blank=True, related_name="note_templates"
    )
    name = models.CharField("nom", max_length=80)
    body = models.TextField("rubriques")
    is_open = models.BooleanField("proposée", default=True)

    objects = NoteTemplateQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["house", "name"],
                name="note_template_name",
                violation_error_message="Une trame porte déjà ce nom.",
            )
        ]

    def __str__(self) -> str:
        return self.name
