"""The deliverables and steps that every house begins with, read from a file."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FILE = Path(__file__).parent / "milestones.toml"


@dataclass(frozen=True, slots=True)
class ShippedMilestone:
    """A milestone of the catalogue: its immutable code, its usual name, whether it is a file."""

    code: str
    name: str
    is_document: bool


@cache
def shipped_milestones() -> dict[str, ShippedMilestone]:
    """Every shipped milestone by code, in the order of the file."""
    rows = tomllib.loads(FILE.read_text(encoding="utf-8"))["milestones"]
    return {
        row["code"]: ShippedMilestone(row["code"], row["name"], bool(row.get("document")))
        for row in rows
    }
