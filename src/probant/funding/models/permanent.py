"""The permanent file of a house: dated versions of what every request joins."""

from typing import Any, Self

from django.db import models
from django.db.models import Q

from probant.directory.models import House, Organisation
from probant.documents.models import Document
from probant.funding.rules.permanent import PieceKind
from probant.kernel.actor import Actor
from probant.kernel.roles import HOUSE, Role

#: Those of the house who fill requests and ask for payment, and so need the account's number.
BANK_READERS = frozenset({Role.DIRECTION, Role.ASSISTANT})


class OwnFileQuerySet(models.QuerySet[Any]):
    """Rows of a house (`house`): read by its team and board."""

    def visible_to(self, actor: Actor | None) -> Self:
        """Those of the actor's own house."""
        if actor is None or actor.house_id is None or not actor.has(*(HOUSE - {Role.VOLUNTEER})):
            return self.none()
        return self.filter(house_id=actor.house_id)


class FilePiece(models.Model):
    """A version of a piece of the permanent file; a newer one takes its place, none is edited.

    `dated_on` is the day of the piece itself; `year` the financial year it is about, where it is
    about one; `account_number` the IBAN of a bank statement, read by `BANK_READERS` alone.
    """

    house = models.ForeignKey(House, models.PROTECT, related_name="file_pieces")
    kind = models.CharField(
        "nature", max_length=12, choices=[(one.value, one.label) for one in PieceKind]
    )
    label = models.CharField("intitulé", max_length=160, blank=True)
    document = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="file_pieces"
    )
    year = models.SmallIntegerField("exercice", null=True, blank=True)
    dated_on = models.DateField("daté du")
    valid_until = models.DateField("valable jusqu’au", null=True, blank=True)
    reference = models.CharField("numéro", max_length=80, blank=True)
    account_number = models.CharField("IBAN", max_length=34, blank=True)
    added_on = models.DateField("versé le")
    withdrawn_on = models.DateField("retiré le", null=True, blank=True)

    objects = OwnFileQuerySet.as_manager()

    class Meta:
        ordering = ["house", "kind", "-dated_on", "-id"]
        indexes = [models.Index(fields=["house", "kind", "-dated_on"], name="file_piece_list")]
        constraints = [
            models.CheckConstraint(
                condition=Q(document__isnull=False) | ~Q(reference="") | ~Q(account_number=""),
                name="file_piece_says",
                violation_error_message="Joignez le fichier, ou écrivez le numéro.",
            ),
            models.CheckConstraint(
                condition=Q(account_number="") | Q(kind="bank"),
                name="file_piece_bank",
                violation_error_message="Un IBAN ne s’écrit que sur un relevé bancaire.",
            ),
        ]

    def __str__(self) -> str:
        name = self.label or str(self.get_kind_display())
        return f"{name} {self.year}" if self.year else name


class HouseBudgetLine(models.Model):
    """A line of the budget of the whole house for a year (part 5 of the form): accounts 60 to 79.

    One amount an account (and a funder, for account 74); totals are computed.
    """

    house = models.ForeignKey(House, models.PROTECT, related_name="budget_lines")
    year = models.SmallIntegerField("exercice")
    position = models.SmallIntegerField("ordre")
    side = models.CharField(
        "côté", max_length=8, choices=[("expense", "charges"), ("income", "produits")]
    )
    account = models.CharField("compte", max_length=8)
    label = models.CharField("intitulé", max_length=200)
    amount_cents = models.BigIntegerField("montant")
    funder = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = OwnFileQuerySet.as_manager()

    class Meta:
        ordering = ["house", "year", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["house", "year", "position"], name="house_budget_position"
            )
        ]
