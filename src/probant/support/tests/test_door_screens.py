"""The pages of the door: one form for any call, the register, orientations, requests, lists."""

import datetime
import re
import uuid
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from probant.directory.actions import create_person
from probant.directory.models import RegisterEntry
from probant.kernel.actor import Actor
from probant.support import actions
from probant.support.actions import Said, Upshot, Who
from probant.support.models import (
    Call,
    CallTaken,
    Case,
    DoorChoice,
    IntroductionOutcome,
    NeedVoiced,
    OneOffAdvice,
    Referral,
    RequestReceived,
    SupportRequest,
)
from probant.support.queries.callers import proposals
from probant.support.tests.scenario import DAY, Scene, scene, structure

pytestmark = pytest.mark.django_db


@pytest.fixture
def house() -> Scene:
    return scene()


@pytest.fixture
def client(house: Scene) -> Client:
    """Awa's browser."""
    browser = Client()
    browser.force_login(house.users["Awa"])
    return browser


def address(name: str, *arguments: Any) -> str:
    return reverse(f"support:{name}", args=arguments)


def typed(**values: Any) -> dict[str, Any]:
    return {"cle": str(uuid.uuid4()), "lu_a": "", **values}


def door(**values: Any) -> dict[str, Any]:
    given = {"outcome": "advice", "mode": "telephone", "occurred_on": "14 mars 2023"}
    return typed(**(given | values))


@pytest.fixture
def extract(settings: Any) -> None:
    """Away from any network, an extract of the RNA that knows one association."""
    settings.REGISTER_URL = ""
    RegisterEntry.objects.create(
        source="rna",
        number="W212000123",
        rna="W212000123",
        name="Les Paniers du Suzon",
        place_code="21231",
        place_name="Dijon",
        dated_on=DAY,
    )


def call_of(house: Scene, **given: Any) -> Call:
    day = given.pop("occurred_on", DAY)
    return actions.take_call(house.awa, house_id=house.house.pk, occurred_on=day, **given)


def asked(house: Scene, **given: Any) -> SupportRequest:
    said = {"kind": "project", "name": "Une épicerie", "family_name": "Roy", "words": "Un local."}
    said |= {"email": "lou@exemple.fr", "given_name": "Lou"} | given
    return actions.receive_request(Actor.public(), house=house.house, **said)


def text_of(answer: Any) -> str:
    return str(answer.content.decode())


# --- one form for any call


def test_anonymous_advice_needs_no_name_at_all(client: Client) -> None:
    answer = client.post(address("accueil"), door(need="statuts", also="emploi", minutes="15"))
    call = Call.objects.get()
    assert answer["Location"] == address("call", call.pk)
    assert CallTaken.objects.get().caller == "anonymous"
    assert OneOffAdvice.objects.get().minutes == 15
    assert set(NeedVoiced.objects.values_list("need_code", flat=True)) == {"statuts", "emploi"}


def test_case_of_nobody_is_refused(client: Client, house: Scene) -> None:
    given = door(outcome="case", case_programme=house.programme().pk, words="À garder")
    answer = client.post(address("accueil"), given)
    assert answer.status_code == 422
    assert "À garder" in text_of(answer)
    assert Call.objects.count() == 0


def test_person_is_proposed_with_each_of_her_hats_and_for_herself(
    client: Client, house: Scene
) -> None:
    garden = structure(house, "Les Jardins")
    person = create_person(
        house.awa, given_name="Lou", family_name="Roy", organisation=garden, title="présidente"
    )
    told = [(one.value, one.detail) for one in proposals(house.awa, "lou roy")]
    assert told == [
        (f"p{person.pk}-o{garden.pk}", "présidente, Les Jardins"),
        (f"p{person.pk}", "pour elle-même"),
    ]
    client.post(address("accueil"), door(name="Lou Roy", who=f"p{person.pk}-o{garden.pk}"))
    call = Call.objects.get()
    assert (call.person, call.organisation) == (person, garden)


@pytest.mark.parametrize(
    ("text", "because"),
    [
        ("03.80.12.34.56", "même téléphone"),
        ("CONTACT@jardins.fr", "même courriel"),
        ("W212 000 123", "même RNA"),
        ("242 100 410", "même SIREN"),
    ],
)
def test_structure_is_found_by_any_number_typed(house: Scene, text: str, because: str) -> None:
    known = structure(
        house,
        "Les Jardins",
        telephone="03 80 12 34 56",
        email="contact@jardins.fr",
        rna="W212000123",
        siren="242100410",
    )
    told = [(one.value, one.because) for one in proposals(house.awa, text)]
    assert told == [(f"o{known.pk}", because)]


