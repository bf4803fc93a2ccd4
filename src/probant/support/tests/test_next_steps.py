"""My cases by what comes next: the late first, counted, closed to others."""

import datetime
import re

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from probant.kernel.period import months_after
from probant.support import actions
from probant.support.actions import Meeting
from probant.support.actions.tasks import add_task
from probant.support.models import Case, Supporter
from probant.support.queries.next_steps import NEVER, StepFilter, next_steps, sort_day
from probant.support.tests.scenario import Scene, case_of, scene

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()
PAGE = "/dossiers/miens/"


def days(count: int) -> datetime.date:
    return TODAY + datetime.timedelta(days=count)


@pytest.fixture
def house() -> Scene:
    return scene()


def mine(house: Scene, name: str, **more: object) -> Case:
    given: dict[str, object] = {"opened_on": TODAY, "programme": "crdva", **more}
    return case_of(house, name, referent=house.users["Awa"], **given)  # type: ignore[arg-type]


def told(house: Scene, **words: str) -> list[tuple[str, list[tuple[str, datetime.date]]]]:
    """Name of each case → its steps, in the order of the page."""
    found = next_steps(house.awa, StepFilter(**words), TODAY)
    found.sort(key=lambda item: (sort_day(item[1]), item[0]["id"]))
    return [(row["name"], [(one.kind, one.on) for one in steps]) for row, steps in found]


def names(page: str) -> list[str]:
    return re.findall(r'<th scope="row"[^>]*><a href="/dossiers/\d+/">([^<]+)<', page)


def test_cases_are_ordered_by_what_comes_next_and_the_idle_come_last(house: Scene) -> None:
    mine(house, "Rien")
    task = mine(house, "Tâche en retard")
    met = mine(house, "Rendez-vous demain")
    add_task(house.awa, case=task, what="Relire", due_on=days(-3))
    actions.plan_appointment(house.awa, case=met, meeting=Meeting(planned_on=days(1)))
    add_task(house.awa, case=met, what="Préparer", due_on=days(4))
    add_task(house.awa, case=met, what="Un jour")
    assert told(house) == [
        ("Tâche en retard", [("task", days(-3))]),
        ("Rendez-vous demain", [("appointment", days(1)), ("task", days(4))]),
        ("Rien", []),
    ]
    assert sort_day([]) == NEVER


def test_delays_of_the_phase_and_of_the_programme_are_next_steps(house: Scene) -> None:
    case = mine(house, "Au diagnostic", programme="dla", opened_on=days(-10))
    actions.reach_phase(
        house.awa, case=case, phase=house.phase("diagnostic"), occurred_on=days(-10)
    )
    laid = case.version.phases.get(phase=house.phase("diagnostic"))  # type: ignore[union-attr]
    laid.usual_days = 30
    laid.save()
    assert case.version is not None
    ends = months_after(days(-10), case.version.lasts_to_months or 0)
    assert told(house) == [("Au diagnostic", [("phase", days(20)), ("term", ends)])]


def test_closed_case_comes_back_when_news_are_to_be_taken(house: Scene) -> None:
    done = mine(house, "Close il y a six mois", opened_on=days(-400))
    ended = months_after(TODAY, -6)
    actions.close_case(house.awa, case=done, outcome="done", closed_on=ended)
    gone = mine(house, "Close hier", opened_on=days(-3))
    actions.close_case(house.awa, case=gone, outcome="done", closed_on=days(-1))
    assert told(house) == [("Close il y a six mois", [("follow_up", months_after(ended, 6))])]


def test_mine_are_those_i_refer_or_support_beside_a_colleague(house: Scene) -> None:
    mine(house, "Mienne")
    theirs = case_of(house, "De Fabien", referent=house.users["Fabien"], opened_on=TODAY)
    beside = case_of(house, "Avec Fabien", referent=house.users["Fabien"], opened_on=TODAY)
    actions.entrust_case(house.awa, case=beside, user=house.users["Awa"], starts_on=TODAY)
    assert {name for name, _ in told(house)} == {"Mienne", "Avec Fabien"}
    fabien = str(house.users["Fabien"].pk)
    assert {name for name, _ in told(house, who=fabien)} == {theirs.title, "Avec Fabien"}
    assert len(told(house, who="tous")) == 3
    assert told(house, programme="crdva") == [("Mienne", [])]


