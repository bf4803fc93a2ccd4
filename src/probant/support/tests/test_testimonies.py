"""Testimonies: words that can be erased, consents that are facts, taken back everywhere at once."""

import datetime
import io
import re
import zipfile
from dataclasses import replace
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from probant.accounts.actions import open_space
from probant.accounts.models import Membership, User
from probant.accounts.queries import actor_of
from probant.directory.actions import create_person, erase_person, export_data
from probant.directory.models import Person
from probant.journal.integrity import verify
from probant.kernel.actor import Actor
from probant.kernel.decision import Refused
from probant.post.models import Letter
from probant.post.worker import run_due
from probant.support import actions
from probant.support.actions import Testifying
from probant.support.models import (
    Case,
    ConsentSaid,
    Task,
    Testimony,
    TestimonyAnswer,
    TestimonyGiven,
)
from probant.support.queries.testimonies import (
    signature,
    standing_consents,
    usable,
    write_withdrawal,
)
from probant.support.testimony_erasure import expire_testimonies
from probant.support.tests.scenario import DAY, Scene, case_of, scene

pytestmark = pytest.mark.django_db
WORDS = "Sans eux, nous aurions renoncé."
QUESTION = "Qu’est-ce que cela a changé, pour vous ou pour votre structure ?"


@pytest.fixture
def house(settings: Any, tmp_path: Any) -> Scene:
    settings.ERASURE_REGISTER = tmp_path / "erasures.jsonl"
    settings.MEDIA_ROOT = tmp_path / "documents"
    return scene()


@pytest.fixture
def case(house: Scene) -> Case:
    return case_of(house, "Le Fournil", referent=house.users["Awa"])


@pytest.fixture
def lou(house: Scene, case: Case) -> Person:
    person = create_person(house.fabien, given_name="Lou", family_name="Roy", email="lou@ex.fr")
    actions.add_member(house.fabien, case=case, person=person, starts_on=DAY)
    return person


def today() -> datetime.date:
    return timezone.localdate()


def noted(house: Scene, case: Case, person: Person, **consents: str) -> Testimony:
    """A testimony given in an interview, kept by the team."""
    said = Testifying({QUESTION: WORDS}, consents)
    row = actions.note_testimony(
        house.awa, case=case, person=person, occurred_on=today(), said=said
    )
    return actions.read_over(house.awa, testimony=row, keep=True)


def shown_for(use: str, on: datetime.date | None = None) -> list[int]:
    rows = Testimony.objects.usable_for(use, on=on or today())
    return list(rows.values_list("pk", flat=True))


