"""The agenda of a sitting, and who came, left or stepped aside at each of its items."""

from django.db import models
from django.db.models import Q

from probant.directory.models import Organisation
from probant.governance.models.deliberations import Deliberation
from probant.governance.models.sittings import Seat, Sitting


class AgendaItem(models.Model):
    """A numbered item of a sitting; once voted it carries its deliberation."""

    class Kind(models.TextChoices):
        DECISION = "decision", "décision"
        ELECTION = "election", "élection"
        INFORMATION = "information", "information"

    sitting = models.ForeignKey(Sitting, models.PROTECT, related_name="items", db_index=False)
    number = models.SmallIntegerField("numéro")
    title = models.CharField("objet", max_length=300)
    kind = models.CharField("nature", max_length=12, choices=Kind, default=Kind.DECISION)
    rapporteur = models.CharField("rapporteur", max_length=120, blank=True)
    beneficiary = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+"
    )
    deliberation = models.OneToOneField(
        Deliberation, models.PROTECT, null=True, blank=True, related_name="item"
    )

    class Meta:
        ordering = ["sitting", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["sitting", "number"],
                name="agenda_item_number",
                violation_error_message="Un point de l’ordre du jour porte déjà ce numéro.",
            ),
            models.CheckConstraint(
                condition=~Q(title=""),
                name="agenda_item_titled",
                violation_error_message="Un point de l’ordre du jour a un objet.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.title}"


class Movement(models.Model):
    """What changes in a member's presence at an item; presence per item is computed from these.

    Somebody who leaves at item 4 does not vote item 4; who arrives at item 4 does. Stepping aside
    is for the item alone. `stays`: asked about an interest, the member took part all the same.
    """

    class Nature(models.TextChoices):
        ARRIVES = "arrives", "arrive"
        LEAVES = "leaves", "part"
        RECUSED = "recused", "se déporte"
        STAYS = "stays", "déclare ne pas être intéressé"

    seat = models.ForeignKey(Seat, models.PROTECT, related_name="movements", db_index=False)
    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="movements")
    nature = models.CharField("mouvement", max_length=8, choices=Nature)
    at = models.TimeField("heure", null=True, blank=True)

    class Meta:
        ordering = ["item", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["seat", "item"],
                name="movement_once",
                violation_error_message="Un mouvement de ce membre est déjà noté à ce point.",
            )
        ]
