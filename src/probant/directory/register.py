"""The erasure register: who was erased, without any name, kept outside the backups.

A restored backup brings back people who were erased after it was made: `replay` of this register
erases them again. One JSON line per erasure; `journal` is the hash of the house's first entry, so
that a register read beside another instance's data matches nobody.
"""

import json
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass

from django.conf import settings

from probant.journal.models import JournalEntry


@dataclass(frozen=True)
class Erasure:
    """One line: instant (ISO, UTC), house, person, and the journal that it was written in."""

    at: str
    house_id: int
    person_id: int
    journal: str


def journal_of(house_id: int) -> str:
    """What tells one house's journal from any other: the hash of its first entry."""
    first = JournalEntry.objects.filter(house_id=house_id).order_by("seq")
    return first.values_list("hash", flat=True).first() or ""


def append(erasure: Erasure) -> None:
    """Add a line and wait until the disk holds it."""
    path = settings.ERASURE_REGISTER
    path.parent.mkdir(parents=True, exist_ok=True)
    with open(os.open(path, os.O_CREAT | os.O_APPEND | os.O_WRONLY, 0o600), "a") as register:
        register.write(json.dumps(asdict(erasure)) + "\n")
        register.flush()
        os.fsync(register.fileno())


def erasures() -> Iterator[Erasure]:
    """Every line, in order; one that a crash cut short is passed over."""
    path = settings.ERASURE_REGISTER
    if not path.exists():
        return
    with path.open(encoding="utf-8") as register:
        for line in register:
            try:
                yield Erasure(**json.loads(line))
            except (ValueError, TypeError):
                continue
