"""Blocks of appraisals: the degree of a year, its sentences and what they rest on, published."""

import datetime
import html
import io
import re
from typing import Any

import docx
import pytest
from django.test import Client
from pypdfium2 import PdfDocument
from python_calamine import CalamineWorkbook

from probant.accounts.actions import open_account
from probant.accounts.queries import actor_of
from probant.indicators.appraising import (
    Evidence,
    ask_otherwise,
    erase_text,
    question_of,
    withdraw_appraisal,
    withdraw_question,
)
from probant.indicators.models import AppraisalText, Appraised, QualitativeIndicator
from probant.indicators.tests.acts_of_appraisals import a_testimony, asked, judged, paper
from probant.indicators.tests.scenario import Small, small_house
from probant.kernel.actor import Actor
from probant.kernel.dates import write_date
from probant.kernel.roles import Role
from probant.programmes.actions import create_action, set_action_scope
from probant.reports import actions
from probant.reports.actions import BlockEdit
from probant.reports.blocks import Appraisal, Quote, Table
from probant.reports.composition.compose import Reading
from probant.reports.models import Edition, Publication, PublicationBlock
from probant.reports.queries.editions import content_of
from probant.reports.queries.publications import reading_of
from probant.support.actions import say_consents

pytestmark = pytest.mark.django_db
WELCOMED = "dla.organisations_welcomed"
LABEL = "Confiance entre partenaires"


@pytest.fixture
def small() -> Small:
    return small_house()


@pytest.fixture
def report(small: Small) -> Publication:
    return actions.create_publication(small.awa, title="Rapport", year=2021)


def put(small: Small, report: Publication, **content: Any) -> PublicationBlock:
    edit = BlockEdit("Ce que nous jugeons", 1, content)
    return actions.add_block(small.awa, publication=report, kind="appraisal", edit=edit)


def publish(small: Small, report: Publication) -> Edition:
    report.refresh_from_db()
    if report.state == Publication.State.PUBLISHED:
        actions.set_state(small.awa, publication=report, state="draft")
    return actions.publish(small.awa, publication=report, audience="link")


def judged_in(read: Reading) -> list[Appraisal]:
    return [block for block in read.blocks if isinstance(block, Appraisal)]


def said_in(edition: Edition, actor: Actor) -> Appraisal:
    found = content_of(edition, actor).blocks
    return next(block for block in found if isinstance(block, Appraisal))


def supported(small: Small) -> tuple[QualitativeIndicator, Appraised]:
    """A question judged twice, resting on a paper, a figure, a case, and a person's words."""
    told = a_testimony(small, {"rapport": "first_name"})
    case = small.welcome("Bêta secrète")
    indicator = asked(small)
    judged(small, indicator, year=2020, grade=1)
    evidence = [
        Evidence("document", paper(small).pk),
        Evidence("figure", code=WELCOMED, year=2021),
        Evidence("case", case.pk),
        Evidence("testimony", told.pk),
    ]
    return indicator, judged(small, indicator, evidence=evidence)


def test_a_block_says_the_degree_its_sentences_and_what_they_rest_on(
    small: Small, report: Publication
) -> None:
    indicator, row = supported(small)
    put(small, report, question=indicator.pk)
    read = reading_of(report, small.awa)
    [block] = judged_in(read)
    assert (block.said, block.text, block.before) == (
        "En partie",
        "Ils s’appellent.",
        "pas du tout",
    )
    assert (block.key, block.digest) == (row.key.hex, row.digest)
    assert [one.line for one in block.evidence] == [
        "Dossier : suivi par la maison",
        "Document : bilan.txt",
        "Chiffre : structures accueillies par le DLA, 2021 : 2",
        "Témoignage : cité plus bas",
    ]
    assert [one.text for one in read.blocks if isinstance(one, Quote)] == ["Tout a changé."]
    assert "Bêta" not in str(read.blocks)
    # the figure that supports it is one of the publication's: proven with the others
    assert (WELCOMED, 2021, 0) in read.reader.used and read.reader.missing == []


