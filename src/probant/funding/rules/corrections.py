"""A signed text corrected: which of its articles no longer say what was signed.

A signed convention is changed by an amendment. Its transcription may hold a clerical error: it is
corrected in the open, with a reason, and what stood before stays beside it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from probant.funding.rules.articles import Article, key_of


@dataclass(frozen=True, slots=True)
class Altered:
    """An article whose words or title are not those that stood; None: it was not, or is no longer,
    there."""

    before: Article | None
    after: Article | None

    @property
    def name(self) -> str:
        """What it is called."""
        one = self.before or self.after
        return one.name if one else ""


def altered(before: Sequence[Article], after: Sequence[Article]) -> list[Altered]:
    """What a writing changes in the articles; one that had no words yet is only filled in.

    >>> was = [Article("I", "Objet", "Promouvoir."), Article("II", "Suivi")]
    >>> [one.name for one in altered(was, [Article("I", "Objet", "Aider."), Article("III")])]
    ['Article I', 'Article III']
    """
    now = {key_of(one.number, one.title): one for one in after}
    held = {key_of(one.number, one.title) for one in before}
    found = []
    for one in before:
        kept = now.get(key_of(one.number, one.title))
        same = kept is not None and (kept.title, kept.text) == (one.title, one.text)
        if one.text and not same:
            found.append(Altered(one, kept))
    return found + [Altered(None, one) for key, one in now.items() if key not in held]
