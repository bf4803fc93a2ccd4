"""`probant report`: the financial report and the draft of a convention, written from the prompt."""

import argparse
from pathlib import Path

import docx
import pytest
from pypdfium2 import PdfDocument

from probant.config.cli import CommandError
from probant.config.commands import report
from probant.funding.actions.reports import hand_in
from probant.funding.tests import scenario
from probant.funding.tests.test_financial_reports import DAY, begun

pytestmark = pytest.mark.django_db


def ordered(*words: str) -> int:
    parser = argparse.ArgumentParser()
    report.configure(parser)
    return report.run(parser.parse_args(words))


def test_a_financial_report_is_written_as_pdf(tmp_path: Path) -> None:
    at = scenario.world()
    hand_in(actor=at.awa, report=begun(at), on=DAY)
    out = tmp_path / "crf.pdf"
    convention = str(at.convention.pk)
    told = ordered("financial", "--convention", convention, "--year", "2024", "--out", str(out))
    assert told == 0
    with PdfDocument(out) as paper:
        pages = [page.get_textpage().get_text_range() for page in paper]
    words = " ".join(" ".join(pages).split())
    assert "Compte rendu financier" in words
    assert "5 200 €" in words.replace("\u202f", " ").replace("\xa0", " ")
    assert all(page.strip() for page in pages)


def test_a_draft_of_a_convention_is_written_as_docx(tmp_path: Path) -> None:
    at = scenario.world()
    out = tmp_path / "convention.docx"
    assert (
        ordered("convention-draft", "--convention", str(at.convention.pk), "--out", str(out)) == 0
    )
    said = [one.text for one in docx.Document(str(out)).paragraphs]
    assert "Article 3 – Suivi" in said


def test_what_cannot_be_written_is_said(tmp_path: Path) -> None:
    at = scenario.world()
    convention = str(at.convention.pk)
    for name, words in (
        ("crf.pdf", ("financial", "--convention", convention)),
        ("crf.odt", ("financial", "--convention", convention, "--year", "2024")),
        ("crf.pdf", ("financial", "--convention", "999999", "--year", "2024")),
        ("c.docx", ("convention-draft", "--convention", "999999")),
    ):
        with pytest.raises(CommandError):
            ordered(*words, "--out", str(tmp_path / name))
    assert list(tmp_path.iterdir()) == []
