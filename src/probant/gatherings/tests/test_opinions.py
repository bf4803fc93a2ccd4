"""After a session: one letter each, an answer that nobody can trace, results from three on."""

import re

import pytest
from django.core import mail
from django.test import Client

from probant.directory.actions import create_person
from probant.gatherings import actions
from probant.gatherings.models import Opinion, OpinionAsked, Session
from probant.gatherings.tests.test_actions import planned
from probant.gatherings.tests.test_attendance import address, typed
from probant.journal.models import JournalEntry, JournalMention
from probant.kernel.decision import Refused
from probant.post.worker import run_due
from probant.programmes.tests.scenario import Scene, scene

pytestmark = pytest.mark.django_db


@pytest.fixture
def house() -> Scene:
    return scene()


def held(house: Scene, *names: str) -> Session:
    session = planned(house)
    people = [
        create_person(house.awa, given_name="Anna", family_name=name, email=f"{name}@example.org")
        for name in names
    ]
    people.append(create_person(house.awa, family_name="Sans-Adresse"))
    actions.take_attendance(house.awa, session=session, people=people)
    return session


def links(word: str) -> list[str]:
    found = (re.search(rf"http://[^/]+(/{word}/\S+)", one.body) for one in mail.outbox)
    return [one[1] for one in found if one]


def test_each_person_is_written_to_once(client: Client, house: Scene, settings: object) -> None:
    session = held(house, "a", "b")
    client.force_login(house.users["Awa"])
    shown = client.get(address("thank", session.pk)).content.decode()
    assert ("2\u00a0personnes vont" in shown, "Sans-Adresse" in shown) == (True, False)
    client.post(address("thank", session.pk), typed())
    run_due()
    assert sorted(one.to[0] for one in mail.outbox) == ["a@example.org", "b@example.org"]
    assert (len(links("avis")), len(links("attestation-de-presence"))) == (2, 2)
    with pytest.raises(Refused, match="Personne à qui écrire"):
        actions.thank(house.awa, session=session)


def test_answers_are_told_from_three_on_and_lead_to_nobody(client: Client, house: Scene) -> None:
    session = held(house, "a", "b", "c", "d")
    actions.thank(house.awa, session=session)
    run_due()
    for rank, link in enumerate(links("avis")[:3]):
        given = typed(overall=str(4 - rank), useful="", words="Utile." if rank == 0 else "")
        assert client.post(link, given).status_code == 302
        client.force_login(house.users["Awa"])
        page = " ".join(client.get(address("session", session.pk)).content.decode().split())
        client.logout()
        assert f"{rank + 1} réponse" in page
        assert ("bien ou très bien" in page) is (rank == 2)
    assert "bien ou très bien pour 2 sur 3" in page
    assert "Utile." in page
    assert sorted(Opinion.objects.values_list("overall", flat=True)) == [2, 3, 4]
    assert set(OpinionAsked.objects.filter(is_answered=True).values_list("link_digest")) == {("",)}
    given_in = JournalEntry.objects.filter(verb="gatherings.give_opinion").values("seq")
    mentions = JournalMention.objects.filter(house_id=house.house.pk, seq__in=given_in)
    assert set(mentions.values_list("kind", flat=True)) == {"session"}


def test_a_link_serves_once_and_a_forged_one_never(client: Client, house: Scene) -> None:
    session = held(house, "a")
    actions.thank(house.awa, session=session)
    run_due()
    (link,) = links("avis")
    assert client.post(link, typed(overall="")).status_code == 422
    client.post(link, typed(overall="4"))
    assert client.get(link).status_code == 410
    assert client.post(link, typed(overall="1")).status_code == 410
    assert client.get("/avis/forge:x/").status_code == 410
    assert Opinion.objects.get().overall == 4


def test_nobody_is_thanked_for_a_session_without_names(house: Scene) -> None:
    with pytest.raises(Refused, match="Personne à qui écrire"):
        actions.thank(house.awa, session=planned(house))
