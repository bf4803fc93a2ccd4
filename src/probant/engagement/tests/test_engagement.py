"""Time given and time worked: facts by the minute, that fit in a day, on one action."""

import datetime
import doctest
import uuid
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from probant.directory.actions import create_person, erase_person
from probant.directory.models import Person
from probant.engagement import actions
from probant.engagement.models import StaffTime, VolunteerHours, Volunteering
from probant.engagement.rules import durations
from probant.kernel.decision import Refused
from probant.programmes.actions import create_action
from probant.programmes.tests.scenario import DAY, Scene, scene

pytestmark = pytest.mark.django_db


@pytest.fixture
def house() -> Scene:
    return scene()


def person(house: Scene, name: str = "Badia") -> Person:
    return create_person(
        house.awa,
        given_name="Sandrine",
        family_name=name,
        organisation=house.house.organisation,
        title="bénévole",
    )


def test_examples_hold() -> None:
    assert doctest.testmod(durations).failed == 0


@pytest.mark.parametrize("text", ["", "beaucoup", "1 h 30 min 20", "-2"])
def test_unreadable_duration_says_how_to_write_it(text: str) -> None:
    with pytest.raises(ValueError, match="1 h 30"):
        durations.read_minutes(text)


def test_hours_carry_their_programme_and_action(house: Scene) -> None:
    programme = house.programme("creation")
    action = create_action(house.fabien, house_id=house.house.pk, name="Accompagner")
    fact = actions.log_hours(
        house.awa,
        person=person(house),
        occurred_on=DAY,
        minutes=90,
        programme=programme,
        action=action,
    )
    assert (fact.minutes, fact.programme_code, fact.action) == (90, "creation", action)


@pytest.mark.parametrize("minutes", [0, -5, 24 * 60 + 1])
def test_absurd_duration_is_refused(house: Scene, minutes: int) -> None:
    with pytest.raises(Refused, match="durée"):
        actions.log_hours(house.awa, person=person(house), occurred_on=DAY, minutes=minutes)
    assert VolunteerHours.objects.count() == 0


def test_day_of_a_person_holds_twenty_four_hours(house: Scene) -> None:
    sandrine = person(house)
    actions.log_staff_time(house.awa, person=sandrine, occurred_on=DAY, minutes=20 * 60)
    with pytest.raises(Refused, match="vingt-quatre heures"):
        actions.log_staff_time(house.awa, person=sandrine, occurred_on=DAY, minutes=5 * 60)
    assert StaffTime.objects.count() == 1


@pytest.mark.parametrize("name", ["Sara", "Michel", "Bruno", "Chloé"])
def test_time_of_others_is_noted_by_the_team_alone(house: Scene, name: str) -> None:
    with pytest.raises(Refused):
        actions.log_hours(house.actor(name), person=person(house), occurred_on=DAY, minutes=60)


def test_volunteer_is_enrolled_once_for_a_task(house: Scene) -> None:
    sandrine = person(house)
    for _ in range(2):
        actions.enrol_volunteer(house.awa, person=sandrine, task="accueil", starts_on=DAY)
    assert Volunteering.objects.count() == 1


def test_time_noted_by_mistake_is_voided_with_a_reason(house: Scene) -> None:
    fact = actions.log_hours(house.awa, person=person(house), occurred_on=DAY, minutes=60)
    with pytest.raises(Refused, match="pourquoi"):
        actions.void_time(house.awa, fact=fact, code="error")
    actions.void_time(house.awa, fact=fact, code="error", reason="autre jour")
    assert VolunteerHours.objects.now().count() == 0


def test_erased_volunteer_leaves_hours_and_no_affinity(house: Scene) -> None:
    sandrine = person(house)
    actions.enrol_volunteer(
        house.awa, person=sandrine, task="accueil", starts_on=DAY, affinities="santé mentale"
    )
    actions.log_hours(house.awa, person=sandrine, occurred_on=DAY, minutes=60)
    erase_person(house.fabien, sandrine, "request")
    assert Volunteering.objects.get().affinities == ""
    assert VolunteerHours.objects.now().count() == 1


