"""The list of structures as a file says what the list shows, and nothing of another house."""

import csv
import io
from typing import Any

import pytest
from django.test import Client
from python_calamine import CalamineWorkbook

from probant.directory.actions import create_organisation
from probant.directory.models import House, Organisation
from probant.directory.tests.conftest import sign_in, team
from probant.kernel.roles import Role

HEADINGS = [
    "Structure",
    "Commune",
    "Code INSEE",
    "Famille juridique",
    "Domaine",
    "SIREN",
    "SIRET",
    "RNA",
    "Membre du réseau",
]


@pytest.fixture
def browser(house: House) -> Client:
    return sign_in(house, Role.OFFICER)


@pytest.fixture
def structures(house: House, other: House) -> list[Organisation]:
    mine = [
        create_organisation(
            actor=team(house), name=name, family="cooperative", theme="culture", is_member=True
        )
        for name in ("=SOMME(A1)", "Écluse")
    ]
    create_organisation(actor=team(other), name="Écluse voisine", family="cooperative")
    return mine


def rows_of(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))


def test_csv_holds_every_structure_of_the_house_by_name(
    browser: Client, structures: list[Organisation]
) -> None:
    rows = rows_of(browser.get("/annuaire/export/?format=csv&q=ecluse").content)
    assert rows == [
        HEADINGS,
        ["Écluse", "", "", "coopérative", "culture", "", "", "", "oui"],
    ]
    everything = rows_of(browser.get("/annuaire/export/?format=csv").content)
    assert [row[0] for row in everything] == ["Structure", "Écluse", "Maison", "'=SOMME(A1)"]


def test_spreadsheet_holds_the_same_rows(browser: Client, structures: list[Organisation]) -> None:
    answer = browser.get("/annuaire/export/?format=xlsx&famille=cooperative")
    sheet: Any = CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_index(0)
    assert [row[0] for row in sheet.to_python()] == ["Structure", "Écluse", "=SOMME(A1)"]


def test_unknown_format_leads_back_to_the_list(browser: Client) -> None:
    answer = browser.get("/annuaire/export/?format=exe")
    assert (answer.status_code, answer["Location"]) == (302, "/annuaire/")


@pytest.mark.parametrize("count", [1, 3])
def test_export_takes_the_same_queries_for_one_row_or_three(
    browser: Client, house: House, count: int, django_assert_num_queries: Any
) -> None:
    for number in range(count):
        create_organisation(actor=team(house), name=f"Structure {number}", family="association")
    with django_assert_num_queries(4):  # session, user, roles, cards
        browser.get("/annuaire/export/?format=csv")
