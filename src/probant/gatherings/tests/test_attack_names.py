"""Who came to a session is read by the team alone: the others read how many."""

import pytest
from django.test import Client
from django.urls import reverse

from probant.gatherings import actions
from probant.gatherings.tests.test_actions import person, planned
from probant.programmes.tests.scenario import scene

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("name", "reads"), [("Awa", True), ("Sara", False), ("Michel", False)])
def test_names_taken_at_the_door_are_read_by_the_team(
    client: Client, name: str, reads: bool
) -> None:
    house = scene()
    session = planned(house)
    actions.take_attendance(house.awa, session=session, people=[person(house, "Zyromski")])
    client.force_login(house.users[name])
    page = client.get(reverse("gatherings:session", args=[session.pk])).content.decode()
    assert ("Zyromski" in page) is reads
    assert "1 nom" in page
