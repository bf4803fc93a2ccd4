"""Publications: composed by several people, published with what proves them, never moved after."""

import datetime
import io
import json
import random

import pytest
from PIL import Image

from probant.documents.actions import store_document
from probant.indicators.actions import keep_indicator
from probant.indicators.models import Claim
from probant.indicators.own import Spec
from probant.indicators.registry import catalogue
from probant.indicators.tests.scenario import DAY, Small, small_house
from probant.journal.errors import Stale
from probant.kernel.decision import Refused
from probant.reports import actions
from probant.reports.actions import BlockEdit
from probant.reports.blocks import Chart, Figures, Photo, Prose, Table
from probant.reports.composition.freezing import freeze, thaw
from probant.reports.models import Edition, Publication, PublicationBlock
from probant.reports.queries.publications import contradictions, last_change, reading_of

pytestmark = pytest.mark.django_db
WELCOMED = "dla.organisations_welcomed"


@pytest.fixture
def small() -> Small:
    made = small_house()
    for name, month in (("La Boucle", 3), ("Envie", 3), ("La Recyclade", 9)):
        made.welcome(name, on=datetime.date(2021, month, 4))
    return made


@pytest.fixture
def report(small: Small) -> Publication:
    return actions.create_publication(small.awa, title="Rapport d’activité", year=2021)


def add(
    small: Small, report: Publication, kind: str = "text", **content: object
) -> PublicationBlock:
    edit = BlockEdit("Le titre", 1, content)
    return actions.add_block(small.awa, publication=report, kind=kind, edit=edit)


def publish(small: Small, report: Publication, reason: str = "") -> Edition:
    return actions.publish(small.awa, publication=report, audience="link", reason=reason)


def test_a_model_begins_a_publication_with_its_blocks(small: Small) -> None:
    made = actions.create_publication(
        small.awa, title="Rapport d’activité", year=2021, outline="activity"
    )
    rows = list(made.blocks.values_list("position", "title"))
    assert [place for place, _ in rows] == list(range(len(rows)))
    titles = [title for _, title in rows if title]
    assert titles[:3] == ["Rapport moral", "Édito", "Vie associative et salariés"]
    assert titles[-1] == "Nos partenaires"


def test_a_sentence_holds_live_figures_and_marks_what_nothing_supports(
    small: Small, report: Publication
) -> None:
    live, held = f"{{{{ chiffre {WELCOMED} }}}}", f"{{{{ 4 | chiffre {WELCOMED} }}}}"
    text = f"En {{{{ année }}}}, {live} accueils et 12 visites ; {held}."
    add(small, report, text=text)
    read = reading_of(report, small.awa)
    prose = next(block for block in read.blocks if isinstance(block, Prose))
    assert prose.paragraphs[0].text == "En 2021, 3 accueils et 12 visites\u202f; 4."
    assert read.reader.unsupported == [
        "« 12 » dans « En 2021, 3 accueils et 12 visites\u202f; 4. »"
    ]
    assert read.reader.wrong == ["« 4 » est écrit, le chiffre est 3"]


def test_a_number_linked_to_a_source_is_no_longer_unsupported(
    small: Small, report: Publication
) -> None:
    block = add(small, report, text="La France compte 9,1 millions de pauvres.")
    seq = last_change(small.house.pk, "publication_block", block.pk)
    actions.link_number(
        small.awa, block=block, start=17, text="9,1", support="source : Insee, 2021", read_at=seq
    )
    read = reading_of(report, small.awa)
    assert (read.reader.unsupported, read.reader.notes) == ([], ["Insee, 2021"])
    with pytest.raises(Refused):
        actions.link_number(
            small.awa, block=block, start=17, text="9,1", support="source : x", read_at=None
        )


