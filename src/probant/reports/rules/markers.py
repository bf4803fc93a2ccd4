"""What stands between double braces in a text: a live figure, a number linked to what supports it.

{{ chiffre dla.diagnoses }}         the value of a figure, of the publication's own year
{{ chiffre dla.diagnoses 2022 }}    of another year
{{ chiffre dla.diagnoses action 7 }}  in the scope of an action, of the whole house (0)
{{ année }}                         the year itself
{{ 28 | chiffre dla.diagnoses }}    a number typed, held to a figure: said where they differ
{{ 28 | dit 41 }}                   a number read in a document (the number of its claim)
{{ 9,1 | source : Insee, 2021 }}    a number with where it comes from
"""

import re
from dataclasses import dataclass
from typing import Literal

MARKER = re.compile(r"\{\{[ \t]*([^{}\n]{1,400}?)[ \t]*\}\}")
YEAR = "année"
_LIVE = re.compile(r"chiffre\s+([a-z0-9_.-]+)(?:\s+((?:19|20)\d\d))?(?:\s+action\s+(\d{1,9}))?$")
_SAID = re.compile(r"dit\s+(\d{1,15})$")
_SOURCE = re.compile(r"source\s*:\s*(\S.*)$")

Why = Literal["figure", "claim", "source"]


@dataclass(frozen=True)
class Live:
    """A figure in a sentence; of the publication's own year where none is said.

    `action`: the action that it is narrowed to, 0 for the whole house; None: as its block is.
    """

    code: str
    year: int | None = None
    action: int | None = None


@dataclass(frozen=True)
class OwnYear:
    """The year of the publication."""


@dataclass(frozen=True)
class Linked:
    """A number as it was typed, and what supports it: a figure, a claim, a source in words."""

    text: str
    why: Why
    figure: Live | None = None
    claim_id: int | None = None
    source: str = ""


@dataclass(frozen=True)
class Unreadable:
    """Braces that say nothing: shown as they are, and said."""

    text: str


Marker = Live | OwnYear | Linked | Unreadable


def read_marker(inside: str) -> Marker:
    """What the words between braces ask for.

    >>> read_marker("chiffre dla.diagnoses 2022")
    Live(code='dla.diagnoses', year=2022, action=None)
    >>> read_marker("9,1 | source : Insee").source
    'Insee'
    """
    inside = inside.strip()
    if inside == YEAR:
        return OwnYear()
    live = _live(inside)
    if live is not None:
        return live
    text, bar, support = (part.strip() for part in inside.partition("|"))
    return _linked(text, support) if bar and text else Unreadable(inside)


def _live(words: str) -> Live | None:
    found = _LIVE.match(words)
    if found is None:
        return None
    year, action = (int(one) if one else None for one in found.group(2, 3))
    return Live(found[1], year, action)


def _linked(text: str, support: str) -> Marker:
    figure = _live(support)
    if figure is not None:
        return Linked(text, "figure", figure=figure)
    said, source = _SAID.match(support), _SOURCE.match(support)
    if said:
        return Linked(text, "claim", claim_id=int(said[1]))
    if source:
        return Linked(text, "source", source=source[1])
    return Unreadable(f"{text} | {support}")


def words_of_live(live: Live) -> str:
    """What follows « chiffre » between the braces.

    >>> words_of_live(Live("dla.diagnoses", 2022, 7))
    'dla.diagnoses 2022 action 7'
    """
    year = f" {live.year}" if live.year else ""
    action = "" if live.action is None else f" action {live.action}"
    return f"{live.code}{year}{action}"


def live_marker(code: str, year: int | None = None) -> str:
    """What is written in a text for a live figure."""
    return f"{{{{ chiffre {words_of_live(Live(code, year))} }}}}"


def linked_marker(text: str, support: str) -> str:
    """What replaces a number typed once somebody said what supports it."""
    return f"{{{{ {text} | {support} }}}}"
