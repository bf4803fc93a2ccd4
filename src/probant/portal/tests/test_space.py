"""A project holder's space: her own case and nothing else; what she does there is journaled."""

import uuid
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from probant.accounts.actions import close_space, open_space
from probant.accounts.models import User
from probant.directory.actions import add_position, create_person
from probant.directory.models import DataRequest, Person
from probant.journal.integrity import verify
from probant.post.models import Letter
from probant.support import actions
from probant.support.actions.tasks import add_task
from probant.support.models import Appointment, Case, CaseFile, SupportCertificate, Task
from probant.support.tests.scenario import DAY, Scene, case_of, scene

pytestmark = pytest.mark.django_db


@pytest.fixture
def house(settings: Any, tmp_path: Any) -> Scene:
    settings.MEDIA_ROOT = tmp_path / "documents"
    settings.ERASURE_REGISTER = tmp_path / "erasures.jsonl"
    return scene()


def holder(house: Scene, case: Case, name: str = "Lou") -> Person:
    """Somebody who bears the project of a case, whose space is open."""
    email = f"{name.lower()}@exemple.fr"
    person = create_person(house.fabien, given_name=name, family_name="Roy", email=email)
    actions.add_member(house.fabien, case=case, person=person, starts_on=DAY)
    open_space(house.fabien, person)
    return person


@pytest.fixture
def case(house: Scene) -> Case:
    return case_of(house, "Le Fournil", referent=house.users["Awa"])


@pytest.fixture
def lou(house: Scene, case: Case) -> Person:
    return holder(house, case)


def inside(person: Person) -> Client:
    client = Client()
    client.force_login(User.objects.get(memberships__person=person, memberships__role="holder"))
    return client


def page(client: Client, **query: Any) -> str:
    return client.get(reverse("portal:space"), query).content.decode()


def share(house: Scene, case: Case, audience: str) -> CaseFile:
    """A file of the case, named and made of its audience."""
    files = [(f"{audience}.txt", [audience.encode()])]
    return actions.add_files(house.awa, case=case, files=files, audience=audience)[0]


def plan(house: Scene, case: Case, subject: str = "Relire les statuts") -> Appointment:
    meeting = actions.Meeting(planned_on=timezone.localdate(), minutes=60, subject=subject)
    return actions.plan_appointment(house.awa, case=case, meeting=meeting)


def met(house: Scene, case: Case, minutes: int, note: str = "") -> None:
    meeting = actions.Meeting(planned_on=DAY, minutes=minutes, subject="Entre nous")
    actions.log_appointment(house.awa, case=case, meeting=meeting, note=note)


# --- what she sees


def test_home_leads_to_the_space_and_the_space_to_her_case(lou: Person, case: Case) -> None:
    client = inside(lou)
    assert client.get("/")["Location"] == "/espace/"
    assert "Le Fournil" in page(client)


def test_only_what_is_shared_with_the_holder_is_shown(
    house: Scene, case: Case, lou: Person
) -> None:
    met(house, case, 45, note="Très secret.")
    plan(house, case)
    for audience in ("team", "shared", "holder"):
        share(house, case, audience)
        actions.add_note(house.awa, case=case, text=f"note {audience}", audience=audience)
        add_task(house.awa, what=f"tâche {audience}", case=case, shared=audience == "holder")
    shown = page(inside(lou))
    told = [
        words
        for words in (
            "Très secret.",
            "Entre nous",
            "team.txt",
            "shared.txt",
            "note team",
            "note shared",
            "tâche team",
            "tâche shared",
        )
        if words in shown
    ]
    assert told == []
    for words in ("Relire les statuts", "holder.txt", "tâche holder"):
        assert words in shown


def test_team_pages_are_not_there_for_her(case: Case, lou: Person) -> None:
    client = inside(lou)
    for path in (f"/dossiers/{case.pk}/", "/dossiers/", "/temoignages/", "/annuaire/"):
        assert client.get(path).status_code == 404


def test_several_cases_are_chosen_between_and_another_s_is_not_shown(
    house: Scene, case: Case, lou: Person
) -> None:
    second = case_of(house, "La Régie", opened_on=DAY)
    actions.add_member(house.fabien, case=second, person=lou, starts_on=DAY)
    other = case_of(house, "Secrète")
    client = inside(lou)
    assert "La Régie" in page(client, dossier=second.pk)
    assert "Secrète" not in page(client, dossier=other.pk)


