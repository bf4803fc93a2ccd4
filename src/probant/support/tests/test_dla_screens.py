"""Pages of the DLA: the whole path through the screens, autosave, rights, papers and workbook."""

import io
import uuid
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries
from python_calamine import CalamineWorkbook

from probant.support import actions
from probant.support.catalogue import dla_columns
from probant.support.models import (
    Case,
    CommitteeItem,
    CommitteeMeeting,
    CommitteeOpinion,
    Diagnosis,
    DiagnosisSigned,
    Mission,
    MissionAttended,
    MissionContracted,
    MissionDeliverable,
    MissionEnded,
    MissionEvaluated,
    MissionSession,
    OfferReceived,
    PlanItem,
    Provider,
    ProviderConsulted,
)
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


def sent(client: Client, name: str, *args: Any, **values: Any) -> Any:
    """Post a form after looking at its page; 302 is a success."""
    assert client.get(address(name, *args)).status_code == 200, name
    response = client.post(address(name, *args), typed(**values))
    assert response.status_code == 302, response.content.decode()[:3000]
    return response


# --- diagnosis


def test_diagnosis_is_saved_by_its_button_and_signed(client: Client, house: Scene) -> None:
    case = case_of(house)
    sent(
        client,
        "diagnosis",
        case.pk,
        needs="Un poste <b>de direction</b>",
        headcount="12",
        fte_hundredths="9,5",
        stated_on="31/12/2022",
        year_0="2020",
        charges_0="100 000 €",
        products_0="104 000",
    )
    draft = Diagnosis.objects.get()
    assert (draft.headcount, draft.fte_hundredths) == (12, 950)
    assert list(draft.years.values_list("year", "charges_cents", "products_cents")) == [
        (2020, 10_000_000, 10_400_000)
    ]
    sent(
        client,
        "diagnosis-sign",
        case.pk,
        signed_on="14/03/2023",
        signed_by="Ada Faure",
        capacity="présidente",
        with_jobs="on",
    )
    assert DiagnosisSigned.objects.get().headcount == 12
    version = DiagnosisSigned.objects.get().version
    page = client.get(address("diagnosis-version", version.pk)).content.decode()
    assert "Un poste &lt;b&gt;de direction&lt;/b&gt;" in page
    assert "Ada Faure, présidente" in page


def test_diagnosis_is_saved_as_one_types(client: Client, house: Scene) -> None:
    case = case_of(house)
    page = address("diagnosis", case.pk)
    first = client.post(page, {"needs": "Un", "lu_a": "0"}, headers={"HX-Request": "true"})
    assert "Enregistré" in first.content.decode()
    assert Diagnosis.objects.get().needs == "Un"
    stale = client.post(page, {"needs": "Deux", "lu_a": "0"}, headers={"HX-Request": "true"})
    assert (stale.status_code, Diagnosis.objects.get().needs) == (200, "Un")
    assert "Enregistré" not in stale.content.decode()


def test_amount_that_cannot_be_read_loses_nothing(client: Client, house: Scene) -> None:
    case = case_of(house)
    response = client.post(
        address("diagnosis", case.pk), typed(needs="Gardé", headcount="douze mille et des")
    )
    assert response.status_code == 422
    assert "Gardé" in response.content.decode()
    assert Diagnosis.objects.count() == 0


def test_file_may_stand_for_the_sections(client: Client, house: Scene) -> None:
    case = case_of(house)
    file = SimpleUploadedFile("diagnostic.pdf", b"%PDF-1.4 essai")
    response = client.post(address("diagnosis", case.pk), typed(headcount="3", file=file))
    assert response.status_code == 302
    got = client.get(address("diagnosis-file", case.pk))
    assert b"".join(got.streaming_content) == b"%PDF-1.4 essai"  # type: ignore[attr-defined]


