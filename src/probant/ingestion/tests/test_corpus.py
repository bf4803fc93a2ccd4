"""The given part of the corpus of real acts: thresholds, held with the corpus's own scorer."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from probant.ingestion.reader import parsers, read_document, read_path
from probant.ingestion.record import record

FIELDS = {
    "file", "kind", "body", "session_date", "convened_on", "president", "secretary", "rapporteur",
    "number", "subject", "members_in_office", "present_count_declared", "proxies_declared",
    "present_names", "absent_names", "proxies", "decisions", "amounts", "vote", "items",
    "published_on", "transmitted_on", "parties", "articles", "clauses", "budgets", "claims",
    "findings", "truncated",
}  # fmt: skip


@pytest.fixture(scope="module")
def given(shared: Path) -> list[Path]:
    paths = sorted((shared / "corpus" / "given").glob("*.txt"))
    if not paths:
        pytest.skip("the shared documents are absent (../shared, or PROBANT_SHARED)")
    return paths


@pytest.fixture(scope="module")
def records(given: list[Path], shared: Path) -> dict[Path, dict[str, Any]]:
    paths = [*given, *sorted((shared / "seeds").glob("*.txt"))]
    return {path: record(str(path), read_path(path)[1]) for path in paths}


def test_the_corpus_scores_above_its_thresholds(
    records: dict[Path, dict[str, Any]], given: list[Path], shared: Path, tmp_path: Path
) -> None:
    out = tmp_path / "read.jsonl"
    out.write_text("\n".join(json.dumps(records[path]) for path in given), encoding="utf-8")
    folder = shared / "corpus"
    command = [sys.executable, str(folder / "score.py"), str(out), str(folder / "given")]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    scalars, mean = re.search(
        r"scalar fields ([\d.]+) %; mean over \d+ bodies ([\d.]+) %", said
    ).groups()  # type: ignore[union-attr]
    alarms, clean = re.search(r"false alarms: (\d+) of (\d+)", said).groups()  # type: ignore[union-attr]
    assert float(scalars) >= 95
    assert float(mean) >= 95
    assert int(alarms) <= 0.05 * int(clean)


def places(value: Any) -> list[dict[str, Any]]:
    """Every `where` of a record, at any depth."""
    if isinstance(value, list):
        return [place for item in value for place in places(item)]
    if not isinstance(value, dict):
        return []
    if set(value) == {"page", "line", "text"}:
        return [value]
    return [place for key, item in value.items() for place in places(item)]


def test_every_record_has_the_shape_of_the_contract(records: dict[Path, dict[str, Any]]) -> None:
    assert {frozenset(FIELDS - set(said)) for said in records.values()} == {frozenset()}
    for said in records.values():
        json.dumps(said)


def test_every_place_points_to_a_line_that_holds_its_words(
    records: dict[Path, dict[str, Any]],
) -> None:
    wrong = []
    for path, said in records.items():
        lines = path.read_text(encoding="utf-8").split("\n")
        own = {
            **said,
            "findings": [f for f in said["findings"] if not f["code"].startswith("claim")],
        }
        for place in places(own):
            if place["text"] not in lines[place["line"] - 1].replace("\f", " "):
                wrong.append((path.name, place))
    assert wrong == []


def test_no_two_parsers_are_equally_sure_of_a_document(given: list[Path], shared: Path) -> None:
    equal = []
    for path in [*given, *sorted((shared / "seeds").glob("*.txt"))]:
        document, _ = read_path(path)
        scores = sorted((parser.recognise(document), parser.kind) for parser in parsers())
        if scores[-1][0] == scores[-2][0]:
            equal.append((path.name, scores[-2:]))
    assert equal == []


def test_no_parser_fails_on_a_document_of_another_kind(given: list[Path], shared: Path) -> None:
    for path in [*given, *sorted((shared / "seeds").glob("*.txt"))]:
        document, _ = read_path(path)
        for parser in parsers():
            assert parser.parse(document).kind == parser.kind


def test_a_document_read_twice_gives_the_same(given: list[Path]) -> None:
    document, draft = read_path(given[0])
    assert record("f", read_document(document)) == record("f", draft)
