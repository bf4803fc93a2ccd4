"""The week of a person, of a colleague, of the team: what the feeds hold, and what is due."""

import datetime
import html
import re

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from probant.desk.week import Week, monday_of, seen_as, week_of
from probant.gatherings.actions import plan_session
from probant.kernel.calendar import CALENDAR, HOUSE_CALENDAR, engagements
from probant.kernel.todo import HOUSE_TODO, TODO
from probant.support import actions
from probant.support.actions import Meeting
from probant.support.actions.tasks import add_task
from probant.support.models import Appointment
from probant.support.tests.scenario import Scene, case_of, scene

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()
MONDAY = TODAY - datetime.timedelta(days=TODAY.weekday())
PAGE = "/agenda/"


def day(number: int) -> datetime.date:
    return MONDAY + datetime.timedelta(days=number)


@pytest.fixture
def house() -> Scene:
    return scene()


def planned(
    house: Scene, name: str, number: int, *, by: str = "Awa", **more: object
) -> Appointment:
    user = house.users[by]
    case = case_of(house, name, referent=user, opened_on=day(-30), programme="crdva")
    meeting = Meeting(planned_on=day(number), ours=[user], **more)  # type: ignore[arg-type]
    return actions.plan_appointment(house.awa, case=case, meeting=meeting)


def titles(week: Week) -> list[list[str]]:
    """What takes place on each day."""
    return [[placed.one.title for placed in one.engagements] for one in week.days]


def shown(client: Client, house: Scene, name: str = "Awa", **query: str) -> str:
    client.force_login(house.users[name])
    answer = client.get(PAGE, query)
    assert answer.status_code == 200
    return html.unescape(answer.content.decode())


def test_week_holds_what_the_feed_holds_and_what_is_due(house: Scene) -> None:
    planned(house, "Les Jardins", 1)
    plan_session(house.awa, kind=house.kind(), title="Atelier", starts_on=day(2), ends_on=day(3))
    add_task(house.awa, house_id=house.house.pk, what="Relire", due_on=day(4))
    add_task(house.awa, house_id=house.house.pk, what="Rappeler", due_on=day(-4))
    week = week_of(house.awa, MONDAY)
    assert titles(week) == [[], ["Les Jardins"], ["Atelier"], ["Atelier"], [], [], []]
    fed = {one.title for one in engagements(house.awa, day(0), day(6))}
    assert {title for one in titles(week) for title in one} == fed
    assert [[one.title for one in a_day.due] for a_day in week.days][4] == ["Relire"]
    assert [one.title for one in week.late] == ["Rappeler"]
    assert week_of(house.awa, day(7)).late == ()


def test_follow_up_is_said_once_although_it_is_due_and_in_the_calendar(house: Scene) -> None:
    case = case_of(house, referent=house.users["Awa"], opened_on=day(-500))
    ended = day(2).replace(year=day(2).year - 1)
    actions.close_case(house.awa, case=case, outcome="done", closed_on=ended)
    week = week_of(house.awa, MONDAY)
    assert sum(len(one.engagements) + len(one.due) for one in week.days) == 1


def test_colleague_s_week_and_the_team_s_are_read_by_the_team_alone(
    client: Client, house: Scene
) -> None:
    planned(house, "À Awa", 1)
    planned(house, "À Fabien", 1, by="Fabien")
    fabien = house.users["Fabien"]
    assert titles(week_of(seen_as(house.awa, fabien), MONDAY))[1] == ["À Fabien"]
    assert titles(week_of(house.awa, MONDAY, whole_house=True))[1] == ["À Awa", "À Fabien"]
    assert "À Fabien" in shown(client, house, qui=str(fabien.pk))
    assert "À Fabien" not in shown(client, house, "Sara", qui=str(fabien.pk))
    assert client.get(PAGE, {"qui": str(house.users["Chloé"].pk)}).status_code == 200
    client.force_login(house.users["Awa"])
    assert client.get(PAGE, {"qui": str(house.users["Chloé"].pk)}).status_code == 404


