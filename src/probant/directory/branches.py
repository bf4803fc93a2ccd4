"""Branches (filières): a short sourced catalogue, and what a house adds to it."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from probant.directory.models import Branch
from probant.kernel.text import fold

SHIPPED = files("probant.directory").joinpath("data/branches.toml")
UNSAID = "filière non renseignée"


@dataclass(frozen=True)
class KnownBranch:
    """A branch of the shipped catalogue, with where its name was read."""

    code: str
    name: str
    source: str


@cache
def catalogue() -> dict[str, KnownBranch]:
    """The shipped branches, by code, in the order of the file."""
    listed = tomllib.loads(SHIPPED.read_text("utf-8"))["branch"]
    return {one["code"]: KnownBranch(**one) for one in listed}


def branches_of(house_id: int | None, *, closed: bool = False) -> dict[str, str]:
    """Code → name of the branches that a house may choose from; its own last. One query."""
    own = Branch.objects.filter(house_id=house_id).order_by("name")
    if not closed:
        own = own.filter(is_open=True)
    shipped = {one.code: one.name for one in catalogue().values()}
    return shipped | dict(own.values_list("code", "name"))


def choices_for(house_id: int | None, *, kept: str = "") -> list[tuple[str, str]]:
    """The choices of a form; `kept` is offered too where it was closed since."""
    offered = branches_of(house_id)
    if kept and kept not in offered:
        offered[kept] = branches_of(house_id, closed=True).get(kept, kept)
    return [("", "non renseignée"), *offered.items()]


def words_of_branch(code: str, house_id: int | None) -> str:
    """The name of a branch, or that it is not said."""
    return branches_of(house_id, closed=True).get(code, code) if code else UNSAID


def code_from(name: str) -> str:
    """The code of a branch that a house names: its words, without accents."""
    return re.sub(r"[^a-z0-9]+", "-", fold(name)).strip("-")[:32].strip("-")
