"""Branches (filières): the shipped catalogue is in `data/branches.toml`; a house adds its own."""

from typing import Self

from django.db import models

from probant.directory.models.houses import House
from probant.kernel.actor import Actor
from probant.kernel.roles import HOUSE


class BranchQuerySet(models.QuerySet["Branch"]):
    def visible_to(self, actor: Actor | None) -> Self:
        """The branches that the actor's house added, for the people who work or sit there."""
        if actor is None or actor.house_id is None or not actor.has(*HOUSE):
            return self.none()
        return self.filter(house_id=actor.house_id)


class Branch(models.Model):
    """A branch that a house added to the catalogue; its code is kept for ever, its name may change.

    Closed, it is no longer offered; what bears its code keeps it.
    """

    house = models.ForeignKey(House, models.PROTECT, related_name="branches", db_index=False)
    code = models.SlugField(max_length=32, editable=False)
    name = models.CharField("nom", max_length=80)
    is_open = models.BooleanField("proposée", default=True)

    objects = BranchQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["house", "code"],
                name="branch_once",
                violation_error_message="Cette filière existe déjà.",
            )
        ]

    def __str__(self) -> str:
        return self.name
