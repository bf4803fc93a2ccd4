"""The sums of a budget table, as printed in a document or kept here: one arithmetic for both.

Cents; None is an amount that nobody gives, and is never guessed.
"""

from collections.abc import Iterable, Sequence

from probant.funding.rules.chart import EXPENSE, INCOME, belongs_to, is_in_kind, side_of
from probant.kernel.text import fold

SIDE_LABEL = {EXPENSE: "charges", INCOME: "produits"}


def heading_gap(printed: int | None, lines: Sequence[tuple[str, int | None]]) -> int | None:
    """What the lines (label, cents) under a heading sum to where it is not what is printed.

    « dont » tells a part of the heading, and one line that does not reach it may be such a part:
    neither contradicts it.

    >>> heading_gap(940000, [("Salaires", 385600), ("Cotisations", 154400)])
    540000
    >>> heading_gap(940000, [("dont salaires", 385600), ("dont primes", 100)]) is None
    True
    """
    values = [cents for _, cents in lines if cents is not None]
    total = sum(values)
    if printed is None or not values or total == printed:
        return None
    partial = any("dont" in fold(label).split() for label, _ in lines)
    if partial or (len(values) == 1 and total < printed):
        return None
    return total


def total_gap(printed: int | None, parts: Iterable[tuple[str, int | None]]) -> int | None:
    """What the headings (account, cents) of a side sum to where it is not the total printed.

    A total is printed with contributions in kind or without them.

    >>> total_gap(600000, [("60", 60000), ("64", 940000)])
    1000000
    >>> total_gap(600000, [("60", 600000), ("86", 50000)]) is None
    True
    """
    known = [(account, cents) for account, cents in parts if cents is not None]
    if printed is None or not known:
        return None
    apart = sum(cents for account, cents in known if not is_in_kind(account))
    whole = sum(cents for _, cents in known)
    return None if printed in (apart, whole) else apart


def balance_gap(expense: int | None, income: int | None) -> int:
    """By how much charges pass income, negative the other way; 0 where a side is not known.

    "Le total des charges doit être égal au total des produits" (Cerfa n° 12156).

    >>> balance_gap(650000, 600000), balance_gap(None, 600000)
    (50000, 0)
    """
    return 0 if expense is None or income is None else expense - income


def used_twice(headings: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """Accounts that head two different things of one side, with what each is called.

    >>> used_twice([("70", "Ventes"), ("70", "Subventions"), ("74", "Ville")])
    {'70': ['Ventes', 'Subventions']}
    """
    said: dict[str, list[str]] = {}
    for account, label in headings:
        if account and label not in said.setdefault(account, []):
            said[account].append(label)
    return {account: labels for account, labels in said.items() if len(labels) > 1}


def misused(side: str, account: str, label: str, year: int) -> str:
    """What is wrong with an account used for what it is not, as the end of a sentence; else "".

    >>> misused("income", "70", "Subventions", 2023)
    ' est au compte 70 ; sa place est au 74, subventions d’exploitation.'
    >>> misused("income", "74", "Région", 2023)
    ''
    """
    if not account:
        return ""
    own, right = side_of(account), belongs_to(label, year)
    if own is not None and own != side:
        return f" : le compte {account} n’est pas un compte de {SIDE_LABEL[side]}."
    if (
        right is not None
        and right.code[:2] != account[:2]
        and side_of(right.code) == side
        and not is_in_kind(account)
    ):
        name = f"{right.label[:1].lower()}{right.label[1:]}"
        return f" est au compte {account} ; sa place est au {right.code}, {name}."
    return ""
