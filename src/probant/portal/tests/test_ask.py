"""The public request: anybody may ask, nothing typed is lost, nobody floods a house."""

import uuid
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from probant.accounts.models import User
from probant.directory.models import Card, Person, PrivacyNotice
from probant.portal.access import FROM_ONE_ADDRESS
from probant.portal.queries import slug_of
from probant.post.models import Letter
from probant.programmes.tests.scenario import DAY, Scene, scene
from probant.support.models import SupportRequest

pytestmark = pytest.mark.django_db


@pytest.fixture
def house() -> Scene:
    return scene()


@pytest.fixture(autouse=True)
def nobody_wrote_yet() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def where(house: Scene) -> str:
    return reverse("portal:ask", args=[slug_of(house.house)])


def typed(**values: Any) -> dict[str, Any]:
    given = {"kind": "organisation", "name": "Le Fournil", "family_name": "Roy"}
    given |= {"email": "lou@exemple.fr", "words": "Nous cherchons un local.", "place": "Dijon"}
    return {"cle": str(uuid.uuid4()), **given, **values}


def test_request_is_kept_under_a_reference_without_account_card_or_person(
    house: Scene, where: str
) -> None:
    known = (User.objects.count(), Person.objects.count(), Card.objects.count())
    answer = Client().post(where, typed(), follow=True)
    kept = SupportRequest.objects.get()
    assert (kept.house, kept.state, kept.place_code) == (house.house, "awaiting", "21231")
    assert kept.reference in answer.content.decode()
    assert (User.objects.count(), Person.objects.count(), Card.objects.count()) == known


def test_acknowledgement_leaves_without_a_word_of_what_was_typed(where: str) -> None:
    Client().post(where, typed(words="http://piege.exemple", name="http://piege.exemple"))
    letter = Letter.objects.get()
    assert letter.to == "lou@exemple.fr"
    assert SupportRequest.objects.get().reference in letter.text
    assert "piege" not in letter.text + letter.subject


def test_form_sent_twice_is_one_request_and_one_reference(where: str) -> None:
    given = typed()
    first = Client().post(where, given, follow=True)
    second = Client().post(where, given, follow=True)
    (kept,) = SupportRequest.objects.all()
    for answer in (first, second):
        assert kept.reference in answer.content.decode()
    assert Letter.objects.count() == 1


def test_commune_that_is_not_known_is_kept_as_typed(where: str) -> None:
    Client().post(where, typed(place="Trifouilly-les-Oies"))
    kept = SupportRequest.objects.get()
    assert (kept.place_code, kept.place_name) == ("", "Trifouilly-les-Oies")


@pytest.mark.parametrize(
    "absurd",
    [
        {"kind": "licorne"},
        {"name": ""},
        {"name": "x" * 201},
        {"email": "pas-une-adresse"},
        {"email": "a@b.fr\nBcc: tous@exemple.fr"},
        {"words": ""},
        {"words": "mot " * 1200},
        {"family_name": ""},
        {"telephone": "douze"},
        {"number": "123456789"},
        {"origin": "' OR 1=1"},
        {"adresse_bis": "http://robot.exemple"},
    ],
    ids=lambda absurd: str(absurd)[:40],
)
def test_absurd_values_are_said_and_what_was_typed_stays(
    where: str, absurd: dict[str, str]
) -> None:
    answer = Client().post(where, typed(**absurd, given_name="À garder"))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Rien n’est encore enregistré" in page
    assert "À garder" in page
    assert SupportRequest.objects.count() == 0


@pytest.mark.parametrize("hostile", ["<script>alert(1)</script>", "{{ 7*7 }}", "=1+1", "😀" * 50])
def test_hostile_words_are_kept_as_words(where: str, house: Scene, hostile: str) -> None:
    Client().post(where, typed(words=hostile, name=hostile))
    kept = SupportRequest.objects.get()
    assert (kept.words, kept.name) == (hostile, hostile)
    team = Client()
    team.force_login(house.users["Awa"])
    page = team.get(reverse("support:request", args=[kept.pk])).content.decode()
    assert "<script>alert" not in page


def test_zero_byte_is_refused_and_nothing_breaks(where: str) -> None:
    assert Client().post(where, typed(words="a\0b")).status_code == 422
    assert SupportRequest.objects.count() == 0


def test_one_address_writes_a_few_times_an_hour_and_keeps_what_it_typed(where: str) -> None:
    for _ in range(FROM_ONE_ADDRESS):
        assert Client().post(where, typed()).status_code == 302
    answer = Client().post(where, typed(words="La sixième."))
    assert answer.status_code == 429
    assert "La sixième." in answer.content.decode()
    elsewhere = Client(REMOTE_ADDR="203.0.113.9")
    assert elsewhere.post(where, typed()).status_code == 302


def test_refused_forms_do_not_count(where: str) -> None:
    for _ in range(FROM_ONE_ADDRESS + 1):
        assert Client().post(where, typed(email="")).status_code == 422
    assert Client().post(where, typed()).status_code == 302


def test_address_behind_our_proxy_is_the_one_it_added(where: str, settings: Any) -> None:
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    for number in range(FROM_ONE_ADDRESS + 1):
        forged = f"198.51.100.{number}, 203.0.113.9"
        answer = Client(HTTP_X_FORWARDED_FOR=forged).post(where, typed())
    assert answer.status_code == 429


def test_house_is_named_by_its_short_name_or_its_number(house: Scene) -> None:
    for word in (slug_of(house.house), str(house.house.pk)):
        assert Client().get(f"/demande/{word}/").status_code == 200
    for word in ("personne", "99999999999999999999"):
        assert Client().get(f"/demande/{word}/").status_code == 404


def test_house_that_runs_no_programme_receives_nothing(house: Scene) -> None:
    house.other_house.runs_programmes = False
    house.other_house.save()
    closed = f"/demande/{house.other_house.pk}/"
    assert Client().get(closed).status_code == 404
    assert Client().post(closed, typed()).status_code == 404
    assert Client().get("/demande/")["Location"] == f"/demande/{slug_of(house.house)}/"


def test_several_houses_are_listed(house: Scene) -> None:
    page = Client().get("/demande/").content.decode()
    for one in (house.house, house.other_house):
        assert f"/demande/{slug_of(one)}/" in page


def test_confirmation_shows_no_reference_that_we_did_not_give(house: Scene) -> None:
    forged = f"/demande/{slug_of(house.house)}/recue/?r=26-AAAAAA"
    assert Client().get(forged).status_code == 302


def test_reading_the_form_asks_the_house_and_its_list(
    house: Scene, where: str, django_assert_num_queries: Any
) -> None:
    PrivacyNotice.objects.create(
        house=house.house, published_on=DAY, controller="Pôle", contact="Pôle"
    )
    Client().get(where)
    # houses, list of origins, notice
    with django_assert_num_queries(3):
        Client().get(where)
