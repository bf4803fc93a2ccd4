"""Actuals, derived from the entries of the current accounts and the mappings of the house.

Nothing here is stored: a corrected file or a changed mapping moves every actual, and each amount
opens onto the entries that make it.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Max, QuerySet, Sum

from probant.funding.models import (
    AccountMapping,
    ActionSheet,
    Budget,
    BudgetLine,
    Convention,
    LedgerEntry,
    LedgerFile,
    ShareKeyPart,
)
from probant.funding.queries.budgets import BudgetView, table_of
from probant.funding.rules import EXPENSE, INCOME, account_label, groups, side_of, totals
from probant.funding.rules.ledger import (
    OUTSIDE,
    UNASSIGNED,
    Destination,
    Destinations,
    EntryLine,
    share_out,
    weigh,
)

ACCOUNT_FIGURES = 3  # the accounts of an actual are told by their first three figures


@dataclass(frozen=True, slots=True)
class Portion:
    """What some entries of one account and section weigh for one action.

    `action_id` OUTSIDE (the house's own) or UNASSIGNED; `account` is where it is presented;
    `key_id` the rule that shares it, None for a direct cost.
    """

    action_id: int
    account: str
    label: str
    section: str
    cents: int
    count: int
    key_id: int | None = None
    source: str = ""

    @property
    def side(self) -> str:
        """Charges or income."""
        return side_of(self.account) or ""


@dataclass(frozen=True)
class YearActuals:
    """The accounts of a house in a year, each cent in one place."""

    year: int
    files: tuple[LedgerFile, ...]
    portions: tuple[Portion, ...]

    def of(self, actions: Iterable[int]) -> list[Portion]:
        """Those of some actions."""
        wanted = set(actions)
        return [one for one in self.portions if one.action_id in wanted]

    def total(self, side: str, action_id: int | None = None) -> int:
        """What a side weighs, in all or for one action; contributions in kind left out."""
        return sum(
            one.cents
            for one in self.portions
            if one.side == side
            and not one.account.startswith(("86", "87"))
            and action_id in (None, one.action_id)
        )


def destinations_of(house_id: int, year: int) -> Destinations:
    """The mappings of a house with the parts of their keys in a year. Two queries."""
    parts: dict[int, list[tuple[int, int]]] = defaultdict(list)
    rows = ShareKeyPart.objects.filter(share_key__house_id=house_id, year=year)
    for key_id, action_id, share in rows.order_by("action").values_list(
        "share_key", "action", "share_hundredths"
    ):
        parts[key_id].append((action_id, share))
    return Destinations(
        tuple(
            Destination(
                one.section,
                one.account,
                one.action_id,
                one.share_key_id,
                one.heading,
                tuple(parts.get(one.share_key_id or 0, ())),
                one.pk,
            )
            for one in standing_mappings(AccountMapping.objects.filter(house_id=house_id), year)
        )
    )


def standing_mappings(mappings: QuerySet[Any], year: int) -> list[AccountMapping]:
    """Of each section and account, the mapping that holds in a financial year. One query."""
    held: dict[tuple[str, str], AccountMapping] = {}
    for one in mappings.filter(from_year__lte=year).order_by("section", "account", "from_year"):
        held[one.section, one.account] = one
    return list(held.values())


def current_files(house_id: int, year: int) -> list[LedgerFile]:
    """The accounts of a year that no later file replaced. One query."""
    return list(
        LedgerFile.objects.filter(house_id=house_id, year=year, replaced_by__isnull=True).order_by(
            "pk"
        )
    )


def actuals_of(house_id: int, year: int, files: Sequence[LedgerFile] | None = None) -> YearActuals:
    """The accounts of a year, sent where the mappings say.

    One query where there are no accounts, else four, and one more where a key shares some. Other
    `files` than the current ones tell what would be, or what was.
    """
    chosen = current_files(house_id, year) if files is None else list(files)
    if not chosen:
        return YearActuals(year, (), ())
    places = destinations_of(house_id, year)
    rows = (
        LedgerEntry.objects.filter(ledger__in=[file.pk for file in chosen])
        .order_by()
        .values("account", "section")
        .annotate(
            debit=Sum("debit_cents"),
            credit=Sum("credit_cents"),
            count=Count("pk"),
            label=Max("account_label"),
        )
    )
    found: list[Portion] = []
    shared: dict[tuple[str, str], tuple[Destination, str]] = {}
    for row in sorted(rows, key=lambda row: (row["account"], row["section"])):
        place = places.find(row["section"], row["account"])
        if place is not None and place.parts:
            shared[row["account"], row["section"]] = (place, row["label"])
            continue
        found.append(_whole(row, place))
    if shared:
        found += _shared(chosen, shared)
    return YearActuals(year, tuple(chosen), tuple(found))


def _presented(account: str, place: Destination | None) -> str:
    return place.heading if place is not None and place.heading else account


def _whole(row: Mapping[str, Any], place: Destination | None) -> Portion:
    account = row["account"]
    target = UNASSIGNED
    if place is not None and place.key_id is None:
        target = place.action_id if place.action_id is not None else OUTSIDE
    return Portion(
        target,
        _presented(account, place),
        row["label"] or "",
        row["section"],
        weigh(account, row["debit"], row["credit"]),
        row["count"],
        source=account,
    )


def _shared(
    files: Sequence[LedgerFile], shared: dict[tuple[str, str], tuple[Destination, str]]
) -> list[Portion]:
    """Entry by entry: each part of each is to the cent, so that a sum is that of its entries."""
    sums: dict[tuple[int, str, str], list[int]] = defaultdict(lambda: [0, 0])
    rows = LedgerEntry.objects.filter(
        ledger__in=[file.pk for file in files],
        account__in={account for account, _ in shared},
        section__in={section for _, section in shared},
    ).values_list("account", "section", "debit_cents", "credit_cents")
    for account, section, debit, credit in rows.iterator(2000):
        if (account, section) not in shared:
            continue
        given, left = share_out(weigh(account, debit, credit), shared[account, section][0].parts)
        for action_id, cents in [*given.items(), (OUTSIDE, left)]:
            if cents:
                told = sums[action_id, account, section]
                told[0] += cents
                told[1] += 1
    return [
        Portion(
            action_id,
            _presented(account, shared[account, section][0]),
            shared[account, section][1],
            section,
            cents,
            count,
            shared[account, section][0].key_id,
            account,
        )
        for (action_id, account, section), (cents, count) in sorted(sums.items())
    ]


def entries_of(
    actuals: YearActuals,
    action_ids: Iterable[int],
    account: str,
    *,
    shared: bool | None = None,
) -> list["Opened"]:
    """The entries behind an amount: of some actions (or OUTSIDE, UNASSIGNED), presented at an
    account or under it; `shared` keeps those that a key shares, or the others. Three queries at
    most."""
    wanted = [
        one
        for one in actuals.of(action_ids)
        if one.account.startswith(account) and shared in (None, one.key_id is not None)
    ]
    groups_wanted = {(one.source, one.section) for one in wanted}
    actions = set(action_ids)
    house_id = actuals.files[0].house_id if actuals.files else 0
    places = destinations_of(house_id, actuals.year)
    rows = LedgerEntry.objects.filter(
        ledger__in=[file.pk for file in actuals.files],
        account__in={one for one, _ in groups_wanted},
        section__in={section for _, section in groups_wanted},
    ).order_by("account", "day", "position")
    opened = []
    for row in rows:
        if (row.account, row.section) not in groups_wanted:
            continue
        whole = weigh(row.account, row.debit_cents, row.credit_cents)
        place = places.find(row.section, row.account)
        part = whole
        if place is not None and place.parts:
            given, left = share_out(whole, place.parts)
            part = sum(given.get(one, 0) for one in actions) + (left if OUTSIDE in actions else 0)
            if not part and whole:
                continue
        opened.append(Opened(row, whole, part))
    return opened


@dataclass(frozen=True, slots=True)
class Opened:
    """An entry behind an amount: what it weighs whole, and the part that counts here."""

    entry: LedgerEntry
    whole_cents: int
    cents: int

    @property
    def is_shared(self) -> bool:
        """Whether only a part counts here."""
        return self.whole_cents != self.cents


def told_account(account: str) -> str:
    """An account as an actual tells it: its first three figures."""
    return account[:ACCOUNT_FIGURES]


def actual_view(
    convention: Convention, sheet: ActionSheet | None, year: int, portions: Sequence[Portion]
) -> BudgetView | None:
    """The actual of a sheet, or of several actions, as a budget is shown; None without entries."""
    if not portions:
        return None
    budget = Budget(convention=convention, sheet=sheet, year=year, nature=Budget.Nature.ACTUAL)
    sums: dict[str, int] = defaultdict(int)
    labels: dict[str, str] = {}
    for one in portions:
        account = told_account(one.account)
        sums[account] += one.cents
        labels.setdefault(account, account_label(account, year) or one.label or account)
    lines = [
        BudgetLine(
            pk=-place,
            position=place,
            side=side_of(account) or EXPENSE,
            level=BudgetLine.Level.LINE,
            account=account,
            label=labels[account][:200],
            amount_cents=sums[account],
        )
        for place, account in enumerate(sorted(sums), 1)
    ]
    table = table_of(budget, lines)
    return BudgetView(
        budget=budget,
        table=table,
        expense=tuple(groups(table, EXPENSE)),
        income=tuple(groups(table, INCOME)),
        expense_totals=totals(table, EXPENSE),
        income_totals=totals(table, INCOME),
        placed=(),
    )


def as_line(entry: LedgerEntry) -> EntryLine:
    """An entry as the rules weigh it."""
    return EntryLine(
        entry.account,
        entry.debit_cents,
        entry.credit_cents,
        entry.section,
        entry.day,
        entry.journal,
        entry.piece,
        entry.label,
        entry.account_label,
        entry.section_label,
        entry.position,
    )
