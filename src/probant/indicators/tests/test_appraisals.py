"""Qualitative indicators: a question, its words, what was judged of a year and what supports it."""

import datetime
import html
import re
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from probant.accounts.actions import open_account
from probant.accounts.queries import actor_of
from probant.documents.models import Document
from probant.documents.writing import forget
from probant.gatherings.actions import plan_session
from probant.gatherings.models import Opinion
from probant.indicators.appraisals import appraisals_of, earlier, version_in_force
from probant.indicators.appraising import (
    Evidence,
    Question,
    ask_otherwise,
    erase_text,
    read_scale,
    restore_question,
    withdraw_appraisal,
    withdraw_question,
)
from probant.indicators.models import (
    AppraisalText,
    Appraised,
    ProofGiven,
    QualitativeIndicator,
    QualitativeVersion,
)
from probant.indicators.tests.acts_of_appraisals import (
    SCALE,
    a_testimony,
    asked,
    judged,
    paper,
)
from probant.indicators.tests.scenario import Small, small_house
from probant.journal.door import change
from probant.journal.models import JournalDetail
from probant.kernel.actor import Actor
from probant.kernel.cut import Cut
from probant.kernel.decision import Refused
from probant.kernel.roles import Role
from probant.programmes.models import SessionKind
from probant.support.actions import say_consents

pytestmark = pytest.mark.django_db
Day = datetime.date
LIST = "/chiffres/appreciations/"
NOBODY = 987_654_321
WELCOMED = "dla.organisations_welcomed"


@pytest.fixture
def small() -> Small:
    return small_house()


@pytest.fixture
def client(small: Small) -> Client:
    return small.client()


def shown(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return said(answer)


def said(answer: Any) -> str:
    text = html.unescape(re.sub(r"<[^>]+>", " ", answer.content.decode()))
    return " ".join(text.split())


# --- rules ---------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("oui", "celle-ci en a 1"),
        ("a, b, c, d, e, f, g, h", "celle-ci en a 8"),
        ("peu, bien, Peu", "deux fois"),
        (f"peu, {'x' * 41}", "trop long"),
    ],
)
def test_a_scale_has_from_two_to_seven_different_short_words(text: str, why: str) -> None:
    with pytest.raises(Refused, match=why):
        read_scale(text)


def test_a_word_of_the_scale_and_a_text_are_said_of_a_year_that_began(small: Small) -> None:
    indicator = asked(small)
    for wrong, why in (
        ({"grade": None}, "Choisissez un degré"),
        ({"grade": 5}, "pas de l’échelle"),
        ({"text": "  "}, "en quelques phrases"),
        ({"year": 2999}, "On apprécie une année"),
        ({"evidence": [Evidence("document", 987)]}, "n’existe pas"),
        ({"evidence": [Evidence("figure", code="inconnu", year=2021)]}, "n’existe pas"),
    ):
        with pytest.raises(Refused, match=why):
            judged(small, indicator, **wrong)
    assert not Appraised.objects.exists() and not AppraisalText.objects.exists()
    free = asked(small, label="Récit de l’année", scale=())
    assert judged(small, free, grade=None).grade is None
    with pytest.raises(Refused, match="pas de l’échelle"):
        judged(small, free, grade=1)


def test_two_indicators_that_stand_bear_two_names(small: Small) -> None:
    first = asked(small)
    with pytest.raises(Refused, match="porte déjà cet intitulé"):
        asked(small, label="confiance ENTRE partenaires")
    withdraw_question(small.awa, indicator=first)
    assert asked(small).code == "appreciation.confiance-entre-partenaires-2"


