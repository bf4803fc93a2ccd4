"""Screens of posts, weeks and sheets."""

import datetime
import uuid
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from probant.accounts.models import Membership
from probant.directory.actions import create_person
from probant.directory.models import Person
from probant.engagement import actions
from probant.engagement.models import Absence, Contract, Post, StaffTime
from probant.engagement.queries.reminders import time_to_do
from probant.engagement.queries.sheets import sheet_of
from probant.gatherings.actions import plan_session, take_attendance
from probant.kernel.period import Period
from probant.programmes.actions import create_action
from probant.programmes.models import Action
from probant.programmes.tests.scenario import Scene, scene

pytestmark = pytest.mark.django_db
Day = datetime.date
TUESDAY = Day(2023, 3, 14)
MARCH = [2023, 3]


@pytest.fixture
def house() -> Scene:
    return scene()


@pytest.fixture
def awa(house: Scene) -> Person:
    person = create_person(
        house.awa,
        given_name="Awa",
        family_name="Diallo",
        organisation=house.house.organisation,
        title="chargée de mission",
    )
    Membership.objects.filter(user=house.users["Awa"]).update(person=person)
    return person


@pytest.fixture
def post(house: Scene, awa: Person) -> Post:
    found = actions.open_post(house.fabien, house_id=house.house.pk, title="DLA")
    actions.sign_contract(
        house.fabien,
        post=found,
        person=awa,
        starts_on=Day(2023, 1, 2),
        share_hundredths=8000,
    )
    return found


@pytest.fixture
def network(house: Scene) -> Action:
    programme = house.programme("reseau-acteurs")
    return create_action(
        house.fabien, house_id=house.house.pk, name="Animer le réseau", programmes=[programme]
    )


def typed(**values: Any) -> dict[str, Any]:
    return {"cle": str(uuid.uuid4()), "lu_a": "", **values}


def week_of(person: Person) -> str:
    return f"{reverse('engagement:staff-week')}?personne={person.pk}&semaine=14/03/2023"


def workshop(house: Scene, awa: Person) -> None:
    session = plan_session(
        house.awa,
        kind=house.kind(),
        title="Atelier du réseau",
        starts_on=TUESDAY,
        starts_time=datetime.time(9),
        ends_time=datetime.time(12, 30),
        programme=house.programme("reseau-acteurs"),
    )
    take_attendance(house.awa, session=session, people=[awa], own_staff=[awa.pk])


def test_a_week_is_proposed_from_the_workshop_and_confirmed_in_one_click(
    client: Client, house: Scene, awa: Person, post: Post, network: Action
) -> None:
    workshop(house, awa)
    client.force_login(house.users["Awa"])
    page = client.get(week_of(awa)).content.decode()
    assert "Noté·e de l’équipe à la rencontre : Atelier du réseau" in page
    name = page.split('type="checkbox" name="')[1].split('-garder"')[0]
    given = typed(
        **{f"{name}-garder": "on", f"{name}-duree": "3 h 30", f"{name}-pour": f"a{network.pk}"}
    )
    assert client.post(week_of(awa), given).status_code == 302
    fact = StaffTime.objects.get()
    assert (fact.minutes, fact.action, fact.programme_code, fact.origin) == (
        210,
        network,
        "reseau-acteurs",
        "session",
    )
    again = client.get(week_of(awa)).content.decode()
    assert 'type="checkbox" name="t' not in again
    assert (
        "<strong>3\xa0h\xa030</strong> noté sur 28\xa0h de contrat, 24\xa0h\xa030 à noter" in again
    )


def test_a_share_of_the_week_is_spread_over_its_worked_days(
    client: Client, house: Scene, awa: Person, post: Post, network: Action
) -> None:
    client.force_login(house.users["Awa"])
    given = typed(
        **{"n0-jour": "semaine", "n0-duree": "25 %", "n0-pour": f"a{network.pk}"},
        absent=["2023-03-14.am", "2023-03-14.pm"],
    )
    client.post(week_of(awa), given)
    times = StaffTime.objects.values_list("occurred_on__day", "minutes").order_by("occurred_on")
    # a quarter of the 28 hours of the contract, over the four days worked
    assert list(times) == [(13, 105), (15, 105), (16, 105), (17, 105)]
    assert Absence.objects.count() == 2


def test_times_are_corrected_and_taken_away_by_the_keyboard(
    client: Client, house: Scene, awa: Person, post: Post, network: Action
) -> None:
    kept, gone = (
        actions.log_staff_time(
            house.awa, person=awa, occurred_on=TUESDAY, minutes=minutes, action=network
        )
        for minutes in (60, 90)
    )
    client.force_login(house.users["Awa"])
    given = typed(
        **{
            f"f{kept.pk}-duree": "½ j",
            f"f{kept.pk}-pour": f"a{network.pk}",
            f"f{gone.pk}-duree": "",
            f"f{gone.pk}-pour": f"a{network.pk}",
        }
    )
    client.post(week_of(awa), given)
    assert list(StaffTime.objects.now().values_list("minutes", "replaces")) == [(210, kept.pk)]


def test_what_cannot_be_read_is_said_beside_its_row_and_nothing_is_noted(
    client: Client, house: Scene, awa: Person, post: Post, network: Action
) -> None:
    client.force_login(house.users["Awa"])
    given = typed(
        **{
            "n0-jour": "2023-03-14",
            "n0-duree": "longtemps",
            "n0-pour": f"a{network.pk}",
            "n1-jour": "2023-03-14",
            "n1-duree": "1 h",
            "n1-pour": "",
            "n2-jour": "2023-03-15",
            "n2-duree": "1 h",
            "n2-pour": f"a{network.pk}",
        }
    )
    answer = client.post(week_of(awa), given)
    page = answer.content.decode()
    assert (answer.status_code, StaffTime.objects.count()) == (422, 0)
    assert 'value="longtemps"' in page
    assert page.count("une heure appartient à une seule") == 1


