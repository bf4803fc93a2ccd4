"""The public agenda: what is announced and nothing else, for people, diaries and engines."""

import datetime
import html
import io
import json
import re
from typing import Any
from xml.etree import ElementTree

import pypdfium2
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar
from pytest_django import DjangoAssertNumQueries

from probant.directory.actions import create_organisation, create_person
from probant.directory.models import Organisation
from probant.documents.writing import keep
from probant.gatherings import actions
from probant.gatherings.models import Event, Session
from probant.portal.agenda import Chosen, month_before, next_month
from probant.portal.booklet import booklet_pdf, collect
from probant.programmes.tests.scenario import Scene, scene

pytestmark = pytest.mark.django_db
PUBLIC = {"openness": "public", "is_announced": True}
NOVEMBER = datetime.date(2023, 11, 1)
SLUG = "pole-d-essai"
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63"
    "f8ffff3f0005fe02fe0def46b80000000049454e44ae426082"
)


@pytest.fixture
def house() -> Scene:
    return scene()


def meeting(house: Scene, title: str, day: datetime.date, **plan: Any) -> Session:
    given = {"kind": house.kind(), "starts_on": day, **PUBLIC, **plan}
    return actions.plan_session(house.awa, title=title, **given)


def address(name: str, *args: Any) -> str:
    return reverse(f"portal:{name}", args=[SLUG, *args])


def titles(page: Any) -> list[str]:
    return [
        html.unescape(found)
        for found in re.findall(
            r'agenda__title"><a href="[^"]*"[^>]*>([^<]*)', page.content.decode()
        )
    ]


def structure(house: Scene, name: str) -> Organisation:
    return create_organisation(actor=house.awa, name=name, family="association")


def season(house: Scene, **more: Any) -> Event:
    given: dict[str, Any] = {
        "title": "Mois de l’ESS",
        "starts_on": NOVEMBER,
        "ends_on": datetime.date(2023, 11, 30),
        "nature": "season",
        "is_announced": True,
        **more,
    }
    return actions.plan_event(house.awa, house_id=house.house.pk, **given)


def test_public_reads_what_is_announced_and_nothing_else(client: Client, house: Scene) -> None:
    day = datetime.date(2023, 11, 16)
    meeting(house, "Annoncée", day)
    hidden = [
        meeting(house, "Brouillon", day, is_announced=False),
        meeting(house, "Sur invitation", day, openness="invitation", is_announced=False),
    ]
    cancelled = meeting(house, "Annulée", day)
    actions.cancel_session(house.awa, session=cancelled, reason="salle fermée")
    waiting = meeting(house, "Reportée", day)
    actions.postpone_session(house.awa, session=waiting, reason="orateur malade")

    month = client.get(address("agenda"), {"mois": "2023-11"})
    assert titles(month) == ["Annoncée", "Annulée", "Reportée"]
    assert month.content.decode().count("is-off") == 2
    assert [client.get(address("agenda-session", one.pk)).status_code for one in hidden] == [
        404
    ] * 2
    shown = client.get(address("agenda-session", cancelled.pk)).content.decode()
    assert "Cette rencontre est annulée." in shown
    assert "salle fermée" not in shown  # the reason is for those registered


def test_agenda_of_one_house_never_shows_another_s(client: Client, house: Scene) -> None:
    session = meeting(house, "Chez nous", datetime.date(2023, 11, 16))
    theirs = reverse("portal:agenda-session", args=["maison-d-a-cote", session.pk])
    assert client.get(theirs).status_code == 404
    assert client.get(reverse("portal:agenda", args=["inconnue"])).status_code == 404
    chooser = client.get(reverse("portal:agenda-houses")).content.decode()
    assert chooser.count('href="/agenda-public/') == 2


def test_what_comes_is_first_and_months_are_words_of_the_address(
    client: Client, house: Scene
) -> None:
    today = timezone.localdate()
    meeting(house, "Passée", today - datetime.timedelta(days=40))
    meeting(house, "Demain", today + datetime.timedelta(days=1))
    lasting = today + datetime.timedelta(days=2)
    meeting(house, "En cours", today - datetime.timedelta(days=2), ends_on=lasting)
    assert titles(client.get(address("agenda"))) == ["En cours", "Demain"]
    nonsense = client.get(address("agenda"), {"mois": "2023-13", "type": "x", "theme": "y"})
    assert titles(nonsense) == ["En cours", "Demain"]