def test_who_stands_in_a_structure_sees_its_cases_in_the_house_that_invited(
    house: Scene, case: Case
) -> None:
    person = create_person(house.fabien, given_name="Ali", family_name="B", email="ali@exemple.fr")
    assert case.organisation is not None
    add_position(house.fabien, person, case.organisation, title="trésorier")
    open_space(house.awa, person, organisation=case.organisation)
    chloe = house.actor("Chloé")
    from probant.programmes.actions import adopt_programme

    next_door = adopt_programme(chloe, house_id=house.other_house.pk, code="dla")
    other = actions.open_case(
        chloe, programme=next_door, opened_on=DAY, organisation=case.organisation
    )
    client = inside(person)
    assert "Pôle d’essai" in page(client)
    assert "Maison d’à côté" not in page(client)
    assert client.get(f"/espace/{other.pk}/deposer/").status_code == 404


def test_somebody_of_several_hats_sees_her_own_case_alone_in_her_space(
    house: Scene, case: Case
) -> None:
    sara = house.users["Sara"]
    person = create_person(house.fabien, given_name="Sara", family_name="V", email=sara.email)
    other = case_of(house, "Une autre")
    actions.entrust_case(house.awa, case=other, user=sara, starts_on=DAY)
    actions.add_member(house.fabien, case=case, person=person, starts_on=DAY)
    open_space(house.fabien, person)
    share(house, case, "shared")
    client = Client()
    client.force_login(sara)
    client.post("/compte/agir-pour/", {"organisation": -person.pk})
    shown = page(client)
    assert ("Le Fournil" in shown, "Une autre" in shown, "shared.txt" in shown) == (
        True,
        False,
        False,
    )
    assert client.get(f"/dossiers/{other.pk}/").status_code == 404


def test_who_left_the_project_and_who_is_only_a_stakeholder_see_nothing(
    house: Scene, case: Case, lou: Person
) -> None:
    actions.end_member(house.fabien, member=case.members.get(), ends_on=timezone.localdate())
    assert "Aucun accompagnement" in page(inside(lou))
    person = create_person(house.fabien, family_name="P", email="p@exemple.fr")
    actions.add_member(house.fabien, case=case, person=person, part="partner", starts_on=DAY)
    open_space(house.fabien, person)
    assert "Aucun accompagnement" in page(inside(person))


def test_case_opened_by_mistake_is_not_shown(house: Scene, case: Case, lou: Person) -> None:
    from probant.support.models import CaseOpened

    opened = CaseOpened.objects.get(case=case)
    actions.void_fact(house.awa, fact=opened, code="error", reason="Mauvaise structure.")
    assert "Aucun accompagnement" in page(inside(lou))


def test_closed_space_shows_nothing_even_to_an_open_session(
    house: Scene, case: Case, lou: Person
) -> None:
    client = inside(lou)
    kept = share(house, case, "holder")
    answer = client.get(f"/espace/fichiers/{kept.pk}/")
    assert b"".join(answer.streaming_content) == b"holder"  # type: ignore[attr-defined]
    close_space(house.fabien, lou)
    for path in ("/espace/", f"/espace/fichiers/{kept.pk}/", f"/espace/{case.pk}/deposer/"):
        assert client.get(path).status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_space_asks_the_same_number_of_queries(
    house: Scene, case: Case, lou: Person, rows: int, django_assert_num_queries: Any
) -> None:
    for number in range(rows):
        plan(house, case, f"Rendez-vous {number}")
        add_task(house.awa, what=f"tâche {number}", case=case, shared=True)
        share(house, case, "holder")
        actions.issue_certificate(house.awa, case=case, person=lou)
    client = inside(lou)
    page(client)
    with django_assert_num_queries(15):
        page(client)


# --- what she does


def test_appointment_to_come_goes_into_her_diary_without_the_team_s_words(
    house: Scene, case: Case, lou: Person
) -> None:
    row = plan(house, case)
    answer = inside(lou).get(f"/espace/rendez-vous/{row.pk}/")
    text = answer.content.decode()
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert "Relire les statuts" in text and "DTSTART" in text
    assert "/rendez-vous/" not in text


def test_past_appointment_gives_no_file(house: Scene, case: Case, lou: Person) -> None:
    met(house, case, 30)
    row = Appointment.objects.get()
    assert inside(lou).get(f"/espace/rendez-vous/{row.pk}/").status_code == 404


def test_shared_task_is_done_and_taken_back_from_her_space(
    house: Scene, case: Case, lou: Person
) -> None:
    task = add_task(house.awa, what="Envoyer les statuts", case=case, shared=True)
    client, where = inside(lou), f"/espace/taches/{task.pk}/"
    client.post(where)
    task.refresh_from_db()
    assert (task.done_on, task.done_by) == (
        timezone.localdate(),
        User.objects.get(email="lou@exemple.fr"),
    )
    client.post(where, {"suite": "reprendre"})
    task.refresh_from_db()
    assert task.done_on is None
    assert verify() == []