@pytest.mark.parametrize(
    ("name", "status"), [("Fabien", 200), ("Sara", 404), ("Michel", 404), ("Chloé", 404)]
)
def test_weeks_are_one_s_own_and_the_direction_s(
    client: Client, house: Scene, awa: Person, post: Post, name: str, status: int
) -> None:
    client.force_login(house.users[name])
    assert client.get(week_of(awa)).status_code == status


def test_a_sheet_is_signed_from_its_page_by_one_then_the_other(
    client: Client, house: Scene, awa: Person, post: Post, network: Action
) -> None:
    actions.log_staff_time(house.awa, person=awa, occurred_on=TUESDAY, minutes=90, action=network)
    where = reverse("engagement:sheet", args=[awa.pk, *MARCH])
    for name, part in (("Awa", "employee"), ("Fabien", "manager")):
        client.force_login(house.users[name])
        page = client.get(where).content.decode()
        assert f'name="signature" value="{part}"' in page
        content = sheet_of(awa, *MARCH).content
        client.post(where, typed(signature=part, contenu=content))
    page = client.get(where).content.decode()
    assert sheet_of(awa, *MARCH).state == "signed"
    assert 'name="signature"' not in page


@pytest.mark.parametrize("people", [1, 3])
def test_list_of_months_asks_the_same_number_of_queries(
    client: Client,
    house: Scene,
    post: Post,
    awa: Person,
    people: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in range(people - 1):
        other = create_person(house.awa, family_name=f"Nom{number}")
        actions.sign_contract(
            house.fabien,
            post=post,
            person=other,
            starts_on=Day(2023, 1, 2),
            share_hundredths=5000,
        )
    client.force_login(house.users["Fabien"])
    where = f"{reverse('engagement:months')}?annee=2023"
    client.get(where)
    # session, user, memberships; people; times, signatures, contracts
    with django_assert_num_queries(7):
        page = client.get(where).content.decode()
    assert page.count("<tr") == 12 * people + 1


@pytest.mark.parametrize("count", [1, 3])
def test_list_of_posts_asks_the_same_number_of_queries(
    client: Client,
    house: Scene,
    post: Post,
    count: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in range(count - 1):
        actions.open_post(house.fabien, house_id=house.house.pk, title=f"Poste {number}")
    client.force_login(house.users["Awa"])
    where = reverse("engagement:posts")
    client.get(where)
    # session, user, memberships; posts, contracts, people; base
    with django_assert_num_queries(7):
        page = client.get(where).content.decode()
    assert page.count("<tr") == count + 1


def test_shares_and_costs_of_a_post_are_shown_to_the_direction_alone(
    client: Client, house: Scene, post: Post
) -> None:
    actions.set_post_cost(
        house.fabien, post=post, starts_on=TUESDAY, yearly_cents=4_153_800, source="Budget"
    )
    seen = {}
    for name in ("Fabien", "Awa"):
        client.force_login(house.users[name])
        page = client.get(reverse("engagement:post", args=[post.pk])).content.decode()
        seen[name] = ("80\xa0%" in page, "41\u202f538" in page, "Awa Diallo" in page)
    assert seen == {"Fabien": (True, True, True), "Awa": (False, False, True)}


def test_a_contract_over_full_time_is_refused_on_its_form_and_kept_as_typed(
    client: Client, house: Scene, awa: Person, post: Post
) -> None:
    client.force_login(house.users["Fabien"])
    given = typed(person=awa.pk, share_hundredths="30 %", starts_on="01/09/2023", ends_on="")
    answer = client.post(reverse("engagement:contract", args=[post.pk]), given)
    page = answer.content.decode()
    assert (answer.status_code, Contract.objects.count()) == (422, 1)
    assert "DLA (80\xa0%, depuis le 2 janvier 2023)" in page
    assert 'value="30 %"' in page


def test_weeks_without_time_and_sheets_to_sign_are_reminded(
    house: Scene, awa: Person, post: Post, network: Action
) -> None:
    monday = datetime.date.today() - datetime.timedelta(datetime.date.today().weekday())
    assert [one.due_on for one in time_to_do(house.awa, datetime.date.today())] == [
        monday - datetime.timedelta(7 * weeks + 1) for weeks in (3, 2, 1, 0)
    ]
    last = monday - datetime.timedelta(7)
    actions.log_staff_time(house.awa, person=awa, occurred_on=last, minutes=60, action=network)
    week = Period(last - datetime.timedelta(7), last - datetime.timedelta(1))
    away = {(week.start + datetime.timedelta(n), half) for n in range(5) for half in ("am", "pm")}
    actions.record_times(house.awa, person=awa, away=away, away_during=week)
    assert len(list(time_to_do(house.awa, datetime.date.today()))) == 2
    actions.log_staff_time(house.awa, person=awa, occurred_on=TUESDAY, minutes=60, action=network)
    actions.sign_sheet(
        house.awa,
        person=awa,
        year=2023,
        month=3,
        part="employee",
        content=sheet_of(awa, *MARCH).content,
    )
    assert [one.title for one in time_to_do(house.fabien, datetime.date.today())] == [
        "Signer la feuille de temps de Awa Diallo, 03/2023"
    ]
