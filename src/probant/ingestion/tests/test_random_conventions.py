"""Conventions drawn at random: whatever the wording, the record is what the text was made of."""

from __future__ import annotations

import re
from typing import Any

import pytest

from probant.ingestion.document import Document
from probant.ingestion.draft import Draft
from probant.ingestion.reader import read_document
from probant.ingestion.reading.names import name_words
from probant.ingestion.tests.drawn.conventions import (
    NUMBERINGS,
    PARTS,
    Convention,
    draw_convention,
)
from probant.ingestion.tests.drawn.noises import noises
from probant.ingestion.tests.drawn.people import Member
from probant.kernel.text import fold

ARTICLE = re.compile("^(?:Les?|La) ")


def _is(member: Member, read: str | None) -> bool:
    said, last = set(name_words(read or "")), set(name_words(member.last))
    return last <= said <= last | set(name_words(member.first))


def _terms(draft: Draft, kind: str, name: str) -> list[Any]:
    return [clause.terms[name] for clause in draft.clauses if clause.kind == kind]


def _parties(draft: Draft, expected: list[tuple[str, Member, str]]) -> bool:
    return len(draft.parties) == len(expected) and all(
        fold(ARTICLE.sub("", name)) in fold(read.name)
        and _is(member, read.represented_by)
        and role in fold(read.capacity or "")
        for read, (name, member, role) in zip(draft.parties, expected, strict=False)
    )


def _payments(draft: Draft, expected: list[tuple[float, str]]) -> bool:
    read = [c.terms for c in draft.clauses if c.kind == "payment"]
    return [terms["share_rate"] for terms in read] == [rate for rate, _ in expected] and all(
        fold(word) in fold(str(terms["trigger"]))
        for terms, (_, word) in zip(read, expected, strict=True)
    )


def differences(convention: Convention, text: str) -> list[tuple[str, object]]:
    """What was read and is not what the convention was made of."""
    draft, expected = read_document(Document.from_text(text)), convention.agreement.expected
    articles = [(one.value, fold(one.title) if one.title else None) for one in draft.articles]
    wanted = [(number, fold(title) if title else None) for number, title in convention.articles]
    titled = convention.chosen["numbering"] != "untitled"
    duration = [
        (c.terms["months"], c.terms["renewal"]) for c in draft.clauses if c.kind == "duration"
    ]
    parties: Any = expected["parties"]
    payment: Any = expected["payment"]
    notice, committee = expected["notice"], expected["committee"]
    right = {
        "kind": (draft.kind == "convention", draft.kind),
        "number": (draft.number == expected.get("number"), draft.number),
        "session_date": (draft.session_date == expected.get("session_date"), draft.session_date),
        "parties": (_parties(draft, parties), draft.parties),
        "articles": (
            articles == wanted if titled else [a for a, _ in articles] == [w for w, _ in wanted],
            articles,
        ),
        "duration": (duration == [expected["duration"]], duration),
        "payment": (_payments(draft, payment), _terms(draft, "payment", "share_rate")
            + _terms(draft, "payment", "trigger")),
        "evidence": (
            _terms(draft, "evidence", "list_found") == [expected["evidence"]],
            _terms(draft, "evidence", "list_found"),
        ),
        "committee": (
            _terms(draft, "committee", "per_year") == ([committee] if committee else []),
            _terms(draft, "committee", "per_year"),
        ),
        "notice": (
            _terms(draft, "notice", "months") == ([notice] if notice else []),
            _terms(draft, "notice", "months"),
        ),
        "amounts": (
            [(a.cents, a.parts) for a in draft.amounts] == expected["amounts"],
            [(a.cents, a.parts) for a in draft.amounts],
        ),
        "findings": (
            not [f for f in draft.findings if f.severity.value == "error"],
            [f.message for f in draft.findings],
        ),
    }  # fmt: skip
    return [(key, read) for key, (ok, read) in right.items() if not ok]


WORDINGS = [(part, one.__name__) for part, wordings in PARTS.items() for one in wordings]
WORDINGS += [("numbering", name) for name in NUMBERINGS]


@pytest.mark.parametrize(("part", "wording"), WORDINGS, ids=[w for _, w in WORDINGS])
def test_each_wording_is_read_among_others(part: str, wording: str) -> None:
    wrong = {}
    for seed in range(3):
        convention = draw_convention(seed * 1000 + len(wording), **{part: wording})
        if found := differences(convention, convention.text):
            wrong[str(convention.chosen)] = found
    assert wrong == {}


@pytest.mark.parametrize("noise", sorted(set(noises()) - {"paged"}))
def test_a_convention_is_read_as_badly_printed_as_it_may_be(noise: str) -> None:
    wrong = {}
    for seed in range(500, 512):
        convention = draw_convention(seed)
        if found := differences(convention, noises()[noise](convention.text)):
            wrong[seed, str(convention.chosen)] = found
    assert wrong == {}
