"""A calendar that a diary reads, by an address that only its owner knows; the Monday mail."""

import datetime
from zoneinfo import ZoneInfo

import icalendar
import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from probant.accounts.actions import end_role
from probant.accounts.models import Membership, User
from probant.directory.models import House
from probant.kernel.actor import Actor
from probant.kernel.calendar import CALENDAR, Engagement
from probant.kernel.roles import Role
from probant.kernel.todo import TODO, Todo
from probant.post.calendars import calendar_file, token_of
from probant.post.choices import choose_monday, draw_calendar_address, revoke_calendar_address
from probant.post.jobs import enqueue
from probant.post.models import Letter
from probant.post.monday import week_of
from probant.post.schedule import strike
from probant.post.tests.conftest import MONDAY, acting, browser
from probant.post.worker import run_due

PARIS = ZoneInfo("Europe/Paris")
SUMMER = datetime.datetime(2026, 7, 1, 12, 0, tzinfo=datetime.UTC)


def read(content: bytes) -> list[icalendar.Event]:
    return list(icalendar.Calendar.from_ical(content).walk("VEVENT"))


def test_hour_is_written_in_the_zone_of_paris_with_its_rules() -> None:
    content = calendar_file(Engagement("appointment", 12, "Point, bilan ; « œuvre »", SUMMER))
    assert b"BEGIN:VTIMEZONE\r\nTZID:Europe/Paris" in content
    assert b"DTSTART;TZID=Europe/Paris:20260701T140000" in content
    (event,) = read(content)
    assert event["summary"] == "Point, bilan ; « œuvre »"
    assert event.decoded("dtend") == datetime.datetime(2026, 7, 1, 15, 0, tzinfo=PARIS)


def test_day_ends_with_the_day_after_as_the_norm_wants() -> None:
    day = datetime.date(2026, 5, 1)
    (event,) = read(calendar_file(Engagement("due", 1, "Bilan", day, day)))
    assert (event.decoded("dtstart"), event.decoded("dtend")) == (day, datetime.date(2026, 5, 2))


def test_identifier_stays_when_the_hour_moves() -> None:
    first = Engagement("appointment", 12, "Point", SUMMER)
    moved = Engagement("appointment", 12, "Point", SUMMER, version=1, cancelled=True)
    (before,), (after,) = read(calendar_file(first)), read(calendar_file(moved))
    assert before["uid"] == after["uid"]
    assert (before["sequence"], after["sequence"], after["status"]) == (0, 1, "CANCELLED")


# --- the feed


def source(actor: Actor, start: datetime.date, end: datetime.date) -> list[Engagement]:
    assert start < timezone.localdate() < end
    return [Engagement("test", actor.user_id or 0, f"De {actor.user_id}", timezone.now())]


@pytest.mark.django_db
def test_feed_opens_by_its_secret_address_until_it_is_changed(bruno: User, house: House) -> None:
    CALENDAR.register("test", source)
    actor, stranger = acting(bruno, house, Role.OFFICER), Client()
    key = draw_calendar_address(actor)
    first = f"/agenda/{key.pk}-{token_of(key)}.ics"
    (event,) = read(stranger.get(first).content)
    assert event["summary"] == f"De {bruno.pk}"
    assert stranger.get(f"/agenda/{key.pk}-{'0' * 64}.ics").status_code == 404
    assert stranger.get(f"/agenda/{key.pk + 1}-{token_of(key)}.ics").status_code == 404
    again = draw_calendar_address(actor)
    assert (again.pk, stranger.get(first).status_code) == (key.pk, 404)
    second = f"/agenda/{again.pk}-{token_of(again)}.ics"
    assert stranger.get(second).status_code == 200
    revoke_calendar_address(actor)
    assert stranger.get(second).status_code == 404


@pytest.mark.django_db
def test_feed_closes_with_the_role(bruno: User, house: House, direction: Actor) -> None:
    CALENDAR.register("test", source)
    key = draw_calendar_address(acting(bruno, house, Role.OFFICER))
    end_role(direction, Membership.objects.get(user=bruno))
    assert Client().get(f"/agenda/{key.pk}-{token_of(key)}.ics").status_code == 404


