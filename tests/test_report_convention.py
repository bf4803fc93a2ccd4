"""The report of the CPOM, in its three formats, over the demonstration year."""

import datetime
import io
import re

import docx
import pypdfium2
import pytest
from django.test import Client
from python_calamine import CalamineWorkbook

from probant.accounts.models import User
from probant.demo.stage import address_of
from probant.directory.models import House
from probant.funding.models import Convention
from probant.indicators.engine import measure
from probant.indicators.registry import indicator
from probant.journal.models import JournalHead, JournalSeal
from probant.kernel.actor import Actor
from probant.kernel.cut import Cut
from probant.kernel.period import Period
from probant.kernel.roles import TEAM
from probant.reports.actions import make_report
from probant.reports.blocks import Content, Figures, Findings, Table
from probant.reports.definition import NoReport, ReportOrder, catalogue

pytestmark = pytest.mark.django_db
BASE = "http://127.0.0.1:8000"


def request_of(house: House, year: int, cut: Cut | None = None, **more: int) -> ReportOrder:
    return ReportOrder(
        actor=Actor.system(house.pk, "essai", roles=TEAM),
        house_id=house.pk,
        year=year,
        cut=cut or Cut.now(),
        base_url=BASE,
        today=datetime.date(2026, 11, 22),
        **more,
    )


def collected(house: House, year: int, cut: Cut | None = None) -> Content:
    return catalogue()["convention"].collect(request_of(house, year, cut))


def figures_in(content: Content) -> dict[str, int]:
    return {
        row.code: row.value
        for block in content.blocks
        if isinstance(block, Figures)
        for row in block.rows
    }


def test_figures_of_the_report_are_those_of_the_engine(demonstration: House) -> None:
    told = figures_in(collected(demonstration, 2023))
    computed = {}
    for code in told:
        found = indicator(code)
        assert found is not None
        computed[code] = measure(found, house_id=demonstration.pk, period=Period.year(2023)).value
    assert told == computed
    assert told["dla.organisations_welcomed"] == 28


def test_report_as_known_on_the_day_of_the_vote_says_26_and_3(demonstration: House) -> None:
    told = figures_in(collected(demonstration, 2023, Cut.known(datetime.date(2024, 3, 21))))
    assert told["dla.organisations_welcomed"] == 26
    assert told["dla.collective_missions"] == 3


def test_awards_stand_in_the_report_only_from_the_day_they_were_known(
    demonstration: House,
) -> None:
    after = collected(demonstration, 2024, Cut.known(datetime.date(2024, 3, 21)))
    before = collected(demonstration, 2024, Cut.known(datetime.date(2024, 3, 20)))
    assert [_total_awarded(after), _total_awarded(before)] == [1800000, 0]


def _total_awarded(content: Content) -> int | None:
    table = next(block for block in content.blocks if isinstance(block, Table))
    return table.rows[-1].cells[2].number


def test_open_findings_of_the_sheet_are_told(demonstration: House) -> None:
    content = collected(demonstration, 2023)
    found = next(block for block in content.blocks if isinstance(block, Findings))
    assert sorted(row.code for row in found.rows if row.severity == "error") == [
        "budget.account",
        "budget.account",
        "budget.account",
        "budget.heading_sum",
        "budget.text_mismatch",
        "budget.total_sum",
    ]


def test_pdf_is_tagged_titled_french_and_links_each_figure_to_its_page(
    demonstration: House,
) -> None:
    content, written = make_report("convention", request_of(demonstration, 2023), "pdf")
    assert written.startswith(b"%PDF-1.7")
    for mark in (b"pdfuaid:part", b"pdfaid:part", b"/MarkInfo", b"/StructTreeRoot", b"/Lang"):
        assert mark in written
    document = pypdfium2.PdfDocument(written)
    text = "\n".join(page.get_textpage().get_text_bounded() for page in document)
    assert document.get_metadata_value("Title").startswith("Convention pluriannuelle")
    for words in ("519", "9 400 €".replace(" ", "\u202f", 1), "41 pour, 0 contre"):
        assert words.replace("\u202f", " ").replace("\xa0", " ") in text.replace(
            "\u202f", " "
        ).replace("\xa0", " ")
    for block in content.blocks:
        if isinstance(block, Figures):
            for row in block.rows:
                assert row.href.startswith(f"{BASE}/chiffres/{row.code}/?annee=2023&action=")
                assert row.href.encode() in written or b"/URI" in written


