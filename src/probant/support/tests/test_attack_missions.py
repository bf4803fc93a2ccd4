"""A collective mission is noted for whichever programme is chosen, not only the first listed."""

import uuid

import pytest
from django.test import Client
from django.urls import reverse

from probant.programmes.tests.scenario import scene
from probant.support.models import Mission

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("code", ["dla", "creation", "generateur"])
def test_a_collective_mission_is_noted_for_the_programme_chosen(client: Client, code: str) -> None:
    house = scene()
    chosen = {one: house.programme(one) for one in ("creation", "generateur", "dla")}[code]
    client.force_login(house.users["Awa"])
    typed = {
        "cle": str(uuid.uuid4()),
        "title": "Fonction employeur",
        "programme": chosen.pk,
        "contracted_on": "14/03/2023",
    }
    answer = client.post(reverse("support:mission-create"), typed)
    assert answer.status_code == 302
    assert Mission.objects.get().programme == chosen