def test_volunteer_has_the_cases_entrusted_to_them(client: Client, house: Scene) -> None:
    case = mine(house, "Confiée")
    mine(house, "Pas confiée")
    Supporter.objects.create(case=case, user=house.users["Sara"], starts_on=TODAY)
    client.force_login(house.users["Sara"])
    page = client.get(PAGE, {"qui": "tous"}).content.decode()
    assert names(page) == ["Confiée"]


@pytest.mark.parametrize(("name", "led"), [("Awa", True), ("Sara", True), ("Michel", False)])
def test_lists_lead_to_one_s_own_cases_those_who_have_some(
    client: Client, house: Scene, name: str, led: bool
) -> None:
    client.force_login(house.users[name])
    assert (f'href="{PAGE}"' in client.get("/dossiers/").content.decode()) is led
    assert client.get(PAGE).status_code == (200 if led else 404)


def test_page_says_how_many_are_late_and_links_to_what_is_to_be_done(
    client: Client, house: Scene
) -> None:
    case = mine(house, "En retard")
    mine(house, "Tranquille")
    meeting = Meeting(planned_on=days(-2), subject="Point d’étape")
    met = actions.plan_appointment(house.awa, case=case, meeting=meeting)
    client.force_login(house.users["Awa"])
    page = client.get(PAGE).content.decode()
    assert '<p class="next">1 en retard, 1 sans rien de prévu.</p>' in page
    assert f'<a href="/rendez-vous/{met.pk}/">rendez-vous à noter : Point d’étape</a>' in page
    assert names(page) == ["En retard", "Tranquille"]
    assert names(client.get(PAGE, {"tri": "-on"}).content.decode()) == ["Tranquille", "En retard"]


@pytest.mark.parametrize("count", [1, 3])
def test_my_cases_ask_the_same_number_of_queries(
    client: Client, house: Scene, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(count):
        case = mine(house, f"Structure {number}", programme="dla", opened_on=days(-400))
        actions.reach_phase(
            house.awa, case=case, phase=house.phase("accueil"), occurred_on=days(-400)
        )
        actions.plan_appointment(house.awa, case=case, meeting=Meeting(planned_on=days(number)))
        add_task(house.awa, case=case, what="Relire", due_on=days(number))
        done = mine(house, f"Close {number}", opened_on=days(-400))
        actions.close_case(house.awa, case=done, outcome="done", closed_on=months_after(TODAY, -6))
    client.force_login(house.users["Awa"])
    client.get(PAGE)
    # session, user, memberships; follow-ups (5); cases, appointments, tasks, delays; people,
    # programmes and phases of the filters
    with django_assert_num_queries(15):
        page = client.get(PAGE).content.decode()
    assert len(names(page)) == 2 * count


def test_a_page_goes_on_where_the_one_before_ended() -> None:
    from probant.ui.tables import held_page
    from probant.ui.tables.sorting import Sort

    rows = [{"id": number, "on": days(number % 3)} for number in range(7)]
    sort = Sort("on", "on")
    seen: list[int] = []
    page = held_page(rows, sort, {}, size=3)
    seen += [row["id"] for row in page.rows]
    while page.next:
        page = held_page(rows, sort, {"apres": page.next}, size=3)
        seen += [row["id"] for row in page.rows]
    assert seen == [0, 3, 6, 1, 4, 2, 5]
    back = held_page(rows, sort, {"avant": page.previous}, size=3)
    assert [row["id"] for row in back.rows] == [1, 4, 2]
    assert held_page(rows, sort, {"apres": "WzEsMl0"}, size=3).rows == rows[0:1] + [
        rows[3],
        rows[6],
    ]
