"""Publications on the screen: composed, disputed, supported, published, read by link."""

import re
from typing import Any

import pytest
from django.test import Client
from django.utils.html import escape

from probant.indicators.tests.scenario import Small, small_house
from probant.reports import actions
from probant.reports.actions import BlockEdit
from probant.reports.models import Edition, Publication, PublicationBlock
from probant.reports.queries.publications import last_change

pytestmark = pytest.mark.django_db
WELCOMED = "dla.organisations_welcomed"


@pytest.fixture
def small() -> Small:
    made = small_house()
    made.welcome("La Boucle")
    return made


@pytest.fixture
def report(small: Small) -> Publication:
    return actions.create_publication(small.awa, title="Rapport", year=2021)


def written(small: Small, report: Publication, text: str) -> PublicationBlock:
    edit = BlockEdit("Bilan", 1, {"text": text})
    return actions.add_block(small.awa, publication=report, kind="text", edit=edit)


def test_a_report_is_composed_supported_and_published_from_the_pages(small: Small) -> None:
    browser = small.client()
    asked = {"outline": "", "title": "Rapport d’activité", "year": "2021", "known_on": ""}
    made = browser.post("/publications/nouvelle/", asked)
    here = made.url
    text = {"title": "Bilan", "level": "1", "text": "Nous avons reçu", "inserer": WELCOMED}
    picked = browser.post(f"{here}blocs/text/", {**text, "prendre": "1"}).content.decode()
    assert escape(f"Nous avons reçu {{{{ chiffre {WELCOMED} }}}}") in picked
    text["text"] = f"{{{{ chiffre {WELCOMED} }}}} structure, 12 visites"
    browser.post(f"{here}blocs/text/", text)
    browser.post(f"{here}blocs/figures/", {"title": "", "level": "2", "codes": [WELCOMED]})
    browser.post(f"{here}blocs/chart/", {"title": "", "level": "2", "code": WELCOMED, "by": "mois"})
    page = browser.get(here).content.decode()
    number = re.search(r"/publications/blocs/\d+/nombres/\d+/", page)
    assert number and "dire d’où vient « 12 »" in page
    assert page.count('<svg role="img" aria-label="Structures accueillies') == 1
    refused = browser.post(number[0], {"figure": "", "claim": "", "source": ""})
    assert refused.status_code == 422
    browser.post(number[0], {"figure": "", "claim": "", "source": "cahier d’accueil"})
    assert "dire d’où vient" not in browser.get(here).content.decode()
    paper = browser.post(f"{here}fichier/", {"format": "pdf"})
    assert paper.content[:4] == b"%PDF"
    done = browser.post(f"{here}publier/", {"audience": "link"})
    edition = Edition.objects.get()
    assert done.url == f"{here}editions/1/"
    frozen = browser.get(done.url).content.decode()
    assert edition.digest in frozen and "cahier d’accueil" in frozen
    for ending, sign in (("docx", b"PK"), ("xlsx", b"PK")):
        assert browser.post(f"{here}editions/1/fichier/", {"format": ending}).content[:2] == sign
    stranger = Client()
    public = stranger.get(f"/publie/{edition.token}/")
    assert public.status_code == 200 and public["X-Robots-Tag"] == "noindex"
    assert "/chiffres/" not in public.content.decode()
    browser.post(done.url, {"audience": "house"})
    assert stranger.get(f"/publie/{edition.token}/").status_code == 404


def test_the_second_of_two_editors_sees_what_the_first_wrote_and_loses_nothing(
    small: Small, report: Publication
) -> None:
    block = written(small, report, "au début")
    at = last_change(small.house.pk, "publication_block", block.pk)
    browser, address = small.client(), f"/publications/blocs/{block.pk}/"
    mine = {"title": "Bilan", "level": "1", "text": "ce que j’écris", "lu_a": str(at)}
    first = browser.post(address, {**mine, "text": "ce que l’autre a écrit"})
    assert first.status_code == 302
    second = browser.post(address, mine)
    shown = second.content.decode()
    assert second.status_code == 422
    assert "ce que l’autre a écrit" in shown and "ce que j’écris</textarea>" in shown
    read_again = re.search(r'name="lu_a" value="(\d+)"', shown)
    assert read_again
    browser.post(address, {**mine, "text": "les deux", "lu_a": read_again[1]})
    block.refresh_from_db()
    assert block.content["text"] == "les deux"


def test_what_is_typed_while_somebody_publishes_is_said_and_kept(
    small: Small, report: Publication
) -> None:
    block = written(small, report, "au début")
    at = last_change(small.house.pk, "publication_block", block.pk)
    actions.publish(small.awa, publication=report, audience="house")
    browser, typed = small.client(), {"title": "Bilan", "level": "1", "text": "ce que j’écris"}
    for address in (f"/publications/blocs/{block.pk}/", f"/publications/{report.pk}/blocs/text/"):
        answer = browser.post(address, {**typed, "lu_a": str(at)})
        shown = answer.content.decode()
        assert answer.status_code == 422 and "Cette publication est parue" in shown
        assert "ce que j’écris</textarea>" in shown and 'value="Bilan"' in shown
    block.refresh_from_db()
    assert block.content["text"] == "au début"
    assert PublicationBlock.objects.filter(publication=report).count() == 1


HOSTILE = """<script>alert(1)</script> [x](javascript:alert(1)) <img onerror=a>

<script src="https://ailleurs.test/a.js"></script>

![espion](https://ailleurs.test/pixel.png) [y](JaVaScRiPt:alert(2)) [z](data:text/html,a)

[w](&#106;avascript:alert(3)) <javascript:alert(4)> [droit](https://ailleurs.test/page)"""


def test_hostile_words_reach_no_page_as_markup(small: Small, report: Publication) -> None:
    written(small, report, HOSTILE)
    browser = small.client()
    draft = browser.get(f"/publications/{report.pk}/").content.decode()
    edition = actions.publish(small.awa, publication=report, audience="public")
    frozen = browser.get(f"/publications/{report.pk}/editions/1/").content.decode()
    public = Client().get(f"/publie/{edition.token}/").content.decode()
    for page in (draft, frozen, public):
        hrefs = re.findall(r'href="([^"]*)"', page)
        assert not [one for one in hrefs if re.match(r"(?i)javascript|data:|&#", one)]
        assert "<script>alert" not in page and "<img onerror" not in page
        assert "&lt;script&gt;alert(1)" in page and "espion" in page
        assert not re.search(r'src="[^"]*ailleurs\.test', page)
        assert "https://ailleurs.test/page" in hrefs


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_queries(
    small: Small, count: int, django_assert_num_queries: Any
) -> None:
    for number in range(count):
        actions.create_publication(small.awa, title=f"Rapport {number}", year=2021)
    browser = small.client()
    browser.get("/publications/")
    with django_assert_num_queries(4):
        page = browser.get("/publications/")
    assert page.content.decode().count(">2021<") == count  # a year is no quantity
