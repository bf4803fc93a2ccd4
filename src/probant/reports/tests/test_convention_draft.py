"""The draft of a convention: articles, parties, budgets; findings outside the text."""

import datetime
import io
from decimal import Decimal
from typing import Any

import docx
import pytest
from django.urls import reverse

from probant.funding.actions import (
    ClauseDraft,
    SheetDraft,
    keep_draft_model,
    set_clauses,
    update_sheet,
)
from probant.funding.rules.sheet_text import MeansLine, PartnerLine, PhaseLine, TargetLine
from probant.funding.tests import scenario
from probant.governance.tests.test_screens import client_of
from probant.kernel.cut import Cut
from probant.reports.actions import make_report
from probant.reports.blocks import Section, Table, Terms, Text
from probant.reports.definition import NoReport, ReportOrder

pytestmark = pytest.mark.django_db


def order(world: Any, **changes: Any) -> ReportOrder:
    given: dict[str, Any] = {
        "actor": world.awa,
        "house_id": world.house.pk,
        "year": 2024,
        "cut": Cut.now(),
        "base_url": "",
        "today": datetime.date(2024, 6, 1),
        "convention_id": world.convention.pk,
    }
    return ReportOrder(**{**given, **changes})


@pytest.fixture
def world() -> scenario.World:
    made = scenario.world()
    made.budget()
    clauses = [
        ClauseDraft("text", "1", "Objet", "Soutenir & accompagner : coût < 6 000 €."),
        ClauseDraft("text", "2", "Suivi", "Un comité."),
        ClauseDraft("payment", "4", "Versement", terms={"share_rate": 1, "trigger": "signature"}),
    ]
    set_clauses(actor=made.awa, convention=made.convention, clauses=clauses)
    return made


def texts(written: bytes) -> list[str]:
    document = docx.Document(io.BytesIO(written))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return [one.text for one in document.paragraphs] + cells


def test_a_draft_holds_articles_parties_budgets_and_its_findings_outside(
    world: scenario.World,
) -> None:
    _, written = make_report("convention-draft", order(world), "docx")
    found = texts(written)
    assert "Article 1 – Objet" in found
    assert "Soutenir & accompagner : coût < 6 000 €." in found
    assert any("François UNTEL, en qualité de président" in one for one in found)
    assert "Fiche action 3 : Animation du réseau" in found
    assert "6\u202f000\u00a0€" in found
    note = next(i for i, one in enumerate(found) if one.startswith("Note pour la rédaction"))
    assert any("L’article 3 manque" in one for one in found[note:])
    assert not any("L’article 3 manque" in one for one in found[:note])


@pytest.fixture
def written_sheet(world: scenario.World) -> None:
    """The third sheet whole, with a budget a year; the others stay to be written."""
    sheet = world.sheets[2]
    update_sheet(
        actor=world.awa,
        sheet=sheet,
        draft=SheetDraft(
            title=sheet.title,
            number=3,
            first_year=2023,
            last_year=2025,
            promised={2023: Decimal("0.13"), 2024: Decimal("0.2")},
            targets=[TargetLine("Réunions", year=2023, value=Decimal(6))],
            phases=[PhaseLine(2023, "Ateliers", 2, 12)],
            partners=[PartnerLine("Zutique", "Culture"), PartnerLine("La Coursive", "Culture")],
            means={"human": [MeansLine("Direction")], "material": [MeansLine("Salle")]},
        ),
    )
    world.sheets[0].headings.all().delete()
    world.sheets[0].promised.all().delete()
    for year in (2023, 2025):
        world.budget(year=year)


@pytest.mark.usefixtures("written_sheet")
def test_a_draft_holds_each_sheet_whole_and_its_budget_of_each_year(world: scenario.World) -> None:
    found = texts(make_report("convention-draft", order(world), "docx")[1])
    first, third = (
        next(i for i, one in enumerate(found) if one.startswith(f"Fiche action {number} :"))
        for number in (1, 3)
    )
    assert found[first + 1] == "Cette fiche reste à écrire."
    assert found[third + 1 :][:12] == [
        "Contexte",
        "Ce qui est.",
        "Moyens humains",
        "2023 : 0,13\xa0ETP\n2024 : 0,2\xa0ETP\nDirection",
        "Moyens matériels",
        "Salle",
        "Calendrier",
        "2023, février – décembre : Ateliers",
        "Partenaires",
        "Culture : Zutique, La Coursive",
        "Critères d’évaluation",
        "– Réunions : 6 en 2023",
    ]
    assert [one for one in found if one.startswith("Budget 20")] == [
        f"Budget {year}, Action 3" for year in (2023, 2024, 2025)
    ]


@pytest.mark.usefixtures("written_sheet")
def test_both_formats_say_the_same_and_leave_room_to_sign(world: scenario.World) -> None:
    content, _ = make_report("convention-draft", order(world), "pdf")
    said = [
        words
        for block in content.blocks
        for words in (
            [block.text]
            if isinstance(block, Text)
            else [block.title]
            if isinstance(block, Section)
            else [" : ".join(row) for row in block.rows]
            if isinstance(block, Terms)
            else [block.caption]
            if isinstance(block, Table)
            else []
        )
    ]
    assert "Pour Métropole d’essai : François UNTEL, président" in said
    third = said.index("Fiche action 3 : Animation du réseau")
    assert said[third + 3 :][:3] == ["Moyens humains", "2023 : 0,13\xa0ETP", "2024 : 0,2\xa0ETP"]
    assert [one for one in said[third:] if one.startswith("Charges ")] == [
        f"Charges {year}, Action 3" for year in (2023, 2024, 2025)
    ]


def test_a_draft_is_set_as_pdf(world: scenario.World) -> None:
    content, written = make_report("convention-draft", order(world), "pdf")
    assert written.startswith(b"%PDF-")
    assert content.file_name == f"projet-convention-{world.convention.pk}"


def test_a_draft_takes_the_model_of_the_funder(world: scenario.World) -> None:
    document = docx.Document()
    document.add_paragraph("MODÈLE DE LA VILLE {{ convention.intitule }}")
    stream = io.BytesIO()
    document.save(stream)
    model = keep_draft_model(
        actor=world.awa,
        house_id=world.house.pk,
        name="Ville",
        file_name="ville.docx",
        data=stream.getvalue(),
        funder=world.metropole,
    )
    _, written = make_report("convention-draft", order(world, model_id=model.pk), "docx")
    assert texts(written)[0] == f"MODÈLE DE LA VILLE {world.convention.title}"


def test_a_draft_needs_a_convention_that_is_seen(world: scenario.World) -> None:
    for wrong in (None, 10**6):
        with pytest.raises(NoReport):
            make_report("convention-draft", order(world, convention_id=wrong), "docx")
    with pytest.raises(NoReport):
        make_report("convention-draft", order(world, actor=world.chloe), "docx")


def test_the_button_gives_the_file(world: scenario.World) -> None:
    awa = client_of(world.house.organisation, "officer")
    page = reverse("funding:convention", args=[world.convention.pk])
    assert "Projet Word" in awa.get(page).content.decode()
    given = awa.post(
        reverse("reports:make", args=["convention-draft"]),
        {"convention": world.convention.pk, "annee": 2024, "format": "docx"},
    )
    assert given.content[:2] == b"PK"