def test_board_and_strangers_do_not_read_a_diagnosis(client: Client, house: Scene) -> None:
    case = case_of(house)
    actions.save_diagnosis(house.awa, case=case, values={"needs": "Entre nous"})
    signed = actions.sign_diagnosis(house.awa, case=case, signed_on=DAY, signed_by="Ada")
    for name in ("Michel", "Bruno", "Chloé", "Sara"):
        client.force_login(house.users[name])
        for page in (
            address("diagnosis", case.pk),
            address("diagnosis-version", signed.pk),
            address("diagnosis-version-file", signed.pk),
            address("diagnosis-file", case.pk),
        ):
            assert client.get(page).status_code == 404, (name, page)


# --- committee and plan


def test_committee_from_its_date_to_its_opinion(client: Client, house: Scene) -> None:
    case = case_of(house)
    sent(client, "committee-plan", planned_on="14/03/2023", place="Dijon")
    meeting = CommitteeMeeting.objects.get()
    sent(client, "committee-present", case.pk, meeting=meeting.pk)
    sent(
        client,
        "committee-hold",
        meeting.pk,
        held_on="14/03/2023",
        president="Anne Martin",
        present="Anne Martin, DDETS\nLuc Bon, Région",
    )
    item = CommitteeItem.objects.get()
    sent(client, "committee-opinion", item.pk, opinion="reserved", words="À chiffrer.")
    assert CommitteeOpinion.objects.get().opinion == "reserved"
    page = client.get(address("committee", meeting.pk)).content.decode()
    for words in ("favorable avec réserves", "Luc Bon, Région", "À chiffrer."):
        assert words in page
    on_case = client.get(address("case", case.pk)).content.decode()
    assert "Comité d’appui : avis favorable avec réserves" in on_case


def test_words_of_an_opinion_are_the_teams(client: Client, house: Scene) -> None:
    case = case_of(house)
    meeting = actions.plan_committee(house.awa, house=house.house, planned_on=DAY)
    item = actions.put_on_agenda(house.awa, meeting=meeting, case=case)
    item.meeting = actions.hold_committee(house.awa, meeting=meeting, held_on=DAY)
    actions.give_opinion(house.awa, item=item, opinion="favourable", words="Entre nous")
    client.force_login(house.users["Michel"])
    page = client.get(address("committee", meeting.pk))
    assert page.status_code == 200
    assert "Entre nous" not in page.content.decode()


def test_plan_is_written_followed_and_agreed(client: Client, house: Scene) -> None:
    case = case_of(house)
    sent(client, "plan-add", case.pk, title="Fiche de poste", nature="internal", due_on="")
    item = PlanItem.objects.get()
    sent(client, "plan-agree", case.pk, agreed_on="20/03/2023")
    sent(client, "plan-settle", item.pk, state="done", mission="")
    item.refresh_from_db()
    assert item.state == "done"
    assert "Fiche de poste" in client.get(address("case", case.pk)).content.decode()


# --- missions


