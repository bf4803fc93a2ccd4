"""What a parser of documents is: a kind, how sure it is of a document, how it reads it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from probant.ingestion.document import Document
from probant.ingestion.draft import Draft


@dataclass(frozen=True, slots=True)
class Parser:
    """`recognise` gives 0 (another genre) to 1 (surely this one); below `THRESHOLD` nobody claims
    the document.
    """

    kind: str
    recognise: Callable[[Document], float]
    parse: Callable[[Document], Draft]


THRESHOLD = 0.3