@pytest.mark.parametrize(
    ("words", "left"),
    [
        ({"commune": "21231"}, ["À Dijon"]),
        ({"theme": "reemploi"}, ["Ailleurs"]),
        ({"commune": "21231", "theme": "reemploi"}, []),
    ],
)
def test_filters_narrow_the_month(
    client: Client, house: Scene, words: dict[str, str], left: list[str]
) -> None:
    day = datetime.date(2023, 11, 16)
    meeting(house, "À Dijon", day, place_code="21231", place_name="Dijon")
    meeting(house, "Ailleurs", day, theme="reemploi")
    assert titles(client.get(address("agenda"), {"mois": "2023-11", **words})) == left


def test_months_follow_each_other_over_the_year() -> None:
    december = datetime.date(2023, 12, 31)
    assert next_month(december) == datetime.date(2024, 1, 1)
    assert month_before(datetime.date(2024, 1, 15)) == datetime.date(2023, 12, 1)
    chosen = Chosen.read({"mois": "2023-11", "theme": "culture"})
    assert chosen.query(next_month(NOVEMBER)) == "?mois=2023-12&theme=culture"


@pytest.mark.parametrize("count", [1, 3])
def test_agenda_asks_the_same_number_of_queries(
    client: Client,
    house: Scene,
    count: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in range(count):
        host = structure(house, f"Hôte {number}")
        day = datetime.date(2023, 11, 16)
        meeting(house, f"N° {number}", day, house_part="relay", organiser=host)
    client.get(address("agenda"), {"mois": "2023-11"})
    with django_assert_num_queries(3):  # houses; sessions, choices
        page = client.get(address("agenda"), {"mois": "2023-11"})
    assert len(titles(page)) == count


# --- names of people


def test_people_are_named_in_public_only_where_they_agreed(client: Client, house: Scene) -> None:
    session = meeting(house, "Table ronde", datetime.date(2023, 11, 16))
    for name, is_named in (("Benali", True), ("Discrète", False)):
        person = create_person(house.awa, given_name="Nadia", family_name=name)
        actions.give_role(
            house.awa, session=session, part="speaker", person=person, is_named=is_named
        )
    shown = client.get(address("agenda-session", session.pk)).content.decode()
    assert "Nadia Benali" in shown
    assert "Discrète" not in shown


# --- for machines


def test_calendar_holds_what_is_announced_with_what_became_of_it(
    client: Client, house: Scene
) -> None:
    day = timezone.localdate() + datetime.timedelta(days=10)
    session = meeting(house, "Forum", day, starts_time=datetime.time(9), place_name="Dijon")
    meeting(house, "Brouillon", day, is_announced=False)
    actions.move_session(house.awa, session=session, place_label="Hôtel de ville")
    actions.cancel_session(house.awa, session=session)
    answer = client.get(address("agenda-calendar"))
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    (event,) = Calendar.from_ical(answer.content).walk("VEVENT")
    assert (event["summary"], event["status"], event["sequence"]) == ("Forum", "CANCELLED", 2)
    assert str(event["url"]).endswith(address("agenda-session", session.pk))


def test_atom_is_well_formed_whatever_a_title_holds(client: Client, house: Scene) -> None:
    day = timezone.localdate() + datetime.timedelta(days=10)
    meeting(house, "Pain & <b>sel</b>", day, presentation="Goûter.")
    feed = ElementTree.fromstring(client.get(address("agenda-atom")).content)
    names = {"a": "http://www.w3.org/2005/Atom"}
    (entry,) = feed.findall("a:entry", names)
    assert entry.findtext("a:title", namespaces=names) == "Pain & <b>sel</b>"
    assert "Goûter." in (entry.findtext("a:summary", namespaces=names) or "")
    assert entry.findtext("a:updated", namespaces=names)


def read_markup(page: Any) -> dict[str, Any]:
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page.content.decode())
    assert found is not None
    read: dict[str, Any] = json.loads(found[1])
    return read


