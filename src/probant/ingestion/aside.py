"""Reading one file whole: text, record, values; in this process, or in one of its own.

    python -m probant.ingestion.aside FILE NAME

prints `Result` as JSON. A library that crashes, hangs or swells then takes down only that process,
and the workers that serve pages stay small. Nothing of Django is imported here.
"""

from __future__ import annotations

import json
import re
import resource
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from probant.ingestion.document import Document, Line, fold_in_place
from probant.ingestion.draft import Amount, Draft, Vote
from probant.ingestion.reader import parsers, read_document
from probant.ingestion.record import record
from probant.ingestion.texts import UnreadableDocument, read_bytes
from probant.ingestion.values import values_of
from probant.kernel.finding import Where
from probant.kernel.money import find_amounts

SMALL_BYTES = 400_000  # a text of this size is read in some tens of milliseconds
SECONDS = 40
MEMORY_BYTES = 1_500_000_000
TOO_LONG = (
    "la lecture a été arrêtée : ce document demande trop de temps. Déposez-en un extrait, ou une "
    "version en texte."
)
CRASHED = (
    "le fichier a fait échouer sa lecture : il est sans doute abîmé. Enregistrez-le de nouveau "
    "depuis son logiciel, ou demandez-en une autre copie."
)


@dataclass(frozen=True)
class Result:
    """What a reading gives; `unreadable` is the French reason where it gives nothing."""

    unreadable: str = ""
    kind: str = "unknown"
    score: float = 0.0
    record: dict[str, Any] = field(default_factory=dict)
    text: str = ""
    pages: list[list[int]] = field(default_factory=list)
    values: list[dict[str, Any]] = field(default_factory=list)


def read(path: Path, name: str, *, limit: int) -> Result:
    """Read the file kept at `path`, dropped under `name`.

    A short text is read here; what must be unpacked (PDF, Word), and long texts, in a process of
    its own, with a limit of time and of memory.
    """
    with path.open("rb") as stream:
        data = stream.read(SMALL_BYTES + 1)
    packed = data.startswith((b"%PDF-", b"PK", b"\xd0\xcf\x11\xe0")) or b"%PDF-" in data[:1024]
    if packed or len(data) > SMALL_BYTES:
        return _read_apart(path, name, limit)
    return read_here(data, name, limit=limit)


def read_here(data: bytes, name: str, *, limit: int) -> Result:
    """Read bytes in this process. Never raises for what a file may hold."""
    try:
        document = read_bytes(data, name, limit=limit)
    except UnreadableDocument as reason:
        return Result(unreadable=str(reason))
    draft = read_document(document)
    found = record(name, draft)
    return Result(
        kind=draft.kind,
        score=round(max(parser.recognise(document) for parser in parsers()), 2),
        record=found,
        text="\n".join(line.text for line in document.lines),
        pages=_pages(document),
        values=[value.as_dict() for value in values_of(found, _places(document, draft))],
    )


def kept_document(text: str, pages: Sequence[Sequence[int]], name: str) -> Document:
    """The document that `Result` keeps as text and pages, its lines numbered as they were."""
    begins = {int(index): int(page) for page, index in pages}
    lines: list[Line] = []
    page, first = None, 0
    for index, words in enumerate(text.split("\n")):
        if index in begins:
            page, first = begins[index], index
        lines.append(Line(index - first + 1, words, page))
    return Document(name, tuple(lines))


def _pages(document: Document) -> list[list[int]]:
    pages: list[list[int]] = []
    for index, line in enumerate(document.lines):
        if line.page is not None and (not pages or pages[-1][0] != line.page):
            pages.append([line.page, index])
    return pages


