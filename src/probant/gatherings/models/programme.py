"""Who does what at a session, its stands, the partners of an event, what a collective claims."""

from typing import Any, Self

from django.db import models
from django.db.models import Q

from probant.directory.models import House, Organisation, Person
from probant.documents.models import Document
from probant.gatherings.models.sessions import Event, Session
from probant.kernel.actor import Actor
from probant.kernel.roles import HOUSE
from probant.programmes.models import Programme, SessionKind


class OfHouseQuerySet(models.QuerySet[Any]):
    """Rows with a house of their own."""

    def visible_to(self, actor: Actor | None) -> Self:
        """Rows of the actor's own house."""
        if actor is None or actor.house_id is None or not actor.has(*HOUSE):
            return self.none()
        return self.filter(house_id=actor.house_id)


class SessionRole(models.Model):
    """Somebody, a person or a structure, has a part in a session: speaks, animates, pitches…

    `is_named`: the public agenda may say the name; of a person, only where she agreed.
    """

    class Part(models.TextChoices):
        SPEAKER = "speaker", "intervenant"
        ANIMATOR = "animator", "animateur"
        PITCHER = "pitcher", "porteur de pitch"
        STAND_HOLDER = "stand_holder", "tient un stand"
        VISIT_HOST = "visit_host", "accueille la visite"

    house = models.ForeignKey(House, models.PROTECT, related_name="+")
    session = models.ForeignKey(Session, models.CASCADE, related_name="roles")
    part = models.CharField("rôle", max_length=16, choices=Part)
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+"
    )
    subject = models.CharField("à quel sujet", max_length=200, blank=True)
    is_named = models.BooleanField("nommé à l'agenda public", default=False)

    objects = OfHouseQuerySet.as_manager()

    class Meta:
        ordering = ["session", "part", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(person__isnull=False) | Q(organisation__isnull=False),
                name="session_role_of_somebody",
                violation_error_message="Un rôle est celui d'une personne ou d'une structure.",
            ),
            models.UniqueConstraint(
                fields=["session", "part", "person"],
                condition=Q(person__isnull=False),
                name="session_role_person",
                violation_error_message="Cette personne a déjà ce rôle.",
            ),
            models.UniqueConstraint(
                fields=["session", "part", "organisation"],
                condition=Q(person__isnull=True),
                name="session_role_organisation",
                violation_error_message="Cette structure a déjà ce rôle.",
            ),
        ]

    def __str__(self) -> str:
        return self.get_part_display()


class Stand(models.Model):
    """A numbered place of a forum, and who holds it; `aisle` A, number 3: stand A3."""

    house = models.ForeignKey(House, models.PROTECT, related_name="+")
    session = models.ForeignKey(Session, models.CASCADE, related_name="stands")
    aisle = models.CharField("allée", max_length=3)
    number = models.SmallIntegerField("numéro")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+"
    )
    subject = models.CharField("ce qu'on y montre", max_length=200, blank=True)

    objects = OfHouseQuerySet.as_manager()

    class Meta:
        ordering = ["session", "aisle", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["session", "aisle", "number"],
                name="stand_number",
                violation_error_message="Un stand porte déjà ce numéro.",
            ),
            models.CheckConstraint(condition=Q(number__gt=0), name="stand_number_positive"),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """Its number as signs of the hall write it."""
        return f"{self.aisle}{self.number}"


class Logo(models.Model):
    """The logo of a structure as the house prints it: a funder's, on what the convention asks.

    `alternative`: what it says, for whoever does not see it. A partner of an event may have given
    another one for that event (`EventPartner.logo`).
    """

    house = models.ForeignKey(House, models.PROTECT, related_name="+", db_index=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    document = models.ForeignKey(Document, models.PROTECT, related_name="+")
    alternative = models.CharField("texte du logo", max_length=200)

    objects = OfHouseQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["house", "organisation"],
                name="logo_once",
                violation_error_message="Cette structure a déjà un logo.",
            )
        ]


class EventPartner(models.Model):
    """A structure that supports or co-organises an event, with its logo where it gave one.

    `alternative`: what the logo says, for whoever does not see it.
    """

    house = models.ForeignKey(House, models.PROTECT, related_name="+")
    event = models.ForeignKey(Event, models.CASCADE, related_name="partners")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    position = models.SmallIntegerField("ordre", default=0)
    logo = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="+")
    alternative = models.CharField("texte du logo", max_length=200, blank=True)

    objects = OfHouseQuerySet.as_manager()

    class Meta:
        ordering = ["event", "position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["event", "organisation"],
                name="event_partner_once",
                violation_error_message="Cette structure est déjà partenaire.",
            )
        ]

    def __str__(self) -> str:
        return self.organisation.name


class CollectiveClaim(models.Model):
    """How many sessions a collective says it held in a year, of which the house counts its own.

    A claim: typed with its source, shown beside our own count, never added to it.
    """

    house = models.ForeignKey(House, models.PROTECT, related_name="+")
    year = models.SmallIntegerField("année")
    collective = models.CharField("collectif", max_length=200)
    programme = models.ForeignKey(
        Programme, models.PROTECT, null=True, blank=True, related_name="+"
    )
    kind = models.ForeignKey(SessionKind, models.PROTECT, null=True, blank=True, related_name="+")
    total = models.IntegerField("rencontres du collectif")
    source = models.CharField("d'où vient ce nombre", max_length=300)

    objects = OfHouseQuerySet.as_manager()

    class Meta:
        ordering = ["-year", "collective", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(total__gt=0),
                name="collective_claim_total",
                violation_error_message="Un nombre de rencontres est positif.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.collective}, {self.year}"
