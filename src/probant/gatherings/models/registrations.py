"""Who was invited, who registers, in which order, and what the rates of participation count.

`Invitation` and `Registration` are working rows, changed until the day: somebody registers, waits,
excuses herself, cancels. What figures count is the list as it stood when the session was held: then
one fact `Invited` a standing invitation and one fact `Registered` a registration still expected are
recorded, dated from the day of the session, as attendances are. So

- who cancelled, was still waiting or excused herself is no `Registered` fact: was not expected;
- an excuse noted after the session voids the fact, an invitation noted late adds one
  (`registering.settle_lists` brings the facts in line with the rows);
- a session cancelled, or not yet held, weighs on no rate.

An `Attendance` points to the invitation and to the registration that it honours: one attendance by
registration counts, whoever else came for the same structure is a walk-in.
"""

import uuid
from typing import Any, Self

from django.db import models
from django.db.models import Q

from probant.directory.models import House, Organisation, Person
from probant.gatherings.models.sessions import STANDING, Session, SessionFact
from probant.journal.facts import fact_indexes
from probant.kernel.actor import Actor
from probant.kernel.roles import TEAM

NOBODY = "personne effacée"


class TeamQuerySet(models.QuerySet[Any]):
    def visible_to(self, actor: Actor | None) -> Self:
        """Rows of the actor's own house: names and addresses, read by the team."""
        if actor is None or actor.house_id is None or not actor.has(*TEAM):
            return self.none()
        return self.filter(house_id=actor.house_id)


class RegistrationTerms(models.Model):
    """How one registers for a session; without terms, the team registers, and those invited answer.

    `is_open`: anybody registers online, where the session is public. Until which day is said by
    the session (`registration_closes_on`), its own day by default.
    """

    session = models.OneToOneField(
        Session, models.PROTECT, primary_key=True, related_name="registration_terms"
    )
    house = models.ForeignKey(House, models.PROTECT, related_name="+", db_index=False)
    is_open = models.BooleanField("inscription en ligne", default=False)
    reminder_days = models.SmallIntegerField("rappel, jours avant", null=True, blank=True)

    objects = TeamQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(reminder_days__isnull=True) | Q(reminder_days__range=(0, 60)),
                name="registration_reminder",
                violation_error_message="Un rappel part entre le jour même et 60 jours avant.",
            )
        ]


class Invitation(models.Model):
    """A structure (perhaps through one person), or a person by herself, invited once a session."""

    class By(models.TextChoices):
        LIST = "list", "noms choisis"
        FAMILY = "family", "famille"
        THEME = "theme", "domaine"
        TERRITORY = "territory", "territoire"
        PROGRAMME = "programme", "programme"
        ATTENDANCE = "attendance", "venues aux rencontres passées"

    house = models.ForeignKey(House, models.PROTECT, related_name="+", db_index=False)
    session = models.ForeignKey(Session, models.PROTECT, related_name="invitations")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+"
    )
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    by = models.CharField("invitée par", max_length=12, choices=By, default=By.LIST)
    token = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    invited_on = models.DateField("invitée le")
    declined_on = models.DateField("excusée le", null=True, blank=True)
    withdrawn_on = models.DateField("retirée le", null=True, blank=True)

    objects = TeamQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["session", "organisation"],
                condition=Q(organisation__isnull=False, withdrawn_on__isnull=True),
                name="invitation_organisation_once",
                violation_error_message="Cette structure est déjà invitée.",
            ),
            models.UniqueConstraint(
                fields=["session", "person"],
                condition=Q(person__isnull=False, withdrawn_on__isnull=True),
                name="invitation_person_once",
                violation_error_message="Cette personne est déjà invitée.",
            ),
            models.CheckConstraint(
                condition=Q(person__isnull=False) | Q(organisation__isnull=False),
                name="invitation_of_somebody",
                violation_error_message="On invite une personne ou une structure.",
            ),
        ]
        indexes = [models.Index(fields=["house", "session", "id"], name="invitation_list")]

    def __str__(self) -> str:
        return str(self.organisation or self.person)

    @property
    def who(self) -> str:
        """Who shows the code of the invitation: its person, else the structure by itself."""
        return str(self.person or self.organisation)


