"""What a number typed by hand may rest on: the figures of its value are proposed first."""

import datetime
import re
from typing import Any

import pytest

from probant.indicators.models import Claim
from probant.indicators.tests.scenario import Small, small_house
from probant.programmes.actions import create_action
from probant.programmes.models import Action
from probant.reports import actions
from probant.reports.actions import BlockEdit
from probant.reports.models import Publication, PublicationBlock
from probant.reports.queries.publications import reading_of

pytestmark = pytest.mark.django_db
WELCOMED = "dla.organisations_welcomed"
GROUP = re.compile(r'<optgroup label="De la même valeur">(.*?)</optgroup>', re.DOTALL)


@pytest.fixture
def small() -> Small:
    made = small_house()
    for name, year in (("La Boucle", 2021), ("Envie", 2021), ("La Recyclade", 2020)):
        made.welcome(name, on=datetime.date(year, 3, 4))
    return made


@pytest.fixture
def action(small: Small) -> Action:
    return create_action(
        small.awa, house_id=small.house.pk, name="Le DLA", programmes=[small.programme]
    )


@pytest.fixture
def report(small: Small) -> Publication:
    return actions.create_publication(small.awa, title="Compte rendu", year=2021)


def put(small: Small, report: Publication, kind: str = "text", **content: Any) -> PublicationBlock:
    edit = BlockEdit("", 1, content)
    return actions.add_block(small.awa, publication=report, kind=kind, edit=edit)


def proposed(small: Small, block: PublicationBlock, start: int) -> list[tuple[str, str]]:
    """What is proposed as of the same value, in its order."""
    page = small.client().get(f"/publications/blocs/{block.pk}/nombres/{start}/").content.decode()
    group = GROUP.search(page)
    if group is None:
        return []
    first = re.search(r"<option value=\"([^\"]*)\" selected", page)
    options = re.findall(r'<option value="([^"]*)"[^>]*>([^<]*)</option>', group[1])
    assert first and first[1] == options[0][0]  # the first one is chosen
    return [(code, " ".join(words.split())) for code, words in options]


def test_a_number_of_an_action_is_offered_the_figures_of_that_action_first(
    small: Small, report: Publication, action: Action
) -> None:
    put(small, report, "figures", codes=[], compare=True, action=action.pk)
    block = put(small, report, text="Nous avons reçu 2 structures.", action=action.pk)
    found = proposed(small, block, 16)
    assert (WELCOMED, "structures accueillies par le DLA : 2") in found
    assert (f"{WELCOMED} action 0", "structures accueillies par le DLA, toute la maison : 2") in (
        found
    )
    places = [code.endswith(" action 0") for code, _ in found]
    assert places == sorted(places)
    answer = small.client().post(
        f"/publications/blocs/{block.pk}/nombres/16/",
        {"figure": WELCOMED, "claim": "", "source": ""},
    )
    assert answer.status_code == 302
    read = reading_of(report, small.awa).reader
    assert (read.unsupported, read.wrong) == ([], [])
    assert (WELCOMED, 2021, action.pk) in read.used


def test_a_number_of_the_whole_report_is_offered_what_its_actions_say(
    small: Small, report: Publication, action: Action
) -> None:
    put(small, report, "figures", codes=[WELCOMED], compare=True, action=action.pk)
    block = put(small, report, text="Nous avons reçu 2 structures, contre 1.")
    found = dict(proposed(small, block, 16))
    said = f"{WELCOMED} action {action.pk}"
    assert found[said] == "structures accueillies par le DLA, action « Le DLA » : 2"
    before = f"{WELCOMED} 2020 action {action.pk}"
    assert before in dict(proposed(small, block, 37))
    browser = small.client()
    at = f"/publications/blocs/{block.pk}/nombres/"
    for start, support in ((37, before), (16, said)):
        done = browser.post(f"{at}{start}/", {"figure": support, "claim": "", "source": ""})
        assert done.status_code == 302
    read = reading_of(report, small.awa).reader
    assert (read.unsupported, read.wrong, read.missing) == ([], [], [])
    block.refresh_from_db()
    assert f"{{{{ 2 | chiffre {WELCOMED} action {action.pk} }}}}" in block.content["text"]


def test_a_number_of_no_figure_is_offered_the_documents_that_say_it(
    small: Small, report: Publication
) -> None:
    for value in (26, 77):
        Claim.objects.create(
            house=small.house, code=WELCOMED, label=f"lu {value}", value=value, year=2021
        )
    block = put(small, report, text="Ils étaient 77 ; une dizaine de plus.")
    page = small.client().get(f"/publications/blocs/{block.pk}/nombres/12/").content.decode()
    assert GROUP.search(page) is None
    assert page.index("lu 77") < page.index("lu 26")
    start = block.content["text"].index("dizaine")
    assert proposed(small, block, start) == []