def test_task_that_the_team_did_is_not_reopened_by_her(
    house: Scene, case: Case, lou: Person
) -> None:
    task = add_task(house.awa, what="Relire", case=case, shared=True)
    from probant.support.actions.tasks import finish_task

    finish_task(house.awa, task=task)
    inside(lou).post(f"/espace/taches/{task.pk}/", {"suite": "reprendre"})
    task.refresh_from_db()
    assert task.is_done


def pdf(name: str = "statuts.pdf", content: bytes = b"%PDF-1.7 statuts") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def test_piece_lands_on_her_case_and_who_follows_it_is_told(
    house: Scene, case: Case, lou: Person
) -> None:
    client = inside(lou)
    given = {"cle": str(uuid.uuid4()), "title": "Statuts signés", "words": "Version finale"}
    answer = client.post(f"/espace/{case.pk}/deposer/", {**given, "sent": pdf()}, follow=True)
    row = CaseFile.objects.get()
    assert (row.case, row.audience, row.title) == (case, "holder", "Statuts signés")
    assert "Statuts signés" in answer.content.decode()
    task = Task.objects.get()
    assert (task.assigned, task.is_shared) == (house.users["Awa"], False)
    assert task.what == "Lire : Statuts signés (Version finale)"
    letter = Letter.objects.get(to=house.users["Awa"].email)
    assert "Statuts" not in letter.subject + letter.text
    again = client.post(f"/espace/{case.pk}/deposer/", {**given, "sent": pdf()})
    assert (again.status_code, CaseFile.objects.count()) == (302, 1)
    assert verify() == []


def test_piece_of_a_case_nobody_follows_is_a_task_for_nobody(house: Scene) -> None:
    case = case_of(house, "Sans référent")
    person = holder(house, case)
    inside(person).post(f"/espace/{case.pk}/deposer/", {"sent": pdf()})
    assert Task.objects.get().assigned is None


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        (None, "Choisissez au moins un fichier."),
        (pdf("virus.exe", b"MZ"), "ne peut pas être envoyé"),
        (pdf("page.html", b"<script>"), "ne peut pas être envoyé"),
        (pdf("statuts.pdf", b"MZ\x90"), "n’est pas lisible comme un fichier .pdf"),
        (pdf("vide.pdf", b""), "est vide"),
        (pdf("sans-fin", b"%PDF"), "ne peut pas être envoyé"),
        (pdf("lourd.pdf", b"%PDF" + b"0" * 3000), "dépasse"),
    ],
    ids=["nothing", "program", "page", "disguised", "empty", "nameless", "heavy"],
)
def test_what_cannot_be_taken_is_said_and_the_words_stay(
    case: Case, lou: Person, settings: Any, sent: Any, told: str
) -> None:
    settings.UPLOAD_LIMIT_BYTES = 2000
    given = {"title": "À garder", "words": "Un mot"} | ({"sent": sent} if sent else {})
    answer = inside(lou).post(f"/espace/{case.pk}/deposer/", given)
    text = answer.content.decode()
    assert answer.status_code == 422
    assert told in text and "À garder" in text and "Un mot" in text
    assert CaseFile.objects.count() == 0


def test_too_many_pieces_in_a_day_are_refused(
    house: Scene, case: Case, lou: Person, monkeypatch: Any
) -> None:
    monkeypatch.setattr("probant.support.actions.space.MOST_A_DAY", 1)
    client = inside(lou)
    client.post(f"/espace/{case.pk}/deposer/", {"sent": pdf()})
    answer = client.post(f"/espace/{case.pk}/deposer/", {"sent": pdf("b.pdf", b"%PDF 2")})
    assert (answer.status_code, CaseFile.objects.count()) == (422, 1)


# --- attacks: another holder's things, by their numbers


def test_nothing_of_another_holder_is_there(house: Scene, case: Case, lou: Person) -> None:
    other = case_of(house, "La Régie")
    holder(house, other, "Max")
    appointment, kept = plan(house, other), share(house, other, "holder")
    task = add_task(house.awa, what="La leur", case=other, shared=True)
    max_ = Person.objects.get(given_name="Max")
    paper = actions.issue_certificate(house.awa, case=other, person=max_)
    client = inside(lou)
    read = (
        f"/espace/rendez-vous/{appointment.pk}/",
        f"/espace/fichiers/{kept.pk}/",
        f"/espace/{other.pk}/deposer/",
        f"/espace/{other.pk}/temoignage/",
        f"/attestations/{paper.pk}/",
    )
    assert [client.get(path).status_code for path in read] == [404] * len(read)
    written = (
        (f"/espace/taches/{task.pk}/", {}),
        (f"/espace/{other.pk}/deposer/", {"sent": pdf()}),
        (f"/espace/{other.pk}/attestation/", {}),
        (f"/espace/{other.pk}/temoignage/", {"q_apport": "x"}),
    )
    assert [client.post(path, data).status_code for path, data in written] == [404] * len(written)
    task.refresh_from_db()
    assert (task.is_done, CaseFile.objects.filter(case=other).count()) == (False, 1)