def test_two_people_write_two_blocks_and_keep_both_the_same_one_is_said(
    small: Small, report: Publication
) -> None:
    first, second = add(small, report, text="un"), add(small, report, text="deux")
    at = {
        one.pk: last_change(small.house.pk, "publication_block", one.pk) for one in (first, second)
    }
    for block, words in ((first, "le premier"), (second, "le second")):
        actions.edit_block(
            small.awa, block=block, edit=BlockEdit("", 1, {"text": words}), read_at=at[block.pk]
        )
    with pytest.raises(Stale):
        actions.edit_block(
            small.awa, block=first, edit=BlockEdit("", 1, {"text": "perdu ?"}), read_at=at[first.pk]
        )
    assert [one.content["text"] for one in report.blocks.all()] == ["le premier", "le second"]


def test_blocks_are_moved_and_removed(small: Small, report: Publication) -> None:
    blocks = [add(small, report, text=words) for words in ("un", "deux", "trois")]
    actions.move_block(small.awa, block=blocks[2], up=True)
    actions.move_block(small.awa, block=blocks[0], up=True)
    actions.remove_block(small.awa, block=blocks[1], read_at=None)
    assert [one.content["text"] for one in report.blocks.all()] == ["un", "trois"]


def test_figures_charts_and_lists_are_of_the_same_facts(small: Small, report: Publication) -> None:
    add(small, report, "figures", codes=[WELCOMED, "dla.gone"], compare=True)
    add(small, report, "chart", code=WELCOMED, by="mois")
    add(small, report, "table", code=WELCOMED, by="commune")
    add(small, report, "records", code=WELCOMED)
    read = reading_of(report, small.awa)
    figures = next(block for block in read.blocks if isinstance(block, Figures))
    chart = next(block for block in read.blocks if isinstance(block, Chart))
    tables = [block for block in read.blocks if isinstance(block, Table)]
    assert [row.value for row in figures.rows] == [3]
    assert read.reader.missing == ["le chiffre « dla.gone » n’existe pas ou plus"]
    assert [int(point.value) for point in chart.points] == [0, 0, 2, 0, 0, 0, 0, 0, 1, 0, 0, 0]
    assert chart.description == "3 structures en tout ; le plus : mars, 2."
    assert [row.cells[1].text for row in tables[0].rows] == ["3"]
    # who was welcomed by the DLA agreed to nothing: counted, not named
    assert {row.cells[1].text for row in tables[1].rows} == {"fiche réservée"}


def test_the_same_published_twice_has_the_same_digest_and_an_edition_never_moves(
    small: Small, report: Publication
) -> None:
    add(small, report, text=f"{{{{ chiffre {WELCOMED} }}}} structures accueillies")
    first = publish(small, report)
    with pytest.raises(Refused):
        add(small, report, text="trop tard")
    actions.set_state(small.awa, publication=report, state="draft")
    second = publish(small, report)
    assert (first.digest, first.number, second.number) == (second.digest, 1, 2)
    small.welcome("Arrivée tard", on=DAY)
    actions.set_state(small.awa, publication=report, state="draft")
    third = publish(small, report)
    assert third.digest != first.digest
    assert [one.figures.get().value for one in (first, second, third)] == [3, 3, 4]
    assert [len(one.figures.get().keys) for one in (first, third)] == [3, 4]
    assert set(first.figures.get().keys) < set(third.figures.get().keys)


def test_a_figure_of_the_house_is_published_as_it_was_defined_that_day(
    small: Small, report: Publication
) -> None:
    spec = Spec(
        code="maison.essai",
        base=WELCOMED,
        filters=(),
        counted="rows",
        until=False,
        label="accueils notés",
        unit="faits",
        definition="Chaque accueil noté compte.",
    )
    kept = keep_indicator(small.awa, house_id=small.house.pk, spec=spec)
    code = kept.indicator.code
    add(small, report, text=f"{{{{ chiffre {code} }}}} accueils notés")
    add(small, report, "figures", codes=[code])
    edition = publish(small, report)
    frozen = edition.figures.get()
    assert (frozen.code, frozen.value, frozen.definition) == (
        "maison.accueils-notes",
        3,
        "Chaque accueil noté compte.",
    )
    actions.set_state(small.awa, publication=report, state="draft")
    page = small.client().get(f"/publications/{report.pk}/blocs/figures/").content.decode()
    assert f'value="{code}"' in page


