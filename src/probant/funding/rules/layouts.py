"""Layouts of action sheets shipped with the product: headings in the order of a funder's form, and
those of a project as the single form of a request asks for it (`PROJECT`)."""

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

PROJECT = "projet"


@dataclass(frozen=True, slots=True)
class HeadingDraft:
    """A heading: what it is called, what the funder asks there, what it gathers, who answers."""

    title: str
    hint: str = ""
    kind: str = "text"
    layer: str = "pilot"


@dataclass(frozen=True, slots=True)
class Layout:
    """A shipped layout."""

    slug: str
    name: str
    about: str
    headings: tuple[HeadingDraft, ...]


@lru_cache(maxsize=1)
def layouts() -> dict[str, Layout]:
    """The shipped layouts by slug.

    >>> [(one.slug, len(one.headings)) for one in layouts().values()]
    [('cpom', 22), ('partenariat', 13), ('projet', 11)]
    """
    text = files("probant.funding.catalogue").joinpath("sheets.toml").read_text(encoding="utf-8")
    return {
        row["slug"]: Layout(
            row["slug"],
            row["name"],
            row["about"],
            tuple(HeadingDraft(**heading) for heading in row["headings"]),
        )
        for row in tomllib.loads(text)["layouts"]
    }
