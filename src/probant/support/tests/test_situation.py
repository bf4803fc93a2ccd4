"""The branch and neighbourhood of a case come before its structure's, in the facts to come."""

import pytest
from django.test import Client
from django.urls import reverse

from probant.directory.neighbourhoods import load_neighbourhoods
from probant.directory.territories import load
from probant.support import actions
from probant.support.models import Case, CaseOpened
from probant.support.tests.scenario import DAY, Scene, case_of, scene, structure

pytestmark = pytest.mark.django_db


@pytest.fixture
def house() -> Scene:
    load()
    load_neighbourhoods()
    return scene()


def reached(house: Scene, case: Case, code: str) -> tuple[str, str]:
    fact = actions.reach_phase(house.awa, case=case, phase=house.phase(code), occurred_on=DAY)
    return fact.branch, fact.qpv_code


def test_facts_copy_the_structure_then_what_the_case_says_itself(house: Scene) -> None:
    gresilles = structure(house, branch="culture", qpv_code="21231-gresilles")
    case = actions.open_case(
        house.awa, programme=house.programme(), opened_on=DAY, organisation=gresilles
    )
    assert reached(house, case, "accueil") == ("culture", "21231-gresilles")
    actions.edit_case(
        house.awa,
        case=case,
        project_title="",
        referent=None,
        place_code="21166",
        qpv_code="21166-le-mail",
        branch="sport",
    )
    case.refresh_from_db()
    assert reached(house, case, "diagnostic") == ("sport", "21166-le-mail")
    opened = CaseOpened.objects.get()
    assert (opened.branch, opened.qpv_code) == ("culture", "21231-gresilles")


def test_form_of_a_case_keeps_a_neighbourhood_in_its_commune(house: Scene) -> None:
    case = case_of(house)
    client = Client()
    client.force_login(house.users["Awa"])
    address = reverse("support:edit", args=[case.pk])
    given = {"project_title": "", "place": "Dijon", "branch": "sport", "referent": ""}
    refused = client.post(address, given | {"qpv_code": "21166-le-mail"})
    assert refused.status_code == 422
    done = client.post(address, given | {"qpv_code": "21231-gresilles"})
    assert done.status_code == 302
    case.refresh_from_db()
    assert (case.branch, case.qpv_code, case.place_code) == ("sport", "21231-gresilles", "21231")
