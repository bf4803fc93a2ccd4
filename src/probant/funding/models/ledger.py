"""Accounts read from any accounting tool: files, their entries, and to which action they go.

An actual is never typed: `queries.actuals` derives it from the entries of the current files and
from the mappings of the house. Entries hold no name in columns that figures read; the label may
name somebody and can be erased.
"""

from typing import Any, Self

from django.db import models
from django.db.models import F, Q

from probant.directory.models import House
from probant.kernel.actor import Actor
from probant.kernel.roles import TEAM, Role
from probant.programmes.models import Action

WHOLE = 10_000  # hundredths of a percent


class LedgerQuerySet(models.QuerySet[Any]):
    def visible_to(self, actor: Actor | None) -> Self:
        """The accounts of the actor's own house, for those who keep its money."""
        if actor is None or actor.house_id is None or not actor.has(*TEAM, Role.BOARD):
            return self.none()
        return self.filter(house_id=actor.house_id)


class LedgerFile(models.Model):
    """One import of accounts: a ledger, a balance or a FEC of a financial year.

    A corrected file replaces the former ones (`replaced_by`), which keep their entries: what moved
    can be told at any time. `debit_cents` and `credit_cents` are those of every line of the file,
    balance-sheet accounts included, which are checked and not kept.
    """

    class Kind(models.TextChoices):
        LEDGER = "ledger", "grand livre"
        BALANCE = "balance", "balance"
        FEC = "fec", "fichier des écritures comptables"

    house = models.ForeignKey(House, models.PROTECT, related_name="ledger_files")
    year = models.SmallIntegerField("exercice")
    starts_on = models.DateField("début de l’exercice")
    ends_on = models.DateField("fin de l’exercice")
    kind = models.CharField("nature", max_length=8, choices=Kind)
    name = models.CharField("fichier", max_length=200)
    received_on = models.DateField("importé le")
    seq = models.BigIntegerField("écriture du journal")
    debit_cents = models.BigIntegerField("total des débits")
    credit_cents = models.BigIntegerField("total des crédits")
    aside_count = models.IntegerField("lignes de bilan", default=0)
    replaced_by = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="replaces"
    )

    objects = LedgerQuerySet.as_manager()

    class Meta:
        ordering = ["house", "-year", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gt=F("starts_on")), name="ledger_file_days"
            ),
        ]
        indexes = [models.Index(fields=["house", "year", "replaced_by"], name="ledger_file_year")]

    def __str__(self) -> str:
        return f"{self.get_kind_display().capitalize()} {self.year}, {self.name}"


class LedgerEntry(models.Model):
    """A line of a file on an account of charges, of income or of contributions in kind.

    `key` names the line in its file: journal, piece and account where it has a piece. `day` is
    None in a balance. The action is not here: mappings give it.
    """

    ledger = models.ForeignKey(LedgerFile, models.PROTECT, related_name="entries", db_index=False)
    key = models.CharField("clé", max_length=120)
    position = models.IntegerField("ligne du fichier")
    account = models.CharField("compte", max_length=20)
    account_label = models.CharField("intitulé du compte", max_length=120, blank=True)
    section = models.CharField("section analytique", max_length=60, blank=True)
    section_label = models.CharField("intitulé de la section", max_length=120, blank=True)
    day = models.DateField("date", null=True, blank=True)
    journal = models.CharField("journal", max_length=20, blank=True)
    piece = models.CharField("pièce", max_length=60, blank=True)
    label = models.CharField("libellé", max_length=300, blank=True)
    debit_cents = models.BigIntegerField("débit", default=0)
    credit_cents = models.BigIntegerField("crédit", default=0)

    class Meta:
        ordering = ["ledger", "position"]
        constraints = [
            models.UniqueConstraint(fields=["ledger", "key"], name="ledger_entry_key"),
        ]
        indexes = [
            models.Index(fields=["ledger", "section", "account"], name="ledger_entry_section"),
            models.Index(fields=["ledger", "account", "position"], name="ledger_entry_account"),
        ]


class ShareKey(models.Model):
    """A written rule by which what is common is shared between actions (indirect costs)."""

    house = models.ForeignKey(House, models.PROTECT, related_name="share_keys")
    name = models.CharField("clé de répartition", max_length=120)
    rule = models.TextField("règle écrite")

    objects = LedgerQuerySet.as_manager()

    class Meta:
        ordering = ["house", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["house", "name"],
                name="share_key_name",
                violation_error_message="Une clé de répartition porte déjà ce nom.",
            ),
            models.CheckConstraint(
                condition=~Q(rule=""),
                name="share_key_written",
                violation_error_message="Écrivez la règle : elle est jointe au compte rendu.",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ShareKeyPart(models.Model):
    """What an action bears of what is common, in a year."""

    share_key = models.ForeignKey(ShareKey, models.PROTECT, related_name="parts")
    year = models.SmallIntegerField("exercice")
    action = models.ForeignKey(Action, models.PROTECT, related_name="+")
    share_hundredths = models.SmallIntegerField("part")

    class Meta:
        ordering = ["share_key", "year", "action"]
        constraints = [
            models.UniqueConstraint(
                fields=["share_key", "year", "action"], name="share_key_part_once"
            ),
            models.CheckConstraint(
                condition=Q(share_hundredths__gt=0, share_hundredths__lte=WHOLE),
                name="share_key_part_range",
                violation_error_message="Une part va de plus de 0 % à 100 %.",
            ),
        ]


class AccountMapping(models.Model):
    """Where the entries of a section and of accounts go, remembered by the house.

    An empty section or account does not restrict; the most precise mapping wins, section first.
    `heading` puts them under another account of the budget. Without action nor key the entries are
    said to be outside the actions: the house's own business.

    It holds from the financial year `from_year` (0: from the first) until a later one of the same
    section and account: what changes in 2025, with a new chart or a new cutting of the actions,
    leaves the accounts of 2024 where they were.
    """

    house = models.ForeignKey(House, models.PROTECT, related_name="account_mappings")
    section = models.CharField("section analytique", max_length=60, blank=True)
    account = models.CharField("compte commençant par", max_length=20, blank=True)
    action = models.ForeignKey(
        Action, models.PROTECT, null=True, blank=True, related_name="account_mappings"
    )
    share_key = models.ForeignKey(
        ShareKey, models.PROTECT, null=True, blank=True, related_name="mappings"
    )
    heading = models.CharField("à présenter au compte", max_length=8, blank=True)
    from_year = models.SmallIntegerField("à partir de l’exercice", default=0)

    objects = LedgerQuerySet.as_manager()

    class Meta:
        ordering = ["house", "section", "account", "from_year"]
        constraints = [
            models.UniqueConstraint(
                fields=["house", "section", "account", "from_year"],
                name="account_mapping_once",
                violation_error_message="Cette section et ce compte ont déjà leur affectation à "
                "partir de cet exercice.",
            ),
            models.CheckConstraint(
                condition=Q(action__isnull=True) | Q(share_key__isnull=True),
                name="account_mapping_target",
                violation_error_message="Choisissez une action ou une clé, pas les deux.",
            ),
            models.CheckConstraint(
                condition=~Q(section="", account=""),
                name="account_mapping_of",
                violation_error_message="Dites quelle section ou quel compte est affecté.",
            ),
        ]
