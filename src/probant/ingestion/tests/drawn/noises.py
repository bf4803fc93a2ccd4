"""What printing and copying do to a text."""

from __future__ import annotations

import re
import textwrap
import unicodedata
from collections.abc import Callable


def plain(text: str) -> str:
    """As an old machine prints it: no accent."""
    letters = unicodedata.normalize("NFD", text)
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def narrow(text: str) -> str:
    """Set in a narrow column: lines of prose and lists are cut at a word, tables are not."""
    lines: list[str] = []
    for line in text.split("\n"):
        whole = "|" in line or "\t" in line or "   " in line
        lines += [line] if whole or len(line) < 76 else textwrap.wrap(line, 72)
    return "\n".join(lines)


def paged(text: str) -> str:
    """With the foot and the head of a page in the middle of the act."""
    lines = text.split("\n")
    cut = next(i for i, line in enumerate(lines) if line.startswith("OBJET"))
    foot = ["", "Page 1 sur 2", "Accusé de réception en préfecture", "\f"]
    return "\n".join([*lines[:cut], *foot, *lines[cut:]])


def typeset(text: str) -> str:
    """With the spaces and apostrophes of good typography."""
    text = text.replace("'", "’").replace(" :", "\u00a0:").replace(" ;", "\u202f;")
    return re.sub(r"(?<=\d) (?=\d|€)", "\u202f", text)


def noises() -> dict[str, Callable[[str], str]]:
    """What printing and copying do to a text."""
    return {
        "no accent": plain,
        "narrow": narrow,
        "paged": paged,
        "typeset": typeset,
        "capitals": lambda text: text.replace("Présents", "PRÉSENTS").replace("Absents", "ABSENTS"),
        "carriage returns": lambda text: text.replace("\n", "\r\n"),
        "blank lines": lambda text: text.replace("\n\n", "\n \n\n"),
    }