# --- what stands, as known when ------------------------------------------------------------------
def test_a_correction_replaces_and_the_earlier_is_kept_and_read_on_its_day(small: Small) -> None:
    indicator = asked(small)
    march, june = Day(2022, 3, 1), Day(2022, 6, 1)
    judged(small, indicator, declared_on=march, evidence=[Evidence("document", paper(small).pk)])
    judged(small, indicator, grade=3, text="Souvent.", declared_on=june)
    now = appraisals_of([indicator.pk], Cut.now())[indicator.pk, 2021]
    assert (now.word, now.text, now.is_supported) == ("largement", "Souvent.", False)
    then = appraisals_of([indicator.pk], Cut.known(Day(2022, 4, 1)))[indicator.pk, 2021]
    assert (then.word, then.text, then.is_supported) == ("en partie", "Ils s’appellent.", True)
    assert appraisals_of([indicator.pk], Cut.known(Day(2022, 2, 1))) == {}
    assert [one.word for one in earlier(indicator, 2021, Cut.now())] == ["en partie"]
    assert earlier(indicator, 2021, Cut.known(Day(2022, 4, 1))) == []


def test_a_year_withdrawn_says_why_and_may_be_judged_again(small: Small, client: Client) -> None:
    indicator = asked(small)
    first = judged(small, indicator)
    address = f"{LIST}dites/{first.pk}/retirer/"
    refused = client.post(address, {"reason": " "})
    assert refused.status_code == 422
    assert "Dites pourquoi vous retirez" in said(refused)
    client.post(address, {"reason": "Jugée trop tôt"})
    page = shown(client, f"{LIST}{indicator.pk}/2021/")
    assert "L’appréciation de 2021 est retirée." in page and "Jugée trop tôt" in page
    with pytest.raises(Refused, match="déjà retirée"):
        withdraw_appraisal(small.awa, appraisal=first, reason="encore")
    assert judged(small, indicator, grade=4).replaces_id is None


def test_other_words_keep_those_before_and_what_was_judged_by_them(
    small: Small, client: Client
) -> None:
    indicator = asked(small)
    QualitativeVersion.objects.update(since=Day(2021, 1, 1))
    judged(small, indicator)
    changed = Question("Confiance", "Se font-ils confiance ?", "Avis.", ("non", "oui"))
    ask_otherwise(small.awa, indicator=indicator, question=changed)
    with pytest.raises(Refused, match="Rien n’a changé"):
        ask_otherwise(small.awa, indicator=indicator, question=changed)
    versions = list(QualitativeVersion.objects.filter(indicator=indicator))
    assert version_in_force(versions, Cut.now()).label == "Confiance"
    before = version_in_force(versions, Cut.known(Day(2022, 1, 1)))
    assert before.label == "Confiance entre partenaires"
    page = shown(client, f"{LIST}{indicator.pk}/")
    assert "2021 : en partie" in page and "à la question posée alors" in page
    assert "Se sollicitent-ils sans nous ?" in page and "janvier 2021 , par Awa Ndiaye" in page
    known = shown(client, f"{LIST}{indicator.pk}/?connu_le=2022-01-01")
    assert "Se font-ils confiance" not in known and "Aucune année n’est appréciée" in known


def test_texts_stand_outside_the_chain_and_can_be_erased(small: Small, client: Client) -> None:
    indicator = asked(small)
    one = judged(small, indicator, text="Marie D. ne veut plus venir.")
    bodies = JournalDetail.objects.values_list("body", flat=True)
    assert not any("Marie" in body for body in bodies)
    assert "text" not in one.payload()
    digest = one.digest
    client.post(f"{LIST}dites/{one.pk}/effacer/")
    page = shown(client, f"{LIST}{indicator.pk}/2021/")
    assert "Marie" not in page and "Le texte est effacé depuis" in page and "En partie" in page
    assert Appraised.objects.get().compute_digest() == digest
    with pytest.raises(Refused, match="déjà effacé"):
        erase_text(small.awa, appraisal=one)


def test_a_question_withdrawn_is_judged_no_more_and_still_opens(
    small: Small, client: Client
) -> None:
    indicator = asked(small)
    judged(small, indicator)
    address = f"{LIST}{indicator.pk}/retirer/"
    client.post(address, {"geste": "retirer"})
    with pytest.raises(Refused, match="est retiré"):
        judged(small, indicator, year=2020)
    page = shown(client, f"{LIST}{indicator.pk}/")
    assert "est retiré depuis" in page and "2021 : en partie" in page
    client.post(address, {"geste": "reprendre"})
    judged(small, indicator, year=2020)
    with pytest.raises(Refused, match="déjà suivi"):
        restore_question(small.awa, indicator=indicator)