def test_markup_says_what_the_page_says_and_closes_no_tag(client: Client, house: Scene) -> None:
    session = meeting(
        house,
        "</script><script>alert(1)</script>",
        datetime.date(2023, 11, 16),
        starts_time=datetime.time(18, 30),
        price_cents=1250,
        place_name="Dijon",
        audience="créateurs",
    )
    page = client.get(address("agenda-session", session.pk))
    told = read_markup(page)
    assert "<script>alert" not in page.content.decode()
    assert (told["name"], told["startDate"]) == (session.title, "2023-11-16T18:30:00+01:00")
    assert (told["offers"]["price"], told["isAccessibleForFree"]) == ("12.50", False)
    assert told["organizer"] == [{"@type": "Organization", "name": "Pôle d’essai"}]
    assert told["eventStatus"] == "https://schema.org/EventScheduled"
    later = datetime.date(2023, 12, 7)
    actions.postpone_session(house.awa, session=session, reason="grève", starts_on=later)
    told = read_markup(client.get(address("agenda-session", session.pk)))
    assert (told["eventStatus"], told["previousStartDate"]) == (
        "https://schema.org/EventRescheduled",
        "2023-11-16",
    )


def test_only_the_fragment_may_be_framed_and_it_takes_no_form(client: Client, house: Scene) -> None:
    meeting(house, "Forum", timezone.localdate() + datetime.timedelta(days=3))
    framed, page = client.get(address("agenda-fragment")), client.get(address("agenda"))
    assert titles(framed) == ["Forum"]
    assert "X-Frame-Options" not in framed
    assert "frame-ancestors *" in framed["Content-Security-Policy"]
    assert "<script" not in framed.content.decode()
    assert "<form" not in framed.content.decode()
    assert page["X-Frame-Options"] == "DENY"
    assert "frame-ancestors 'none'" in page["Content-Security-Policy"]


# --- events


def test_programme_of_many_organisers_is_published_with_its_partners(
    client: Client, house: Scene
) -> None:
    cress = structure(house, "CRESS d’essai")
    event = season(house, organiser=cress)
    day = datetime.date(2023, 11, 24)
    meeting(house, "Forum des initiatives", day, event=event, co_organisers=[cress])
    meeting(house, "Défi pitch", day, event=event, house_part="relay", organiser=cress)
    meeting(house, "Interne", day, event=event, is_announced=False)
    logo = keep("logo.png", [PIXEL])
    partner = actions.add_partner(
        house.awa, event=event, organisation=cress, logo=logo, alternative="CRESS"
    )
    page = client.get(address("agenda-event", event.pk))
    assert titles(page) == ["Forum des initiatives", "Défi pitch"]
    shown = page.content.decode()
    assert "avec Pôle d’essai, CRESS d’essai" in html.unescape(shown)
    assert 'alt="CRESS"' in shown
    picture = client.get(address("agenda-logo", partner.pk))
    assert (picture["Content-Type"], picture.content) == ("image/png", PIXEL)
    event.is_announced = False
    event.save(update_fields=["is_announced"])
    for name, pk in (("event", event.pk), ("booklet", event.pk), ("logo", partner.pk)):
        assert client.get(address(f"agenda-{name}", pk)).status_code == 404


def test_booklet_says_every_announced_session_page_by_page(house: Scene) -> None:
    event = season(house, presentation="Un mois pour découvrir l’ESS.")
    for number in range(14):
        day = NOVEMBER + datetime.timedelta(days=number)
        session = meeting(house, f"Rencontre {number}", day, event=event, place_name="Dijon")
    actions.cancel_session(house.awa, session=session)
    written = booklet_pdf(house.house, event)
    assert written is not None
    book = pypdfium2.PdfDocument(io.BytesIO(written))
    pages = [page.get_textpage().get_text_range() for page in book]
    text = " ".join(pages)
    assert len(pages) > 1
    assert [f"Rencontre {number}" in text for number in range(14)] == [True] * 14
    assert "Rencontre 13 (annulée)" in text
    titles_told = [one.title for one in collect(house.house, event).blocks if one.kind == "section"]
    assert titles_told[:2] == ["Mercredi 1er novembre 2023", "Rencontre 0"]


def test_picture_that_is_not_one_is_refused_and_words_are_asked(
    client: Client, house: Scene
) -> None:
    client.force_login(house.users["Awa"])
    event, cress = season(house), structure(house, "CRESS d’essai")
    where = reverse("gatherings:partner-add", args=[event.pk])
    page = SimpleUploadedFile("logo.png", b"<svg onload=alert(1)>")
    answer = client.post(where, {"organisation": cress.name, "logo": page, "alternative": "x"})
    assert "n’est pas une image PNG ou JPEG" in answer.content.decode()
    silent = SimpleUploadedFile("logo.png", PIXEL)
    answer = client.post(where, {"organisation": cress.name, "logo": silent})
    assert "Dites ce que le logo donne à lire" in answer.content.decode()
    assert event.partners.count() == 0