def test_same_call_asks_shows_the_first_and_keeps_what_was_typed(
    client: Client, house: Scene
) -> None:
    known = structure(house)
    first = call_of(house, who=Who(organisation=known))
    given = door(name=known.name, who=f"o{known.pk}", words="Rappelle pour autre chose.")
    refused = client.post(address("accueil"), given)
    page = text_of(refused)
    assert refused.status_code == 422
    assert address("call", first.pk) in page
    assert "Rappelle pour autre chose." in page
    assert client.post(address("accueil"), given | {"again": "on"}).status_code == 302
    assert CallTaken.objects.count() == 2


def test_unknown_body_is_added_once_its_form_is_said(client: Client, house: Scene) -> None:
    given = door(outcome="referral", body="Le Relais d’ailleurs", reason="competence")
    refused = client.post(address("accueil"), given)
    assert refused.status_code == 422
    assert "dites sa forme" in text_of(refused)
    client.post(address("accueil"), given | {"body_family": "association"})
    sent = Referral.objects.get()
    assert (sent.body.name, sent.reason_code) == ("Le Relais d’ailleurs", "competence")


def test_project_known_keeps_its_case_and_opens_no_other(client: Client, house: Scene) -> None:
    programme = house.programme("creation")
    case = actions.open_case(
        house.awa, programme=programme, opened_on=DAY, project_title="Une épicerie"
    )
    client.post(address("accueil"), door(name="épicerie", who=f"c{case.pk}"))
    assert Call.objects.get().case == case
    again = door(
        name="épicerie", who=f"c{case.pk}", outcome="case", case_programme=programme.pk, again="on"
    )
    assert client.post(address("accueil"), again).status_code == 422
    assert Case.objects.count() == 1


@pytest.mark.parametrize(
    "absurd",
    [
        {"who": "o99999999999999999999", "name": "Zed"},
        {"who": "p1-o2-c3", "name": "Zed"},
        {"who": "<script>", "name": "Zed"},
        {"name": "x" * 300},
        {"words": "y" * 4001},
        {"occurred_on": "demain"},
        {"minutes": "-3"},
        {"body": "z" * 300, "outcome": "referral"},
        {"programme": "abc"},
    ],
    ids=str,
)
def test_absurd_values_never_break_the_door(client: Client, absurd: dict[str, str]) -> None:
    answer = client.post(address("accueil"), door(**absurd))
    assert answer.status_code in (302, 422)
    assert Call.objects.count() == (1 if answer.status_code == 302 else 0)


# --- the register


@pytest.mark.parametrize("count", [1, 3])
def test_register_asks_the_same_number_of_queries(
    client: Client, house: Scene, count: int, django_assert_num_queries: Any
) -> None:
    for number in range(count):
        asked(house, name=f"Projet {number}")
        call_of(house, who=Who(organisation=structure(house, f"Structure {number}")))
    client.get(address("calls"))
    # session, user, memberships; lists, calls, requests, years, places
    with django_assert_num_queries(8):
        client.get(address("calls"))


def test_register_holds_every_call_and_its_filters_are_words(client: Client, house: Scene) -> None:
    call_of(house, said=Said(needs=("statuts",)), upshot=Upshot("advice"))
    call_of(house, who=Who(organisation=structure(house)), said=Said("visit", "presse"))
    for query, count in (
        ({}, 2),
        ({"annee": "2023"}, 2),
        ({"annee": "2022"}, 0),
        ({"besoin": "statuts"}, 1),
        ({"comment": "visit"}, 1),
        ({"origine": "presse"}, 1),
        ({"issue": "advice"}, 1),
        ({"issue": "' OR 1=1", "annee": "abcd"}, 2),
    ):
        page = text_of(client.get(address("calls"), query))
        assert len(re.findall(r'<th scope="row"', page)) == count, query


def test_export_holds_what_is_on_screen_and_seals_it(client: Client, house: Scene) -> None:
    call = call_of(house, who=Who(organisation=structure(house, "=Jardins")))
    call_of(house, upshot=Upshot("advice"))
    sent = client.post(address("calls-export"), {"format": "csv", "issue": "nothing"})
    lines = sent.content.decode("utf-8-sig").splitlines()
    assert len(lines) == 2
    assert lines[1].startswith("2023-03-14;'=Jardins;")
    page = text_of(client.get(address("call-amend", call.pk)))
    assert "Motif" in page


def test_board_volunteers_funders_and_neighbours_do_not_see_the_register(house: Scene) -> None:
    call = call_of(house)
    for name in ("Sara", "Michel", "Bruno", "Chloé"):
        browser = Client()
        browser.force_login(house.users[name])
        assert browser.get(address("call", call.pk)).status_code == 404, name


# --- one call


