"""Pages of the inbox: what they show, to whom, at what cost; nothing typed is lost."""

import datetime
import re
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from probant.governance.models import Deliberation
from probant.indicators.models import Claim, KeptFinding
from probant.ingestion.actions import Plan, accept, decide_value
from probant.ingestion.models import Reading, Status, Verdict
from probant.ingestion.tests.inbox_scenario import ACT, CONVENTION, REPORT, Scene, upload
from probant.programmes.actions import adopt_programme
from probant.support.actions import open_case, reach_phase

pytestmark = pytest.mark.django_db


def words_of(response):
    """The words of a page, spaces collapsed."""
    body = re.sub(r"<(script|style).*?</\1>", " ", response.content.decode(), flags=re.S)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", body)).split())


def statuses(address, *clients):
    """What each person's browser is answered."""
    found = []
    for client in clients:
        answer = client.get(address)
        if answer.streaming:
            list(answer.streaming_content)  # to its end, which closes the file
        found.append(answer.status_code)
    return found


def test_a_drop_of_several_files_says_what_became_of_each():
    scene = Scene()
    answer = scene.awa.post(
        "/documents/",
        {"fichiers": [upload("acte.txt", ACT), upload("vide.txt", ""), upload("x.pdf", "non")]},
    )
    told = words_of(answer)
    assert answer.status_code == 200
    assert "acte.txt Lu comme délibération" in told
    assert "vide.txt Gardé, mais non lu : le fichier est vide." in told
    assert "x.pdf Gardé, mais non lu : malgré son nom, ce n’est pas un PDF." in told
    assert Reading.objects.count() == 3


def test_two_documents_in_one_and_another_genre_are_said_in_the_list():
    scene = Scene()
    recipe = "Recette de la soupe\n\nÉplucher les carottes.\n"
    both = ACT + "\n\n\n" + CONVENTION
    answer = scene.awa.post(
        "/documents/", {"fichiers": [upload("deux.txt", both), upload("soupe.txt", recipe)]}
    )
    told = words_of(answer)
    assert "deux.txt 2 documents l’un après l’autre, lus ensemble" in told
    assert "soupe.txt genre inconnu à relire Rien de reconnu : à mettre de côté" in told


def test_a_single_file_opens_on_its_review():
    scene = Scene()
    answer = scene.awa.post("/documents/", {"fichiers": [upload("acte.txt", ACT)]})
    assert answer["Location"] == f"/documents/{Reading.objects.get().document_id}/"


def test_a_drop_without_file_says_what_to_do():
    scene = Scene()
    answer = scene.awa.post("/documents/", {})
    assert answer.status_code == 422
    assert "Choisissez au moins un fichier" in words_of(answer)


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_asks_the_same_questions_whatever_its_length(rows):
    scene = Scene()
    scene.drop(*[(f"{number}.txt", ACT + f"\n{number}\n") for number in range(rows)])
    scene.awa.get("/documents/")
    with CaptureQueriesContext(
        connection,
    ) as asked:
        answer = scene.awa.get("/documents/")
    assert answer.status_code == 200
    statements = [
        one["sql"]
        for one in asked.captured_queries
        if not one["sql"].startswith(("BEGIN", "COMMIT", "SET TRANSACTION"))
    ]
    assert len(statements) == 5, statements  # session, user, roles, rows, counts


def test_the_review_shows_each_value_beside_its_words():
    scene = Scene()
    reading = scene.reading(ACT)
    page = scene.awa.get(f"/documents/{reading.document_id}/").content.decode()
    value = reading.values.get(path="vote.for")
    assert re.search(rf'<mark class="read" data-lights="v{value.pk}"[^>]*>POUR : 5</mark>', page)
    assert f'data-lights="v{value.pk}">' in page.split("reading__values")[1]


def test_text_of_a_document_is_shown_never_run():
    scene = Scene()
    reading = scene.reading(ACT + "\n<script>alert(1)</script>\n")
    page = scene.awa.get(f"/documents/{reading.document_id}/").content.decode()
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page
    kept = scene.awa.get(f"/documents/{reading.document_id}/fichier/")
    assert kept["Content-Disposition"].startswith("attachment")
    assert kept["Content-Type"] == "application/octet-stream"
    assert b"".join(kept.streaming_content).decode() == reading.text


