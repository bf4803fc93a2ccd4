"""What a person keeps for themselves: lists under a name."""

from typing import Self

from django.conf import settings
from django.db import models

from probant.directory.models import House
from probant.kernel.actor import Actor


class KeptListQuerySet(models.QuerySet["KeptList"]):
    def visible_to(self, actor: Actor | None) -> Self:
        """A person's own, in the house where they kept them."""
        if actor is None or actor.user_id is None or actor.house_id is None:
            return self.none()
        return self.filter(user_id=actor.user_id, house_id=actor.house_id)


class KeptList(models.Model):
    """A list with its filters and order, under a name of one's own. It holds no row, no figure.

    `path` is a page of the application, `query` what follows its question mark.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="kept_lists")
    house = models.ForeignKey(House, models.PROTECT, related_name="+")
    name = models.CharField("nom", max_length=80)
    path = models.CharField(max_length=120)
    query = models.CharField(max_length=600, blank=True)

    objects = KeptListQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "house", "name"],
                name="kept_list_name",
                violation_error_message="Une de vos listes porte déjà ce nom.",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def href(self) -> str:
        """Where the list is."""
        return f"{self.path}?{self.query}" if self.query else self.path