def test_call_is_corrected_then_voided_from_its_page(client: Client, house: Scene) -> None:
    call = call_of(house, words="Un mot.", upshot=Upshot("advice"))
    assert "Un mot." in text_of(client.get(address("call", call.pk)))
    given = typed(occurred_on="13/03/2023", mode="visit", outcome="nothing", words="Deux mots.")
    assert client.post(address("call-amend", call.pk), given).status_code == 302
    page = text_of(client.get(address("call", call.pk)))
    assert "Rien pour l’instant" in page
    assert "Deux mots." in page
    why = typed(code="duplicate", reason="Noté deux fois.")
    assert client.post(address("call-void", call.pk), why).status_code == 302
    page = text_of(client.get(address("call", call.pk)))
    assert "Appel annulé" in page
    assert client.get(address("call-amend", call.pk)).status_code == 404


def test_orientation_and_its_sequel_are_noted_from_the_call(client: Client, house: Scene) -> None:
    structure(house, "France Active")
    call = call_of(house, who=Who(organisation=structure(house)))
    sent = typed(direction="out", body="france active", reason_code="", occurred_on="15/03/2023")
    assert client.post(address("refer", call.pk), sent).status_code == 302
    fact = Referral.objects.get()
    listed = text_of(client.get(address("referrals")))
    assert address("referral-sequel", fact.pk) in listed
    then = typed(outcome="met", occurred_on="20/03/2023")
    assert client.post(address("referral-sequel", fact.pk), then).status_code == 302
    page = text_of(client.get(address("call", call.pk)))
    assert "La rencontre a eu lieu" in page
    assert "la rencontre a eu lieu" in text_of(client.get(address("referrals")))


def test_introduction_from_a_case_is_told_on_its_page(client: Client, house: Scene) -> None:
    structure(house, "Le Foyer rural")
    case = actions.open_case(
        house.awa,
        programme=house.programme(),
        opened_on=DAY,
        organisation=structure(house),
    )
    met = typed(body="Le Foyer rural", reason_code="cooperation", occurred_on="15/03/2023")
    assert client.post(address("introduce-case", case.pk), met).status_code == 302
    page = text_of(client.get(address("case", case.pk)))
    assert "Mise en relation avec Le Foyer rural" in page
    (number,) = re.findall(address("intro-sequel", 999).replace("999", r"(\d+)"), page)
    then = typed(outcome="helped", occurred_on="15/03/2023")
    client.post(address("intro-sequel", int(number)), then)
    assert IntroductionOutcome.objects.get().case == case


@pytest.mark.parametrize("count", [1, 3])
def test_orientations_ask_the_same_number_of_queries(
    client: Client, house: Scene, count: int, django_assert_num_queries: Any
) -> None:
    for number in range(count):
        call = call_of(house, who=Who(organisation=structure(house, f"Structure {number}")))
        body = structure(house, f"Organisme {number}")
        actions.refer(house.awa, occurred_on=DAY, body=body, call=call)
    client.get(address("referrals"))
    # session, user, memberships; orientations, lists, sequels
    with django_assert_num_queries(6):
        client.get(address("referrals"))


# --- public requests at the door


def test_request_awaits_on_the_desk_and_in_the_register(client: Client, house: Scene) -> None:
    request = asked(house)
    for page in (reverse("desk:home"), address("calls")):
        assert address("request", request.pk) in text_of(client.get(page))


def test_request_taken_fills_the_door_and_becomes_a_case(client: Client, house: Scene) -> None:
    request = asked(house)
    where = f"{address('accueil')}?demande={request.pk}"
    page = text_of(client.get(where))
    for words in ("Une épicerie", "Un local.", "lou@exemple.fr", 'value="project" checked'):
        assert words in page
    given = door(
        demande=request.pk,
        name="Une épicerie",
        who="project",
        given_name="Lou",
        family_name="Roy",
        email="lou@exemple.fr",
        words="Un local.",
        outcome="case",
        case_programme=house.programme("creation").pk,
    )
    answer = client.post(address("accueil"), given)
    call, case = Call.objects.get(), Case.objects.get()
    assert answer["Location"] == address("case", case.pk)
    request.refresh_from_db()
    assert (request.state, call.request) == ("taken", request)
    assert CallTaken.objects.get().mode == "online"
    assert address("request", request.pk) not in text_of(client.get(address("calls")))


def test_request_is_taken_by_one_person_only(client: Client, house: Scene) -> None:
    request = asked(house)
    call_of(house, who=Who(project_title="Une épicerie"), request=request)
    other = Client()
    other.force_login(house.users["Fabien"])
    given = door(demande=request.pk, name="Autre", who="project")
    other.post(address("accueil"), given)
    assert Call.objects.filter(request=request).count() == 1
    refused = other.post(address("request", request.pk), typed(state="refused", reason="Trop tard"))
    assert refused.status_code == 422
    assert "déjà traitée par Awa" in text_of(refused)


