"""The deliberations read back from what authorities publish: listed, sought, once each."""

import datetime

import pytest
from django.urls import reverse

from probant.funding.models import GrantFile, PublishedAct
from probant.funding.tests import scenario
from probant.governance.tests.scenario import organisation
from probant.governance.tests.test_screens import client_of, text_of

pytestmark = pytest.mark.django_db
DAY = datetime.date(2024, 3, 21)


@pytest.fixture
def world():
    return scenario.world()


def publish(world, number, subject, **more):
    file, _ = GrantFile.objects.get_or_create(
        house=world.house, name="actes.csv", form="deliberations", loaded_on=DAY, seq=1
    )
    given = {"decided_on": DAY, "organisation": world.metropole, "row": 2, "file": file, **more}
    return PublishedAct.objects.create(house=world.house, number=number, subject=subject, **given)


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_asks_the_same_however_long(world, rows, django_assert_num_queries):
    client = client_of(world.house.organisation, "officer")
    for number in range(rows):
        publish(world, str(number), "Objet")
    with django_assert_num_queries(5):  # session, user, roles, the list, the authorities
        client.get(reverse("funding:published-acts"))


def test_an_act_is_found_by_its_words_and_stands_once(world):
    votes = {"VOTE_POUR": 41, "VOTE_CONTRE": 0, "VOTE_ABSTENTION": 0}
    right = publish(world, "12", "Pôle d’économie solidaire", votes=votes, matter="7.5",
                    address="https://exemple.fr/12")  # fmt: skip
    publish(world, "12", "PES", replaced_by=right)
    publish(world, "13", "Voirie", address="javascript:alert(1)")
    page, client = reverse("funding:published-acts"), client_of(world.house.organisation, "board")
    told = client.get(page)
    text = text_of(told)
    assert "12 · Pôle d’économie solidaire Métropole d’essai" in text and "PES" not in text
    assert "41 pour, 0 contre, 0 abstentions" in text and "2 délibérations" in text
    assert 'href="https://exemple.fr/12"' in told.content.decode()
    assert "javascript:alert" not in told.content.decode()
    assert "Voirie" not in text_of(client.get(page, {"q": "solidaire"}))
    sought = {"collectivite": world.metropole.pk, "q": "13"}
    assert "1 délibération" in text_of(client.get(page, sought))
    assert "Aucune délibération ne répond" in text_of(client.get(page, {"q": "piscine"}))
    assert client.get(page, {"collectivite": "x"}).status_code == 200


def test_a_stranger_reads_none_and_a_funder_reads_its_own(world):
    publish(world, "12", "Voirie")
    other = organisation("Ville voisine", "collectivite")
    publish(world, "14", "Crèche", organisation=other)
    page = reverse("funding:published-acts")
    told = text_of(client_of(world.metropole, "funder_officer", "bruno").get(page))
    assert "Voirie" in told and "Crèche" not in told
    stranger = client_of(other, "funder_officer", "chloe")
    assert "Voirie" not in text_of(stranger.get(page))
