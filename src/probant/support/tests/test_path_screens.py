"""Screens of the path, of tasks and of replacements: with htmx and without, counted, closed."""

import datetime

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape
from pytest_django import DjangoAssertNumQueries

from probant.accounts.models import Membership
from probant.directory.models import Person
from probant.programmes import actions as offered
from probant.support import actions
from probant.support.actions.hand_overs import hand_over
from probant.support.actions.parties import add_member
from probant.support.actions.tasks import add_task, finish_task
from probant.support.models import Case, HandOver, Task
from probant.support.tests.scenario import DAY, Scene, case_of, scene

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()
HTMX = {"HX-Request": "true"}


@pytest.fixture
def house() -> Scene:
    return scene()


def signed_in(client: Client, house: Scene, name: str) -> Client:
    client.force_login(house.users[name])
    return client


def page_of(case: Case) -> str:
    return reverse("support:case", args=[case.pk])


def read(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_case_shows_its_path_what_is_next_and_what_to_look_at(client: Client, house: Scene) -> None:
    case = case_of(house, opened_on=TODAY)
    phase = house.phase("diagnostic")
    actions.reach_phase(house.awa, case=case, phase=phase, occurred_on=TODAY)
    page = read(signed_in(client, house, "Awa"), page_of(case))
    assert "Prochaine étape : Élaboration du parcours." in page
    assert "Le diagnostic est écrit et la structure l’a validé." in page
    assert "qu’elle suppose et qui n’est pas notée" in page


def test_step_is_ticked_without_reload_and_without_script(client: Client, house: Scene) -> None:
    case = case_of(house, programme="crdva")
    step = case.steps.order_by("position")[0]
    address = reverse("support:step", args=[step.pk])
    signed_in(client, house, "Awa")
    fragment = client.post(address, {"geste": "fait"}, headers=HTMX).content.decode()
    assert "<html" not in fragment
    assert "1 sur 4" in fragment
    answer = client.post(address, {"geste": "a-faire"})
    assert answer.headers["Location"] == f"{page_of(case)}#methode"
    step.refresh_from_db()
    assert step.is_to_do


def test_step_is_set_aside_from_the_page_with_its_reason(client: Client, house: Scene) -> None:
    case = case_of(house, programme="crdva")
    step = case.steps.order_by("position")[0]
    address = reverse("support:step", args=[step.pk])
    signed_in(client, house, "Awa")
    typed = {"geste": "mettre-de-cote", "raison": "Déjà fait ailleurs", "tout": "oui"}
    assert "(Déjà fait ailleurs)" in client.post(address, typed, headers=HTMX).content.decode()
    added = reverse("support:method", args=[case.pk])
    client.post(added, {"label": "Visiter le local"})
    assert "Visiter le local" in read(client, page_of(case))


def test_case_shows_the_method_of_its_phase_and_a_page_the_whole(
    client: Client, house: Scene
) -> None:
    case = case_of(house, opened_on=TODAY)
    phase = house.phase("diagnostic")
    actions.reach_phase(house.awa, case=case, phase=phase, occurred_on=TODAY)
    by_phase = dict(case.steps.values_list("label", "phase__official_code"))
    signed_in(client, house, "Awa")
    beside, whole = (
        read(client, address)
        for address in (page_of(case), reverse("support:method", args=[case.pk]))
    )
    at_hand = {label for label, code in by_phase.items() if code == "diagnostic"}
    assert {label for label in by_phase if escape(label) in beside} == at_hand
    assert {label for label in by_phase if escape(label) in whole} == set(by_phase)


@pytest.mark.parametrize("name", ["Michel", "Bruno", "Chloé"])
def test_method_and_tasks_are_closed_to_others(client: Client, house: Scene, name: str) -> None:
    case = case_of(house)
    task = add_task(house.awa, what="Rappeler la mairie", case=case)
    step = case.steps.order_by("position")[0]
    signed_in(client, house, name)
    assert client.post(reverse("support:step", args=[step.pk])).status_code == 404
    assert client.get(reverse("support:task", args=[task.pk])).status_code == 404
    listed = client.get(reverse("support:tasks"))  # Chloé has a house, hence tasks of her own
    assert listed.status_code == (200 if name == "Chloé" else 404)
    assert "Rappeler la mairie" not in listed.content.decode()
    assert client.get(reverse("support:method", args=[case.pk])).status_code == 404
    page = client.get(page_of(case)).content.decode()
    assert "Rappeler la mairie" not in page
    assert step.label not in page


def test_who_is_of_the_project_reads_neither_its_method_nor_its_tasks(
    client: Client, house: Scene
) -> None:
    case = case_of(house)
    add_task(house.awa, what="Rappeler la mairie", case=case)
    person = Person.objects.create(house=house.house, family_name="Bœuf", given_name="Sara")
    add_member(house.awa, case=case, person=person, starts_on=DAY)
    actions.entrust_case(house.awa, case=case, user=house.users["Sara"], starts_on=DAY)
    signed_in(client, house, "Sara")
    assert "Rappeler la mairie" in read(client, page_of(case))
    Membership.objects.filter(user=house.users["Sara"]).update(person=person)
    page = read(client, page_of(case))
    assert "Rappeler la mairie" not in page
    assert 'id="methode"' not in page
    assert client.get(reverse("support:method", args=[case.pk])).status_code == 404


def test_task_is_added_and_done_from_the_case(client: Client, house: Scene) -> None:
    case = case_of(house)
    signed_in(client, house, "Awa")
    added = reverse("support:add-case-task", args=[case.pk])
    typed = {"what": "Rappeler la mairie", "due_on": "14 mars 2024", "assigned": ""}
    assert "Rappeler la mairie" in client.post(added, typed, headers=HTMX).content.decode()
    task = Task.objects.get()
    assert (task.due_on, task.case, task.is_shared) == (datetime.date(2024, 3, 14), case, False)
    done = reverse("support:task-done", args=[task.pk])
    answer = client.post(done, {"geste": "fait"})
    assert answer.headers["Location"] == f"{page_of(case)}#taches"
    task.refresh_from_db()
    assert task.is_done


def test_task_is_moved_and_erased_from_its_page(client: Client, house: Scene) -> None:
    task = add_task(house.awa, what="Rappeler", house_id=house.house.pk)
    signed_in(client, house, "Awa")
    address = reverse("support:task", args=[task.pk])
    fabien = house.users["Fabien"]
    client.post(address, {"due_on": "14/03/2024", "assigned": fabien.pk})
    task.refresh_from_db()
    assert (task.due_on, task.assigned) == (datetime.date(2024, 3, 14), fabien)
    client.post(reverse("support:task-done", args=[task.pk]), {"geste": "effacer"})
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_tasks_ask_the_same_number_of_queries(
    client: Client, house: Scene, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(count):
        case = case_of(house, f"Structure {number}")
        add_task(house.awa, what=f"Rappeler {number}", case=case, due_on=TODAY)
    signed_in(client, house, "Awa")
    client.get(reverse("support:tasks"))
    # session, user, memberships; whom I replace, tasks, people
    with django_assert_num_queries(6):
        page = read(client, reverse("support:tasks"))
    assert page.count('role="checkbox"') == count


@pytest.mark.parametrize("count", [1, 3])
def test_replacements_ask_the_same_number_of_queries(
    client: Client, house: Scene, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(count):
        case = case_of(house, f"Structure {number}", referent=house.users["Awa"])
        hand_over(
            house.fabien,
            from_user=house.users["Awa"],
            to_user=house.users["Fabien"],
            starts_on=TODAY,
            ends_on=TODAY,
            cases=[case],
        )
    signed_in(client, house, "Awa")
    client.get(reverse("support:absences"))
    # session, user, memberships; replacements, their cases, structures of these
    with django_assert_num_queries(6):
        page = read(client, reverse("support:absences"))
    assert page.count("en cours") == count


def test_replacement_is_noted_and_shown_on_the_case(client: Client, house: Scene) -> None:
    case = case_of(house, referent=house.users["Awa"])
    signed_in(client, house, "Fabien")
    typed = {
        "from_user": house.users["Awa"].pk,
        "to_user": house.users["Fabien"].pk,
        "starts_on": "1er janvier 2024",
        "ends_on": "31/12/2098",
    }
    answer = client.post(reverse("support:hand-over"), typed)
    assert answer.headers["Location"] == reverse("support:absences")
    assert HandOver.objects.get().whole
    assert "remplacé·e par Fabien jusqu’au 31 décembre 2098" in read(client, page_of(case))
    refused = client.post(reverse("support:hand-over"), {**typed, "ends_on": "31/12/2022"})
    assert refused.status_code == 422
    assert "précède son début" in refused.content.decode()


def test_case_follows_the_new_version_after_its_changes_are_shown(
    client: Client, house: Scene
) -> None:
    case = case_of(house)
    signed_in(client, house, "Awa")
    address = reverse("support:move-version", args=[case.pk])
    assert client.get(address).status_code == 404
    version = offered.begin_version(house.fabien, programme=case.programme)
    row = version.phases.get(phase__official_code="accueil")
    offered.edit_phase(house.fabien, row=row, name="Premier contact")
    offered.publish_version(house.fabien, version=version, in_force_from=TODAY)
    assert "Suivre la nouvelle version" in read(client, page_of(case))
    assert "Premier contact" in read(client, address)
    client.post(address)
    assert "Premier contact" in read(client, page_of(case))


def test_replacement_offers_the_cases_of_who_leaves(client: Client, house: Scene) -> None:
    case_of(house, "Les Jardins du Val", referent=house.users["Awa"])
    signed_in(client, house, "Fabien")
    address = reverse("support:hand-over")
    assert "Les Jardins du Val" not in read(client, address)
    of_awa = f"{address}?de={house.users['Awa'].pk}"
    assert "Les Jardins du Val" in read(client, of_awa)
    signed_in(client, house, "Awa")
    assert "Les Jardins du Val" in read(client, f"{address}?de={house.users['Fabien'].pk}")


def test_task_done_is_told_on_the_timeline_to_those_who_see_tasks(
    client: Client, house: Scene
) -> None:
    case = case_of(house)
    finish_task(house.awa, task=add_task(house.awa, what="Rappeler la mairie", case=case))
    signed_in(client, house, "Awa")
    assert "Tâche faite : Rappeler la mairie" in read(client, page_of(case))
    signed_in(client, house, "Michel")
    assert "Rappeler la mairie" not in read(client, page_of(case))


def test_my_cases_are_those_i_follow_and_those_i_replace_today(
    client: Client, house: Scene
) -> None:
    mine, taken = (case_of(house, name) for name in ("Mien", "Repris"))
    Case.objects.filter(pk=mine.pk).update(referent=house.users["Fabien"])
    Case.objects.filter(pk=taken.pk).update(referent=house.users["Awa"])
    signed_in(client, house, "Fabien")
    address = f"{reverse('support:cases')}?referent=moi"
    page = read(client, address)
    assert ("Mien" in page, "Repris" in page) == (True, False)
    hand_over(
        house.fabien,
        from_user=house.users["Awa"],
        to_user=house.users["Fabien"],
        starts_on=TODAY,
        ends_on=TODAY,
    )
    page = read(client, address)
    assert ("Mien" in page, "Repris" in page) == (True, True)
