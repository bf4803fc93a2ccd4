"""Rows that are ticked: what the form sends, what is read of it."""

import re

import pytest
from django.http import QueryDict

from probant.ui.tables import Choosing, Column, Empty, Table, read_choice

pytestmark = pytest.mark.urls("probant.ui.tests.urls")

ACTS = (("confier", "Confier"), ("clore", "Clore"))
TABLE = Table(
    name="dossiers",
    caption="Dossiers",
    columns=(Column("name", "Structure"), Column("place", "Commune")),
    empty=Empty("Aucun dossier", "Ils paraîtront ici."),
)
CHOOSING = Choosing("/dossiers/ensemble/", "jeton", ACTS)
ROWS = [
    {"id": 7, "name": "Paniers & Cie", "place": "Dijon"},
    {"id": 8, "name": "Le Fil", "place": "Talant"},
]


def test_each_row_has_a_box_told_by_its_name() -> None:
    html = TABLE.render(ROWS, choosing=CHOOSING)
    boxes = re.findall(r'name="choix" value="(\d+)" aria-label="([^"]*)"', html)
    assert boxes == [("7", "Cocher Paniers &amp; Cie"), ("8", "Cocher Le Fil")]
    assert html.count('<th scope="col"') == 3
    assert re.findall(r"<tr>(.*?)</tr>", html)[1].count("<t") == 3


def test_the_form_offers_the_acts_and_carries_its_token() -> None:
    html = TABLE.render(ROWS, choosing=CHOOSING)
    assert re.findall(r'<option value="(\w+)">(\w+)<', html) == [
        ("confier", "Confier"),
        ("clore", "Clore"),
    ]
    assert '<form class="chosen" method="post" action="/dossiers/ensemble/"' in html
    assert 'name="csrfmiddlewaretoken" value="jeton"' in html


def test_an_empty_list_has_no_form() -> None:
    assert "<form" not in TABLE.render([], choosing=CHOOSING)


@pytest.mark.parametrize(
    ("sent", "act", "rows", "left_out"),
    [
        ("acte=confier&choix=7&choix=8&choix=7", "confier", (7, 8), 0),
        ("acte=voler&choix=7", "", (7,), 0),
        ("choix=7&choix=-1&choix=x&choix=99999999999999999&choix=²", "", (7,), 0),
        ("acte=clore", "clore", (), 0),
        ("acte=clore&" + "&".join(f"choix={n}" for n in range(203)), "clore", tuple(range(200)), 3),
    ],
)
def test_what_is_sent_is_read_and_nonsense_left_out(
    sent: str, act: str, rows: tuple[int, ...], left_out: int
) -> None:
    choice = read_choice(QueryDict(sent), ACTS)
    assert (choice.act, choice.rows, choice.left_out) == (act, rows, left_out)