# --- pages ---------------------------------------------------------------------------------------
def test_a_question_is_opened_judged_and_opens_onto_its_evidence(
    small: Small, client: Client
) -> None:
    case = small.welcome("Alpha")
    file = paper(small)
    typed = {"label": "Confiance", "question": "Q ?", "proof": "P.", "scale": SCALE}
    opened = client.post(LIST, typed)
    indicator = QualitativeIndicator.objects.get()
    assert opened["Location"] == f"{LIST}{indicator.pk}/"
    given = {
        "year": "2021",
        "grade": "3",
        "text": "Cela se voit.",
        "evidence": [f"document:{file.pk}"],
        "figure": WELCOMED,
        "pages": f"https://probant.example/dossiers/{case.pk}/\n",
    }
    done = client.post(f"{LIST}{indicator.pk}/noter/?annee=2021", given)
    assert done["Location"] == f"{LIST}{indicator.pk}/2021/"
    page = client.get(done["Location"])
    text = said(page)
    assert "Largement" in text and "Cela se voit." in text and "non étayée" not in text
    assert "Awa Ndiaye" in text
    row = ProofGiven.objects.get(kind="document")
    for href in (
        f"{LIST}preuves/{row.pk}/",
        f"/chiffres/{WELCOMED}/?annee=2021",
        f"/dossiers/{case.pk}/",
    ):
        assert f'href="{href}"' in page.content.decode()
    assert b"".join(client.get(f"{LIST}preuves/{row.pk}/"))
    form = client.get(f"{LIST}{indicator.pk}/noter/?annee=2021").content.decode()
    assert form.count(" checked") == 4  # the degree, the document, the case, the figure


def test_the_list_ends_with_the_last_year_judged(small: Small, client: Client) -> None:
    indicator = asked(small)
    judged(small, indicator, year=2021)
    page = client.get(LIST).content.decode()
    assert f'href="{LIST}{indicator.pk}/2021/"' in page


def test_a_document_that_supports_a_year_is_not_let_go(small: Small) -> None:
    file, other = paper(small), paper(small, "autre.txt")
    judged(small, asked(small), evidence=[Evidence("document", file.pk)])
    with change(small.awa, verb="essai", houses=[small.house.pk]):
        assert [forget(file), forget(other)] == [False, True]
    assert list(Document.objects.all()) == [file]


def test_what_nothing_supports_says_so_plainly(small: Small, client: Client) -> None:
    indicator = asked(small)
    judged(small, indicator)
    this_year = datetime.date.today().year
    judged(small, indicator, year=this_year)
    assert "non étayée" in shown(client, LIST)
    assert "non étayée" in shown(client, f"{LIST}{indicator.pk}/")
    assert "n’est pas étayée" in shown(client, f"{LIST}{indicator.pk}/2021/")


def test_bad_input_is_said_beside_its_field_with_nothing_lost(small: Small, client: Client) -> None:
    wrong = client.post(LIST, {"label": "A", "question": "Q ?", "proof": "P.", "scale": "oui"})
    assert wrong.status_code == 422
    assert "celle-ci en a 1" in said(wrong) and 'value="oui"' in wrong.content.decode()
    indicator = asked(small)
    judged(small, indicator, year=2020)
    given = {
        "year": "2020",
        "grade": "9",
        "text": "Mon texte.",
        "figure": "",
        "pages": "pas une adresse\n/tableaux/\n/chiffres/dla.diagnoses/?famille=association",
    }
    answer = client.post(f"{LIST}{indicator.pk}/noter/?annee=2021", given)
    assert answer.status_code == 422
    text = said(answer)
    assert "Ligne 1 : « pas une adresse » n’est pas l’adresse" in text
    assert "Ligne 2 : « /tableaux/ »" in text and "Ligne 3 : ce chiffre est filtré." in text
    assert "Ce degré n’est pas de l’échelle" in text and "Mon texte." in text
    assert "L’année 2020 est déjà appréciée" in text
    assert Appraised.objects.count() == 1
    assert client.get(f"{LIST}{indicator.pk}/1999/").status_code == 404


