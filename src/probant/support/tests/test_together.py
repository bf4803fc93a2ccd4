"""Cases and tasks that are ticked together: rights each by each, once, told, undone."""

import datetime
import html
import re
import uuid
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from probant.journal.models import JournalEntry
from probant.support import actions
from probant.support.actions.tasks import add_task
from probant.support.models import Case, CaseClosed, Supporter, Task
from probant.support.tests.scenario import Scene, case_of, scene

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()
CASES, TASKS = "/dossiers/ensemble/", "/taches/ensemble/"


@pytest.fixture
def house() -> Scene:
    return scene()


@pytest.fixture
def three(house: Scene) -> list[Case]:
    return [case_of(house, f"Structure {n}", opened_on=TODAY) for n in range(3)]


def sent(
    client: Client, house: Scene, address: str, name: str = "Awa", **typed: Any
) -> tuple[int, str]:
    client.force_login(house.users[name])
    answer = client.post(address, typed)
    return answer.status_code, html.unescape(answer.content.decode())


def settle(client: Client, house: Scene, act: str, rows: list[Any], **typed: Any) -> str:
    """The page that says what happened."""
    address = TASKS if isinstance(rows[0], Task) else CASES
    given = {"cle": str(uuid.uuid4()), **typed}
    status, page = sent(
        client, house, address, acte=act, choix=[row.pk for row in rows], valider="1", **given
    )
    assert status == 200
    return page


def undo(client: Client, page: str, address: str = CASES) -> list[str]:
    """Take back what a page offers to take back; the messages that follow."""
    token = re.findall(r'name="jeton" value="([^"]+)"', page)[0]
    answer = client.post(f"{address}defaire/", {"jeton": token}, follow=True)
    return re.findall(r'<p class="message is-\w+">([^<]+)<', html.unescape(answer.content.decode()))


def refresh(rows: list[Any]) -> list[Any]:
    for row in rows:
        row.refresh_from_db()
    return rows


def test_nothing_is_written_before_it_is_settled(
    client: Client, house: Scene, three: list[Case]
) -> None:
    before = JournalEntry.objects.count()
    chosen = [case.pk for case in three[:2]]
    status, page = sent(client, house, CASES, acte="referent", choix=chosen)
    assert (status, JournalEntry.objects.count()) == (200, before)
    assert "Pour 2\u00a0dossiers. Rien n’est encore changé." in page
    assert re.findall(r'name="choix" value="(\d+)"', page) == [str(pk) for pk in chosen]


def test_nothing_ticked_leads_back_to_the_list_as_it_was_seen(client: Client, house: Scene) -> None:
    client.force_login(house.users["Awa"])
    asked = {"acte": "referent", "retour": "/dossiers/?etat=clos"}
    assert client.post(CASES, asked).headers["Location"] == "/dossiers/?etat=clos"
    away = {"acte": "referent", "retour": "//ailleurs.example"}
    assert client.post(CASES, away).headers["Location"] == "/dossiers/"


def test_cases_are_given_to_a_referent_and_taken_back(
    client: Client, house: Scene, three: list[Case]
) -> None:
    awa, fabien = house.users["Awa"], house.users["Fabien"]
    actions.edit_case(house.awa, case=three[0], project_title="", referent=awa)
    actions.edit_case(house.awa, case=three[1], project_title="", referent=fabien)
    page = settle(client, house, "referent", three, user=fabien.pk)
    assert [case.referent for case in refresh(three)] == [fabien, fabien, fabien]
    assert "C’est fait pour 2\u00a0dossiers." in page
    assert 'Déjà ainsi <span class="quiet">1</span>' in page
    actions.edit_case(house.awa, case=three[2], project_title="", referent=awa)
    assert undo(client, page) == [
        "C’est défait pour 1\u00a0dossier.",
        "Laissé tel quel : « Structure 2 » a changé depuis.",
    ]
    assert [case.referent for case in refresh(three)] == [awa, fabien, awa]


