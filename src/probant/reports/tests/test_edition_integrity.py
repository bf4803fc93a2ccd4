"""What `probant check` sees of editions that somebody changed in the database."""

import datetime
from typing import Any

import pytest

from probant.indicators.models import AppraisalText
from probant.indicators.tests.acts_of_appraisals import asked, judged
from probant.indicators.tests.scenario import Small, small_house
from probant.journal.erasure import erase_mentions
from probant.reports import actions
from probant.reports.actions import BlockEdit
from probant.reports.composition.sealing import digest_of
from probant.reports.integrity import editions
from probant.reports.models import Edition, EditionFigure

pytestmark = pytest.mark.django_db
WELCOMED = "dla.organisations_welcomed"


@pytest.fixture
def small() -> Small:
    made = small_house()
    made.welcome("La Boucle", on=datetime.date(2021, 3, 4))
    return made


@pytest.fixture
def edition(small: Small) -> Edition:
    """A publication of every kind of block that keeps numbers, published twice."""
    report = actions.create_publication(small.awa, title="Rapport", year=2021)
    indicator = asked(small)
    judged(small, indicator)
    blocks: list[tuple[str, dict[str, Any]]] = [
        ("text", {"text": f"{{{{ chiffre {WELCOMED} }}}} structures et 9 visites."}),
        ("figures", {"codes": [WELCOMED], "compare": True}),
        ("chart", {"code": WELCOMED, "by": "mois"}),
        ("map", {"code": WELCOMED}),
        ("appraisal", {"question": indicator.pk}),
        ("partners", {"names": "La Coursive"}),
    ]
    for kind, content in blocks:
        edit = BlockEdit("Titre", 1, content)
        actions.add_block(small.awa, publication=report, kind=kind, edit=edit)
    actions.publish(small.awa, publication=report, audience="house")
    actions.set_state(small.awa, publication=report, state="draft")
    return actions.publish(small.awa, publication=report, audience="link")


def found() -> list[str]:
    return [one.code for one in editions()]


def altered(edition: Edition, **said: Any) -> None:
    Edition.objects.filter(pk=edition.pk).update(**said)


def test_what_was_published_holds_and_who_reads_it_may_change(
    small: Small, edition: Edition
) -> None:
    assert found() == []
    actions.open_to(small.awa, edition=edition, audience="public")
    assert found() == []


@pytest.mark.parametrize(
    "said",
    [{"title": "Autre"}, {"year": 2020}, {"known_on": datetime.date(2021, 6, 1)}],
    ids=["title", "year", "day"],
)
def test_words_changed_are_told_with_the_edition_and_what_to_do(
    small: Small, edition: Edition, said: dict[str, Any]
) -> None:
    altered(edition, **said)
    [finding] = editions()
    assert finding.code == "reports.edition"
    assert f"publication {edition.publication_id}, « " in finding.message
    assert "édition 2 »" in finding.message and "sauvegarde" in finding.message


def test_content_values_and_keys_changed_are_told(edition: Edition) -> None:
    kept = edition.content
    kept["blocks"][1]["paragraphs"][0]["runs"][-1]["text"] = " structures et 90 visites."
    altered(edition, content=kept)
    assert found() == ["reports.edition"]
    altered(edition, content={})
    assert found() == ["reports.edition"]


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"value": 12}, "reports.edition"),
        ({"keys": []}, "reports.edition"),
        ({"definition": "Autre chose."}, "reports.edition"),
        ({"label": "structures heureuses"}, "reports.edition-sealed"),
        ({"unit": "euros"}, "reports.edition-sealed"),
    ],
    ids=["value", "keys", "definition", "label", "unit"],
)
def test_a_figure_changed_is_told(edition: Edition, said: dict[str, Any], code: str) -> None:
    EditionFigure.objects.filter(edition=edition).update(**said)
    assert found() == [code]


def test_a_figure_taken_away_is_told(edition: Edition) -> None:
    EditionFigure.objects.get(edition=edition, position=0).delete()
    assert found() == ["reports.edition"]


@pytest.mark.parametrize(
    "said",
    [
        {"published_on": datetime.date(2020, 1, 1)},
        {"head": "0" * 64},
        {"seq": 1},
        {"reason": "autre"},
        {"number": 7},
    ],
    ids=["day", "head", "place", "reason", "number"],
)
def test_what_stands_outside_its_digest_is_held_to_the_journal(
    edition: Edition, said: dict[str, Any]
) -> None:
    altered(edition, **said)
    codes = ["reports.edition-lost"] if "number" in said else ["reports.edition-sealed"]
    assert found() == codes


def test_an_edition_made_over_with_its_digest_is_told_by_the_journal(edition: Edition) -> None:
    edition.title = "Autre"
    altered(edition, title="Autre", digest=digest_of(edition, list(edition.figures.all())))
    assert found() == ["reports.edition-sealed"]
    # what was erased of the journal proves nothing more, and takes nothing else down
    publication = edition.publication
    assert erase_mentions(publication.house_id, "publication", publication.pk) > 1
    assert found() == []


def test_an_edition_that_is_gone_is_told(edition: Edition) -> None:
    Edition.objects.filter(pk=edition.pk).delete()
    [finding] = editions()
    assert finding.code == "reports.edition-lost"
    assert f"publication {edition.publication_id}, édition 2" in finding.message


def test_sentences_of_an_appraisal_changed_are_told_those_erased_are_not(
    edition: Edition,
) -> None:
    AppraisalText.objects.update(text="Tout est parfait.")
    assert found() == ["reports.edition-text"] * 2
    AppraisalText.objects.update(text="", salt="", erased_on=datetime.date(2022, 1, 1))
    assert found() == []