def test_the_list_asks_as_many_questions_of_one_row_as_of_three(
    small: Small, client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    year = datetime.date.today().year
    judged(small, asked(small), year=year)
    client.get(LIST)
    with django_assert_num_queries(10):
        assert shown(client, LIST).count("en partie") == 2
    for label in ("Deux", "Trois"):
        judged(small, asked(small, label=label), year=year)
    with django_assert_num_queries(10):
        assert shown(client, LIST).count("en partie") == 4


def test_a_testimony_supports_for_as_long_as_its_person_allows(
    small: Small, client: Client
) -> None:
    told = a_testimony(small, {"site": "named"})
    indicator = asked(small)
    with pytest.raises(Refused, match="ne permet pas de le citer"):
        judged(small, indicator, evidence=[Evidence("testimony", told.pk)])
    say_consents(small.awa, testimony=told, consents={"rapport": "first_name"})
    form = f"{LIST}{indicator.pk}/noter/?annee=2021"
    assert f'value="testimony:{told.pk}"' in client.get(form).content.decode()
    judged(small, indicator, evidence=[Evidence("testimony", told.pk)])
    here = f"{LIST}{indicator.pk}/2021/"
    page = shown(client, here)
    assert "Témoignage : Léa « Tout a changé. »" in page and "non étayée" not in page
    say_consents(small.awa, testimony=told, consents={"rapport": ""})
    page = shown(client, here)
    assert "ne permet plus de citer" in page and "non étayée" in page
    assert "Tout a changé." not in page and "Léa" not in page
    known = appraisals_of([indicator.pk], Cut.known(Day.today()))[indicator.pk, 2021]
    assert (known.evidence, known.holding) == (1, 0)


def test_opinions_of_those_who_came_support_where_there_are(small: Small, client: Client) -> None:
    session = plan_session(
        small.awa,
        kind=SessionKind.objects.create(house=small.house, name="forum"),
        title="Un forum",
        starts_on=Day(2021, 5, 4),
    )
    indicator = asked(small)
    form = f"{LIST}{indicator.pk}/noter/?annee=2021"
    assert "avis sur" not in shown(client, form)
    with pytest.raises(Refused, match="n’a reçu aucun avis"):
        judged(small, indicator, evidence=[Evidence("opinions", session.pk)])
    for mark in (3, 4):
        Opinion.objects.create(house=small.house, session=session, overall=mark)
    assert "2 avis sur « Un forum », le 4 mai 2021" in shown(client, form)
    judged(small, indicator, evidence=[Evidence("opinions", session.pk)])
    page = client.get(f"{LIST}{indicator.pk}/2021/")
    assert "Avis de participants : Un forum , 2 avis" in said(page)
    assert f'href="/rencontres/{session.pk}/"' in page.content.decode()


# --- rights --------------------------------------------------------------------------------------
def test_the_board_reads_and_volunteers_funders_and_strangers_read_nothing(small: Small) -> None:
    indicator = asked(small)
    judged(small, indicator)
    here = (LIST, f"{LIST}{indicator.pk}/", f"{LIST}{indicator.pk}/2021/")
    for role, status in ((Role.BOARD, 200), (Role.VOLUNTEER, 404), (Role.FUNDER_OFFICER, 404)):
        user = open_account(
            small.system,
            email=f"{role.value}@essai.fr",
            name=role.value,
            organisation=small.house.organisation,
            role=role,
        )
        client = Client()
        client.force_login(user)
        assert [client.get(address).status_code for address in here] == [status] * 3, role
        with pytest.raises(Refused, match="Seule l’équipe"):
            judged(small_as(small, user.pk), indicator, year=2019)
    assert [Client().get(address).status_code for address in here] == [302] * 3
    stranger = Actor(1, NOBODY, NOBODY, frozenset({Role.DIRECTION}))
    assert not QualitativeIndicator.objects.visible_to(stranger).exists()
    assert not Appraised.objects.visible_to(stranger).exists()


def small_as(small: Small, user_id: int) -> Small:
    return Small(small.house, small.programme, small.user, actor_of(user_id), small.system)
