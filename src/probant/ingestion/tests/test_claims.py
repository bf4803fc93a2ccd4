"""Printed figures: matched by a person, set apart, heard elsewhere; the board of the five seeds."""

import datetime
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from probant.directory.models import Territory
from probant.indicators.actions import attest
from probant.indicators.models import Attestation, Claim, KeptFinding
from probant.ingestion.actions import (
    Match,
    Plan,
    accept,
    close_contradiction,
    match_claim,
    note_claim,
)
from probant.ingestion.queries import contradictions, proposed
from probant.ingestion.reading.likeness import Confidence
from probant.ingestion.tests.inbox_scenario import Scene
from probant.ingestion.tests.test_inbox_screens import both_documents, statuses, words_of
from probant.journal.models import JournalDetail
from probant.kernel.decision import Refused

pytestmark = pytest.mark.django_db
Day = datetime.date
WELCOMED = "dla.organisations_welcomed"
SUPPORTED = "dla.organisations_supported"
SAME, DIFFERENT, APART = (
    Claim.Matching.SAME,
    Claim.Matching.DIFFERENT,
    Claim.Matching.APART,
)


def heard(scene, value=30, code=WELCOMED, year=2023, said_on=None, **more):
    """A figure said in a speech."""
    return note_claim(
        scene.actor,
        house_id=scene.house.pk,
        match=Match(code, year, **more),
        value=value,
        source="discours de la vice-présidente",
        said_on=said_on,
        words="une trentaine",
    )


def set_apart(scene, claim, matching=DIFFERENT, reason="compté par projet"):
    match = Match(claim.code or WELCOMED, claim.year or 2018)
    return match_claim(scene.actor, claim=claim, matching=matching, match=match, reason=reason)


def test_a_figure_of_a_speech_is_held_against_the_facts_of_its_day():
    scene = Scene()
    both_documents(scene)
    heard(scene, 1, said_on=Day(2024, 3, 25))
    [one] = contradictions(scene.actor)
    assert [(said.value, said.known) for said in one.said] == [(1, 1), (1, 1), (2, 2)]
    assert one.explained
    heard(scene, 30, said_on=Day(2024, 3, 25))
    told = words_of(scene.awa.get("/documents/contradictions/"))
    assert "Structures accueillies par le DLA, 2023 : 1, 2 ou 30 selon le document." in told
    assert "discours de la vice-présidente" in told
    assert "les faits tels que connus le 25 mars 2024 donnent 1" in told


def test_a_figure_is_noted_by_its_form_and_a_mistake_keeps_what_was_typed():
    scene = Scene()
    address = "/documents/chiffres/noter/"
    given = {
        "code": WELCOMED,
        "value": "trente",
        "year": "2023",
        "source": "discours",
        "said_on": "28/05/2024",
    }
    refused = scene.awa.post(address, given)
    assert refused.status_code == 422
    assert "« trente » n’est pas un nombre entier" in words_of(refused)
    assert 'value="28/05/2024"' in refused.content.decode()
    done = scene.awa.post(address, {**given, "value": "30"})
    assert done["Location"] == "/documents/contradictions/"
    claim = Claim.objects.get()
    assert (claim.value, claim.year, claim.said_on, claim.matching) == (
        30, 2023, Day(2024, 5, 28), SAME,
    )  # fmt: skip
    assert claim.origin == "discours"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"code": ""}, "Choisissez le chiffre de la maison"),
        ({"code": "dla.inconnu"}, "Ce chiffre n’existe pas"),
        ({"year": ""}, "Dites de quelle année"),
        ({"source": " "}, "Dites où ce chiffre a été dit"),
        ({"said_on": "28/05/2150"}, "n’est pas encore venu"),
        ({"place_code": "99999"}, "Aucun territoire ne porte le code 99999"),
    ],
)
def test_what_cannot_be_noted_is_said_beside_its_field(given, said):
    scene = Scene()
    whole = {"code": WELCOMED, "value": "30", "year": "2023", "source": "discours", **given}
    answer = scene.awa.post("/documents/chiffres/noter/", whole)
    assert answer.status_code == 422
    assert said in words_of(answer)
    assert not Claim.objects.exists()


