"""Rows pasted from a spreadsheet: the preview of a file, nothing lost, links from the lists."""

import html
import re

import pytest
from django.test import Client

from probant.directory.models import Organisation
from probant.ingestion.models import Import
from probant.ingestion.tests.inbox_scenario import Scene

pytestmark = pytest.mark.django_db

PAGE = "/imports/"


@pytest.fixture
def scene() -> Scene:
    return Scene()


ROWS = (
    "Structure\tCode postal\tVille\tCourriel\r\n"
    "Ressourcerie du Moulin\t21000\tDijon\tasso@moulin.example\r\n"
    '"Café ""du Coin"""\t21200\tBeaune\t\r\n'
)


def paste(client: Client, text: str, kind: str = "contacts") -> tuple[int, str]:
    answer = client.post(PAGE, {"lignes": text, "genre": kind})
    return answer.status_code, html.unescape(answer.content.decode())


def test_pasted_rows_are_looked_at_then_written(scene: Scene) -> None:
    client = scene.awa
    assert paste(client, ROWS)[0] == 302
    one = Import.objects.get()
    assert one.name.startswith("Lignes collées le ")
    assert (one.kind, one.counts) == ("contacts", {"create": 2})
    assert Organisation.objects.filter(name="Ressourcerie du Moulin").count() == 0
    client.post(f"/imports/{one.pk}/importer/")
    names = ('Café "du Coin"', "Ressourcerie du Moulin")
    assert Organisation.objects.filter(name__in=names).count() == 2


@pytest.mark.parametrize(
    ("text", "why"),
    [("", "Collez d’abord des lignes"), (" \r\n\t\r\n", "Collez d’abord des lignes")],
)
def test_nothing_pasted_is_said(scene: Scene, text: str, why: str) -> None:
    status, page = paste(scene.awa, text)
    assert status == 422
    assert why in page


def test_what_was_pasted_is_kept_where_it_cannot_be_read(scene: Scene) -> None:
    status, page = paste(scene.awa, ROWS, kind="inconnu")
    assert status == 422
    assert "Ressourcerie du Moulin\t21000" in page
    assert Import.objects.count() == 0


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("/annuaire/", "contacts"),
        ("/personnes/", "contacts"),
        ("/dossiers/", "cases"),
        ("/dossiers/miens/", "cases"),
        ("/rendez-vous/", "appointments"),
    ],
)
def test_lists_lead_to_where_rows_are_pasted(scene: Scene, address: str, kind: str) -> None:
    client = scene.awa
    page = client.get(address).content.decode()
    assert f'<a href="/imports/?genre={kind}#coller">Coller des lignes</a>' in page
    asked = client.get(f"/imports/?genre={kind}").content.decode()
    assert len(re.findall(rf'<option value="{kind}" selected', asked)) == 2