def test_appointment_is_noted_and_made_again_from_the_week(client: Client, house: Scene) -> None:
    hour = datetime.time(9, 30)
    row = planned(house, "Les Jardins", -7, starts_time=hour, minutes=90, subject="Point")
    page = shown(client, house, semaine=day(-7).isoformat())
    assert "9\u00a0h\u00a030 – 11\u00a0h" in page
    assert "à noter" in page
    assert re.findall(r'href="(/rendez-vous/\d+/\w+/)">', page) == [
        f"/rendez-vous/{row.pk}/tenu/",
        f"/rendez-vous/{row.pk}/dupliquer/",
    ]


def test_duplicate_keeps_people_place_and_length_on_the_same_weekday_later(
    client: Client, house: Scene
) -> None:
    row = planned(
        house, "Les Jardins", 0, starts_time=datetime.time(9), minutes=45, place_label="Mairie"
    )
    client.force_login(house.users["Awa"])
    address = f"/rendez-vous/{row.pk}/dupliquer/"
    page = html.unescape(client.get(address).content.decode())
    assert f'value="{day(7):%d/%m/%Y}"' in page
    typed = {
        "planned_on": f"{day(8):%d/%m/%Y}",
        "starts_time": "9 h",
        "minutes": "45 min",
        "mode": "here",
        "place_label": "Mairie",
        "ours": [house.users["Awa"].pk],
        "cle": "0b2ad8b8-3bd5-4a5e-a7e7-0d4b3c6f3f11",
    }
    made = client.post(address, typed)
    client.post(address, typed)  # a second click
    copy = Appointment.objects.exclude(pk=row.pk).get()
    assert made.headers["Location"] == f"/rendez-vous/{copy.pk}/"
    assert (copy.planned_on, copy.minutes, copy.place_label, list(copy.ours.all())) == (
        day(8),
        45,
        "Mairie",
        [house.users["Awa"]],
    )


def test_appointment_is_planned_from_the_week_with_its_day(client: Client, house: Scene) -> None:
    row = planned(house, "Les Jardins", 0)
    client.force_login(house.users["Awa"])
    chosen = {"dossier": str(row.case_id), "jour": "12/03/2030"}
    answer = client.get("/rendez-vous/prevoir/", chosen)
    assert answer.headers["Location"] == (
        f"/dossiers/{row.case_id}/rendez-vous/prevoir/?jour=12%2F03%2F2030"
    )
    assert 'value="12/03/2030"' in client.get(answer.headers["Location"]).content.decode()
    client.force_login(house.users["Chloé"])
    assert client.get("/rendez-vous/prevoir/", chosen).status_code == 404


def test_any_day_of_a_week_leads_to_it_and_nonsense_to_this_week() -> None:
    asked = [monday_of({"semaine": text}, TODAY) for text in ("12/03/2024", "2024-03-15", "zzz")]
    assert asked == [datetime.date(2024, 3, 11), datetime.date(2024, 3, 11), MONDAY]


def test_what_is_said_for_the_house_is_said_for_a_person() -> None:
    assert set(HOUSE_CALENDAR) <= set(CALENDAR)
    assert set(HOUSE_TODO) <= set(TODO)


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(("who", "queries"), [("moi", 31), ("equipe", 26)])
def test_week_asks_the_same_number_of_queries(
    client: Client,
    house: Scene,
    count: int,
    who: str,
    queries: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in range(count):
        row = planned(house, f"Structure {number}", number)
        add_task(house.awa, case=row.case, what="Relire", due_on=day(number))
    shown(client, house, qui=who)
    # session, user, memberships; replacements, appointments and who comes to them (4), follow-ups,
    # missions and committees, sessions, tasks, other things due (conventions, requests and calls
    # ask one question each where there is none: 7); people, cases to choose among
    with django_assert_num_queries(queries):
        page = client.get(PAGE, {"qui": who}).content.decode()
    assert page.count('class="week__one') == 2 * count