def test_a_value_is_accepted_by_its_button():
    scene = Scene()
    reading = scene.reading(ACT)
    value = reading.values.get(path="vote.for")
    address = f"/documents/{reading.document_id}/"
    answer = scene.awa.post(address, {"decision": f"{value.pk}:accepted"})
    assert answer["Location"] == f"{address}#valeur-{value.pk}"
    value.refresh_from_db()
    assert value.verdict == Verdict.ACCEPTED


def test_a_correction_that_cannot_be_read_is_kept_as_typed():
    scene = Scene()
    reading = scene.reading(ACT)
    day, votes = (reading.values.get(path=path) for path in ("session_date", "vote.for"))
    answer = scene.awa.post(
        f"/documents/{reading.document_id}/",
        {
            f"corrige_{day.pk}": "32 mars 2024",
            f"corrige_{votes.pk}": "4",
            "decision": "corrections",
        },
    )
    assert answer.status_code == 422
    page = answer.content.decode()
    assert 'value="32 mars 2024"' in page
    assert f'name="corrige_{votes.pk}" id="corrige-{votes.pk}" value="4"' in page
    assert "une correction est à revoir" in words_of(answer)
    assert not reading.values.exclude(verdict=Verdict.PENDING).exists()


def test_typed_corrections_are_all_kept_whatever_button_was_pressed():
    scene = Scene()
    reading = scene.reading(ACT)
    votes = reading.values.get(path="vote.for")
    number = reading.values.get(path="members_in_office")
    scene.awa.post(
        f"/documents/{reading.document_id}/",
        {f"corrige_{votes.pk}": "4", "decision": f"{number.pk}:accepted"},
    )
    votes.refresh_from_db()
    number.refresh_from_db()
    assert (votes.verdict, votes.corrected) == (Verdict.CORRECTED, 4)
    assert number.verdict == Verdict.ACCEPTED


def test_two_reviewers_see_what_changed():
    scene = Scene()
    reading = scene.reading(ACT)
    address = f"/documents/{reading.document_id}/"
    seen = re.search(r'name="lu_a" value="(\d+)"', scene.dan.get(address).content.decode())[1]
    decide_value(scene.actor, reading.values.get(path="vote.for"), Verdict.ACCEPTED)
    votes = reading.values.get(path="vote.against")
    answer = scene.dan.post(
        address, {"lu_a": seen, f"corrige_{votes.pk}": "2", "decision": "corrections"}
    )
    told = words_of(answer)
    assert answer.status_code == 422
    assert "Valeurs relues par Personne officer" in told
    assert f'id="corrige-{votes.pk}" value="2"' in answer.content.decode()
    votes.refresh_from_db()
    assert votes.verdict == Verdict.PENDING
    again = re.search(r'name="lu_a" value="(\d+)"', answer.content.decode())[1]
    answer = scene.dan.post(
        address, {"lu_a": again, f"corrige_{votes.pk}": "2", "decision": "corrections"}
    )
    votes.refresh_from_db()
    assert (answer.status_code, votes.corrected) == (302, 2)


def form_of(page):
    """What a browser would send of the acceptance form, untouched."""
    form = page.split('<form class="acceptance"')[1].split("</form>")[0]
    data = {}
    for tag in re.findall(r"<input[^>]*>", form):
        name, value = re.search(r'name="([^"]*)"', tag), re.search(r'value="([^"]*)"', tag)
        if name and ('type="checkbox"' not in tag or "checked" in tag):
            default = "on" if 'type="checkbox"' in tag else ""
            data[name[1]] = unescape(value[1]) if value else default
    for name, options in re.findall(r'<select name="([^"]*)"[^>]*>(.*?)</select>', form, re.S):
        chosen = re.search(r'<option value="([^"]*)" selected', options)
        first = re.search(r'<option value="([^"]*)"', options)
        data[name] = (chosen or first)[1]
    return data


