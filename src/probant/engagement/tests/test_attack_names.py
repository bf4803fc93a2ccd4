"""Who volunteers is read by the team; a volunteer notes their own hours."""

import pytest
from django.test import Client
from django.urls import reverse

from probant.directory.actions import create_person
from probant.engagement.actions import enrol_volunteer
from probant.programmes.tests.scenario import DAY, scene

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("name", "reads"), [("Awa", True), ("Sara", False)])
def test_volunteers_are_listed_for_the_team(client: Client, name: str, reads: bool) -> None:
    house = scene()
    somebody = create_person(house.awa, given_name="Anna", family_name="Zyromski")
    enrol_volunteer(house.awa, person=somebody, task="accueil", starts_on=DAY)
    client.force_login(house.users[name])
    page = client.get(reverse("engagement:time", args=["benevoles"])).content.decode()
    assert ("Zyromski" in page) is reads