@pytest.mark.django_db
def test_account_page_gives_changes_and_closes_the_address(bruno: User) -> None:
    client = browser(bruno)
    assert "8000/agenda/" not in client.get("/compte/").content.decode()
    shown = []
    for gesture in ("ouvrir", "changer", "fermer"):
        page = client.post("/compte/agenda/", {"geste": gesture}, follow=True).content.decode()
        shown.append(page.partition('value="http://127.0.0.1:8000/agenda/')[2].partition('"')[0])
    assert shown[0] and shown[1] and shown[0] != shown[1] and not shown[2]


# --- the Monday mail


def week(actor: Actor, start: datetime.date, end: datetime.date) -> list[Engagement]:
    at = datetime.datetime.combine(start, datetime.time(14, 30), PARIS)
    return [Engagement("test", 1, "Rendez-vous avec l’Épicerie", at, place="Dijon", address="/x/")]


def tasks(actor: Actor, until: datetime.date) -> list[Todo]:
    days = {"Relire le budget": -10, "Rappeler la mairie": 2}
    return [
        Todo(title, MONDAY + datetime.timedelta(days=shift), "/dossiers/1/", "Épicerie")
        for title, shift in days.items()
    ]


def test_week_tells_what_takes_place_what_is_late_what_is_due() -> None:
    CALENDAR.register("test", week)
    TODO.register("test", tasks)
    found = week_of(Actor(1, 1, 1, frozenset({Role.OFFICER})), MONDAY)
    titles = [line.title for line in (*found.engagements, *found.late, *found.due)]
    assert titles == ["Rendez-vous avec l’Épicerie", "Relire le budget", "Rappeler la mairie"]
    assert found.engagements[0].when == "lundi 23 novembre 2026, 14 h 30"


def hour(day: int, at: int) -> datetime.datetime:
    return datetime.datetime(2026, 11, day, at, 0, tzinfo=PARIS)


@pytest.mark.django_db
def test_monday_mail_leaves_at_seven_once_a_week_to_those_who_want_it(
    direction: Actor, awa: User, bruno: User, house: House
) -> None:
    CALENDAR.register("test", week)
    TODO.register("test", tasks)
    choose_monday(acting(bruno, house, Role.OFFICER), wanted=False)
    for now in (hour(20, 9), hour(23, 6), hour(23, 7), hour(23, 8), hour(24, 9)):
        strike(now)
        run_due()
    (sent,) = mail.outbox
    assert (sent.to, sent.subject) == ([awa.email], "Votre semaine du 23 novembre 2026")
    assert "lundi 23 novembre 2026, 14 h 30 : Rendez-vous avec l’Épicerie, Dijon" in sent.body
    assert "Relire le budget (Épicerie), attendu le 13 novembre 2026" in sent.body
    strike(hour(30, 7))
    run_due()
    assert len(mail.outbox) == 2


@pytest.mark.django_db
def test_monday_mail_written_twice_for_a_week_is_one(awa: User, house: House) -> None:

    TODO.register("test", tasks)
    for _ in range(2):
        system = Actor.system(house.pk, "post.monday")
        enqueue(system, "post.monday", arguments={"struck_on": MONDAY.isoformat()})
    run_due()
    assert (Letter.objects.count(), len(mail.outbox)) == (1, 1)


@pytest.mark.django_db
def test_week_without_anything_sends_nothing(awa: User, house: House) -> None:
    CALENDAR._items.clear()
    TODO._items.clear()
    strike(hour(20, 9))
    strike(hour(23, 7))
    run_due()
    assert mail.outbox == []


@pytest.mark.django_db
def test_choice_is_made_on_the_account_page_and_undoes_an_unsubscription(bruno: User) -> None:
    client = browser(bruno)
    assert "Vous le recevez" in client.get("/compte/").content.decode()
    for wanted, told in (("non", "Vous ne le recevez pas"), ("oui", "Vous le recevez")):
        page = client.post("/compte/lundi/", {"lundi": wanted}, follow=True).content.decode()
        assert told in page
