"""People, who belong to exactly one house's books, and the positions they hold."""

from typing import Self

from django.db import models
from django.db.models import F, Q

from probant.directory.models.houses import House
from probant.directory.models.organisations import Organisation
from probant.kernel.actor import Actor
from probant.kernel.roles import HOUSE

ERASED = "personne effacée"


class PersonQuerySet(models.QuerySet["Person"]):
    def visible_to(self, actor: Actor | None) -> Self:
        """People of the actor's own house."""
        if actor is None or actor.house_id is None or not actor.has(*HOUSE):
            return self.none()
        return self.filter(house_id=actor.house_id)


class Person(models.Model):
    """A natural person; erasing empties the row, which stays so that counts stand."""

    house = models.ForeignKey(
        House,
        models.PROTECT,
        related_name="people",
        db_index=False,  # the list index begins by it
    )
    given_name = models.CharField("prénom", max_length=80, blank=True)
    family_name = models.CharField("nom", max_length=80, blank=True)
    name_key = models.CharField(max_length=170, editable=False, blank=True)
    email = models.EmailField("courriel", blank=True)
    telephone = models.CharField("téléphone", max_length=20, blank=True)
    is_fictitious = models.BooleanField("personne fictive", default=False)
    erased_on = models.DateField(null=True, editable=False)

    objects = PersonQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["house", "name_key", "id"], name="person_list"),
            models.Index(fields=["house", "email"], name="person_email"),
            models.Index(fields=["house", "telephone"], name="person_telephone"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(erased_on__isnull=True)
                | Q(given_name="", family_name="", name_key="", email="", telephone=""),
                name="person_erased_whole",
            )
        ]

    def __str__(self) -> str:
        return f"{self.given_name} {self.family_name}".strip() or ERASED


class PositionQuerySet(models.QuerySet["Position"]):
    def visible_to(self, actor: Actor | None) -> Self:
        """Positions of the people of the actor's own house."""
        if actor is None or actor.house_id is None or not actor.has(*HOUSE):
            return self.none()
        return self.filter(person__house_id=actor.house_id)


class Position(models.Model):
    """What a person is in an organisation, between two dates; several per person."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="positions")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="positions")
    title = models.CharField("fonction", max_length=120)
    starts_on = models.DateField("depuis", null=True, blank=True)
    ends_on = models.DateField("jusqu'au", null=True, blank=True)

    objects = PositionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True)
                | Q(starts_on__isnull=True)
                | Q(ends_on__gte=F("starts_on")),
                name="position_dates",
                violation_error_message="La fin d'une fonction ne peut précéder son début.",
            )
        ]

    def __str__(self) -> str:
        return self.title
