"""What a check says: a code, a severity, a message and where it was read."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Severity(StrEnum):
    """How grave: error (contradicts itself), gap (expected, missing), warning (needs a person)."""

    ERROR = "error"
    WARNING = "warning"
    GAP = "gap"
    INFO = "info"

    @property
    def label(self) -> str:
        """The severity in French."""
        return {"error": "erreur", "warning": "à vérifier", "gap": "manque", "info": "note"}[self]

    @property
    def rank(self) -> int:
        """0 for the gravest: the order in which findings are shown."""
        return list(Severity).index(self)


@dataclass(frozen=True, slots=True)
class Where:
    """A place in a document: `page` and `line` count from 1, None where the format has none."""

    page: int | None = None
    line: int | None = None
    text: str = ""

    def as_dict(self) -> dict[str, Any]:
        """The shape of `probant read --json`."""
        return {"page": self.page, "line": self.line, "text": self.text}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing a check found; `where` is a tuple when it holds several places against each other.

    >>> Finding("article.gap", Severity.ERROR, "Il n’y a pas d’article V.").as_dict()["where"]
    """

    code: str
    severity: Severity
    message: str
    where: Where | tuple[Where, ...] | None = None

    @property
    def places(self) -> tuple[Where, ...]:
        """The places concerned, none, one or several."""
        if self.where is None:
            return ()
        return self.where if isinstance(self.where, tuple) else (self.where,)

    def as_dict(self) -> dict[str, Any]:
        """The shape of `probant read --json`: `where` is an object, a list or null."""
        where: Any = None
        if isinstance(self.where, tuple):
            where = [place.as_dict() for place in self.where]
        elif self.where is not None:
            where = self.where.as_dict()
        return {
            "code": self.code,
            "severity": self.severity.value,
            "message": self.message,
            "where": where,
        }


def by_severity(findings: Iterable[Finding]) -> list[Finding]:
    """The findings, gravest first, otherwise in the order given."""
    return sorted(findings, key=lambda finding: finding.severity.rank)