def test_what_is_shown_of_an_appraisal_is_chosen(small: Small, report: Publication) -> None:
    indicator, _ = supported(small)
    put(small, report, question=indicator.pk, text=False, evidence=False, compare=False)
    read = reading_of(report, small.awa)
    [block] = judged_in(read)
    assert (block.lines, block.evidence, block.before, block.text_digest) == ((), (), "", "")
    assert block.is_supported and not [one for one in read.blocks if isinstance(one, Quote)]


def test_an_edition_keeps_the_degree_of_its_day_and_the_same_has_the_same_digest(
    small: Small, report: Publication
) -> None:
    indicator, row = supported(small)
    put(small, report, question=indicator.pk)
    first, second = publish(small, report), publish(small, report)
    assert (first.digest, first.content) == (second.digest, second.content)
    kept = next(one for one in first.content["blocks"] if one["kind"] == "appraisal")
    assert (kept["key"], kept["digest"], kept["word"]) == (row.key.hex, row.digest, "en partie")
    assert kept["text"] == "" and "s’appellent" not in str(first.content)
    assert first.figures.get(code=WELCOMED).value == 2
    judged(small, indicator, grade=4, text="Tout va.")
    assert said_in(first, small.awa).said == "En partie"
    assert said_in(first, small.awa).text == "Ils s’appellent."
    [now] = judged_in(reading_of(report, small.awa))
    assert (now.said, now.text) == ("Tout à fait", "Tout va.")
    assert publish(small, report).digest != first.digest


def test_sentences_erased_or_a_consent_taken_back_leave_past_editions_too(
    small: Small, report: Publication
) -> None:
    indicator, row = supported(small)
    put(small, report, question=indicator.pk)
    edition = publish(small, report)
    page = Client().get(f"/publie/{edition.token}/").content.decode()
    assert "Ils s’appellent." in page and "Tout a changé." in page and "/chiffres/" not in page
    erase_text(small.awa, appraisal=row)
    for told in row.evidence.filter(testimony__isnull=False):
        say_consents(small.awa, testimony=told.testimony, consents={"rapport": ""})
    page = Client().get(f"/publie/{edition.token}/").content.decode()
    assert "Ils s’appellent." not in page and "Tout a changé." not in page
    assert "Le texte a été effacé le" in page and "En partie" in page
    assert AppraisalText.objects.get(appraisal=row).salt == ""
    # nothing left tells whether a guessed text was the one that was published
    kept = next(one for one in edition.content["blocks"] if one["kind"] == "appraisal")
    assert AppraisalText(text="Ils s’appellent.", salt="").digest != kept["text_digest"]


def test_sentences_changed_behind_the_application_are_not_passed_off(
    small: Small, report: Publication
) -> None:
    indicator, row = supported(small)
    put(small, report, question=indicator.pk)
    edition = publish(small, report)
    AppraisalText.objects.filter(appraisal=row).update(text="Tout est parfait.")
    told = said_in(edition, small.awa)
    assert "parfait" not in str(told.lines) and "changées depuis en base" in told.lines[0]


def test_every_output_says_it(small: Small, report: Publication) -> None:
    indicator, row = supported(small)
    put(small, report, question=indicator.pk)
    publish(small, report)
    browser = small.client()
    here = f"/publications/{report.pk}/editions/1/"
    page = browser.get(here).content.decode()
    assert LABEL in page and "Ils s’appellent." in page and row.digest in page
    # the figure opens onto the records that the edition counted
    assert re.search(rf'href="{here}chiffres/\d+/">2</a>', page)
    pdf = PdfDocument(browser.post(f"{here}fichier/", {"format": "pdf"}).content)
    printed = " ".join(" ".join(one.get_textpage().get_text_range().split()) for one in pdf)
    for words in (LABEL, "En partie", "en 2020 : pas du tout", "Ils s’appellent.", "bilan.txt"):
        assert words in printed
    word = docx.Document(io.BytesIO(browser.post(f"{here}fichier/", {"format": "docx"}).content))
    written = [one.text for one in word.paragraphs]
    assert {LABEL, "Ils s’appellent.", "Document : bilan.txt"} <= set(written)
    book = browser.post(f"{here}fichier/", {"format": "xlsx"}).content
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(book)).get_sheet_by_name("Appréciations")
    [heads, line] = sheet.to_python()
    told = dict(zip(heads, line, strict=True))
    assert (told["Indicateur"], told["Année"], told["Degré"]) == (LABEL, 2021, "en partie")
    assert (told["Clef"], told["Empreinte"]) == (row.key.hex, row.digest)
    assert "Document : bilan.txt" in told["Ce qui l’étaye"]