def test_head_of_the_journal_is_printed_as_it_stood(demonstration: House) -> None:
    head = JournalHead.objects.get(house_id=demonstration.pk)
    content = collected(demonstration, 2023)
    assert f"n° {head.seq} du journal, empreinte {head.hash}" in content.proof


def test_spreadsheet_keeps_figures_as_numbers_beside_their_code(demonstration: House) -> None:
    content, written = make_report("convention", request_of(demonstration, 2023), "xlsx")
    book = CalamineWorkbook.from_filelike(io.BytesIO(written))
    rows = {}
    for name in book.sheet_names:
        if name.startswith("Chiffres"):
            for row in book.get_sheet_by_name(name).to_python()[1:]:
                rows[row[4]] = int(row[0])
    assert rows == figures_in(content)


def test_word_document_holds_every_section(demonstration: House) -> None:
    content, written = make_report("convention", request_of(demonstration, 2023), "docx")
    document = docx.Document(io.BytesIO(written))
    told = [p.text for p in document.paragraphs if p.style.name.startswith("Heading")]
    wanted = [block.title for block in content.blocks if block.kind == "section"]  # type: ignore[union-attr]
    assert told == wanted


def test_making_a_report_seals_what_it_published(demonstration: House) -> None:
    before = JournalHead.objects.get(house_id=demonstration.pk).seq
    make_report("convention", request_of(demonstration, 2023), "xlsx")
    seal = JournalSeal.objects.filter(house_id=demonstration.pk).latest("upto_seq")
    assert (seal.upto_seq, seal.reason) == (before, "report")


@pytest.mark.parametrize(
    ("year", "more", "message"),
    [
        (1999, {}, "aucune convention ne couvre 1999"),
        (2023, {"convention_id": 999}, "aucune convention n° 999"),
    ],
)
def test_report_that_cannot_be_made_says_why(
    demonstration: House, year: int, more: dict[str, int], message: str
) -> None:
    with pytest.raises(NoReport, match=re.escape(message)):
        catalogue()["convention"].collect(request_of(demonstration, year, **more))


def _sign_in(client: Client, key: str) -> Client:
    client.force_login(User.objects.get(email=address_of(key)))
    return client


@pytest.mark.parametrize("key", ["direction", "metropole", "elu"])
def test_house_and_its_funder_make_the_report_from_the_page(
    demonstration: House, client: Client, key: str
) -> None:
    convention = Convention.objects.get(house=demonstration)
    answer = _sign_in(client, key).post(
        "/rapports/convention/",
        {"annee": "2023", "convention": convention.pk, "format": "xlsx"},
    )
    assert answer.status_code == 200
    assert answer["Content-Disposition"] == (
        f'attachment; filename="convention-{convention.pk}-2023.xlsx"'
    )


def test_convention_of_others_cannot_be_reported(demonstration: House, client: Client) -> None:
    other = Convention.objects.exclude(house=demonstration).get()
    answer = _sign_in(client, "metropole").post(
        "/rapports/convention/", {"annee": "2009", "convention": other.pk, "format": "pdf"}
    )
    assert answer.status_code == 404


@pytest.mark.parametrize("year", ["", "abc", "12"])
def test_bad_year_is_told_on_a_page(demonstration: House, client: Client, year: str) -> None:
    answer = _sign_in(client, "direction").post(
        "/rapports/convention/", {"annee": year, "format": "pdf"}
    )
    assert answer.status_code == 422
    assert "année" in answer.content.decode()