def test_accepting_says_before_what_it_will_write_and_shows_it_after():
    scene = Scene()
    reading = scene.reading(ACT)
    address = f"/documents/{reading.document_id}/"
    page = scene.awa.get(f"{address}enregistrer/")
    told = words_of(page)
    assert "Séance du 21 mars 2024 : 4 présents, 1 absent, 1 procuration." in told
    assert "vote : 5 pour, 0 contre, 0 abstentions" in told
    data = form_of(page.content.decode())
    assert (data["to_0"], data["to_0_family"]) == ("Les Ateliers du Lac", "known")
    refused = scene.awa.post(f"{address}enregistrer/", data)
    assert refused.status_code == 422
    assert "attendent une décision" in words_of(refused)
    assert Deliberation.objects.count() == 0
    data["accepts_pending"] = "on"
    done = scene.awa.post(f"{address}enregistrer/", data, follow=True)
    assert done.redirect_chain == [(address, 302)]
    act = Deliberation.objects.get()
    assert f"Délibération du 21 mars 2024 : {act.subject}" in words_of(done)
    again = scene.awa.post(f"{address}enregistrer/", data)
    assert again["Location"] == address
    assert Deliberation.objects.count() == 1


def test_an_act_already_in_the_books_is_recognised():
    scene = Scene()
    accept(scene.actor, scene.reading(ACT), scene.act_plan())
    copy = scene.reading(ACT + "\nCopie certifiée conforme.\n", "copie.txt")
    page = scene.awa.get(f"/documents/{copy.document_id}/enregistrer/").content.decode()
    assert form_of(page)["act"] == str(Deliberation.objects.get().pk)
    scene.awa.post(
        f"/documents/{copy.document_id}/enregistrer/", {**form_of(page), "accepts_pending": "on"}
    )
    copy.refresh_from_db()
    assert (copy.status, Deliberation.objects.count()) == (Status.ACCEPTED, 1)


def test_an_unknown_structure_is_asked_for_and_nothing_typed_is_lost():
    scene = Scene()
    reading = scene.reading(CONVENTION)
    address = f"/documents/{reading.document_id}/enregistrer/"
    data = form_of(scene.awa.get(address).content.decode())
    data |= {"party_1": "Le Lac en fête", "party_1_family": "known", "accepts_pending": "on"}
    answer = scene.awa.post(address, data)
    assert answer.status_code == 422
    assert "« Le Lac en fête » n’est pas dans votre annuaire" in words_of(answer)
    assert 'value="Le Lac en fête"' in answer.content.decode()
    data["party_1_family"] = "association"
    done = scene.awa.post(address, data)
    assert done.status_code == 302, words_of(done)


def test_a_finding_is_closed_with_its_reason_person_and_day():
    scene = Scene()
    reading = scene.reading(CONVENTION)
    accept(scene.actor, reading, Plan(convention=scene.convention_plan(), accepts_pending=True))
    gap = KeptFinding.objects.get(code="article.gap")
    address = f"/documents/constats/{gap.pk}/clore/"
    assert scene.awa.post(address, {"cause": "interim", "reason": " "}).status_code == 422
    page = scene.awa.post(
        address, {"cause": "interim", "reason": "L’article III a été abrogé"}, follow=True
    )
    gap.refresh_from_db()
    assert (gap.closing_reason, gap.closed_by_id) == (
        "L’article III a été abrogé",
        scene.actor.user_id,
    )
    assert "L’article III a été abrogé (Personne officer)" in words_of(page)
    again = scene.awa.post(address, {"cause": "interim", "reason": "Encore"})
    assert "déjà été clos" in words_of(again)


def welcomed(scene, name, known_on):
    """A structure welcomed by the DLA in 2023, of which the house knew on a day."""
    clerk = type(scene.colleague)(
        scene.colleague.user_id,
        scene.house.pk,
        scene.house.pk,
        scene.colleague.roles,
        may_declare=True,
    )
    programme = adopt_programme(clerk, house_id=scene.house.pk, code="dla")
    case = open_case(
        clerk,
        programme=programme,
        opened_on=datetime.date(2023, 5, 2),
        declared_on=known_on,
        organisation=scene.organisation(name, "association"),
    )
    reach_phase(
        clerk,
        case=case,
        phase=programme.phases.get(official_code="accueil"),
        occurred_on=datetime.date(2023, 5, 2),
        declared_on=known_on,
    )


def both_documents(scene):
    """An act that says 1 on 21 March 2024, a report that says 2 on 31 May."""
    welcomed(scene, "Première", datetime.date(2023, 5, 3))
    welcomed(scene, "Seconde", datetime.date(2024, 5, 14))
    accept(scene.actor, scene.reading(ACT, "acte.txt"), scene.act_plan())
    report = Plan(said_on=datetime.date(2024, 5, 31), accepts_pending=True)
    accept(scene.actor, scene.reading(REPORT, "rapport.txt"), report)


