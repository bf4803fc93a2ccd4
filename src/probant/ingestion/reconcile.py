"""Claims of several files held against each other (`--rapprocher`).

Two claims are of the same thing where their code is the same (else their label, unit and scope),
and their year. They are
compared only where the two texts speak of a common organisation, or where nothing tells of whom
they speak.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from probant.ingestion.document import Document, fold_in_place
from probant.ingestion.draft import Claim, Draft
from probant.ingestion.reading.names import name_words
from probant.kernel.finding import Finding, Severity, Where, by_severity


@dataclass(frozen=True, slots=True)
class ReadFile:
    """A file read, as reconciliation needs it."""

    name: str
    document: Document
    draft: Draft


def _key(claim: Claim) -> tuple[object, ...] | None:
    if claim.year is None or claim.scope == "part":
        return None
    if claim.code:
        return (claim.code, claim.year)
    label = " ".join(name_words(claim.label))
    return (
        (label, claim.unit, claim.scope, claim.year)
        if len(label.split()) >= 3 and claim.scope
        else None
    )


def _organisations(draft: Draft) -> set[str]:
    """Who the document is about: recipients, parties, the house of a report."""
    names = {a.recipient for a in draft.amounts if a.recipient} | {p.name for p in draft.parties}
    if draft.kind in ("activity_report", "article") and draft.body:
        names.add(draft.body)
    return {" ".join(name_words(name)) for name in names if name and len(name_words(name)) >= 2}


def related(left: ReadFile, right: ReadFile) -> bool:
    """Whether two files may speak of the same organisation."""
    a, b = _organisations(left.draft), _organisations(right.draft)
    if not a or not b:
        return True
    return _mentioned(a, right.document) or _mentioned(b, left.document)


def _mentioned(names: set[str], document: Document) -> bool:
    text = " ".join(name_words(fold_in_place(document.text)))
    return any(" ".join(name.split()[:3]) in text for name in names)


def reconcile(files: Sequence[ReadFile]) -> None:
    """Add to every file concerned the contradictions between its claims and those of the others."""
    groups: dict[tuple[object, ...], list[tuple[int, Claim]]] = defaultdict(list)
    for index, file in enumerate(files):
        for claim in file.draft.claims:
            key = _key(claim)
            if key is not None:
                groups[key].append((index, claim))
    for group in groups.values():
        _hold(files, group)
    for file in files:
        file.draft.findings = by_severity(file.draft.findings)


def _hold(files: Sequence[ReadFile], group: list[tuple[int, Claim]]) -> None:
    """One finding for a figure said with several values by files that can be compared."""
    concerned: dict[int, list[Claim]] = defaultdict(list)
    for i, (left, a) in enumerate(group):
        for right, b in group[i + 1 :]:
            if left == right or a.value == b.value or not related(files[left], files[right]):
                continue
            for index, claim in ((left, a), (right, b)):
                if claim not in concerned[index]:
                    concerned[index].append(claim)
    if not concerned:
        return
    claims = [(index, claim) for index in sorted(concerned) for claim in concerned[index]]
    scopes = {claim.scope for _, claim in claims}
    said = " ; ".join(
        f"{claim.value:g} {claim.label} ({files[index].name})" for index, claim in claims
    )
    code, severity = (
        ("claim.contradiction", Severity.ERROR)
        if len(scopes) == 1
        else ("claim.duplicate_scope", Severity.WARNING)
    )
    first = claims[0][1]
    message = f"{first.code or first.label}, {first.year} : {said}."
    places = tuple(Where(c.where.page, c.where.line, c.where.text) for _, c in claims)
    for index in concerned:
        files[index].draft.findings.append(Finding(code, severity, message, places))