def test_mission_from_its_terms_to_its_evaluation(client: Client, house: Scene) -> None:
    case, one = case_of(house), structure(house, "Cabinet Un", family="entreprise")
    sent(
        client,
        "prepare",
        case.pk,
        title="Modèle économique",
        skill="economy",
        terms="Trois scénarios",
        budget_cents="3 000 €",
    )
    mission = Mission.objects.get()
    sent(client, "mission-consult", mission.pk, provider="Cabinet Un", asked_on="15/03/2023")
    sent(
        client,
        "mission-offer",
        mission.pk,
        provider="Cabinet Un",
        answer="offer",
        received_on="20/03/2023",
        amount_cents="3 400 €",
        days_hundredths="4",
    )
    sent(
        client,
        "mission-choose",
        mission.pk,
        provider="Cabinet Un",
        chosen_on="21/03/2023",
        reasons="Connaît le secteur",
    )
    assert client.get(address("mission-contract", mission.pk)).status_code == 200
    sent(
        client,
        "mission-contract",
        mission.pk,
        provider="Cabinet Un",
        contracted_on="22/03/2023",
        days_hundredths="4",
        cost_cents="3 400 €",
        starts_on="",
    )
    page = client.get(address("mission", mission.pk)).content.decode()
    assert "dépasse de" in page
    paper = reverse("reports:paper", args=["commande", mission.pk])
    assert client.post(paper, {"format": "docx"}).status_code == 302
    sent(
        client,
        "mission-take-on",
        mission.pk,
        code="mission.over_budget",
        reason="Vu avec le financeur",
    )
    letter = client.post(paper, {"format": "docx"})
    assert (letter.status_code, letter.content[:2]) == (200, b"PK")
    sent(client, "mission-session", mission.pk, planned_on="01/04/2023", title="Lancement")
    session = MissionSession.objects.get()
    sent(client, "mission-attendance", session.pk, held_on="01/04/2023", cases=[case.pk])
    sent(client, "mission-deliverable", mission.pk, title="Rapport", due_on="01/05/2023")
    due = MissionDeliverable.objects.get()
    sent(client, "mission-received", due.pk, received_on="02/05/2023")
    sent(client, "mission-end", mission.pk, ended_on="02/06/2023", cost_cents="3 400 €")
    sent(
        client,
        "mission-evaluate",
        mission.pk,
        by=case.pk,
        mark="5",
        evaluated_on="03/06/2023",
        words="Très utile",
    )
    page = client.get(address("mission", mission.pk)).content.decode()
    for words in ("Très utile", "Vu avec le financeur", "Connaît le secteur", "Lancement"):
        assert words in page
    assert [
        model.objects.now().count()
        for model in (
            ProviderConsulted,
            OfferReceived,
            MissionContracted,
            MissionAttended,
            MissionEnded,
            MissionEvaluated,
        )
    ] == [1] * 6
    assert "5 sur 5 (1)" in client.get(address("provider", one.pk)).content.decode()
    assert client.get(address("case", case.pk)).status_code == 200


def test_collective_mission_is_prepared_with_places(client: Client, house: Scene) -> None:
    programme = house.programme()
    sent(client, "mission-prepare", title="Employeur", programme=programme.pk, capacity="8")
    mission = Mission.objects.get()
    assert (mission.kind, mission.capacity) == ("collective", 8)
    page = client.get(address("missions")).content.decode()
    assert "En préparation" in page
    sent(client, "mission-terms", mission.pk, title="Employeur", capacity="10")
    mission.refresh_from_db()
    assert mission.capacity == 10


def test_words_and_offers_of_a_mission_are_the_teams(client: Client, house: Scene) -> None:
    case, one = case_of(house), structure(house, "Cabinet Un", family="entreprise")
    mission = actions.prepare_mission(
        house.awa,
        programme=house.programme(),
        title="x",
        kind="individual",
        case=case,
        terms="Entre nous",
    )
    actions.choose_provider(
        house.awa, mission=mission, provider=one, chosen_on=DAY, reasons="Raison cachée"
    )
    client.force_login(house.users["Michel"])
    page = client.get(address("mission", mission.pk)).content.decode()
    assert "Entre nous" not in page
    assert "Raison cachée" not in page
    assert client.get(address("mission-terms", mission.pk)).status_code == 404


# --- providers


