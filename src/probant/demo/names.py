"""What is invented, and where the facts of the documents are read: the files of `demo/data`."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from probant.directory.neighbourhoods import OUTSIDE
from probant.directory.writing import Identity

MARK = "(fictive)"


@cache
def data(name: str) -> dict[str, Any]:
    """A file of `demo/data`, read once."""
    path = Path(__file__).parent / "data" / f"{name}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


def fictitious(row: list[str]) -> Identity:
    """The identity of an invented structure; its name says that it is invented.

    A fifth word is the priority neighbourhood that it says it is in; by default, none.
    """
    name, family, theme, place_code, *said = row
    return {
        "name": f"{name} {MARK}",
        "family": family,
        "theme": theme,
        "place_code": place_code,
        "qpv_code": said[0] if said else OUTSIDE,
        "is_fictitious": True,
    }
