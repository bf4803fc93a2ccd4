"""Houses keep their books here; a card is what one house knows of an organisation."""

from typing import Self

from django.db import models
from django.db.models import Q

from probant.directory.models.organisations import Organisation
from probant.kernel.actor import Actor
from probant.kernel.roles import HOUSE


class House(models.Model):
    """An organisation that keeps its books here; house, organisation and journal share one id."""

    organisation = models.OneToOneField(
        Organisation, models.PROTECT, primary_key=True, related_name="house"
    )
    short_name = models.CharField("nom d'usage", max_length=60)
    runs_programmes = models.BooleanField("propose des programmes", default=False)
    is_demonstration = models.BooleanField(default=False, editable=False)

    def __str__(self) -> str:
        return self.short_name


class CardQuerySet(models.QuerySet["Card"]):
    def visible_to(self, actor: Actor | None) -> Self:
        """The cards of the actor's own house, for the people who work or sit there."""
        if actor is None or actor.house_id is None or not actor.has(*HOUSE):
            return self.none()
        return self.filter(house_id=actor.house_id)


class Card(models.Model):
    """What one house knows of an organisation; lists and search run over cards.

    Name, key, place and family stand here too, so that a list reads one index of one table.
    """

    house = models.ForeignKey(
        House,
        models.PROTECT,
        related_name="cards",
        db_index=False,  # the indexes below begin by it
    )
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="cards")
    name = models.CharField("nom", max_length=200)
    name_key = models.CharField(max_length=200, editable=False)
    family = models.CharField("famille juridique", max_length=16)
    theme = models.CharField("domaine", max_length=16)
    place_code = models.CharField("commune (code INSEE)", max_length=9, blank=True)
    place_name = models.CharField("commune", max_length=120, blank=True)
    branch = models.CharField("filière", max_length=32, blank=True, default="")
    qpv_code = models.CharField("quartier prioritaire", max_length=32, blank=True, default="")
    is_member = models.BooleanField("membre du réseau", default=False)
    created_on = models.DateField("ajoutée le")

    objects = CardQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["house", "organisation"],
                name="card_once",
                violation_error_message="Cette structure est déjà dans votre annuaire.",
            )
        ]
        indexes = [
            models.Index(fields=["house", "name_key", "id"], name="card_list"),
            models.Index(fields=["house", "place_code", "name_key", "id"], name="card_place"),
            models.Index(fields=["house", "family", "name_key", "id"], name="card_family"),
            models.Index(
                fields=["house", "name_key", "id"], condition=Q(is_member=True), name="card_member"
            ),
        ]

    def __str__(self) -> str:
        return self.name
