"""The words by which an act is found: what it says, who speaks in it, who receives, its numbers."""

from collections.abc import Iterable

from probant.kernel.text import fold

MOST_WORDS = 12


def key_of(parts: Iterable[str]) -> str:
    """One folded text, with a space at both ends so that a word's beginning can be sought.

    >>> key_of(["Pôle d’économie", "n° 12"])
    ' pole d economie n 12 '
    """
    return f" {' '.join(found for part in parts if (found := fold(part)))} "


def words_of(asked: str) -> list[str]:
    """The beginnings of words that a search asks for, each to be found.

    >>> words_of("Économie  SOLIDAIRE")
    [' economie', ' solidaire']
    """
    return [f" {word}" for word in fold(asked).split()[:MOST_WORDS]]