class Registration(models.Model):
    """Somebody who registers for a session: a person, a structure, or what a stranger typed.

    A public registration keeps what was typed (`given_name`, `family_name`, `email`,
    `organisation_name`) and names nobody of the directory until the team or the door says who it
    is (`registering.person_of`). Order of arrival is the order of `id`, given under the house's
    lock.
    """

    class Status(models.TextChoices):
        REGISTERED = "registered", "inscrite"
        WAITING = "waiting", "en attente"
        CANCELLED = "cancelled", "annulée"
        EXCUSED = "excused", "excusée"

    class Origin(models.TextChoices):
        TEAM = "team", "par l’équipe"
        PUBLIC = "public", "en ligne"
        INVITATION = "invitation", "sur invitation"
        WALK_IN = "walk_in", "sur place"

    house = models.ForeignKey(House, models.PROTECT, related_name="+", db_index=False)
    session = models.ForeignKey(Session, models.PROTECT, related_name="registrations")
    invitation = models.ForeignKey(
        Invitation, models.PROTECT, null=True, blank=True, related_name="registrations"
    )
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+"
    )
    given_name = models.CharField("prénom", max_length=80, blank=True)
    family_name = models.CharField("nom", max_length=80, blank=True)
    email = models.EmailField("courriel", blank=True)
    organisation_name = models.CharField("structure", max_length=200, blank=True)
    status = models.CharField(max_length=12, choices=Status)
    origin = models.CharField(max_length=12, choices=Origin)
    token = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    asked_at = models.DateTimeField("demandée le")
    settled_at = models.DateTimeField("état depuis le")
    consented_at = models.DateTimeField(null=True, editable=False)
    reminded_on = models.DateField(null=True, editable=False)

    objects = TeamQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["session", "person"],
                condition=Q(person__isnull=False, status__in=("registered", "waiting")),
                name="registration_person_once",
                violation_error_message="Cette personne est déjà inscrite.",
            ),
        ]
        indexes = [
            models.Index(fields=["session", "status", "id"], name="registration_order"),
            models.Index(fields=["session", "email"], name="registration_email"),
            models.Index(fields=["house", "person"], name="registration_of_person"),
        ]

    def __str__(self) -> str:
        return self.who

    @property
    def who(self) -> str:
        """The name shown: that of the directory, else what was typed, else the structure's."""
        if self.person is not None:
            return str(self.person)
        typed = f"{self.given_name} {self.family_name}".strip()
        return typed or (self.organisation.name if self.organisation else "") or NOBODY

    @property
    def structure(self) -> str:
        """The structure it is for: that of the directory, else what was typed."""
        return self.organisation.name if self.organisation else self.organisation_name

    @property
    def stands(self) -> bool:
        """Whether it holds a seat or waits for one."""
        return self.status in (self.Status.REGISTERED, self.Status.WAITING)


class Invited(SessionFact):
    """A structure or a person was invited to a session that was held."""

    invitation = models.ForeignKey(Invitation, models.PROTECT, related_name="+")
    own_staff = models.BooleanField("de la maison", default=False)

    class Meta(SessionFact.Meta):
        constraints = [
            *SessionFact.Meta.constraints,
            models.UniqueConstraint(
                fields=["invitation"],
                condition=STANDING,
                name="invited_once",
                violation_error_message="Cette invitation est déjà comptée.",
            ),
        ]
        indexes = fact_indexes(
            "invited",
            "programme_code",
            "kind_code",
            counted=("own_staff", "session", "person", "organisation"),
        )


class Registered(SessionFact):
    """Somebody was expected at a session that was held: registered, not waiting nor excused."""

    registration = models.ForeignKey(Registration, models.PROTECT, related_name="+")
    own_staff = models.BooleanField("de la maison", default=False)

    class Meta(SessionFact.Meta):
        constraints = [
            *SessionFact.Meta.constraints,
            models.UniqueConstraint(
                fields=["registration"],
                condition=STANDING,
                name="registered_once",
                violation_error_message="Cette inscription est déjà comptée.",
            ),
        ]
        indexes = fact_indexes(
            "registered",
            "programme_code",
            "kind_code",
            counted=("own_staff", "session", "person", "organisation"),
        )
