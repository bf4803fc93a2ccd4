"""A publication or a board whose programme, action or figure is no more: told, nothing falls."""

import datetime
from typing import Any

import pytest
from django.db.models import ProtectedError

from probant.indicators.actions import add_figure, open_board
from probant.indicators.models import BoardFigure
from probant.indicators.tests.scenario import Small, small_house
from probant.programmes.actions import create_action, create_programme
from probant.programmes.models import Action, Programme
from probant.reports import actions
from probant.reports.actions import BlockEdit
from probant.reports.blocks import Prose, Table
from probant.reports.models import Publication
from probant.reports.queries.publications import reading_of

pytestmark = pytest.mark.django_db
WELCOMED = "dla.organisations_welcomed"
NOBODY = 987_654


@pytest.fixture
def small() -> Small:
    made = small_house()
    made.welcome("La Boucle", on=datetime.date(2021, 3, 4))
    return made


@pytest.fixture
def report(small: Small) -> Publication:
    return actions.create_publication(small.awa, title="Rapport", year=2021)


def put(small: Small, report: Publication, kind: str, **content: Any) -> None:
    edit = BlockEdit("Titre", 1, content)
    actions.add_block(small.awa, publication=report, kind=kind, edit=edit)


def reaches_paper(small: Small, report: Publication) -> None:
    """Its page opens, it is published, and what was published is set."""
    browser, here = small.client(), f"/publications/{report.pk}/"
    assert browser.get(here).status_code == 200
    assert browser.get(f"{here}publier/").status_code == 200
    actions.publish(small.awa, publication=report, audience="house", reason="voulu")
    assert browser.get(f"{here}editions/1/").status_code == 200
    for ending in ("docx", "xlsx"):
        answer = browser.post(f"{here}editions/1/fichier/", {"format": ending})
        assert answer.content[:2] == b"PK"


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        ("figures", {"codes": [WELCOMED], "compare": True}),
        ("figures", {"codes": [], "compare": True}),
        ("chart", {"code": WELCOMED, "by": "mois"}),
        ("table", {"code": WELCOMED, "by": "mois"}),
        ("map", {"code": WELCOMED}),
        ("records", {"code": WELCOMED}),
        ("funnel", {"programme": ""}),
        ("appraisal", {"question": 0}),
        ("text", {"text": f"Reçues : {{{{ chiffre {WELCOMED} }}}}."}),
        ("focus", {"text": f"Reçues : {{{{ 1 | chiffre {WELCOMED} }}}}."}),
    ],
)
def test_a_block_of_an_action_that_was_deleted_says_so_once(
    small: Small, report: Publication, kind: str, content: dict[str, Any]
) -> None:
    action = create_action(
        small.awa, house_id=small.house.pk, name="Le DLA", programmes=[small.programme]
    )
    put(small, report, "text", text="Une phrase qui reste.")
    put(small, report, kind, **content, action=action.pk)
    assert reading_of(report, small.awa).reader.missing == []
    pk = action.pk
    Action.objects.get(pk=pk).delete()
    read = reading_of(report, small.awa)
    assert read.reader.missing == [f"l’action n° {pk} n’existe plus"]
    assert f"l’action n°\u00a0{pk} n’existe plus" in (
        small.client().get(f"/publications/{report.pk}/").content.decode()
    )
    words = [block for block in read.blocks if isinstance(block, Prose)]
    assert len(words) == 1 + (kind in ("text", "focus"))  # what people wrote stays
    reaches_paper(small, report)


def test_the_path_of_a_programme_that_was_deleted_is_said(
    small: Small, report: Publication
) -> None:
    programme = create_programme(small.awa, house_id=small.house.pk, name="Un essai")
    put(small, report, "text", text="Une phrase qui reste.")
    put(small, report, "funnel", programme=str(programme.pk))
    assert reading_of(report, small.awa).reader.missing == []
    Programme.objects.get(pk=programme.pk).delete()
    missing = ["le programme d’un parcours n’existe plus : choisissez-en un autre"]
    assert reading_of(report, small.awa).reader.missing == missing
    reaches_paper(small, report)


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        ("convention", {"part": "money", "convention": NOBODY}),
        ("budget", {"convention": NOBODY, "action": NOBODY}),
        ("figures", {"codes": ["maison.gone"], "compare": True}),
        ("chart", {"code": "dla.gone", "by": "mois"}),
        ("text", {"text": "Reçues : {{ chiffre dla.gone action 987654 }}."}),
    ],
)
def test_a_block_that_asks_for_what_is_no_more_falls_over_nothing(
    small: Small, report: Publication, kind: str, content: dict[str, Any]
) -> None:
    put(small, report, "text", text="Une phrase qui reste.")
    put(small, report, kind, **content)
    assert reading_of(report, small.awa).reader.missing != []
    reaches_paper(small, report)


def test_what_a_board_is_narrowed_to_is_not_deleted_under_it(small: Small) -> None:
    board = open_board(small.awa, house_id=small.house.pk, name="Conseil")
    programme = create_programme(small.awa, house_id=small.house.pk, name="Un essai")
    action = create_action(small.awa, house_id=small.house.pk, name="Une action", programmes=[])
    add_figure(small.awa, board=board, code=WELCOMED, programme=programme)
    add_figure(small.awa, board=board, code=WELCOMED, action=action)
    for held in (Programme.objects.get(pk=programme.pk), Action.objects.get(pk=action.pk)):
        with pytest.raises(ProtectedError):
            held.delete()
    # of a programme that nobody follows any more, the line counts what is noted: nothing
    page = small.client().get(f"/tableaux/{board.pk}/?annee=2021")
    assert page.status_code == 200 and "Un essai" in page.content.decode()
    row = BoardFigure.objects.filter(programme=programme).get()
    assert small.client().get(f"/tableaux/chiffres/{row.pk}/").status_code == 200


def test_the_path_of_an_action_is_that_of_its_programmes(small: Small, report: Publication) -> None:
    action = create_action(
        small.awa, house_id=small.house.pk, name="Le DLA", programmes=[small.programme]
    )
    put(small, report, "funnel", programme="", action=action.pk)
    read = reading_of(report, small.awa)
    [table] = [block for block in read.blocks if isinstance(block, Table)]
    assert table.caption.endswith("dossiers passés par chaque étape en 2021")
    assert (table.rows[0].cells[1].number, read.reader.missing) == (1, [])