@pytest.mark.parametrize("count", [1, 3])
def test_register_asks_the_same_number_of_queries(
    client: Client,
    house: Scene,
    count: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in range(count):
        one = structure(house, f"Cabinet {number}", family="entreprise")
        actions.register_provider(
            house.awa, house_id=house.house.pk, organisation=one, skills=["economy"]
        )
    client.get(address("providers"))
    # session, user, memberships; providers; skills and territories; three derived; places offered
    with django_assert_num_queries(11):
        page = client.get(address("providers")).content.decode()
    assert page.count("modèle économique</td>") == count


def test_register_is_filtered_by_name_skill_and_territory(client: Client, house: Scene) -> None:
    for name, skill in (("Alpha", "economy"), ("Bêta", "law")):
        one = structure(house, name, family="entreprise")
        actions.register_provider(
            house.awa, house_id=house.house.pk, organisation=one, skills=[skill]
        )
    for query, shown in (
        ("nom=beta", ["Bêta"]),
        ("competence=economy", ["Alpha"]),
        ("competence=digital", []),
        ("territoire=21231", ["Alpha", "Bêta"]),
    ):
        page = client.get(f"{address('providers')}?{query}").content.decode()
        assert [name for name in ("Alpha", "Bêta") if f">{name}</a>" in page] == shown, query


def test_provider_is_put_in_the_register(client: Client, house: Scene) -> None:
    one = structure(house, "Cabinet Un", family="entreprise")
    sent(
        client,
        "provider-create",
        organisation="Cabinet Un",
        skills=["economy", "law"],
        day_rate_cents="900 €",
        is_listed="on",
    )
    sent(client, "provider-edit", one.pk, skills=["law"], day_rate_cents="950 €", is_listed="on")
    held = Provider.objects.get()
    assert ([row.skill for row in held.skills.all()], held.day_rate_cents) == (["law"], 95_000)


# --- workbook and papers


def test_workbook_has_a_sheet_an_object_and_the_columns_of_the_mapping(
    client: Client, house: Scene
) -> None:
    case = case_of(house)
    actions.reach_phase(house.awa, case=case, phase=house.phase("accueil"), occurred_on=DAY)
    response = client.post(address("dla-export"))
    assert response.status_code == 200
    book = CalamineWorkbook.from_filelike(io.BytesIO(response.content))
    mapping = dla_columns()
    assert book.sheet_names == ["Lisez-moi", *(sheet.title for sheet in mapping.sheets)]
    for sheet in mapping.sheets:
        rows = book.get_sheet_by_name(sheet.title).to_python()
        assert rows[0] == [column.heading for column in sheet.columns]
    phases = book.get_sheet_by_name("Étapes").to_python()
    assert phases[1][1:] == ["Les Jardins du Val", "", "Accueil", DAY]


@pytest.mark.parametrize("ending", ["pdf", "docx"])
def test_diagnosis_and_minutes_are_papers(client: Client, house: Scene, ending: str) -> None:
    case = case_of(house)
    actions.save_diagnosis(house.awa, case=case, values={"needs": "Un poste", "headcount": 3})
    version = actions.sign_diagnosis(house.awa, case=case, signed_on=DAY, signed_by="Ada")
    meeting = actions.plan_committee(house.awa, house=house.house, planned_on=DAY)
    actions.put_on_agenda(house.awa, meeting=meeting, case=case)
    held = reverse("reports:paper", args=["comite", meeting.pk])
    assert client.post(held, {"format": ending}).status_code == 302
    actions.hold_committee(house.awa, meeting=meeting, held_on=DAY, present=["Luc Bon"])
    start = {"pdf": b"%PDF", "docx": b"PK"}[ending]
    for slug, pk in (
        ("diagnostic", version.pk),
        ("diagnostic-brouillon", case.pk),
        ("comite", meeting.pk),
    ):
        got = client.post(reverse("reports:paper", args=[slug, pk]), {"format": ending})
        assert (got.status_code, got.content[: len(start)]) == (200, start), slug


def test_papers_are_not_made_for_strangers(client: Client, house: Scene) -> None:
    case: Case = case_of(house)
    actions.save_diagnosis(house.awa, case=case, values={"needs": "Un poste"})
    version = actions.sign_diagnosis(house.awa, case=case, signed_on=DAY, signed_by="Ada")
    for name in ("Michel", "Bruno", "Chloé", "Sara"):
        client.force_login(house.users[name])
        got = client.post(reverse("reports:paper", args=["diagnostic", version.pk]))
        assert got.status_code == 404, name
