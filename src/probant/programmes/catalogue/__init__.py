"""The well-known programmes, kinds of session and of document, each a TOML file with its source.

A programme is data: a house adopts one from here, or makes its own. What a house renames keeps its
`official_code`, which figures recognise.
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
SESSION_KINDS, PIECES = "session_kinds.toml", "pieces.toml"


@dataclass(frozen=True)
class CatalogueStep:
    """One thing to do in a phase, with advice."""

    label: str
    advice: str = ""


@dataclass(frozen=True)
class CataloguePhase:
    """A stage: its immutable code, its usual name, what is done there, what it asks.

    `requires` are codes of phases of the same programme, `pieces` codes of `pieces.toml`.
    """

    code: str
    name: str
    advice: str
    entry: str = ""
    exit: str = ""
    usual_days: int | None = None
    requires: tuple[str, ...] = ()
    pieces: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    steps: tuple[CatalogueStep, ...] = ()


@dataclass(frozen=True)
class CatalogueProgramme:
    """A well-known programme; durations in months, `source` the text that describes it."""

    code: str
    name: str
    purpose: str
    source: str
    phases: tuple[CataloguePhase, ...]
    lasts_from_months: int | None = None
    lasts_to_months: int | None = None
    quiet_months: int | None = None


@cache
def shipped_programmes() -> dict[str, CatalogueProgramme]:
    """Every programme of the catalogue by code, in the order of the codes."""
    found = {}
    for path in sorted(HERE.glob("*.toml")):
        if path.name in (SESSION_KINDS, PIECES):
            continue
        read = tomllib.loads(path.read_text(encoding="utf-8"))
        phases = tuple(_phase(phase) for phase in read.pop("phases", ()))
        found[read["code"]] = CatalogueProgramme(**read, phases=phases)
    return found


def _phase(read: dict[str, Any]) -> CataloguePhase:
    lists: dict[str, Any] = {
        name: tuple(read.pop(name, ())) for name in ("requires", "pieces", "roles")
    }
    steps = tuple(CatalogueStep(**step) for step in read.pop("steps", ()))
    return CataloguePhase(**read, **lists, steps=steps)


@cache
def shipped_session_kinds() -> dict[str, str]:
    """Code → usual name of the kinds of session, in the order of the file."""
    return _names(SESSION_KINDS, "kinds")


@cache
def shipped_pieces() -> dict[str, str]:
    """Code → usual name of the kinds of document that a phase may expect, in order."""
    return _names(PIECES, "pieces")


def _names(file: str, table: str) -> dict[str, str]:
    read = tomllib.loads((HERE / file).read_text(encoding="utf-8"))
    return {row["code"]: row["name"] for row in read[table]}
