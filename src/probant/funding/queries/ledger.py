"""The accounts of a house by year: files, what is assigned where, what waits."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from probant.funding.models import AccountMapping, LedgerEntry, LedgerFile, ShareKey
from probant.funding.queries.actuals import YearActuals, actuals_of, as_line, standing_mappings
from probant.funding.rules import EXPENSE, INCOME
from probant.funding.rules.ledger import OUTSIDE, UNASSIGNED, Moves, compare
from probant.kernel.actor import Actor
from probant.programmes.models import Action


@dataclass(frozen=True)
class Waiting:
    """Entries that no mapping sends anywhere: a section, or an account where there is none."""

    section: str
    account: str
    label: str
    count: int
    expense_cents: int
    income_cents: int


@dataclass(frozen=True)
class ActionTotal:
    """What the accounts of a year say of an action, or of what is outside them all."""

    action_id: int
    name: str
    expense_cents: int
    income_cents: int


@dataclass(frozen=True)
class AccountsYear:
    """The page of a year of accounts."""

    actuals: YearActuals
    totals: tuple[ActionTotal, ...]
    waiting: tuple[Waiting, ...]
    mappings: tuple[AccountMapping, ...]
    keys: tuple[ShareKey, ...]

    @property
    def expense_cents(self) -> int:
        """All charges, contributions in kind left out."""
        return self.actuals.total(EXPENSE)

    @property
    def income_cents(self) -> int:
        """All income."""
        return self.actuals.total(INCOME)

    @property
    def waiting_cents(self) -> int:
        """Charges that wait."""
        return self.actuals.total(EXPENSE, UNASSIGNED)


def years_of_accounts(actor: Actor) -> list[int]:
    """The years that have accounts, latest first. One query."""
    rows = LedgerFile.objects.visible_to(actor).order_by().values_list("year", flat=True)
    return sorted(set(rows), reverse=True)


def accounts_of(actor: Actor, year: int) -> AccountsYear:
    """The accounts of a year of the actor's house. Eight queries."""
    actuals = actuals_of(actor.house, year)
    names = dict(Action.objects.filter(house_id=actor.house).values_list("pk", "name"))
    names[OUTSIDE] = "Hors actions"
    found = {one.action_id for one in actuals.portions if one.action_id != UNASSIGNED}
    totals = [
        ActionTotal(
            number,
            names.get(number, "Action"),
            actuals.total(EXPENSE, number),
            actuals.total(INCOME, number),
        )
        for number in found
    ]
    mappings = AccountMapping.objects.visible_to(actor).select_related("action", "share_key")
    return AccountsYear(
        actuals,
        tuple(sorted(totals, key=lambda one: (one.action_id == OUTSIDE, one.name))),
        _waiting(actuals),
        tuple(standing_mappings(mappings, year)),
        tuple(ShareKey.objects.visible_to(actor).prefetch_related("parts__action")),
    )


def _waiting(actuals: YearActuals) -> tuple[Waiting, ...]:
    """By section; where an entry has none, by the first two figures of its account."""
    groups: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0, 0])
    labels: dict[tuple[str, str], str] = {}
    for one in actuals.of([UNASSIGNED]):
        key = (one.section, "" if one.section else one.source[:2])
        told = groups[key]
        told[0] += one.count
        if not one.account.startswith(("86", "87")):
            told[1 if one.side == EXPENSE else 2] += one.cents
        labels.setdefault(key, "" if one.section else one.label)
    if any(section for section, _ in groups):
        rows = LedgerEntry.objects.filter(
            ledger__in=[file.pk for file in actuals.files],
            section__in={section for section, _ in groups if section},
        ).exclude(section_label="")
        named = dict(rows.order_by().values_list("section", "section_label").distinct())
        for section, account in groups:
            if section:
                labels[section, account] = named.get(section, "")
    return tuple(
        Waiting(section, account, labels[section, account], count, expense, income)
        for (section, account), (count, expense, income) in sorted(groups.items())
    )


def moves_of(file: LedgerFile) -> tuple[Moves, Sequence[LedgerFile]]:
    """What moved from the files that a file replaced. Three queries."""
    before = list(LedgerFile.objects.filter(replaced_by=file).order_by("pk"))
    old = LedgerEntry.objects.filter(ledger__in=[one.pk for one in before])
    new = LedgerEntry.objects.filter(ledger=file)
    return (
        compare(
            [as_line(row) for row in old.order_by("ledger", "position")],
            [as_line(row) for row in new.order_by("position")],
        ),
        before,
    )
