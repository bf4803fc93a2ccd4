"""The collective of a project, its partners; a case that ends, and goes on again."""

import datetime
import uuid

import pytest
from django.test import Client
from django.urls import reverse

from probant.directory.actions import create_person
from probant.directory.actions.merging import merge_organisation
from probant.directory.models import Person, Position
from probant.kernel.decision import Refused
from probant.support import actions
from probant.support.models import Case, CaseClosed, CaseMember, CaseReopened
from probant.support.queries.history import history
from probant.support.tests.scenario import DAY, Scene, case_of, scene, structure

pytestmark = pytest.mark.django_db
LATER = datetime.date(2023, 6, 1)
YEAR_LATER = datetime.date(2024, 6, 1)
BIRTH = {"identity": {"name": "La Boucle", "family": "association"}, "born_on": LATER}


@pytest.fixture
def house() -> Scene:
    return scene()


def project(house: Scene) -> Case:
    return actions.open_case(
        house.awa,
        programme=house.programme("creation"),
        opened_on=DAY,
        project_title="Une recyclerie",
    )


def test_newcomer_enters_the_directory_with_her_part(house: Scene) -> None:
    case = project(house)
    actions.add_member(house.awa, case=case, newcomer=actions.Newcomer("Roy", "Léa"), starts_on=DAY)
    (member,) = case.members.select_related("person")
    assert (str(member.person), member.part) == ("Léa Roy", "holder")


def test_person_is_once_in_a_project(house: Scene) -> None:
    case = project(house)
    lea = create_person(house.awa, given_name="Léa", family_name="Roy")
    actions.add_member(house.awa, case=case, person=lea, starts_on=DAY)
    with pytest.raises(Refused, match="déjà dans ce projet"):
        actions.add_member(house.awa, case=case, person=lea, starts_on=DAY)
    assert CaseMember.objects.count() == 1


@pytest.mark.parametrize(("positions", "held"), [(True, ["Léa Roy", "Max Petit"]), (False, [])])
def test_people_of_the_project_hold_positions_where_asked(
    house: Scene, positions: bool, held: list[str]
) -> None:
    case = project(house)
    for given, family, part in (
        ("Léa", "Roy", "holder"),
        ("Max", "Petit", "co_holder"),
        ("Zoé", "Loin", "partner"),
    ):
        newcomer = actions.Newcomer(family, given)
        actions.add_member(house.awa, case=case, newcomer=newcomer, part=part, starts_on=DAY)
    born = actions.record_birth(house.awa, case=case, positions=positions, **BIRTH)
    found = Position.objects.filter(organisation=born.organisation, starts_on=LATER)
    assert sorted(str(position.person) for position in found) == held
    case.refresh_from_db()
    assert [one.what for one in history(case, house.awa, with_reasons=True)] == [
        "Création de la structure",
        "Ouverture du dossier",
    ]


def test_partner_has_a_part_once(house: Scene) -> None:
    case, other = project(house), structure(house, "Le Tiers-lieu")
    actions.add_partner(house.awa, case=case, organisation=other, part="lead", starts_on=DAY)
    with pytest.raises(Refused, match="déjà cette part"):
        actions.add_partner(house.awa, case=case, organisation=other, part="lead", starts_on=DAY)
    actions.end_partner(house.awa, partner=case.partners.get(), ends_on=LATER)
    assert case.partners.get().ends_on == LATER


# --- closed, reopened


def closed(house: Scene) -> Case:
    case = case_of(house)
    actions.close_case(house.awa, case=case, outcome="done", closed_on=LATER)
    return case


def reopened(house: Scene) -> Case:
    case = closed(house)
    actions.reopen_case(house.awa, case=case, reopened_on=YEAR_LATER, reason="Nouveau besoin.")
    return case


def test_case_reopened_a_year_later_was_closed_all_the_same(house: Scene) -> None:
    case = reopened(house)
    assert (case.state, case.closed_on, case.outcome) == ("open", None, "")
    assert CaseClosed.objects.now().count() == 1
    assert CaseReopened.objects.get().occurred_on == YEAR_LATER


def test_case_reopened_may_end_again(house: Scene) -> None:
    case = reopened(house)
    last = YEAR_LATER.replace(month=9)
    actions.close_case(house.awa, case=case, outcome="referred", closed_on=last)
    assert (case.closed_on, case.outcome) == (last, "referred")
    ends = CaseClosed.objects.now()
    assert (ends.count(), ends.values("case").distinct().count()) == (2, 1)


def test_only_a_closed_case_is_reopened_and_not_before_its_end(house: Scene) -> None:
    case = closed(house)
    with pytest.raises(Refused, match="a été clos le"):
        actions.reopen_case(house.awa, case=case, reopened_on=DAY, reason="oui")
    with pytest.raises(Refused, match="pourquoi"):
        actions.reopen_case(house.awa, case=case, reopened_on=YEAR_LATER, reason=" ")
    with pytest.raises(Refused, match="est ouvert"):
        actions.reopen_case(
            house.awa, case=case_of(house, "Autre"), reopened_on=YEAR_LATER, reason="oui"
        )


def test_end_that_was_followed_by_a_reopening_is_voided_after_it(house: Scene) -> None:
    case = reopened(house)
    why = {"code": "error", "reason": "jamais clos"}
    with pytest.raises(Refused, match="la réouverture qui a suivi"):
        actions.void_fact(house.awa, fact=CaseClosed.objects.get(), **why)
    actions.void_fact(house.awa, fact=CaseReopened.objects.get(), **why)
    case.refresh_from_db()
    assert case.state == "closed"
    actions.void_fact(house.awa, fact=CaseClosed.objects.get(), **why)
    case.refresh_from_db()
    assert case.state == "open"


def test_case_is_reopened_from_its_page(client: Client, house: Scene) -> None:
    case = closed(house)
    client.force_login(house.users["Awa"])
    given = {"cle": str(uuid.uuid4()), "lu_a": "", "reopened_on": "01/06/2024", "reason": "Suite."}
    answer = client.post(reverse("support:reopen", args=[case.pk]), given)
    assert answer.status_code == 302
    case.refresh_from_db()
    assert case.is_open


def test_newcomer_typed_twice_is_one_person(client: Client, house: Scene) -> None:
    case = project(house)
    client.force_login(house.users["Awa"])
    given = {
        "cle": str(uuid.uuid4()),
        "lu_a": "",
        "person": "Léa Roy",
        "part": "holder",
        "starts_on": "14/03/2023",
    }
    address = reverse("support:member-add", args=[case.pk])
    assert [client.post(address, given).status_code for _ in range(2)] == [302, 302]
    assert Person.objects.count() == 1


def test_case_of_a_structure_merged_into_another_goes_on_under_it(house: Scene) -> None:
    case, kept = case_of(house), structure(house, "Jardins du Val (déclarée)")
    partner = structure(house, "Partenaire")
    actions.add_partner(house.awa, case=case, organisation=partner, starts_on=DAY)
    assert case.organisation is not None
    merge_organisation(house.fabien, kept=kept, merged=case.organisation, reason="duplicate")
    merge_organisation(house.fabien, kept=kept, merged=partner, reason="duplicate")
    case.refresh_from_db()
    assert (case.organisation, case.state) == (kept, "open")
    assert case.partners.get().organisation == kept
    meeting = actions.Meeting(planned_on=LATER, minutes=30)
    fact = actions.log_appointment(house.awa, case=case, meeting=meeting)
    assert fact.organisation == kept