def test_what_a_question_lacks_is_said_before_publishing(small: Small, report: Publication) -> None:
    bare, unsaid, gone = (asked(small, label=one) for one in ("Nue", "Muette", "Retirée"))
    judged(small, bare)
    judged(small, gone, evidence=[Evidence("document", paper(small).pk)])
    withdraw_question(small.awa, indicator=gone)
    for one in (bare.pk, unsaid.pk, gone.pk, 987_654):
        put(small, report, question=one)
    read = reading_of(report, small.awa)
    assert read.reader.missing[0] == "« Nue » 2021 n’est étayé par rien"
    assert read.reader.missing[1] == "« Muette » n’est pas apprécié en 2021"
    assert read.reader.missing[2].startswith("l’indicateur « Retirée » a été retiré le")
    assert "n° 987654 n’existe pas ou plus" in read.reader.missing[3]
    page = small.client().get(f"/publications/{report.pk}/")
    assert "non étayée" in page.content.decode() and page.status_code == 200
    withdraw_appraisal(small.awa, appraisal=bare.appraisals.now().get(), reason="trop tôt")
    assert [one.label for one in judged_in(reading_of(report, small.awa))] == ["Retirée"]


def test_without_a_choice_each_answered_question_of_the_scope_is_said(
    small: Small, report: Publication
) -> None:
    action = create_action(small.awa, house_id=small.house.pk, name="Accueillir")
    set_action_scope(small.awa, action=action, programmes=[small.programme])
    whole, of_it = asked(small), asked(small, label="Accueil", action=action)
    of_dla = asked(small, label="Méthode", programme=small.programme)
    asked(small, label="Muette")
    small.welcome("Alpha", on=datetime.date(2021, 2, 1))
    for one in (whole, of_it, of_dla):
        judged(small, one, evidence=[Evidence("figure", code=WELCOMED, year=2021)])
    put(small, report, question=0)
    read = reading_of(report, small.awa)
    found = {one.label: one for one in judged_in(read)}
    assert set(found) == {LABEL, "Accueil", "Méthode"}
    # each figure in the scope of its question; one of a programme is told, not kept as a figure
    assert {key[2] for key in read.reader.used} == {0, action.pk}
    assert f"programme={small.programme.pk}" in found["Méthode"].evidence[0].href
    assert {one.evidence[0].detail for one in found.values()} == {"1"}
    put(small, report, question=0, action=action.pk)
    of_both = [one.label for one in judged_in(reading_of(report, small.awa))][3:]
    assert of_both == ["Accueil", "Méthode"]  # its own, and that of a programme of its scope
    other = create_action(small.awa, house_id=small.house.pk, name="Autre", programmes=[])
    put(small, report, question=0, action=other.pk)
    assert len(judged_in(reading_of(report, small.awa))) == 5