@pytest.mark.parametrize("seed", range(12))
def test_whatever_is_composed_published_twice_without_change_has_one_digest(
    small: Small, report: Publication, seed: int
) -> None:
    draw = random.Random(seed)
    codes = [one.code for one in catalogue()]
    for _ in range(draw.randint(1, 6)):
        kind = draw.choice(["text", "figures", "chart", "table", "records"])
        code = draw.choice(codes)
        if kind == "text":
            add(small, report, text=f"{{{{ chiffre {code} }}}} puis {draw.randint(2, 99)} écrits")
        elif kind == "figures":
            add(small, report, kind, codes=draw.sample(codes, 3), compare=draw.random() < 0.5)
        else:
            add(small, report, kind, code=code, by=draw.choice(["mois", "famille", "commune"]))
    why = "des nombres restent à étayer"
    first = publish(small, report, why)
    actions.set_state(small.awa, publication=report, state="draft")
    second = publish(small, report, why)
    assert (first.digest, first.content) == (second.digest, second.content)
    actions.set_state(small.awa, publication=report, state="draft")
    add(small, report, text="une phrase de plus")
    assert publish(small, report, why).digest != first.digest


def test_open_contradictions_ask_for_a_reason_that_the_edition_shows(
    small: Small, report: Publication
) -> None:
    add(small, report, "figures", codes=[WELCOMED])
    Claim.objects.create(
        house=small.house, code=WELCOMED, label="structures accueillies", value=26, year=2021
    )
    assert len(contradictions(reading_of(report, small.awa).reader)) == 1
    with pytest.raises(Refused):
        publish(small, report)
    edition = publish(small, report, "La délibération disait un chiffre d’étape.")
    assert (len(edition.contradictions), edition.reason) == (
        1,
        "La délibération disait un chiffre d’étape.",
    )


def test_what_is_frozen_is_made_again_block_for_block(small: Small, report: Publication) -> None:
    add(small, report, text="**un** [lien](https://exemple.fr), {{ 9 | source : Insee }}\n\n- deux")
    add(small, report, "figures", codes=[WELCOMED], compare=True)
    add(small, report, "chart", code=WELCOMED, by="mois")
    add(small, report, "table", code=WELCOMED, by="mois")
    add(small, report, "partners", names="La Coursive\nLa Maison Phare")
    read = reading_of(report, small.awa)
    kept = json.loads(json.dumps(freeze(read.blocks)))
    assert thaw(kept, read.reader) == read.blocks


def test_a_photo_is_made_small_described_and_allowed(small: Small, report: Publication) -> None:
    stream = io.BytesIO()
    Image.new("RGB", (3000, 1500), "green").save(stream, "PNG")
    document = store_document(
        actor=small.awa, house_id=small.house.pk, name="photo.png", chunks=[stream.getvalue()]
    )
    edit = BlockEdit("", 1, {"alt": "Un pré", "consent": "personne dessus"}, document=document)
    actions.add_block(small.awa, publication=report, kind="photo", edit=edit)
    photo = next(one for one in reading_of(report, small.awa).blocks if isinstance(one, Photo))
    assert (photo.width, photo.height, photo.alt) == (1400, 700, "Un pré")
    for content in ({"alt": "", "consent": "oui"}, {"alt": "Un pré"}):
        with pytest.raises(Refused):
            actions.add_block(
                small.awa,
                publication=report,
                kind="photo",
                edit=BlockEdit("", 1, content, document=document),
            )


@pytest.mark.parametrize(
    ("title", "named"),
    [("Rapport d’activité", "Rapport d’activité 2021"), ("L’année 2021", "L’année 2021")],
)
def test_a_publication_says_its_year_once(small: Small, title: str, named: str) -> None:
    made = actions.create_publication(small.awa, title=title, year=2021)
    assert str(made) == named
