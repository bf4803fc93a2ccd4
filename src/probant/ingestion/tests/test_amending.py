"""What a person corrects is judged again: the same values as `settle`, and their findings."""

from typing import Any

import pytest

from probant.ingestion.actions import Choice, decide
from probant.ingestion.actions.rechecking import AS_READ
from probant.ingestion.aside import kept_document, read_here
from probant.ingestion.document import Document
from probant.ingestion.models import Reading, Verdict
from probant.ingestion.reader import read_document
from probant.ingestion.record import record
from probant.ingestion.tests.inbox_scenario import ACT, CONVENTION, REPORT, Scene
from probant.ingestion.values import settle
from probant.kernel.finding import Severity

MISCOUNTED = ACT.replace("Nombre de présents : 4", "Nombre de présents : 3")
SHEET = """FICHE ACTION N°2

Titre : Animer le réseau des acteurs

Budget 2023

CHARGES\tMontant\tPRODUITS\tMontant
60 - Achats\t200\t74 - Subventions\t1 000
61 - Services extérieurs\t800\t
TOTAL DES CHARGES\t1 000\tTOTAL DES PRODUITS\t1 000
"""
OTHER: dict[str, Any] = {
    "text": "Autre chose",
    "day": "2024-02-01",
    "number": 3,
    "figure": 7,
    "euros": 12_300,
    "rate": 0.4,
    "year": 2021,
    "yes": False,
    "names": ["Paul DURAND", "Zoé NEUVE"],
    "proxies": [{"from": "Jean BLANC", "to": "Luc MARTIN"}],
}


def without_findings(found: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in found.items() if name not in ("findings", "places")}


@pytest.mark.parametrize("verdict", ["corrected", "refused"])
@pytest.mark.parametrize("text", [ACT, CONVENTION, REPORT, SHEET, ACT + "\n\n" + CONVENTION])
def test_each_value_decided_is_what_the_record_settles(text: str, verdict: str) -> None:
    result = read_here(text.encode(), "essai.txt", limit=10**6)
    assert result.values
    for value in result.values:
        correction = OTHER[value["nature"]] if verdict == "corrected" else None
        decided = [(value["path"], verdict, correction)]
        draft = read_document(Document.from_text(text), decided)
        amended, settled = record("essai.txt", draft), settle(result.record, decided)
        assert without_findings(amended) == without_findings(settled), value["path"]


def test_several_refused_elements_leave_the_others() -> None:
    result = read_here(ACT.encode(), "acte.txt", limit=10**6)
    decided = [("decisions.0.text", "refused", None), ("decisions.1.text", "corrected", "Imputer")]
    draft = read_document(Document.from_text(ACT), decided)
    assert [one.text for one in draft.decisions] == ["Imputer"]
    assert len(result.record["decisions"]) == 2


def test_a_kept_text_has_its_lines_under_their_numbers_page_by_page() -> None:
    document = kept_document("un\ndeux\ntrois", [[1, 0], [2, 2]], "x.pdf")
    assert [(line.page, line.number) for line in document.lines] == [(1, 1), (1, 2), (2, 1)]
    assert kept_document(ACT, [], "x.txt").lines == Document.from_text(ACT).lines


def decided(scene: Scene, reading: Reading, path: str, verdict: str, typed: str = "") -> set[str]:
    """The codes of errors once this value is decided."""
    value = reading.values.get(path=path)
    decide(scene.actor, reading, [Choice(value, verdict, typed)])
    reading.refresh_from_db()
    found = reading.record["findings"]
    errors = {one["code"] for one in found if one["severity"] == Severity.ERROR}
    assert reading.finding_count == len(found)
    assert (reading.error_count > 0) == bool(errors)
    return errors


@pytest.mark.django_db
def test_a_misreading_mended_is_no_contradiction_and_the_page_says_what_it_lifted() -> None:
    scene = Scene()
    reading = scene.reading(MISCOUNTED)
    as_read = reading.record["findings"]
    assert "presence.count" in {one["code"] for one in as_read}
    assert "presence.count" not in decided(
        scene, reading, "present_count_declared", Verdict.CORRECTED, "4"
    )
    assert reading.record[AS_READ] == as_read
    page = scene.awa.get(f"/documents/{reading.document_id}/").content.decode()
    assert "1 constat levé par ce qui a été corrigé ou écarté" in page
    decided(scene, reading, "present_count_declared", Verdict.PENDING)
    assert reading.record["findings"] == as_read
    assert AS_READ not in reading.record


@pytest.mark.django_db
def test_a_correction_that_contradicts_the_text_is_told_at_once() -> None:
    scene = Scene()
    reading = scene.reading(ACT)
    assert decided(scene, reading, "vote.for", Verdict.CORRECTED, "9") != set()
    assert decided(scene, reading, "vote.for", Verdict.CORRECTED, "5") == set()
