"""The well-known programmes and kinds of session, each a TOML file with its source.

A programme is data: a house adopts one from here, or makes its own. What a house renames keeps its
`official_code`, which figures recognise.
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

HERE = Path(__file__).parent
SESSION_KINDS = "session_kinds.toml"


@dataclass(frozen=True)
class CataloguePhase:
    """A stage: its immutable code, its usual name, what is done there."""

    code: str
    name: str
    advice: str


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


@cache
def shipped_programmes() -> dict[str, CatalogueProgramme]:
    """Every programme of the catalogue by code, in the order of the codes."""
    found = {}
    for path in sorted(HERE.glob("*.toml")):
        if path.name == SESSION_KINDS:
            continue
        read = tomllib.loads(path.read_text(encoding="utf-8"))
        phases = tuple(CataloguePhase(**phase) for phase in read.pop("phases", ()))
        found[read["code"]] = CatalogueProgramme(**read, phases=phases)
    return found


@cache
def shipped_session_kinds() -> dict[str, str]:
    """Code → usual name of the kinds of session, in the order of the file."""
    read = tomllib.loads((HERE / SESSION_KINDS).read_text(encoding="utf-8"))
    return {kind["code"]: kind["name"] for kind in read["kinds"]}
