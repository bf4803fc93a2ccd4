"""A month of somebody's time as a sheet: what was signed, what stands, and what is left to do."""

import datetime
from collections.abc import Iterable
from enum import StrEnum

from probant.journal.digest import digest_of


class State(StrEnum):
    """Where a sheet stands."""

    EMPTY = "empty"
    OPEN = "open"
    EMPLOYEE = "employee"
    MANAGER = "manager"
    SIGNED = "signed"
    AGAIN = "again"

    @property
    def label(self) -> str:
        """The state in French."""
        return {
            "empty": "aucun temps noté",
            "open": "mois en cours",
            "employee": "à signer par la personne",
            "manager": "à signer par la responsable ou le responsable",
            "signed": "signée",
            "again": "à signer de nouveau",
        }[self.value]

    @property
    def tone(self) -> str:
        """The tone of its tag."""
        return {"signed": "held", "again": "late", "employee": "due", "manager": "due"}.get(
            self.value, "quiet"
        )


def content_of(facts: Iterable[tuple[str, int]]) -> str:
    """The digest of what a sheet says: each fact by its key (hexadecimal) and its minutes."""
    return digest_of(sorted([key, minutes] for key, minutes in facts))


def state_of(
    content: str,
    *,
    has_facts: bool,
    is_over: bool,
    employee: str | None,
    manager: str | None,
) -> State:
    """The state of a sheet of this content; `employee`, `manager`: the contents that they signed.

    >>> state_of("a", has_facts=True, is_over=True, employee=None, manager=None)
    <State.EMPLOYEE: 'employee'>
    >>> state_of("a", has_facts=True, is_over=True, employee="a", manager=None)
    <State.MANAGER: 'manager'>
    >>> state_of("b", has_facts=True, is_over=True, employee="a", manager="a")
    <State.AGAIN: 'again'>
    """
    if employee is not None and employee != content:
        return State.AGAIN
    if employee == content:
        return State.SIGNED if manager == content else State.MANAGER
    if not has_facts:
        return State.EMPTY
    return State.EMPLOYEE if is_over else State.OPEN


def is_over(last_day: datetime.date, today: datetime.date) -> bool:
    """A month is signed from its last day on: a time sheet says what was done, not what will be."""
    return today >= last_day