def test_second_submission_does_nothing_twice(
    client: Client, house: Scene, three: list[Case]
) -> None:
    key = str(uuid.uuid4())
    typed = {"what": "Relancer", "by": "referent", "cle": key}
    settle(client, house, "tache", three, **typed)
    page = settle(client, house, "tache", three, **typed)
    assert Task.objects.count() == 3
    assert "C’était déjà fait : rien n’est noté deux fois." in page.replace("\u00a0", " ")


def test_task_of_each_case_goes_to_who_follows_it_and_is_undone(
    client: Client, house: Scene, three: list[Case]
) -> None:
    fabien = house.users["Fabien"]
    actions.edit_case(house.awa, case=three[0], project_title="", referent=fabien)
    page = settle(client, house, "tache", three, what="Relancer", by="referent")
    assert [task.assigned for task in Task.objects.order_by("case_id")] == [
        fabien,
        house.users["Awa"],
        house.users["Awa"],
    ]
    assert undo(client, page) == ["C’est défait pour 3\u00a0dossiers."]
    assert set(Task.objects.values_list("what", flat=True)) == {""}
    assert undo(client, page) == ["C’était déjà défait."]


def test_what_is_refused_is_said_and_stops_no_other(
    client: Client, house: Scene, three: list[Case]
) -> None:
    actions.close_case(house.awa, case=three[1], outcome="done", closed_on=TODAY)
    typed = {"outcome": "abandoned", "closed_on": f"{TODAY:%d/%m/%Y}"}
    page = settle(client, house, "clore", three, **typed)
    assert "C’est fait pour 2\u00a0dossiers." in page
    assert re.findall(r"<li><strong>([^<]+)</strong>.: ([^<]+)</li>", page) == [
        (f"Structure 1, {three[1].programme.name}", "Ce dossier est déjà clos.")
    ]
    assert undo(client, page) == ["C’est défait pour 2\u00a0dossiers."]
    assert [case.state for case in refresh(three)] == ["open", "closed", "open"]
    assert CaseClosed.objects.now().count() == 1


def test_volunteer_is_entrusted_with_several_cases(
    client: Client, house: Scene, three: list[Case]
) -> None:
    sara = house.users["Sara"]
    page = settle(client, house, "accompagner", three, user=sara.pk, part="co_support")
    assert Supporter.objects.standing().filter(user=sara).count() == 3
    undo(client, page)
    assert Supporter.objects.standing().filter(user=sara).count() == 0


def test_branch_is_set_and_all_else_of_the_case_stays(client: Client, house: Scene) -> None:
    case = case_of(house, opened_on=TODAY, place_code="21054", place_name="Beaune")
    page = settle(client, house, "filiere", [case], branch="culture")
    case.refresh_from_db()
    assert (case.branch, case.place_code, case.place_name) == ("culture", "21054", "Beaune")
    undo(client, page)
    assert [one.branch for one in refresh([case])] == [""]


def test_a_fault_in_the_form_is_said_and_nothing_is_lost(
    client: Client, house: Scene, three: list[Case]
) -> None:
    chosen = [case.pk for case in three]
    typed: dict[str, Any] = {"acte": "tache", "choix": chosen, "valider": "1"}
    typed["due_on"] = "12/03/2030"
    status, page = sent(client, house, CASES, what="", by="referent", **typed)
    assert status == 422
    assert "Dites ce qu’il y a à faire." in page
    assert 'value="12/03/2030"' in page
    assert len(re.findall(r'name="choix"', page)) == 3


def test_cases_of_another_house_are_not_touched(
    client: Client, house: Scene, three: list[Case]
) -> None:
    chosen = [case.pk for case in three]
    user = house.users["Chloé"]
    status, page = sent(
        client,
        house,
        CASES,
        "Chloé",
        acte="referent",
        choix=chosen,
        valider="1",
        user=user.pk,
    )
    assert (status, "Rien n’a été changé." in page) == (200, True)
    assert {case.referent for case in refresh(three)} == {None}


def test_undoing_is_for_who_did_it(client: Client, house: Scene, three: list[Case]) -> None:
    page = settle(client, house, "referent", three, user=house.users["Fabien"].pk)
    client.force_login(house.users["Fabien"])
    assert undo(client, page) == ["Ce geste est celui de quelqu’un d’autre."]
    forged = page.replace('name="jeton" value="', 'name="jeton" value="x')
    assert undo(client, forged)[0].startswith("Ce geste ne se défait plus")