def browser(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def link_of_last_mail(beginning: str) -> str:
    run_due()
    found = re.search(rf"{beginning}\S+/", str(mail.outbox[-1].body))
    assert found
    return found.group()


# --- consents


def test_words_are_shown_for_the_uses_allowed_and_for_no_other(
    house: Scene, case: Case, lou: Person
) -> None:
    row = noted(house, case, lou, site="named", rapport="anonymous")
    assert {use: shown_for(use) for use in ("site", "rapport", "presse")} == {
        "site": [row.pk],
        "rapport": [row.pk],
        "presse": [],
    }


def test_nothing_is_shown_before_the_team_read_it_over_nor_once_set_aside(
    house: Scene, case: Case, lou: Person
) -> None:
    row = actions.note_testimony(
        house.awa,
        case=case,
        person=lou,
        occurred_on=today(),
        said=Testifying({QUESTION: WORDS}, {"site": "named"}),
    )
    assert shown_for("site") == []
    actions.read_over(house.awa, testimony=row, keep=True)
    assert shown_for("site") == [row.pk]
    actions.read_over(house.awa, testimony=row, keep=False)
    assert shown_for("site") == []


def test_consent_taken_back_counts_for_no_day_not_even_a_past_one(
    house: Scene, case: Case, lou: Person
) -> None:
    said = Testifying({QUESTION: WORDS}, {"rapport": "named"})
    row = actions.note_testimony(house.awa, case=case, person=lou, occurred_on=DAY, said=said)
    actions.read_over(house.awa, testimony=row, keep=True)
    assert shown_for("rapport", on=DAY) == [row.pk]
    assert shown_for("rapport", on=DAY - datetime.timedelta(days=1)) == []
    actions.say_consents(house.awa, testimony=row, consents={})
    assert [shown_for("rapport", on=day) for day in (DAY, today())] == [[], []]


def test_history_of_consents_is_facts_and_the_last_one_said_stands(
    house: Scene, case: Case, lou: Person
) -> None:
    row = noted(house, case, lou, site="named")
    for consents in ({"site": "first_name"}, {}, {"site": "anonymous"}, {"site": "anonymous"}):
        actions.say_consents(house.awa, testimony=row, consents=consents)
    said = ConsentSaid.objects.now().filter(testimony=row).order_by("seq")
    assert list(said.values_list("scope", flat=True)) == ["named", "first_name", "", "anonymous"]
    assert standing_consents(row) == {"site": "anonymous"}
    assert verify() == []


def test_withdrawal_is_never_voided_back_into_use(house: Scene, case: Case, lou: Person) -> None:
    row = noted(house, case, lou, site="named")
    actions.say_consents(house.awa, testimony=row, consents={})
    taken_back = ConsentSaid.objects.get(scope="")
    with pytest.raises(Refused, match="ne s’annule pas"):
        actions.void_fact(house.awa, fact=taken_back, code="error", reason="Erreur.")
    assert shown_for("site") == []


def test_testimony_voided_is_shown_nowhere(house: Scene, case: Case, lou: Person) -> None:
    row = noted(house, case, lou, site="named")
    given = TestimonyGiven.objects.get(testimony=row)
    actions.void_fact(house.awa, fact=given, code="wrong_subject", reason="Une autre personne.")
    assert shown_for("site") == []


@pytest.mark.parametrize(
    ("scope", "signed"),
    [
        ("named", "Lou Roy, Le Fournil"),
        ("first_name", "Lou"),
        ("anonymous", "Une personne accompagnée (Dispositif local d’accompagnement (DLA))"),
    ],
)
def test_words_are_signed_as_the_person_chose(
    house: Scene, case: Case, lou: Person, scope: str, signed: str
) -> None:
    noted(house, case, lou, site=scope)
    (words,) = usable(house.awa, "site", on=today())
    assert (words.text, words.signed) == (WORDS, signed)


def test_first_name_that_is_not_known_is_no_name(house: Scene, case: Case) -> None:
    person = create_person(house.fabien, family_name="Roy")
    actions.add_member(house.fabien, case=case, person=person, starts_on=DAY)
    assert "Roy" not in signature(noted(house, case, person, site="first_name"), "first_name")


def test_unknown_scope_or_empty_answers_are_refused(house: Scene, case: Case, lou: Person) -> None:
    for answers, consents in (({QUESTION: WORDS}, {"site": "tout"}), ({QUESTION: "  "}, {})):
        with pytest.raises(Refused):
            actions.note_testimony(
                house.awa,
                case=case,
                person=lou,
                occurred_on=today(),
                said=Testifying(answers, consents),
            )
    assert Testimony.objects.count() == 0


def test_what_was_published_becomes_a_task_when_the_consent_goes(
    house: Scene, case: Case, lou: Person
) -> None:
    row = noted(house, case, lou, site="named", presse="named")
    actions.note_publication(house.awa, testimony=row, use="site", occurred_on=today())
    with pytest.raises(Refused):
        actions.note_publication(house.awa, testimony=row, use="reseaux", occurred_on=today())
    actions.say_consents(house.awa, testimony=row, consents={})
    task = Task.objects.get()
    assert (task.assigned, "le site internet" in task.what) == (house.users["Awa"], True)


# --- by a link


def test_person_answers_by_the_link_that_was_sent_once(
    house: Scene, case: Case, lou: Person
) -> None:
    actions.ask_testimony(house.awa, case=case, person=lou)
    link, visitor = link_of_last_mail("/temoigner/"), Client()
    assert QUESTION in visitor.get(link).content.decode()
    assert visitor.post(link, {"u_site": "named"}).status_code == 422
    answer = visitor.post(link, {"q_apport": WORDS, "u_site": "first_name", "u_presse": "non"})
    assert answer["Location"] == "/temoigner/merci/"
    row = Testimony.objects.get()
    assert (row.state, row.way, standing_consents(row)) == (
        "received",
        "link",
        {"site": "first_name"},
    )
    assert TestimonyAnswer.objects.get().text == WORDS
    assert [visitor.get(link).status_code, visitor.post(link).status_code] == [410, 410]
    assert verify() == []


def test_what_is_kept_of_the_letter_and_of_the_row_opens_nothing(
    house: Scene, case: Case, lou: Person
) -> None:
    actions.ask_testimony(house.awa, case=case, person=lou)
    token = link_of_last_mail("/temoigner/").split("/")[2]
    assert token.split(":")[0] not in Letter.objects.get().text
    assert token.split(":")[0] not in str(Testimony.objects.values())


def test_link_too_old_forged_or_of_an_erased_person_asks_nothing(
    house: Scene, case: Case, lou: Person
) -> None:
    actions.ask_testimony(house.awa, case=case, person=lou)
    link = link_of_last_mail("/temoigner/")
    for forged in (f"{link[:-4]}abc/", "/temoigner/x/", "/temoigner/é:é/"):
        assert Client().get(forged).status_code == 410
    Testimony.objects.update(link_until=timezone.now())
    assert Client().post(link, {"q_apport": WORDS}).status_code == 410
    Testimony.objects.update(link_until=timezone.now() + datetime.timedelta(days=1))
    assert Client().get(link).status_code == 200
    erase_person(house.fabien, lou, "request")
    assert Client().post(link, {"q_apport": WORDS}).status_code == 410


def test_asking_again_sends_another_link_for_the_same_testimony(
    house: Scene, case: Case, lou: Person
) -> None:
    actions.ask_testimony(house.awa, case=case, person=lou)
    first = link_of_last_mail("/temoigner/")
    actions.ask_testimony(house.awa, case=case, person=lou)
    second = link_of_last_mail("/temoigner/")
    assert Testimony.objects.count() == 1
    assert [Client().get(link).status_code for link in (first, second)] == [410, 200]


def test_consents_are_taken_back_by_the_link_of_the_thanks(
    house: Scene, case: Case, lou: Person
) -> None:
    row = noted(house, case, lou, site="named", presse="named")
    link, visitor = link_of_last_mail("/temoigner/accords/"), Client()
    assert "Retirer pour le site internet" in visitor.get(link).content.decode()
    visitor.post(link, {"usage": "site"})
    assert standing_consents(row) == {"presse": "named"}
    page = visitor.post(link, {}, follow=True).content.decode()
    assert standing_consents(row) == {}
    assert "n’est montré nulle part" in page
    assert verify() == []


def test_link_that_takes_back_gives_nothing_and_is_of_one_testimony(
    house: Scene, case: Case, lou: Person
) -> None:
    row, other = noted(house, case, lou, site="named"), noted(house, case, lou, site="named")
    token = write_withdrawal(row)
    stranger = Actor.public()
    with pytest.raises(Refused):
        actions.say_consents(stranger, testimony=row, consents={"presse": "named"}, token=token)
    with pytest.raises(Refused):
        actions.say_consents(stranger, testimony=other, consents={}, token=token)
    with pytest.raises(Refused):
        actions.say_consents(stranger, testimony=row, consents={})
    assert Client().post("/temoigner/accords/forge/").status_code == 410
    assert [standing_consents(one) for one in (row, other)] == [{"site": "named"}] * 2


def test_reading_the_page_of_consents_changes_nothing(
    house: Scene, case: Case, lou: Person
) -> None:
    row = noted(house, case, lou, site="named")
    Client().get(f"/temoigner/accords/{write_withdrawal(row)}/")
    assert standing_consents(row) == {"site": "named"}


# --- from her space


def test_person_testifies_and_changes_her_mind_from_her_space(
    house: Scene, case: Case, lou: Person
) -> None:
    client = browser(open_space(house.fabien, lou))
    client.post(f"/espace/{case.pk}/temoignage/", {"q_apport": WORDS, "u_site": "named"})
    row = Testimony.objects.get()
    assert (row.way, standing_consents(row)) == ("space", {"site": "named"})
    where = f"/espace/temoignages/{row.pk}/"
    client.post(where, {"u_site": "anonymous", "u_presse": "named"})
    assert standing_consents(row) == {"site": "anonymous", "presse": "named"}
    client.post(where, {"suite": "retirer"})
    assert standing_consents(row) == {}
    client.post(where, {"suite": "effacer"})
    assert WORDS not in client.get(where).content.decode()
    assert WORDS not in str(TestimonyAnswer.objects.values())


def test_another_person_of_the_same_case_does_not_read_hers(
    house: Scene, case: Case, lou: Person
) -> None:
    row = noted(house, case, lou, site="named")
    max_ = create_person(house.fabien, given_name="Max", family_name="B", email="max@ex.fr")
    actions.add_member(house.fabien, case=case, person=max_, part="co_holder", starts_on=DAY)
    client = browser(open_space(house.fabien, max_))
    assert client.get(f"/espace/temoignages/{row.pk}/").status_code == 404
    assert client.post(f"/espace/temoignages/{row.pk}/", {"suite": "retirer"}).status_code == 404
    with pytest.raises(Refused):
        actions.say_consents(
            actor_of(User.objects.get(email="max@ex.fr").pk), testimony=row, consents={}
        )
    assert standing_consents(row) == {"site": "named"}


# --- rights, end of texts


@pytest.mark.parametrize("name", ["Sara", "Michel", "Bruno", "Chloé"])
def test_only_the_team_collects_and_reads(house: Scene, case: Case, lou: Person, name: str) -> None:
    row = noted(house, case, lou, site="named")
    actor = house.actor(name)
    assert not Testimony.objects.visible_to(actor).exists()
    said = Testifying({QUESTION: WORDS})
    for act in (
        lambda: actions.ask_testimony(actor, case=case, person=lou),
        lambda: actions.note_testimony(
            actor, case=case, person=lou, occurred_on=today(), said=said
        ),
        lambda: actions.read_over(actor, testimony=row, keep=False),
        lambda: actions.say_consents(actor, testimony=row, consents={}),
        lambda: actions.erase_testimony(actor, testimony=row),
    ):
        with pytest.raises(Refused):
            act()


def test_party_of_the_team_reads_of_her_own_case_what_she_said_alone(
    house: Scene, case: Case, lou: Person
) -> None:
    max_ = create_person(house.fabien, given_name="Max", family_name="B")
    actions.add_member(house.fabien, case=case, person=max_, starts_on=DAY)
    hers, his = noted(house, case, lou, site="named"), noted(house, case, max_, site="named")
    awa = replace(house.awa, person_id=lou.pk)
    assert list(Testimony.objects.visible_to(awa).values_list("pk", flat=True)) == [hers.pk]
    assert Testimony.objects.visible_to(house.awa).filter(pk=his.pk).exists()


def test_erasing_the_person_empties_her_words_and_shows_them_nowhere(
    house: Scene, case: Case, lou: Person
) -> None:
    row = noted(house, case, lou, site="named")
    with zipfile.ZipFile(io.BytesIO(export_data(house.fabien, lou))) as archive:
        assert WORDS in archive.read("donnees.json").decode()
    erase_person(house.fabien, lou, "request")
    row.refresh_from_db()
    assert (row.erased_on, row.quote, TestimonyAnswer.objects.get().text) == (today(), "", "")
    assert shown_for("site") == []
    assert TestimonyGiven.objects.now().count() == 1
    assert verify() == []


def test_old_testimonies_are_emptied(house: Scene, case: Case, lou: Person) -> None:
    noted(house, case, lou, site="named")
    assert expire_testimonies(house.house.pk, today()) == 0
    assert expire_testimonies(house.house.pk, today() + datetime.timedelta(days=1)) == 1
    assert shown_for("site") == []


# --- screens of the team


def test_team_asks_reads_over_and_notes_what_was_published(
    house: Scene, case: Case, lou: Person
) -> None:
    client = browser(house.users["Awa"])
    asked = client.post(f"/dossiers/{case.pk}/temoignage/", {"person": lou.pk})
    row = Testimony.objects.get()
    assert asked["Location"] == f"/temoignages/{row.pk}/"
    client.post(
        f"/dossiers/{case.pk}/temoignage/entretien/",
        {"person": lou.pk, "occurred_on": "14/03/2023", "q_apport": WORDS, "u_site": "named"},
    )
    said = Testimony.objects.get(way="interview")
    page = f"/temoignages/{said.pk}/"
    assert WORDS in client.get(page).content.decode()
    client.post(f"{page}relire/", {"quote": "Nous aurions renoncé.", "suite": "retenir"})
    client.post(f"{page}publie/", {"use": "site", "occurred_on": "15/03/2023"})
    assert "15 mars 2023" in client.get(page).content.decode()
    client.post(f"{page}accords/", {"u_site": "non"})
    shown = client.get(page).content.decode()
    assert "à retirer" in shown and "aucun usage" in shown
    assert "Lou Roy" in client.get(f"/dossiers/{case.pk}/").content.decode()


@pytest.mark.parametrize("rows", [1, 3])
def test_list_asks_the_same_number_of_queries(
    house: Scene, case: Case, lou: Person, rows: int, django_assert_num_queries: Any
) -> None:
    for _ in range(rows):
        noted(house, case, lou, site="named")
    client = browser(house.users["Awa"])
    client.get("/temoignages/")
    with django_assert_num_queries(7):
        page = client.get("/temoignages/").content.decode()
    assert page.count("Lou Roy") == rows


def test_list_and_file_give_words_only_for_a_use_that_is_allowed(
    house: Scene, case: Case, lou: Person
) -> None:
    noted(house, case, lou, site="first_name")
    noted(house, case, lou, presse="named")
    client = browser(house.users["Awa"])
    assert client.get("/temoignages/?usage=site").content.decode().count("Lou Roy") == 1
    given = {"format": "csv"}
    plain = client.post("/temoignages/export/", given).content.decode()
    assert (plain.count("Lou Roy"), WORDS in plain) == (2, False)
    of_site = client.post("/temoignages/export/", {**given, "usage": "site"}).content.decode()
    assert (WORDS in of_site, "Lou Roy" in of_site, "Lou" in of_site) == (True, False, True)
    row = Testimony.objects.filter(pk__in=shown_for("site")).get()
    actions.say_consents(house.awa, testimony=row, consents={})
    after = client.post("/temoignages/export/", {**given, "usage": "site"}).content.decode()
    assert WORDS not in after


def test_direction_adds_a_question_and_a_use_and_testimonies_follow(
    house: Scene, case: Case, lou: Person
) -> None:
    client = browser(house.users["Fabien"])
    assert "Questions et usages" in client.get("/temoignages/reglages/").content.decode()
    client.post("/accueils/listes/question/ajouter/", {"name": "Et le bonheur ?", "is_open": "on"})
    client.post("/accueils/listes/use/ajouter/", {"name": "la vitrine", "is_open": "on"})
    form = client.get(f"/dossiers/{case.pk}/temoignage/entretien/").content.decode()
    assert "Et le bonheur ?" in form and "Pour la vitrine" in form
    door = client.get("/accueils/listes/").content.decode()
    assert "bonheur" not in door


def test_member_of_the_team_of_another_house_finds_nothing(
    house: Scene, case: Case, lou: Person
) -> None:
    row = noted(house, case, lou, site="named")
    client = browser(house.users["Chloé"])
    assert client.get(f"/temoignages/{row.pk}/").status_code == 404
    assert Membership.objects.filter(user=house.users["Chloé"]).count() == 1
    assert "Lou Roy" not in client.get("/temoignages/").content.decode()
