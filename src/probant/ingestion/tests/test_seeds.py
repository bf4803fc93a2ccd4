"""The five real documents: what they say, what contradicts, and nothing more; then the same with
other names and sums.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from probant.ingestion.document import Document
from probant.ingestion.reader import read_document
from probant.ingestion.reconcile import ReadFile, reconcile
from probant.ingestion.record import record

BUREAU, REPORT, PARTNERSHIP, SHEET, PRESS = range(5)


def read_all(folder: Path, change: Callable[[str], str] = lambda text: text) -> list[ReadFile]:
    files = []
    for path in sorted((folder / "seeds").glob("*.txt")):
        document = Document.from_text(change(path.read_text(encoding="utf-8")), path.name)
        files.append(ReadFile(path.name, document, read_document(document)))
    reconcile(files)
    return files


@pytest.fixture(scope="module")
def seeds(shared: Path) -> list[ReadFile]:
    return read_all(shared)


def codes(file: ReadFile, severity: str) -> list[str]:
    return [f.code for f in file.draft.findings if f.severity.value == severity]


ERRORS = (
    ["claim.contradiction", "claim.contradiction"],
    ["period.mismatch", "claim.contradiction", "claim.contradiction"],
    ["article.gap", "reference.dangling"],
    [
        "budget.heading_sum",
        "budget.total_sum",
        "budget.text_mismatch",
        "budget.account",
        "budget.account",
    ],
    [],
)


@pytest.mark.parametrize("index", range(5))
def test_each_seed_has_exactly_its_errors(seeds: list[ReadFile], index: int) -> None:
    assert codes(seeds[index], "error") == ERRORS[index]


def test_what_is_missing_is_a_gap(seeds: list[ReadFile]) -> None:
    assert [codes(file, "gap") for file in seeds] == [[], [], [], ["budget.in_kind_missing"], []]


def test_each_seed_is_recognised(seeds: list[ReadFile]) -> None:
    assert [file.draft.kind for file in seeds] == [
        "deliberation", "activity_report", "deliberation", "action_sheet", "article",
    ]  # fmt: skip


def test_the_deliberation_of_2024(seeds: list[ReadFile]) -> None:
    said = record("f", seeds[BUREAU].draft)
    assert (said["session_date"], said["convened_on"]) == ("2024-03-21", "2024-03-15")
    assert (said["president"], said["secretary"]) == ("REBSAMEN", "HOAREAU")
    assert (said["members_in_office"], said["present_count_declared"]) == (43, 34)
    assert (said["proxies_declared"], len(said["present_names"])) == (7, 34)
    assert (len(said["absent_names"]), len(said["proxies"])) == (9, 7)
    assert said["vote"] == {
        "for": 41, "against": 0, "abstain": 0, "not_voting": 0, "proxies": 7, "unanimous": None,
    }  # fmt: skip
    assert [(a["amount_cents"], a["parts_cents"]) for a in said["amounts"]] == [
        (1800000, [900000, 300000, 600000])
    ]
    assert [d["where"]["line"] for d in said["decisions"]] == [77, 78]


def test_two_columns_of_absents_give_their_proxies(seeds: list[ReadFile]) -> None:
    said = record("f", seeds[BUREAU].draft)
    assert {"from": "Jean-Claude GIRARD", "to": "Laurent GOBET"} in said["proxies"]
    assert said["absent_names"][0] == "Claire TOMASELLI"


def test_the_figures_of_both_years(seeds: list[ReadFile]) -> None:
    said = {c.code: (c.value, c.year) for c in seeds[REPORT].draft.claims if c.code}
    assert said == {
        "territories.supported": (3, 2023),
        "dla.organisations_supported": (41, 2023),
        "dla.organisations_welcomed": (28, 2023),
        "dla.diagnoses": (16, 2023),
        "dla.individual_missions": (13, 2023),
        "dla.collective_missions": (4, 2023),
        "dla.collective_participants": (16, 2023),
        "dla.follow_ups": (12, 2023),
        "dla.jobs_consolidated": (519, 2023),
        "creation.projects_welcomed": (56, 2023),
        "creation.projects_supported": (26, 2023),
        "creation.organisations_created": (5, 2023),
        "creation.jobs_created": (9, 2023),
        "workshops.sessions": (13, 2023),
        "trainings.sessions": (8, 2023),
    }


def test_a_file_of_several_documents_gives_all_it_holds(seeds: list[ReadFile]) -> None:
    said = record("f", seeds[PARTNERSHIP].draft)
    assert [part["kind"] for part in said["parts"]] == [
        "deliberation",
        "convention",
        *["action_sheet"] * 3,
    ]
    assert [a["number"] for a in said["articles"]] == ["I", "II", "III", "IV", "VI"]
    assert [p["represented_by"] for p in said["parties"]] == [None, "Jean-Louis Cabrespines"]
    assert (said["published_on"], said["transmitted_on"]) == ("2009-04-09", "2009-04-07")
    assert [c["kind"] for c in said["clauses"]] == [
        "payment", "payment", "notice", "duration", "committee", "evidence",
    ]  # fmt: skip
    assert said["clauses"][-1]["list_found"] is False
    assert [b["printed_total_cents"]["expense"] for b in said["budgets"]] == [300000, 100000]
    assert (len(said["present_names"]), len(said["absent_names"])) == (51, 2)


def test_contradictions_show_both_places(seeds: list[ReadFile]) -> None:
    finding = next(f for f in seeds[BUREAU].draft.findings if f.code == "claim.contradiction")
    assert [place.line for place in finding.places] == [60, 291]


def test_without_the_other_files_nothing_contradicts(shared: Path) -> None:
    path = sorted((shared / "seeds").glob("*.txt"))[BUREAU]
    draft = read_document(Document.from_text(path.read_text(encoding="utf-8")))
    assert [f.code for f in draft.findings] == []


NAMES = {
    "REBSAMEN": "QUEMENER", "HOAREAU": "LE GUILLOUX", "KOENDERS": "VAN DER BEKE",
    "GIRARD": "OULD ALI",
    "GOBET": "DA COSTA", "Dijon": "Quimper", "DIJON": "QUIMPER", "ROY": "ABGRALL",
}  # fmt: skip


def renamed(text: str) -> str:
    """Other names, fifteen years later, sums seven times as large."""
    for old, new in NAMES.items():
        text = re.sub(rf"\b{old}\b", new, text)
    text = text.replace("PES 21", "ASCOR")
    text = re.sub(r"[ée]conomie\s+solidaire", "initiative locale", text, flags=re.I)
    sums = {"18 000 €": "126 000 €", "9 000€": "63 000€", "3 000€": "21 000€", "6 000€": "42 000€"}
    return re.sub("|".join(sums), lambda match: sums[match[0]], text)


def test_the_same_findings_come_with_other_names_and_sums(shared: Path) -> None:
    files = read_all(shared, renamed)
    assert [codes(file, "error") for file in files] == list(ERRORS)
    said = record("f", files[BUREAU].draft)
    assert (said["president"], said["secretary"]) == ("QUEMENER", "LE GUILLOUX")
    assert [a["amount_cents"] for a in said["amounts"]] == [12600000]
    assert {"from": "Jean-Claude OULD ALI", "to": "Laurent DA COSTA"} in said["proxies"]
    assert (len(said["present_names"]), len(said["absent_names"])) == (34, 9)


def test_the_same_findings_come_in_other_years(shared: Path) -> None:
    files = read_all(
        shared,
        lambda text: re.sub(r"\b20([012])(\d)\b", lambda m: f"20{int(m[1]) + 1}{m[2]}", text),
    )
    assert [codes(file, "error") for file in files] == list(ERRORS)
    assert {c.year for c in files[BUREAU].draft.claims} == {2033}


def test_a_share_that_does_not_add_up_is_an_error(shared: Path) -> None:
    files = read_all(
        shared, lambda text: text.replace("3 000€ pour l'action 2", "3 500€ pour l'action 2")
    )
    assert "amount.sum" in codes(files[BUREAU], "error")


def test_a_missing_present_member_is_an_error(shared: Path) -> None:
    files = read_all(shared, lambda text: text.replace("Monsieur Jean DUBUET", ""))
    assert [c for c in codes(files[BUREAU], "error") if not c.startswith("claim")] == [
        "presence.count",
        "presence.total",
    ]


def test_one_vote_too_many_is_an_error(shared: Path) -> None:
    files = read_all(shared, lambda text: text.replace("POUR : 41", "POUR : 42"))
    assert [c for c in codes(files[BUREAU], "error") if not c.startswith("claim")] == ["vote.total"]