# --- screens


def typed(**values: Any) -> dict[str, Any]:
    return {"cle": str(uuid.uuid4()), "lu_a": "", **values}


@pytest.mark.parametrize("count", [1, 3])
def test_list_of_hours_asks_the_same_number_of_queries(
    client: Client,
    house: Scene,
    count: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in range(count):
        sandrine = person(house, f"Nom{number}")
        actions.enrol_volunteer(house.awa, person=sandrine, task="accueil", starts_on=DAY)
        actions.log_hours(house.awa, person=sandrine, occurred_on=DAY, minutes=60)
    client.force_login(house.users["Awa"])
    where = reverse("engagement:time", args=["benevoles"])
    client.get(where)
    # session, user, memberships; hours, the year's total, volunteers; people (twice: the widget
    # looks at its first choice), programmes, actions
    with django_assert_num_queries(10):
        page = client.get(where).content.decode()
    assert page.count("<tr") == count + 1


def test_hours_are_noted_from_the_page_once(client: Client, house: Scene) -> None:
    sandrine = person(house)
    actions.enrol_volunteer(house.awa, person=sandrine, task="accueil", starts_on=DAY)
    client.force_login(house.users["Awa"])
    given = typed(person=sandrine.pk, minutes="1 h 30", occurred_on="14/03/2023")
    for _ in range(2):
        client.post(reverse("engagement:time", args=["benevoles"]), given)
    assert list(VolunteerHours.objects.values_list("minutes", flat=True)) == [90]


def test_unreadable_duration_is_said_and_kept(client: Client, house: Scene) -> None:
    sandrine = person(house)
    actions.enrol_volunteer(house.awa, person=sandrine, task="accueil", starts_on=DAY)
    client.force_login(house.users["Awa"])
    given = typed(person=sandrine.pk, minutes="longtemps", occurred_on="14/03/2023")
    answer = client.post(reverse("engagement:time", args=["benevoles"]), given)
    assert answer.status_code == 422
    assert 'value="longtemps"' in answer.content.decode()


@pytest.mark.parametrize("name", ["Michel", "Bruno", "Chloé"])
def test_hours_of_the_house_are_closed_to_others(client: Client, house: Scene, name: str) -> None:
    actions.log_hours(house.awa, person=person(house), occurred_on=DAY, minutes=60)
    client.force_login(house.users[name])
    answer = client.get(reverse("engagement:time", args=["benevoles"]))
    # another house's direction has a page of its own, where nothing of this one shows
    assert (answer.status_code, b"Badia" in answer.content) == (
        (200, False) if name == "Chloé" else (404, False)
    )


def test_unknown_list_is_not_found(client: Client, house: Scene) -> None:
    client.force_login(house.users["Awa"])
    assert client.get(reverse("engagement:time", args=["licornes"])).status_code == 404


def test_future_time_is_refused_beside_the_day(client: Client, house: Scene) -> None:
    sandrine = person(house)
    actions.enrol_volunteer(house.awa, person=sandrine, task="accueil", starts_on=DAY)
    client.force_login(house.users["Awa"])
    year = datetime.date.today().year + 1
    given = typed(person=sandrine.pk, minutes="1 h", occurred_on=f"01/01/{year}")
    answer = client.post(reverse("engagement:time", args=["benevoles"]), given)
    assert answer.status_code == 422
    assert "avenir" in answer.content.decode()


def test_hours_written_before_missions_keep_their_digest(house: Scene) -> None:
    """Mission, level, case, rate and value came with the third version of digests."""
    old = VolunteerHours(person=person(house), occurred_on=DAY, minutes=60, digest_version=2)
    born_later = {"task", "level", "case_id", "rate_id", "value_cents"}
    assert born_later.isdisjoint(old.payload())
    old.digest_version = 3
    assert born_later <= old.payload().keys()