def test_what_is_hers_but_not_shared_is_not_there(house: Scene, case: Case, lou: Person) -> None:
    client = inside(lou)
    for audience in ("team", "shared"):
        assert client.get(f"/espace/fichiers/{share(house, case, audience).pk}/").status_code == 404
    task = add_task(house.awa, what="Entre nous", case=case)
    assert client.post(f"/espace/taches/{task.pk}/").status_code == 404


def test_withdrawn_file_and_former_version_are_not_there(
    house: Scene, case: Case, lou: Person
) -> None:
    first = share(house, case, "holder")
    client = inside(lou)
    second = actions.add_version(house.awa, file=first, name="v2.txt", chunks=[b"2"])
    assert client.get(f"/espace/fichiers/{first.pk}/").status_code == 404
    actions.withdraw_file(house.awa, file=second)
    assert client.get(f"/espace/fichiers/{second.pk}/").status_code == 404


# --- certificate


def test_certificate_says_what_facts_said_that_day_and_is_checked_by_its_number(
    house: Scene, case: Case, lou: Person
) -> None:
    met(house, case, 90)
    client = inside(lou)
    answer = client.post(f"/espace/{case.pk}/attestation/")
    row = SupportCertificate.objects.get()
    assert answer["Location"] == f"/attestations/{row.pk}/"
    met(house, case, 30)
    checked = Client().get("/attestations/", {"numero": row.code.lower().replace("-", " ")})
    text = checked.content.decode()
    assert "Lou Roy" in text and "Le Fournil" in text and "1 h 30" in text
    assert "d’autres rendez-vous ont été notés" in text
    assert verify() == []


def test_number_that_nobody_gave_finds_nothing() -> None:
    answer = Client().get("/attestations/", {"numero": "AAAA-BBBB-CCCC"})
    assert "Aucune attestation ne porte ce numéro" in answer.content.decode()
    assert Client().get("/attestations/", {"numero": "x" * 500}).status_code == 200


def test_certificate_is_a_pdf_for_her_and_the_team(house: Scene, case: Case, lou: Person) -> None:
    row = actions.issue_certificate(house.awa, case=case, person=lou)
    taken = inside(lou).get(f"/attestations/{row.pk}/")
    assert (taken["Content-Type"], taken.content[:5]) == ("application/pdf", b"%PDF-")


def test_team_draws_a_certificate_for_somebody_of_the_case_alone(
    house: Scene, case: Case, lou: Person
) -> None:
    stranger = create_person(house.fabien, family_name="Dehors")
    client = Client()
    client.force_login(house.users["Awa"])
    where = f"/dossiers/{case.pk}/attestation/"
    client.post(where, {"personne": stranger.pk})
    assert SupportCertificate.objects.count() == 0
    client.post(where, {"personne": lou.pk})
    assert SupportCertificate.objects.get().person == lou


# --- her data


def test_she_takes_her_data_and_asks_for_their_erasure(case: Case, lou: Person) -> None:
    client = inside(lou)
    assert client.post("/espace/mes-donnees/export/").content[:2] == b"PK"
    client.post("/espace/mes-donnees/", {"kind": "erasure"})
    asked = DataRequest.objects.get()
    assert (asked.person, asked.kind, asked.state) == (lou, "erasure", "open")
    assert "réponse avant le" in client.get("/espace/mes-donnees/").content.decode()


def test_account_that_is_nobody_s_has_no_data_to_take(house: Scene) -> None:
    client = Client()
    client.force_login(house.users["Sara"])
    assert "pas relié" in client.get("/espace/mes-donnees/").content.decode()
    assert client.post("/espace/mes-donnees/export/").status_code == 404


# --- volunteers


def test_volunteer_finds_the_cases_entrusted_and_what_they_gave(
    house: Scene, case: Case, django_assert_num_queries: Any
) -> None:
    sara = house.users["Sara"]
    actions.entrust_case(house.awa, case=case, user=sara, starts_on=DAY)
    case_of(house, "Pas la sienne")
    meeting = actions.Meeting(planned_on=DAY, minutes=75, ours=[sara])
    actions.log_appointment(house.actor("Sara"), case=case, meeting=meeting)
    plan(house, case)
    client = Client()
    client.force_login(sara)
    text = page(client)
    assert "Le Fournil" in text and "Relire les statuts" in text
    assert "1 rendez-vous, 1 h 15" in text
    assert "Pas la sienne" not in text
    with django_assert_num_queries(11):
        page(client)