def test_the_reading_proposes_and_a_person_confirms():
    scene = Scene()
    both_documents(scene)
    claim = Claim.objects.get(value=2)
    (first, sure), *_ = proposed(claim)[0]
    assert (first.code, sure) == (WELCOMED, Confidence.HIGH)
    board = words_of(scene.awa.get("/documents/contradictions/"))
    assert board.count("rapproché par la lecture") == 2
    address = f"/documents/chiffres/{claim.pk}/"
    page = scene.awa.get(address)
    assert "Rapproché par la lecture (confiance forte) : à confirmer." in words_of(page)
    assert "Les faits connus aujourd’hui donnent 2" in words_of(page)
    data = {"matching": "same", "code": WELCOMED, "year": "2023"}
    done = scene.awa.post(address, data)
    assert done["Location"] == "/documents/chiffres/"
    claim.refresh_from_db()
    assert (claim.matching, claim.matched_by_id) == (SAME, scene.actor.user_id)
    assert "Confirmé par Personne officer" in words_of(scene.awa.get(address))
    board = words_of(scene.awa.get("/documents/contradictions/"))
    assert board.count("rapproché par la lecture") == 1


def test_what_is_counted_otherwise_contradicts_nothing_and_says_why():
    scene = Scene()
    both_documents(scene)
    wrong = heard(scene, 63)
    assert [said.value for said in contradictions(scene.actor)[0].said] == [1, 2, 63]
    set_apart(scene, wrong, reason="l’article compte aussi les suivis")
    assert [said.value for said in contradictions(scene.actor)[0].said] == [1, 2]
    told = words_of(scene.awa.get("/documents/contradictions/"))
    assert "63 structures, 2023 : à ne pas comparer à « structures accueillies par le DLA »" in told
    assert "l’article compte aussi les suivis" in told


def test_two_people_who_match_one_figure_see_what_the_other_said():
    scene = Scene()
    claim = heard(scene)
    address = f"/documents/chiffres/{claim.pk}/"
    seen = re.search(r'name="lu_a" value="(\d+)"', scene.dan.get(address).content.decode())[1]
    set_apart(scene, claim)
    given = {"matching": "same", "code": WELCOMED, "year": "2023", "lu_a": seen}
    answer = scene.dan.post(address, given)
    assert answer.status_code == 422
    assert "Personne officer : Chiffre lu rapproché" in words_of(answer)
    claim.refresh_from_db()
    assert claim.matching == DIFFERENT


@pytest.mark.parametrize("matching", [DIFFERENT, APART])
def test_setting_a_figure_apart_asks_why(matching):
    scene = Scene()
    claim = heard(scene)
    with pytest.raises(Refused, match="la raison reste visible"):
        set_apart(scene, claim, matching, reason=" ")
    answer = scene.awa.post(
        f"/documents/chiffres/{claim.pk}/",
        {"matching": matching, "code": WELCOMED, "year": "2023", "reason": ""},
    )
    assert answer.status_code == 422
    assert "Dites pourquoi : la raison reste visible." in words_of(answer)
    claim.refresh_from_db()
    assert claim.matching == SAME


def test_a_figure_counted_otherwise_joins_no_line():
    scene = Scene()
    claim = heard(scene, 63, year=2018)
    attest(scene.actor, claim=claim, definition="la même")
    assert Attestation.objects.count() == 1
    set_apart(scene, claim)
    assert Attestation.objects.count() == 0
    claim.refresh_from_db()
    with pytest.raises(Refused, match="non comparable"):
        attest(scene.actor, claim=claim, definition="la même")


def test_another_meaning_opens_again_what_was_closed_and_the_journal_keeps_why():
    scene = Scene()
    claim = heard(scene)
    close_contradiction(scene.actor, scene.house.pk, [claim], "Faute de frappe", cause="misprint")
    claim.refresh_from_db()
    assert claim.closing_words == "Faute d’impression : Faute de frappe"
    match_claim(scene.actor, claim=claim, matching=SAME, match=Match(SUPPORTED, 2023))
    claim.refresh_from_db()
    assert (claim.closed_on, claim.closing_reason) == (None, "")
    kept = JournalDetail.objects.order_by("-seq").first()
    assert "Faute d’impression : Faute de frappe" in kept.body


def test_a_figure_of_a_territory_is_held_against_that_territory_alone(territories):
    scene = Scene()
    both_documents(scene)
    for value in (5, 6):
        heard(scene, value, place_code="21231")
    whole, part = sorted(contradictions(scene.actor), key=lambda one: one.scope_words)
    assert [said.value for said in whole.said] == [1, 2]
    assert [said.value for said in part.said] == [5, 6]
    assert part.scope_words == "le territoire Dijon"
    address = f"/documents/contradictions/{WELCOMED}/2023/clore/?territoire=21231"
    scene.awa.post(address, {"cause": "misprint", "reason": "un chiffre de trop"})
    closed = {one.scope_words: one.is_closed for one in contradictions(scene.actor)}
    assert closed == {"": False, "le territoire Dijon": True}


