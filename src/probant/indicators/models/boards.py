"""Boards: the figures that a house chose, in which scope, with which targets."""

from typing import Any, Self

from django.db import models
from django.db.models import Q

from probant.directory.models import House, Organisation
from probant.indicators.models.claims import Claim
from probant.kernel.actor import Actor
from probant.kernel.roles import HOUSE
from probant.programmes.models import Action, Programme


class BoardQuerySet(models.QuerySet[Any]):
    """Rows of a house's boards."""

    of_house = "house_id"

    def visible_to(self, actor: Actor | None) -> Self:
        """Those of the actor's own house."""
        if actor is None or actor.house_id is None or not actor.has(*HOUSE):
            return self.none()
        return self.filter(**{self.of_house: actor.house_id})


class BoardFigureQuerySet(BoardQuerySet):
    of_house = "board__house_id"


class Board(models.Model):
    """A board of a house: for its council, for a funder, for a team."""

    house = models.ForeignKey(House, models.PROTECT, related_name="boards")
    name = models.CharField("intitulé", max_length=120)

    objects = BoardQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["house", "name"],
                name="board_name",
                violation_error_message="Un tableau porte déjà cet intitulé.",
            ),
            models.CheckConstraint(
                condition=~Q(name=""),
                name="board_named",
                violation_error_message="Un tableau a un intitulé.",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class BoardFigure(models.Model):
    """A figure of a board: its code, what it is narrowed to, its place, what people say of it.

    An action is a whole scope: nothing narrows it further.
    """

    board = models.ForeignKey(Board, models.PROTECT, related_name="figures")
    code = models.CharField("chiffre", max_length=64)
    action = models.ForeignKey(Action, models.PROTECT, null=True, blank=True, related_name="+")
    programme = models.ForeignKey(
        Programme, models.PROTECT, null=True, blank=True, related_name="+"
    )
    funder = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+"
    )
    place_code = models.CharField("territoire", max_length=9, blank=True, default="")
    position = models.SmallIntegerField("ordre", default=0)
    note = models.TextField("remarque", max_length=600, blank=True, default="")
    noted_by_id = models.BigIntegerField(null=True, editable=False)
    noted_on = models.DateField(null=True, editable=False)

    objects = BoardFigureQuerySet.as_manager()

    class Meta:
        ordering = ["board", "position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(action__isnull=True)
                | Q(programme__isnull=True, funder__isnull=True, place_code=""),
                name="board_figure_scope",
                violation_error_message="Une action a déjà son périmètre : choisissez l’une ou "
                "l’autre.",
            )
        ]

    def __str__(self) -> str:
        return self.code


class Target(models.Model):
    """What a house wants a figure to be for a year, in the figure's own whole number."""

    figure = models.ForeignKey(BoardFigure, models.CASCADE, related_name="targets")
    year = models.SmallIntegerField("année")
    value = models.BigIntegerField("objectif")

    class Meta:
        ordering = ["year"]
        constraints = [
            models.UniqueConstraint(
                fields=["figure", "year"],
                name="target_year",
                violation_error_message="Cette année a déjà son objectif.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.year} : {self.value}"


class Attestation(models.Model):
    """A person's word that a printed figure was counted by the definition of an indicator.

    `definition` is the sentence that was attested: a definition that changes takes its word back.
    """

    claim = models.OneToOneField(Claim, models.PROTECT, related_name="attestation")
    definition = models.TextField("définition attestée")
    attested_by_id = models.BigIntegerField(null=True)
    attested_on = models.DateField("attestée le")

    def __str__(self) -> str:
        return self.definition