def _places(document: Document, draft: Draft) -> Mapping[str, list[dict[str, Any]]]:
    """Places that the record leaves out, or gives less finely, by path."""
    found: dict[str, list[Where]] = {}
    held = draft.attendance
    if held is not None:
        for name, people in (("present_names", held.present), ("absent_names", held.absent)):
            found[name] = [document.where(p.start, p.end) for p in people if p.end]
        found["proxies"] = [document.where(p.start, p.end) for p in held.proxies if p.end]
        for name, words, value in (
            ("members_in_office", "exercice|membres", held.in_office),
            ("present_count_declared", "presents", held.present_declared),
            ("proxies_declared", "procurations?|pouvoirs?|represente", held.proxies_declared),
        ):
            found[name] = _count(document, words, value, 0)
    if draft.vote is not None and draft.vote.where is not None:
        _vote_places(document, draft.vote, found)
    for place, party in enumerate(draft.parties):
        if party.where is not None:
            found[f"parties.{place}.name"] = [party.where]
        found[f"parties.{place}.represented_by"] = _said(document, party.represented_by)
        found[f"parties.{place}.capacity"] = _said(document, party.capacity)
    for place, article in enumerate(draft.articles):
        found[f"articles.{place}.title"] = [article.where]
    for place, amount in enumerate(draft.amounts):
        found[f"amounts.{place}.recipient"] = _said(document, amount.recipient)
        for rank, cents in enumerate(amount.parts):
            found[f"amounts.{place}.parts_cents.{rank}"] = _money(document, amount, cents)
    for place, budget in enumerate(draft.budgets):
        for side, where in budget.places.items():
            found[f"budgets.{place}.printed_total_cents.{side}"] = [where]
    for name in ("body", "subject", "number"):
        if name not in draft.places:
            found[name] = _said(document, getattr(draft, name))
    return {path: [one.as_dict() for one in places] for path, places in found.items() if places}


_VOTES = {
    "for": ("for_", r"pour|favorables?"),
    "against": ("against", r"contre|defavorables?"),
    "abstain": ("abstain", r"abst\w*"),
    "not_voting": ("not_voting", r"ne se prononce\w* pas|prend\w* pas part\w*|non votants?"),
    "proxies": ("proxies", r"procurations?(?:\(s\))?|pouvoirs?"),
}


def _vote_places(document: Document, vote: Vote, found: dict[str, list[Where]]) -> None:
    assert vote.where is not None
    start = max(0, vote.start - 100)
    for name, (field_name, words) in _VOTES.items():
        found[f"vote.{name}"] = _count(document, words, getattr(vote, field_name), start) or [
            vote.where
        ]
    found["vote.unanimous"] = [vote.where]


def _count(document: Document, words: str, value: int | None, start: int) -> list[Where]:
    """The nearest place where a count stands beside one of the words, on one line."""
    if value is None:
        return []
    number = rf"(?<!\d){value}(?!\d)"
    near = rf"(?:{words})[^\n\d]{{0,60}}{number}|{number}[^\n\d]{{0,20}}(?:{words})"
    match = re.compile(near).search(document.folded, start)
    return [document.where(match.start(), match.end())] if match else []


def _said(document: Document, words: str | None) -> list[Where]:
    """The first place where words stand as they are, whatever their case and accents."""
    start = document.folded.find(fold_in_place(words)) if words else -1
    return [document.where(start, start + len(words))] if words and start >= 0 else []


def _money(document: Document, amount: Amount, cents: int) -> list[Where]:
    """The place of a share, in the sentences around its whole."""
    window = document.text[amount.start : amount.start + 600]
    for one in find_amounts(window):
        if one.cents == cents and one.start > 0:
            return [document.where(amount.start + one.start, amount.start + one.end)]
    return [amount.where]


def _read_apart(path: Path, name: str, limit: int) -> Result:
    command = [sys.executable, "-m", "probant.ingestion.aside", str(path), name, str(limit)]
    try:
        done = subprocess.run(command, capture_output=True, timeout=SECONDS, check=False)
    except subprocess.TimeoutExpired:
        return Result(unreadable=TOO_LONG)
    if done.returncode != 0:
        return Result(unreadable=CRASHED)
    return Result(**json.loads(done.stdout))


def main() -> int:
    """Read argv's file under limits of processor time and memory, and print the result."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    path, name, limit = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
    result = read_here(path.read_bytes(), name, limit=limit)
    sys.stdout.write(json.dumps(asdict(result)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