@pytest.fixture
def territories():
    return Territory.objects.get_or_create(
        code="21231", vintage=2024, defaults={"name": "Dijon", "kind": "commune"}
    )


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_asks_the_same_questions_whatever_its_length(rows):
    scene = Scene()
    for value in range(rows):
        heard(scene, value)
    scene.awa.get("/documents/chiffres/")
    with CaptureQueriesContext(connection) as asked:
        answer = scene.awa.get("/documents/chiffres/")
    assert answer.status_code == 200
    statements = [
        one["sql"]
        for one in asked.captured_queries
        if not one["sql"].startswith(("BEGIN", "COMMIT", "SET TRANSACTION"))
    ]
    # session, user, roles, rows, the house's own figures, counts
    assert len(statements) == 6, statements


def test_the_list_is_narrowed_to_a_state():
    scene = Scene()
    heard(scene, 30)
    set_apart(scene, heard(scene, 63))
    told = words_of(scene.awa.get("/documents/chiffres/?etat=different"))
    assert "63 structures" in told
    assert "30 structures" not in told


def test_printed_figures_are_the_team_s_alone():
    scene = Scene()
    claim = heard(scene, 30)
    address = f"/documents/chiffres/{claim.pk}/"
    assert statuses(address, scene.awa, scene.bruno, scene.chloe) == [200, 404, 404]
    assert scene.chloe.post(address, {"matching": "apart", "reason": "x"}).status_code == 404
    assert "30 structures" not in words_of(scene.chloe.get("/documents/chiffres/"))
    with pytest.raises(Refused):
        match_claim(scene.stranger, claim=claim, matching=SAME, match=Match(WELCOMED, 2023))


def test_a_contradiction_closed_without_a_cause_is_refused():
    scene = Scene()
    both_documents(scene)
    address = f"/documents/contradictions/{WELCOMED}/2023/clore/"
    answer = scene.awa.post(address, {"reason": "Vu"})
    assert answer.status_code == 422
    assert "Choisissez la cause" in words_of(answer)
    scene.awa.post(address, {"cause": "definition", "reason": "par projet"})
    assert "Autre définition : par projet (Personne officer)" in words_of(
        scene.awa.get("/documents/contradictions/")
    )


def test_the_five_seeds_meet_on_the_board(shared):
    scene = Scene()
    days = (Day(2024, 3, 21), None, None, None, Day(2019, 5, 29))
    for number, day in enumerate(days):
        if number == 2:
            continue  # the act of 2009 speaks of another house
        accept(scene.actor, scene.seed(shared, number), Plan(said_on=day, accepts_pending=True))
    answer = scene.awa.get("/documents/contradictions/")
    board, told = answer.content.decode(), words_of(answer)
    for words in (
        "26 ou 28 selon le document",
        "3 ou 4 selon le document",
        "porte 9 400 €, ses lignes font 5 400 €",
        "10 000 € dans le texte, 6 000 € dans le tableau",
        "2023-2028 ici, 2024-2028 là",
    ):
        assert words in told
    for value, code in ((68, "creation.projects_supported"), (63, SUPPORTED)):
        claim = Claim.objects.get(value=value)
        match_claim(
            scene.actor,
            claim=claim,
            matching=DIFFERENT,
            match=Match(code, 2018),
            reason="une autre définition",
        )
    finding = KeptFinding.objects.get(code="period.mismatch")
    assert [place["words"] for place in finding.places] == [
        "PROJET ASSOCIATIF 2023-2028",
        "projet associatif 2024-2028",
    ]
    address = f"/documents/constats/{finding.pk}/clore/"
    given = {"cause": "misprint", "reason": "le titre garde l’ancienne période"}
    assert f'href="{address}?tableau=1"' in board
    told = words_of(scene.awa.post(f"{address}?tableau=1", given, follow=True))
    assert re.search(r"68 projets, 2018 : à ne pas comparer", told)
    assert re.search(r"63 structures, 2018 : à ne pas comparer", told)
    closed = told.split(" Closes ")[1]
    assert "2023-2028 ici, 2024-2028 là" in closed
    assert "Faute d’impression : le titre garde l’ancienne période (Personne officer)" in closed