@pytest.mark.parametrize(
    ("act", "start"), [("exporter-csv", b"\xef\xbb\xbf"), ("exporter-xlsx", b"PK")]
)
def test_ticked_cases_are_exported(
    client: Client, house: Scene, three: list[Case], act: str, start: bytes
) -> None:
    client.force_login(house.users["Awa"])
    answer = client.post(CASES, {"acte": act, "choix": [three[0].pk, three[2].pk]})
    assert answer.content.startswith(start)
    if act == "exporter-csv":
        lines = answer.content.decode("utf-8-sig").splitlines()
        assert [line.split(";")[0] for line in lines[1:]] == ["Structure 0", "Structure 2"]


def test_whole_list_is_exported_as_its_filters_leave_it(
    client: Client, house: Scene, three: list[Case]
) -> None:
    actions.close_case(house.awa, case=three[1], outcome="done", closed_on=TODAY)
    client.force_login(house.users["Awa"])
    answer = client.post("/dossiers/export/", {"format": "csv", "etat": "clos"})
    lines = answer.content.decode("utf-8-sig").splitlines()
    assert [line.split(";")[0] for line in lines[1:]] == ["Structure 1"]


def test_tasks_are_done_postponed_and_given_together(client: Client, house: Scene) -> None:
    fabien = house.users["Fabien"]
    tasks = [add_task(house.awa, what=f"Tâche {n}", house_id=house.house.pk) for n in range(3)]
    page = settle(client, house, "confier", tasks, user=fabien.pk)
    assert {task.assigned for task in refresh(tasks)} == {fabien}
    undo(client, page, TASKS)
    assert {task.assigned for task in refresh(tasks)} == {house.users["Awa"]}
    page = settle(client, house, "reporter", tasks, due_on="12/03/2030")
    assert {task.due_on for task in refresh(tasks)} == {datetime.date(2030, 3, 12)}
    undo(client, page, TASKS)
    assert {task.due_on for task in refresh(tasks)} == {None}
    page = settle(client, house, "faites", tasks)
    assert all(task.is_done for task in refresh(tasks))
    undo(client, page, TASKS)
    assert not any(task.is_done for task in refresh(tasks))


def test_volunteer_acts_on_the_tasks_that_are_theirs(client: Client, house: Scene) -> None:
    sara = house.users["Sara"]
    mine = add_task(house.actor("Sara"), what="À moi", house_id=house.house.pk)
    other = add_task(house.awa, what="À Awa", house_id=house.house.pk)
    chosen = [mine.pk, other.pk]
    sent(client, house, TASKS, "Sara", acte="faites", choix=chosen, valider="1")
    assert [task.is_done for task in refresh([mine, other])] == [True, False]
    assert mine.done_by == sara


def test_lists_have_boxes_for_those_who_may(
    client: Client, house: Scene, three: list[Case]
) -> None:
    add_task(house.awa, what="Relire", house_id=house.house.pk)
    counts = {}
    for name in ("Awa", "Michel"):
        client.force_login(house.users[name])
        page = client.get("/dossiers/").content.decode()
        counts[name] = len(re.findall(r'name="choix"', page))
    client.force_login(house.users["Awa"])
    page = client.get("/taches/").content.decode()
    assert counts == {"Awa": 3, "Michel": 0}
    assert page.count('form="ensemble" name="choix"') == 1


@pytest.mark.parametrize("count", [1, 3])
def test_page_before_asks_the_same_number_of_queries(
    client: Client, house: Scene, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    chosen = [case_of(house, f"Structure {n}", opened_on=TODAY).pk for n in range(count)]
    client.force_login(house.users["Awa"])
    client.post(CASES, {"acte": "referent", "choix": chosen})
    # session, user, memberships; the cases; who they may be given to
    with django_assert_num_queries(5):
        client.post(CASES, {"acte": "referent", "choix": chosen})
