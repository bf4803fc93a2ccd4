"""Pages of support: quick to read, nothing lost, nothing done twice, closed to strangers."""

import datetime
import re
import uuid
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from probant.journal.timeline import last_seq
from probant.kernel.dates import write_short_date
from probant.support import actions
from probant.support.models import Case, JobFact, MissionContracted, Note, PhaseReached
from probant.support.tests.scenario import DAY, Scene, case_of, scene, structure

pytestmark = pytest.mark.django_db


@pytest.fixture
def house(client: Client) -> Scene:
    made = scene()
    client.force_login(made.users["Awa"])
    return made


def address(name: str, *args: Any) -> str:
    return reverse(f"support:{name}", args=args)


def typed(**values: Any) -> dict[str, Any]:
    return {"cle": str(uuid.uuid4()), "lu_a": "", **values}


def accueil(house: Scene, **values: Any) -> dict[str, Any]:
    given = {"name": "Café L’Étable", "who": "new", "family": "association", "place": "Dijon"}
    given |= {"outcome": "case", "case_programme": house.programme().pk, "mode": "telephone"}
    given |= {"occurred_on": "14 mars 2023", "words": ""}
    return typed(**(given | values))


# --- lists


@pytest.mark.parametrize("count", [1, 3])
def test_list_of_cases_asks_the_same_number_of_queries(
    client: Client,
    house: Scene,
    count: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in range(count):
        case_of(house, f"Structure {number}", referent=house.users["Awa"])
    client.get(address("cases"))
    # session, user, memberships; the cases; programmes and phases of the filters; referents
    with django_assert_num_queries(7):
        page = client.get(address("cases")).content.decode()
    assert page.count("<tr") == count + 1


@pytest.mark.parametrize("count", [1, 3])
def test_case_asks_the_same_number_of_queries(
    client: Client,
    house: Scene,
    count: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    case = case_of(house)
    for code in ["accueil", "diagnostic", "parcours"][:count]:
        fact = actions.reach_phase(
            house.awa, case=case, phase=house.phase(code), occurred_on=DAY, note="Vu."
        )
    actions.void_fact(house.awa, fact=fact, code="error", reason="mauvais jour")
    client.get(address("case", case.pk))
    # session, user, memberships; case; marks, two kinds of fact and the notes, their authors,
    # what is fresh, reasons; planned, path (3), follow-ups due (3), files, members, partners,
    # supporters: the rest are the panels', each with its own number
    with django_assert_num_queries(40):
        client.get(address("case", case.pk))


@pytest.mark.parametrize("count", [1, 3])
def test_list_of_missions_asks_the_same_number_of_queries(
    client: Client,
    house: Scene,
    count: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in range(count):
        actions.contract_mission(
            house.awa,
            programme=house.programme(),
            title=f"Mission {number}",
            kind="collective",
            contracted_on=DAY,
        )
    client.get(address("missions"))
    # session, user, memberships; the missions; those in preparation
    with django_assert_num_queries(5):
        page = client.get(address("missions")).content.decode()
    assert page.count("<tr") == count + 1


def test_filters_are_words_of_the_address(client: Client, house: Scene) -> None:
    case_of(house, "Ouverte au DLA", referent=house.users["Awa"])
    closed = case_of(house, "Close à la création", programme="creation")
    actions.close_case(house.awa, case=closed, outcome="done", closed_on=DAY)
    seen = {
        query: [
            name
            for name in ("Ouverte au DLA", "Close à la création")
            if name in client.get(address("cases") + query).content.decode()
        ]
        for query in ("", "?etat=clos", "?etat=tous&programme=dla", "?referent=moi", "?etape=zzz")
    }
    assert seen == {
        "": ["Ouverte au DLA"],
        "?etat=clos": ["Close à la création"],
        "?etat=tous&programme=dla": ["Ouverte au DLA"],
        "?referent=moi": ["Ouverte au DLA"],
        "?etape=zzz": [],
    }


@pytest.mark.parametrize(
    "query",
    ["?programme=%F0%9F", "?programme=n9999999999999999999999", "?referent=²", "?etape=%27"],
)
def test_nonsense_in_the_address_is_answered(client: Client, house: Scene, query: str) -> None:
    case_of(house)
    assert client.get(address("cases") + query).status_code == 200


# --- the door


def test_accueil_is_noted_from_one_form(client: Client, house: Scene) -> None:
    answer = client.post(address("accueil"), accueil(house, words="Un local."))
    case = Case.objects.get()
    assert answer["Location"] == address("case", case.pk)
    page = client.get(address("case", case.pk)).content.decode()
    assert "Café L’Étable" in page
    assert "Un local." in page
    assert PhaseReached.objects.get().place_code == "21231"


def test_accueil_submitted_twice_is_done_once(client: Client, house: Scene) -> None:
    given = accueil(house)
    first = client.post(address("accueil"), given)
    second = client.post(address("accueil"), given, follow=True)
    assert first.status_code == 302
    assert "déjà enregistré" in second.content.decode()
    assert Case.objects.count() == 1


def test_known_structure_is_proposed_before_another_is_made(client: Client, house: Scene) -> None:
    known = structure(house, "Café L’Étable")
    asked = client.post(address("accueil"), accueil(house, name="cafe etable", who=""))
    page = asked.content.decode()
    assert asked.status_code == 422
    assert f'value="o{known.pk}"' in page
    assert 'value="cafe etable"' in page
    client.post(address("accueil"), accueil(house, name="cafe etable", who=f"o{known.pk}"))
    assert Case.objects.get().organisation == known


def test_names_are_proposed_while_typing(client: Client, house: Scene) -> None:
    known = structure(house, "Ressourcerie des Trois Ponts")
    page = client.get(address("accueil-names"), {"name": "trois po"}).content.decode()
    assert f'value="o{known.pk}"' in page


def test_project_without_structure_is_welcomed(client: Client, house: Scene) -> None:
    client.post(address("accueil"), accueil(house, name="Une épicerie", who="project"))
    case = Case.objects.get()
    assert (case.organisation, case.project_title, case.place_code) == (
        None,
        "Une épicerie",
        "21231",
    )


def test_future_day_is_refused_in_french_and_what_was_typed_is_kept(
    client: Client, house: Scene
) -> None:
    tomorrow = write_short_date(timezone.localdate() + datetime.timedelta(days=1))
    answer = client.post(
        address("accueil"), accueil(house, occurred_on=tomorrow, words="Garder ceci.")
    )
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "dans l&#x27;avenir" in page or "dans l’avenir" in page
    assert "Garder ceci." in page
    assert tomorrow in page
    assert Case.objects.count() == 0


@pytest.mark.parametrize(
    "absurd",
    [
        {"name": ""},
        {"name": "x" * 201},
        {"case_programme": "zéro"},
        {"case_programme": "99999999"},
        {"case_programme": ""},
        {"outcome": ""},
        {"outcome": "licorne"},
        {"minutes": "99999"},
        {"need": "licorne"},
        {"telephone": "douze"},
        {"siren": "123 456 789"},
        {"occurred_on": "31/02/2023"},
        {"place": "Atlantide"},
        {"referent": "-1"},
        {"family": "licorne"},
    ],
    ids=str,
)
def test_absurd_values_are_said_and_nothing_is_written(
    client: Client, house: Scene, absurd: dict[str, str]
) -> None:
    answer = client.post(address("accueil"), accueil(house, **absurd))
    assert answer.status_code == 422
    assert "à revoir" in answer.content.decode()
    assert Case.objects.count() == 0


def test_missing_fields_are_said(client: Client, house: Scene) -> None:
    assert client.post(address("accueil"), {}).status_code == 422
    assert Case.objects.count() == 0


# --- acts on a case


def test_two_editors_the_second_sees_what_changed_and_keeps_what_was_typed(
    client: Client, house: Scene
) -> None:
    case = case_of(house)
    read_at = last_seq(house.house.pk, "case", case.pk)
    actions.reach_phase(house.fabien, case=case, phase=house.phase("accueil"), occurred_on=DAY)
    given = typed(
        lu_a=str(read_at),
        phase=house.phase("diagnostic").pk,
        occurred_on="02/04/2023",
        note="Mon analyse.",
    )
    refused = client.post(address("reach", case.pk), given)
    page = refused.content.decode()
    assert refused.status_code == 422
    assert "Pendant votre saisie" in page
    assert "Fabien : Étape atteinte" in page
    assert "Mon analyse." in page
    assert "02/04/2023" in page
    given["lu_a"] = str(last_seq(house.house.pk, "case", case.pk))
    assert f'name="lu_a" value="{given["lu_a"]}"' in page
    assert client.post(address("reach", case.pk), given).status_code == 302
    assert PhaseReached.objects.count() == 2
    assert Note.objects.get().text == "Mon analyse."


def test_follow_up_jobs_and_mission_are_noted_from_the_case(client: Client, house: Scene) -> None:
    case = case_of(house)
    structure(house, "Cabinet d’essai", family="entreprise")
    client.post(
        address("follow-up", case.pk),
        typed(term="support-6", occurred_on="4 déc. 2023", state="active", needs=""),
    )
    client.post(
        address("jobs", case.pk),
        typed(kind="consolidated", headcount="12", fte_hundredths="10,5", occurred_on="1/6/2023"),
    )
    client.post(
        address("sign", case.pk),
        typed(
            title="Mécénat",
            provider="cabinet d'essai",
            contracted_on="1er juin 2023",
            days_hundredths="2,5",
            cost_cents="3 000 €",
        ),
    )
    assert PhaseReached.objects.filter(phase_code="suivi").count() == 1
    assert list(JobFact.objects.values_list("headcount", "fte_hundredths")) == [(12, 1050)]
    mission = MissionContracted.objects.get()
    assert (mission.days_hundredths, mission.cost_cents) == (250, 300_000)
    assert mission.provider is not None
    assert mission.provider.name == "Cabinet d’essai"


def test_phase_offered_is_the_next_one_and_those_noted_are_left_out(
    client: Client, house: Scene
) -> None:
    case = case_of(house)
    actions.reach_phase(house.awa, case=case, phase=house.phase("accueil"), occurred_on=DAY)
    page = client.get(address("reach", case.pk)).content.decode()
    offered = re.findall(r'name="phase" value="(\d+)"', page)
    codes = ("diagnostic", "parcours", "accompagnement", "suivi")
    assert offered == [str(house.phase(code).pk) for code in codes]


def test_fact_is_voided_from_its_row_with_a_reason(client: Client, house: Scene) -> None:
    case = case_of(house)
    fact = actions.reach_phase(house.awa, case=case, phase=house.phase("accueil"), occurred_on=DAY)
    where = address("void", "etape", fact.pk)
    assert client.post(where, typed(code="error", reason="")).status_code == 422
    assert client.post(where, typed(code="error", reason="mauvaise structure")).status_code == 302
    page = client.get(address("case", case.pk)).content.decode()
    assert "<del>Accueil</del>" in page
    assert "erreur de saisie (mauvaise structure)" in page
    assert client.get(where).status_code == 404


def test_fact_is_replaced_from_its_row(client: Client, house: Scene) -> None:
    case = case_of(house)
    fact = actions.record_jobs(
        house.fabien, case=case, kind="consolidated", headcount=12, occurred_on=DAY
    )
    given = typed(
        occurred_on="14/03/2023",
        kind="consolidated",
        headcount="11",
        fte_hundredths="",
        code="error",
        reason="un départ",
    )
    client.post(address("replace", "emplois", fact.pk), given)
    assert list(JobFact.objects.now().values_list("headcount", flat=True)) == [11]


def test_fresh_slip_is_corrected_without_a_reason_by_its_author_alone(
    client: Client, house: Scene
) -> None:
    case = case_of(house)
    fact = actions.reach_phase(house.awa, case=case, phase=house.phase("accueil"), occurred_on=DAY)
    where = address("correct", "etape", fact.pk)
    assert where in client.get(address("case", case.pk)).content.decode()
    given = typed(occurred_on="15/03/2023", phase=fact.phase_id)
    client.force_login(house.users["Fabien"])
    assert client.get(where)["Location"] == address("replace", "etape", fact.pk)
    assert client.post(where, given).status_code == 422
    client.force_login(house.users["Awa"])
    assert client.post(where, given).status_code == 302
    page = client.get(address("case", case.pk)).content.decode()
    assert "15 mars 2023" in page
    assert "<del>" not in page


def test_declared_day_is_marked(client: Client, house: Scene) -> None:
    case = case_of(house)
    actions.reach_phase(
        house.importer,
        case=case,
        phase=house.phase("accueil"),
        occurred_on=DAY,
        declared_on=datetime.date(2024, 3, 29),
    )
    assert "date déclarée : 29/03/2024" in client.get(address("case", case.pk)).content.decode()


def test_note_is_erased_by_its_author(client: Client, house: Scene) -> None:
    case = case_of(house)
    note = actions.add_note(house.awa, case=case, text="Un secret.")
    assert client.get(address("erase-note", note.pk)).status_code == 200
    client.post(address("erase-note", note.pk), typed())
    page = client.get(address("case", case.pk)).content.decode()
    assert "Un secret." not in page
    assert "Note effacée" in page


# --- rights


@pytest.mark.parametrize("name", ["Bruno", "Chloé"])
def test_case_does_not_exist_for_funders_and_strangers(
    client: Client, house: Scene, name: str
) -> None:
    case = case_of(house)
    fact = actions.reach_phase(house.awa, case=case, phase=house.phase("accueil"), occurred_on=DAY)
    client.force_login(house.users[name])
    pages = ["case", "reach", "follow-up", "jobs", "birth", "note", "close", "join", "edit"]
    answers = {page: client.get(address(page, case.pk)).status_code for page in pages}
    assert answers == dict.fromkeys(pages, 404)
    assert client.post(address("void", "etape", fact.pk), typed()).status_code == 404


def test_board_reads_a_case_without_notes_nor_buttons(client: Client, house: Scene) -> None:
    case = case_of(house)
    actions.add_note(house.awa, case=case, text="Un secret.", audience="shared")
    client.force_login(house.users["Michel"])
    page = client.get(address("case", case.pk)).content.decode()
    assert "Les Jardins du Val" in page
    assert "Un secret." not in page
    assert "Étape atteinte" not in page
    assert client.get(address("reach", case.pk)).status_code == 404


def test_volunteer_writes_on_the_case_entrusted_and_finds_no_other(
    client: Client, house: Scene
) -> None:
    case, other = case_of(house), case_of(house, "Une autre")
    actions.entrust_case(house.awa, case=case, user=house.users["Sara"], starts_on=DAY)
    client.force_login(house.users["Sara"])
    given = typed(phase=house.phase("accueil").pk, occurred_on="14/03/2023", note="")
    assert client.post(address("reach", case.pk), given).status_code == 302
    assert client.get(address("reach", other.pk)).status_code == 404
    assert "Une autre" not in client.get(address("cases")).content.decode()


@pytest.mark.parametrize("kind", ["etape", "licorne", "emplois"])
def test_fact_that_does_not_exist_is_not_found(client: Client, house: Scene, kind: str) -> None:
    case_of(house)
    assert client.get(address("void", kind, 99_999)).status_code == 404
