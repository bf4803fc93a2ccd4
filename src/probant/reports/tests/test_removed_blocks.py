"""A block that one person removes while another is writing in it: nothing typed is lost."""

import io
import re
from typing import Any

import pytest
from django.test import Client
from PIL import Image

from probant.accounts.actions import open_account
from probant.directory.actions import create_house
from probant.documents.actions import store_document
from probant.indicators.tests.scenario import Small, small_house
from probant.journal.erasure import erase_mentions
from probant.kernel.actor import Actor
from probant.kernel.roles import Role
from probant.reports import actions
from probant.reports.actions import BlockEdit
from probant.reports.models import Publication, PublicationBlock

pytestmark = pytest.mark.django_db
AGAIN = "Le remettre comme nouveau bloc"


@pytest.fixture
def small() -> Small:
    return small_house()


@pytest.fixture
def report(small: Small) -> Publication:
    return actions.create_publication(small.awa, title="Rapport", year=2021)


def put(small: Small, report: Publication, kind: str = "text", **content: Any) -> PublicationBlock:
    edit = BlockEdit(content.pop("title", "Bilan"), 2, content, document=content.pop("of", None))
    return actions.add_block(small.awa, publication=report, kind=kind, edit=edit)


def taken_out(small: Small, block: PublicationBlock) -> str:
    """The address of a block that somebody has just removed."""
    actions.remove_block(small.awa, block=PublicationBlock.objects.get(pk=block.pk), read_at=None)
    return f"/publications/blocs/{block.pk}/"


def test_what_was_typed_is_shown_whole_and_put_back_in_its_place(
    small: Small, report: Publication
) -> None:
    first, block, last = (put(small, report, title=one, text=one) for one in ("un", "deux", "x"))
    here, browser = taken_out(small, block), small.client()
    typed = {"title": "Mon titre", "level": "2", "text": "Une heure\nd’écriture", "lu_a": "1"}
    answer = browser.post(here, typed)
    page = answer.content.decode()
    assert answer.status_code == 422 and "retiré pendant votre saisie" in page
    assert "par Awa Ndiaye" in page and AGAIN in page
    assert "Une heure\nd’écriture</textarea>" in page and 'value="Mon titre"' in page
    assert report.blocks.count() == 2  # nothing comes back unasked
    key = re.search(r'name="cle" value="([^"]+)"', page)
    assert key
    again = {**typed, "remettre": "1", "cle": key[1]}
    done = browser.post(here, again)
    assert done.status_code == 302
    titles = [one.title for one in report.blocks.all()]
    assert titles == ["un", "Mon titre", "x"]
    assert report.blocks.get(title="Mon titre").content["text"].split() == typed["text"].split()
    browser.post(here, again)  # sent twice
    assert report.blocks.count() == 3
    assert {first.pk, last.pk} < {one.pk for one in report.blocks.all()}


def test_who_only_opens_it_reads_what_it_said_and_may_put_it_back(
    small: Small, report: Publication
) -> None:
    here = taken_out(small, put(small, report, text="Ce qui était dit"))
    browser = small.client()
    answer = browser.get(here)
    page = answer.content.decode()
    assert answer.status_code == 410 and "Ce bloc a été retiré" in page
    assert "pendant votre saisie" not in page and "Ce qui était dit</textarea>" in page
    for address, posted in (
        (f"{here}geste/", {"geste": "monter"}),
        (f"{here}nombres/3/", {"source": "Insee"}),
    ):
        back = browser.post(address, posted, follow=True)
        assert back.redirect_chain == [(f"/publications/{report.pk}/", 302)]
        assert "retiré entre-temps" in back.content.decode()


def test_what_does_not_read_is_said_before_it_is_put_back(
    small: Small, report: Publication
) -> None:
    here = taken_out(small, put(small, report, "figures", codes=["dla.diagnoses"], compare=True))
    typed = {"title": "", "level": "2", "codes": [], "remettre": "1"}
    answer = small.client().post(here, typed)
    assert answer.status_code == 422 and "Choisissez au moins un chiffre" in answer.content.decode()
    typed["codes"] = ["dla.diagnoses"]
    assert small.client().post(here, typed).status_code == 302
    assert report.blocks.get().content["codes"] == ["dla.diagnoses"]


def test_a_picture_comes_back_with_its_block(small: Small, report: Publication) -> None:
    stream = io.BytesIO()
    Image.new("RGB", (30, 15), "green").save(stream, "PNG")
    document = store_document(
        actor=small.awa, house_id=small.house.pk, name="pré.png", chunks=[stream.getvalue()]
    )
    block = put(small, report, "photo", alt="Un pré", consent="personne", caption="", of=document)
    here = taken_out(small, block)
    typed = {"title": "", "level": "2", "alt": "Un pré vert", "consent": "personne"}
    assert small.client().post(here, {**typed, "remettre": "1"}).status_code == 302
    back = report.blocks.get()
    assert (back.document_id, back.content["alt"]) == (document.pk, "Un pré vert")


def test_a_publication_that_appeared_since_keeps_the_text_on_the_page(
    small: Small, report: Publication
) -> None:
    put(small, report, text="reste")
    here = taken_out(small, put(small, report, text="au début"))
    actions.publish(small.awa, publication=report, audience="house")
    typed = {"title": "", "level": "2", "text": "ce que j’écris", "remettre": "1"}
    answer = small.client().post(here, typed)
    page = answer.content.decode()
    assert answer.status_code == 422 and "Cette publication est parue" in page
    assert "ce que j’écris</textarea>" in page


def test_the_text_stays_where_the_journal_forgot_what_the_block_was(
    small: Small, report: Publication
) -> None:
    block = put(small, report, text="au début")
    here = taken_out(small, block)
    erase_mentions(small.house.pk, "publication_block", block.pk)
    page = small.client().post(here, {"title": "", "level": "1", "text": "mes mots"})
    assert page.status_code == 422 and "mes mots</textarea>" in page.content.decode()


def test_nobody_else_learns_of_it(small: Small, report: Publication) -> None:
    here = taken_out(small, put(small, report, text="à nous"))
    other = a_stranger()
    assert other.get(here).status_code == 404
    assert other.post(here, {"text": "x"}).status_code == 404
    assert small.client().get("/publications/blocs/987654/").status_code == 404
    kept = put(small, report, text="là")
    assert small.client().get(f"/publications/blocs/{kept.pk}/").status_code == 200


def a_stranger() -> Client:
    founder = Actor.system(None, "essai", may_declare=True)
    house = create_house(
        founder,
        identity={"name": "Autre maison", "family": "association"},
        short_name="Autre",
        runs_programmes=True,
    )
    user = open_account(
        Actor.system(house.pk, "essai", roles=list(Role), may_declare=True),
        email="chloe@essai.fr",
        name="Chloé",
        organisation=house.organisation,
        role=Role.DIRECTION,
    )
    client = Client()
    client.force_login(user)
    return client
