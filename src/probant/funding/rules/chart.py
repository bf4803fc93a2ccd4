"""The chart of accounts of a year: what an account is called, where a label belongs."""

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from probant.kernel.text import fold

EXPENSE, INCOME = "expense", "income"


@dataclass(frozen=True, slots=True)
class Account:
    """An account; `words` are folded labels that belong to it and to its sub-accounts.

    `instead`: what takes the place of an account that a later chart dropped.
    """

    code: str
    label: str
    words: tuple[str, ...] = ()
    first_year: int = 0
    last_year: int = 9999
    instead: str = ""


@lru_cache(maxsize=1)
def _all() -> tuple[Account, ...]:
    text = files("probant.funding.catalogue").joinpath("chart.toml").read_text(encoding="utf-8")
    return tuple(
        Account(**{**row, "words": tuple(row.get("words", ()))})
        for row in tomllib.loads(text)["accounts"]
    )


@lru_cache(maxsize=64)
def chart(year: int) -> dict[str, Account]:
    """The accounts of a financial year, by code.

    >>> "79" in chart(2024), "79" in chart(2025)
    (True, False)
    """
    return {one.code: one for one in _all() if one.first_year <= year <= one.last_year}


@lru_cache(maxsize=4096)
def ended_account(account: str, year: int) -> str | None:
    """What to use in place of an account that the chart of the year no longer has, as the end of a
    sentence; None where the account stands.

    >>> ended_account("791", 2025), ended_account("791", 2024), ended_account("641", 2025)
    (' : diminuez la charge concernée, ou passez au 75', None, None)
    """
    for one in _all():
        if account.startswith(one.code) and year > one.last_year and one.code not in chart(year):
            return f" : {one.instead}" if one.instead else ""
    return None


def side_of(account: str) -> str | None:
    """Charges are classes 6 and 86, produits 7 and 87; None where the code tells nothing.

    >>> side_of("641"), side_of("74"), side_of("875"), side_of("")
    ('expense', 'income', 'income', None)
    """
    if account.startswith(("6", "86")):
        return EXPENSE
    return INCOME if account.startswith(("7", "87")) else None


def leaves_heading(account: str, heading: str) -> bool:
    """Whether a line ends the heading above it: a two-figure account other than its own.

    >>> leaves_heading("61", "60"), leaves_heading("606", "60"), leaves_heading("", "60")
    (True, False, False)
    """
    return len(account) == 2 and account != heading


def is_in_kind(account: str) -> bool:
    """Whether the account holds voluntary contributions in kind (86, 87)."""
    return account.startswith(("86", "87"))


@lru_cache(maxsize=4096)
def account_label(account: str, year: int) -> str:
    """What the chart calls an account, by its longest known beginning; "" where it has none.

    >>> account_label("6411", 2023), account_label("99", 2023)
    ('Rémunération des personnels', '')
    """
    known = chart(year)
    for length in range(len(account), 1, -1):
        if account[:length] in known:
            return known[account[:length]].label
    return ""


@lru_cache(maxsize=4096)
def belongs_to(label: str, year: int) -> Account | None:
    """The account that a label names by its first word or in full, None where it names none.

    >>> [belongs_to(label, 2023).code for label in ("Location salles", "Subventions d'État")]
    ['613', '74']
    """
    key = fold(label)
    first = key.partition(" ")[0]
    for one in chart(year).values():
        if key in one.words or first in one.words:
            return one
    return None