def test_two_documents_right_on_their_day_are_said_so_and_closed_with_a_reason():
    scene = Scene()
    both_documents(scene)
    page = scene.awa.get("/documents/contradictions/")
    told = words_of(page)
    assert "Structures accueillies par le DLA, 2023 : 1 ou 2 selon le document." in told
    assert "juste : c’est ce que les faits donnaient le 21 mars 2024" in told
    assert "juste : c’est ce que les faits donnaient le 31 mai 2024" in told
    figure = "/chiffres/dla.organisations_welcomed/?annee=2023"
    assert f'href="{figure}&amp;connu_le=2024-03-21"' in page.content.decode()
    address = "/documents/contradictions/dla.organisations_welcomed/2023/clore/"
    assert "Chaque document était juste à sa date." in words_of(scene.awa.get(address))
    board = scene.awa.post(address, {"cause": "interim", "reason": "Juste à sa date"}, follow=True)
    assert "Rien à expliquer" in words_of(board)
    assert "Juste à sa date (Personne officer)" in words_of(board)
    assert {claim.closing_reason for claim in Claim.objects.exclude(code="")} == {"Juste à sa date"}


def test_a_value_explained_once_is_not_asked_again_but_a_new_one_is():
    scene = Scene()
    both_documents(scene)
    scene.awa.post(
        "/documents/contradictions/dla.organisations_welcomed/2023/clore/",
        {"cause": "interim", "reason": "Vu"},
    )
    again = scene.reading(REPORT + "\nSeconde édition.\n", "rapport-2.txt")
    accept(scene.actor, again, Plan(accepts_pending=True))
    assert "Rien à expliquer" in words_of(scene.awa.get("/documents/contradictions/"))
    third = scene.reading(REPORT.replace("\n2\n", "\n7\n"), "rapport-3.txt")
    accept(scene.actor, third, Plan(accepts_pending=True))
    told = words_of(scene.awa.get("/documents/contradictions/"))
    assert "1 à expliquer." in told
    assert "les faits tels que connus aujourd’hui donnent 2" in told


def test_the_inbox_is_the_team_s_alone():
    scene = Scene()
    reading = scene.reading(CONVENTION)
    accept(scene.actor, reading, Plan(convention=scene.convention_plan(), accepts_pending=True))
    gap = KeptFinding.objects.get(code="article.gap")
    mine = f"/documents/{reading.document_id}/"
    own_pages = [mine, f"{mine}fichier/", f"{mine}cote/", f"/documents/constats/{gap.pk}/clore/"]
    for address in own_pages:
        answers = statuses(address, scene.awa, scene.bruno, scene.chloe)
        assert answers == [200, 404, 404], address
    assert scene.chloe.get(f"{mine}enregistrer/").status_code == 404
    assert scene.chloe.post(mine, {"tout": "1"}).status_code == 404
    for address in ("/documents/", "/documents/contradictions/"):
        answers = statuses(address, scene.awa, scene.bruno, scene.chloe)
        assert answers == [200, 404, 200], address
    assert "document.txt" not in words_of(scene.chloe.get("/documents/"))


def test_seeds_0_and_1_meet_on_the_board(shared):
    scene = Scene()
    for number, day in ((0, datetime.date(2024, 3, 21)), (1, datetime.date(2024, 5, 31))):
        accept(scene.actor, scene.seed(shared, number), Plan(said_on=day, accepts_pending=True))
    told = words_of(scene.awa.get("/documents/contradictions/"))
    assert "Structures accueillies par le DLA, 2023 : 26 ou 28 selon le document." in told
    assert "Ingénieries collectives, 2023 : 3 ou 4 selon le document." in told
    address = "/documents/contradictions/dla.organisations_welcomed/2023/clore/"
    board = scene.awa.post(
        address, {"cause": "interim", "reason": "Deux accueils notés après le vote"}, follow=True
    )
    closed = words_of(board).split("Closes")[1]
    assert "26 ou 28 selon le document" in closed
    assert "Deux accueils notés après le vote (Personne officer)" in closed