def test_unwanted_request_is_set_aside_with_a_reason_and_no_longer_counted(
    client: Client, house: Scene
) -> None:
    request = asked(house)
    where = address("request", request.pk)
    assert client.post(where, typed(state="spam", reason="")).status_code == 422
    assert client.post(where, typed(state="spam", reason="Publicité")).status_code == 302
    assert RequestReceived.objects.now().count() == 0
    client.post(address("request-reopen", request.pk), typed())
    request.refresh_from_db()
    assert request.is_awaiting
    assert RequestReceived.objects.now().count() == 1


def test_voided_call_gives_its_request_back(house: Scene) -> None:
    request = asked(house)
    call = call_of(house, who=Who(project_title="Une épicerie"), request=request)
    actions.void_call(house.awa, call=call, code="error", reason="Pas la bonne.")
    request.refresh_from_db()
    assert request.is_awaiting


@pytest.mark.parametrize("count", [1, 3])
def test_requests_ask_the_same_number_of_queries(
    client: Client, house: Scene, count: int, django_assert_num_queries: Any
) -> None:
    for number in range(count):
        asked(house, name=f"Projet {number}")
    client.get(address("requests"))
    # session, user, memberships; requests
    with django_assert_num_queries(4):
        client.get(address("requests"))


# --- the lists


def test_direction_renames_closes_and_adds_words_and_facts_keep_their_codes(house: Scene) -> None:
    call_of(house, said=Said(needs=("numerique",)))
    browser = Client()
    browser.force_login(house.users["Fabien"])
    browser.post(address("door-choice", "need", "numerique"), typed(name="informatique"))
    browser.post(address("door-choice-add", "need"), typed(name="Tiers-lieu", is_open="on"))
    assert DoorChoice.objects.get(code="tiers-lieu").is_open
    page = text_of(browser.get(address("accueil")))
    assert '<option value="tiers-lieu">Tiers-lieu</option>' in page
    assert "numerique" not in page
    assert "informatique" in text_of(browser.get(address("calls")))
    again = browser.post(address("door-choice-add", "need"), typed(name="tiers lieu"))
    assert again.status_code == 422
    assert NeedVoiced.objects.now().get().need_code == "numerique"


@pytest.mark.parametrize("name", ["١٢٣", "Ελλάδα", "😀"])
def test_a_word_of_another_script_has_an_address_too(house: Scene, name: str) -> None:
    browser = Client()
    browser.force_login(house.users["Fabien"])
    browser.post(address("door-choice-add", "need"), typed(name=name, is_open="on"))
    assert DoorChoice.objects.get(name=name).code == "mot"
    assert name in text_of(browser.get(address("door-choices")))
    assert browser.get(address("door-choice", "need", "mot")).status_code == 200


def test_lists_are_the_direction_s(client: Client) -> None:
    assert client.get(address("door-choices")).status_code == 404


def test_day_of_a_request_is_the_day_in_paris(house: Scene) -> None:
    request = asked(house)
    fact = RequestReceived.objects.get()
    assert fact.occurred_on == datetime.date.today()
    assert re.fullmatch(r"\d\d-[2-9A-HJKMNP-Z]{6}", request.reference)


# --- what the public registers know


@pytest.mark.usefixtures("extract")
def test_number_typed_for_a_name_fills_the_structure_from_the_registers(client: Client) -> None:
    page = text_of(client.get(address("accueil-names"), {"name": "W212 000 123"}))
    assert 'value="rW212000123"' in page
    client.post(address("accueil"), door(name="W212 000 123", who="rW212000123"))
    made = Call.objects.get().organisation
    assert made is not None
    assert (made.rna, made.name) == ("W212000123", "Les Paniers du Suzon")


@pytest.mark.usefixtures("extract")
def test_number_that_no_register_knows_is_said_and_kept(client: Client) -> None:
    answer = client.post(address("accueil"), door(name="W212 999 999", who="rW212999999"))
    page = text_of(answer)
    assert answer.status_code == 422
    assert "W212 999 999" in page
    assert Call.objects.count() == 0


@pytest.mark.usefixtures("extract")
def test_sheet_is_filled_without_script_and_nothing_typed_is_lost(client: Client) -> None:
    given = door(who="new", siren="W212000123", words="À garder", outcome="case", remplir="oui")
    page = text_of(client.post(address("accueil"), given))
    for words in ("À garder", "Les Paniers du Suzon", 'value="case"'):
        assert words in page
    assert Call.objects.count() == 0
