"""The load of the team: each number is the length of the list that it opens."""

import datetime
import html
import re

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from probant.accounts.models import Membership
from probant.desk.load import Load, loads_of
from probant.directory.actions import create_person
from probant.engagement.actions import log_staff_time
from probant.kernel.period import Period
from probant.support import actions
from probant.support.actions import Meeting
from probant.support.actions.tasks import add_task
from probant.support.tests.scenario import Scene, case_of, scene

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()
PAGE = "/equipe/charge/"
AROUND = Period(TODAY - datetime.timedelta(days=40), TODAY + datetime.timedelta(days=40))
DAYS = {"du": f"{AROUND.start:%d/%m/%Y}", "au": f"{AROUND.end:%d/%m/%Y}"}


def day(count: int) -> datetime.date:
    return TODAY + datetime.timedelta(days=count)


@pytest.fixture
def house() -> Scene:
    built = scene()
    awa, fabien = built.users["Awa"], built.users["Fabien"]
    mine = case_of(built, "Une", referent=awa, opened_on=day(-60))
    case_of(built, "Deux", referent=awa, opened_on=day(-60), programme="crdva")
    case_of(built, "À personne", opened_on=day(-60))
    for number, ours in ((3, [awa, fabien]), (4, []), (90, [awa])):
        meeting = Meeting(planned_on=day(number), ours=ours)
        actions.plan_appointment(built.awa, case=mine, meeting=meeting)
    held = Meeting(planned_on=day(-2), minutes=60, ours=[fabien])
    actions.log_appointment(built.awa, case=mine, meeting=held)
    add_task(built.awa, case=mine, what="En retard", due_on=day(-1))
    add_task(built.awa, case=mine, what="Plus tard", due_on=day(9))
    person = create_person(built.awa, given_name="Awa", family_name="D", organisation=None)
    Membership.objects.filter(user=awa).update(person=person)
    log_staff_time(built.awa, person=person, occurred_on=day(-3), minutes=90)
    return built


def test_each_carries_what_is_theirs(house: Scene) -> None:
    found = {one.name: one for one in loads_of(house.awa, AROUND, TODAY)}
    told = {
        name: (one.cases, one.planned, one.held, one.tasks, one.late, one.minutes)
        for name, one in found.items()
    }
    assert told == {
        "Awa": (2, 2, 0, 2, 1, 90),
        "Fabien": (0, 1, 1, 0, 0, 0),
        "Personne encore": (1, 0, 0, 0, 0, 0),
    }
    assert [(word, count) for _, word, count in found["Awa"].programmes] == [
        ("crdva", 1),
        ("dla", 1),
    ]


def test_somebody_who_left_and_still_follows_cases_is_shown(house: Scene) -> None:
    Membership.objects.filter(user=house.users["Awa"]).update(ends_on=day(-1))
    names = [one.name for one in loads_of(house.fabien, AROUND, TODAY)]
    assert names == ["Fabien", "Awa (hors de l’équipe)", "Personne encore"]


def test_each_number_opens_the_list_of_as_many_records(client: Client, house: Scene) -> None:
    client.force_login(house.users["Fabien"])
    page = html.unescape(client.get(PAGE, DAYS).content.decode())
    links = re.findall(r'<a class="figure-link" href="([^"]+)">(\d+)</a>', page)
    assert len(links) == 10
    for address, number in links:
        listed = client.get(address).content.decode()
        rows = listed.count('<th scope="row"')
        tasks = listed.count('class="checklist__words"')
        assert (address, rows + tasks) == (address, int(number))
    time = re.findall(r'href="(/temps/equipe/[^"]+)"', page)[0]
    assert client.get(time).content.decode().count('<th scope="row"') == 1


def test_time_of_another_person_or_period_is_left_out_of_the_list(
    client: Client, house: Scene
) -> None:
    client.force_login(house.users["Fabien"])
    shown = [
        client.get("/temps/equipe/", query).content.decode().count('<th scope="row"')
        for query in ({}, {"personne": "999999"}, {"du": "01/01/2001", "au": "31/12/2001"})
    ]
    assert shown == [1, 0, 0]


@pytest.mark.parametrize(
    ("name", "status"), [("Awa", 200), ("Fabien", 200), ("Sara", 404), ("Michel", 404)]
)
def test_load_is_read_by_the_team(client: Client, house: Scene, name: str, status: int) -> None:
    client.force_login(house.users[name])
    assert client.get(PAGE).status_code == status


def test_empty_load_says_so() -> None:
    assert Load(None, "Personne encore").is_empty


@pytest.mark.parametrize("count", [1, 3])
def test_load_asks_the_same_number_of_queries(
    client: Client, house: Scene, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(count):
        case_of(house, f"Autre {number}", referent=house.users["Fabien"], opened_on=TODAY)
    client.force_login(house.users["Awa"])
    client.get(PAGE)
    # session, user, memberships; the team, cases, appointments, tasks, who is who, time
    with django_assert_num_queries(9):
        client.get(PAGE)


@pytest.mark.parametrize("count", [1, 3])
def test_list_of_appointments_asks_the_same_number_of_queries(
    client: Client, house: Scene, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    case = case_of(house, "Les Jardins", referent=house.users["Fabien"], opened_on=TODAY)
    for number in range(count):
        meeting = Meeting(planned_on=day(number), ours=[house.users["Fabien"]])
        actions.plan_appointment(house.awa, case=case, meeting=meeting)
    client.force_login(house.users["Fabien"])
    query = {"etat": "prevus", "du": f"{TODAY:%d/%m/%Y}", "au": f"{day(2):%d/%m/%Y}"}
    client.get("/rendez-vous/", query)
    # session, user, memberships; appointments; people
    with django_assert_num_queries(5):
        page = client.get("/rendez-vous/", query).content.decode()
    assert page.count('<th scope="row"') == count
