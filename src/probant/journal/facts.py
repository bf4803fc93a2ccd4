"""A fact: entered once, dated three times, never edited and never deleted.

- `occurred_on`: the civil day on which it happened;
- `known_on`: the civil day on which the house knew (today; earlier only when declared by an
  import or the demonstration, `is_declared`);
- `seq`: its position in the house's journal, set under the house's lock, never by hand.

A fact is voided (`void_seq`, `void_on`, `void_code`) and may be replaced. So every question can be
asked as known on a day, `known(d)`, or exactly at a position of the journal, `at(seq)`.
"""

import datetime
import uuid
from collections.abc import Mapping
from functools import cache
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import F, Q

from probant.journal.digest import current_version, digest_of
from probant.kernel.actor import Actor
from probant.kernel.cut import Cut
from probant.kernel.period import Period
from probant.kernel.roles import HOUSE

VOID_COLUMNS = ("void_seq", "void_on", "void_code")
UNDIGESTED = frozenset({"id", "digest", "digest_version", *VOID_COLUMNS})


class AppendOnly(TypeError):
    """Somebody tried to edit or delete facts by a queryset."""


class FactQuerySet(models.QuerySet[Any]):
    """Facts, cut at a day, at a position of the journal, or now."""

    def now(self) -> Self:
        """Facts that stand now."""
        return self.filter(void_seq__isnull=True)

    def known(self, day: datetime.date) -> Self:
        """Facts known on `day` or before, and not voided by the end of that day."""
        return self.filter(known_on__lte=day).filter(Q(void_on__isnull=True) | Q(void_on__gt=day))

    def at(self, seq: int) -> Self:
        """Facts that stood at a position of the house's journal: exact, for publications."""
        return self.filter(seq__lte=seq).filter(Q(void_seq__isnull=True) | Q(void_seq__gt=seq))

    def cut(self, cut: Cut) -> Self:
        """The facts that stand at a cut; a day and a position both apply where both are given."""
        standing = self.now() if cut.is_now else self
        if cut.known_on is not None:
            standing = standing.known(cut.known_on)
        return standing.at(cut.seq) if cut.seq is not None else standing

    def during(self, period: Period) -> Self:
        """Facts that happened within a period, both ends included."""
        return self.filter(occurred_on__gte=period.start, occurred_on__lte=period.end)

    def visible_to(self, actor: Actor | None) -> Self:
        """The facts of the actor's own house, for the people who work or sit there."""
        if actor is None or actor.house_id is None or not actor.has(*HOUSE):
            return self.none()
        return self.filter(house_id=actor.house_id)

    def update(self, **_: Any) -> int:
        raise AppendOnly("Facts are not edited: void or replace them through journal.door.")

    def delete(self) -> tuple[int, dict[str, int]]:
        raise AppendOnly("Facts are not deleted: void them through journal.door.")

    def mark_void(self, *, seq: int, on: datetime.date, code: str) -> int:
        """Set the void columns of standing facts; for `journal.door` alone."""
        standing = self.filter(void_seq__isnull=True)
        return models.QuerySet.update(standing, void_seq=seq, void_on=on, void_code=code)


class Fact(models.Model):
    """Base of every kind of fact; the kinds add typed columns and real foreign keys.

    A column added to a kind that houses already have facts of says in `BORN` (column name →
    digest version) which version first covers it: the facts written before keep their digest.
    """

    BORN: ClassVar[Mapping[str, int]] = {}

    house_id = models.BigIntegerField(editable=False)
    seq = models.BigIntegerField(editable=False)
    occurred_on = models.DateField("date")
    known_on = models.DateField("connu le", editable=False)
    is_declared = models.BooleanField("date déclarée", default=False, editable=False)
    void_seq = models.BigIntegerField(null=True, editable=False)
    void_on = models.DateField(null=True, editable=False)
    void_code = models.CharField(max_length=24, blank=True, default="", editable=False)
    replaces = models.OneToOneField(
        "self", models.PROTECT, null=True, editable=False, related_name="replaced_by"
    )
    key = models.UUIDField(default=uuid.uuid4, editable=False)
    digest = models.CharField(max_length=64, editable=False)
    digest_version = models.SmallIntegerField(default=current_version, editable=False)

    objects = FactQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.UniqueConstraint(fields=["house_id", "key"], name="%(class)s_key"),
            models.CheckConstraint(
                condition=Q(occurred_on__lte=F("known_on")),
                name="%(class)s_occurred_before_known",
                violation_error_message="Un fait ne peut pas être daté après le jour de sa saisie.",
            ),
            models.CheckConstraint(
                condition=Q(void_seq__isnull=True, void_on__isnull=True, void_code="")
                | (Q(void_seq__gt=F("seq"), void_on__gte=F("known_on")) & ~Q(void_code="")),
                name="%(class)s_void_whole",
            ),
        ]

    @property
    def is_void(self) -> bool:
        """True where the fact no longer stands."""
        return self.void_seq is not None

    def payload(self) -> dict[str, Any]:
        """The columns that the digest covers, by column name.

        A column born after the fact's own digest version is left out while it holds its default:
        nothing was known of it then. Any other value there was put in behind the journal.
        """
        digested = {}
        for column, born, default in _digested(type(self)):
            value = getattr(self, column)
            if born > self.digest_version and value == default:
                continue
            digested[column] = value
        return digested

    def compute_digest(self) -> str:
        """sha256 of the fact's columns, void marks left out: they belong to the voiding entry."""
        return digest_of([self._meta.db_table, self.digest_version, self.payload()])


@cache
def _digested(kind: type[Fact]) -> tuple[tuple[str, int, Any], ...]:
    """Column, version that first covers it, and default, of each column of a kind."""
    born: dict[str, int] = {}
    for base in reversed(kind.__mro__):
        born |= vars(base).get("BORN", {})
    return tuple(
        (field.attname, born.get(field.attname, 1), _default(field))
        for field in kind._meta.concrete_fields
        if field.attname not in UNDIGESTED
    )


def _default(field: "models.Field[Any, Any]") -> Any:
    """What a row written before the column existed holds in it."""
    return field.get_default() if field.has_default() and not callable(field.default) else None


def fact_indexes(name: str, *columns: str, counted: tuple[str, ...] = ()) -> list[models.Index]:
    """The three indexes of a kind: its figures (covering), its journal positions, its voids.

    `columns` are the ones that figures filter by, in order; `counted` the ones they count.
    """
    return [
        models.Index(
            fields=[
                "house_id",
                *columns,
                "occurred_on",
                "known_on",
                "void_on",
                "void_seq",
                *counted,
            ],
            name=f"{name}_figure",
        ),
        models.Index(fields=["house_id", "seq"], name=f"{name}_seq"),
        models.Index(
            fields=["house_id", "void_seq"],
            condition=Q(void_seq__isnull=False),
            name=f"{name}_void",
        ),
    ]