def test_a_year_judged_is_read_as_known_on_the_day_of_the_publication(small: Small) -> None:
    indicator = asked(small)
    judged(small, indicator, declared_on=datetime.date(2022, 1, 10))
    early = actions.create_publication(
        small.awa, title="Tôt", year=2021, known_on=datetime.date(2022, 1, 9)
    )
    late = actions.create_publication(
        small.awa, title="Tard", year=2021, known_on=datetime.date(2022, 1, 10)
    )
    for one in (early, late):
        put(small, one, question=indicator.pk)
    last = indicator.versions.get()
    ask_otherwise(
        small.awa,
        indicator=indicator,
        question=type(question_of(last))("Autre", "Autre ?", "Rien", ("non", "oui")),
    )
    assert judged_in(reading_of(early, small.awa)) == []
    [told] = judged_in(reading_of(late, small.awa))
    assert (told.label, told.word) == (LABEL, "en partie")


def test_who_may_not_read_what_is_judged_composes_nothing_of_it(
    small: Small, report: Publication
) -> None:
    indicator, _ = supported(small)
    put(small, report, question=indicator.pk)
    helper = open_account(
        small.system,
        email="bene@essai.fr",
        name="Bé Névole",
        organisation=small.house.organisation,
        role=Role.VOLUNTEER,
    )
    assert judged_in(reading_of(report, actor_of(helper.pk))) == []
    assert len(judged_in(reading_of(report, small.system))) == 1


def test_the_form_offers_the_questions_and_keeps_what_is_shown(
    small: Small, report: Publication
) -> None:
    indicator, _ = supported(small)
    other = asked(small, label="Ancienne")
    withdraw_question(small.awa, indicator=other)
    browser, here = small.client(), f"/publications/{report.pk}/blocs/appraisal/"
    form = browser.get(here).content.decode()
    assert LABEL in form and "Ancienne (retiré)" in form
    typed = {"title": "Jugé", "level": "2", "question": str(indicator.pk), "text": "on"}
    browser.post(here, typed)
    block = PublicationBlock.objects.get(publication=report)
    shown = {"question": indicator.pk, "text": True, "evidence": False, "compare": False}
    assert (block.kind, block.content) == ("appraisal", shown)
    again = browser.get(f"/publications/blocs/{block.pk}/").content.decode()
    assert re.search(rf'<option value="{indicator.pk}" selected', again)
    assert not re.search(r'name="evidence"[^>]*checked', again)
    action = create_action(small.awa, house_id=small.house.pk, name="Accueillir")
    refused = browser.post(here, {**typed, "action": str(action.pk)})
    assert refused.status_code == 422
    assert "a déjà son périmètre" in refused.content.decode()


def test_what_is_judged_otherwise_since_is_said_on_the_page_and_in_the_annex(
    small: Small, report: Publication
) -> None:
    indicator, _ = supported(small)
    put(small, report, question=indicator.pk)
    first = publish(small, report)
    browser, here = small.client(), f"/publications/{report.pk}/editions/1/"

    def why(edition: str = "maintenant") -> str:
        page = browser.get(f"{here}pourquoi/?avec={edition}").content.decode()
        return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).split())

    assert "apprécié autrement" not in why()
    last = judged(small, indicator, grade=4, text="Tout va.")
    today = write_date(datetime.date.today())
    assert f"{LABEL}, 2021 en partie → tout à fait corrigée le {today}" in why()
    second = publish(small, report)
    assert "en partie → tout à fait" in why(str(second.pk))
    annex = content_of(second, small.awa, with_annex=True).blocks
    told = next(one for one in annex if isinstance(one, Table) and "autrement" in one.caption)
    [line] = told.rows
    assert [cell.text for cell in line.cells[:3]] == [f"{LABEL}, 2021", "en partie", "tout à fait"]
    withdraw_appraisal(small.awa, appraisal=last, reason="trop tôt")
    assert "en partie → retirée corrigée le" in why()
    report.blocks.all().delete()
    actions.set_state(small.awa, publication=report, state="draft")
    edit = BlockEdit("", 1, {"text": "rien de plus"})
    actions.add_block(small.awa, publication=report, kind="text", edit=edit)
    assert "en partie → n’y est plus" in why(str(publish(small, report).pk))
    assert first.figures.count() == 1
