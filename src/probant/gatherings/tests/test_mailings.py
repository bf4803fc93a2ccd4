"""Messages to chosen contacts: who gets them, who never does and why, what is kept."""

import uuid
from typing import Any

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from probant.directory.actions import create_person, erase_person
from probant.gatherings.actions.mailings import send_mailing
from probant.gatherings.models import Mailing, MailingReader, Network
from probant.gatherings.queries.mailings import CATEGORY, Choice, readers_of
from probant.gatherings.tests.test_network import member, network_of
from probant.journal.errors import AlreadyDone
from probant.kernel.decision import Refused
from probant.post.letters import unsubscribe
from probant.post.models import Letter
from probant.post.worker import run_due
from probant.programmes.tests.scenario import Scene, scene

pytestmark = pytest.mark.django_db


@pytest.fixture
def house(client: Client) -> Scene:
    made = scene()
    client.force_login(made.users["Awa"])
    return made


def network_with(house: Scene, *names: str, code: str = "culture") -> Network:
    """A network whose members have an address: structure-1@exemple.fr…"""
    network = network_of(house)
    for number, name in enumerate(names, 1):
        who = member(house, network, name, code).organisation
        who.email = f"structure-{number}@exemple.fr"
        who.save()
    return network


def choice_of(network: Network, **words: Any) -> Choice:
    return Choice.read({"reseau": str(network.pk), **words})


def write(house: Scene, network: Network, **more: Any) -> Mailing:
    given = {"subject": "Rencontre du 12", "text": "Bonjour,\n\nVenez.", **more}
    return send_mailing(house.awa, house_id=house.house.pk, choice=choice_of(network), **given)


def left_out(mailing: Mailing) -> dict[str, int]:
    rows = mailing.readers.exclude(left_out="").values_list("left_out", flat=True)
    return {why: list(rows).count(why) for why in rows}


def test_who_refused_whose_mail_came_back_or_has_no_address_gets_nothing(house: Scene) -> None:
    network = network_with(house, "Reçoit", "Refuse", "Revient", "Refusée au seuil")
    member(house, network, "Sans adresse")
    twin = member(house, network, "Jumelle").organisation
    twin.email = "STRUCTURE-1@exemple.fr"
    twin.save()
    unsubscribe(house.house.pk, "structure-2@exemple.fr", CATEGORY)
    for number, reason in (
        (3, "Le courriel est revenu (5.1.1 inconnue)."),
        (4, "L’adresse est refusée (550 inconnue)."),
        (1, "Le serveur de courriel ne répond pas."),  # says nothing of the address
    ):
        Letter.objects.create(
            house=house.house,
            to=f"structure-{number}@exemple.fr",
            subject="x",
            text="x",
            state=Letter.State.FAILED,
            reason=reason,
            written_at="2024-01-01T10:00:00Z",
        )
    mailing = write(house, network)
    run_due()
    assert [sent.to for sent in mail.outbox] in (
        [["structure-1@exemple.fr"]],
        [["STRUCTURE-1@exemple.fr"]],
    )
    assert left_out(mailing) == {
        "unsubscribed": 1,
        "returned": 2,
        "no_address": 1,
        "same_address": 1,
    }


def test_a_message_leaves_with_its_link_to_unsubscribe_in_one_click(
    client: Client, house: Scene
) -> None:
    network = network_with(house, "Zutique")
    write(house, network)
    run_due()
    (sent,) = mail.outbox
    headers = sent.extra_headers
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert "Venez.\n\nPôle d’essai" in sent.body
    assert "les messages du réseau" in sent.body
    path = "/" + headers["List-Unsubscribe"].strip("<>").split("/", 3)[3]
    Client().post(path, {"List-Unsubscribe": "One-Click"})
    with pytest.raises(Refused, match="Personne"):
        write(house, network)
    run_due()
    assert len(mail.outbox) == 1


def test_people_are_written_to_in_their_name_and_can_be_erased(
    house: Scene, tmp_path: Any, settings: Any
) -> None:
    settings.ERASURE_REGISTER = tmp_path / "erasures.jsonl"
    network = network_of(house)
    who = member(house, network, "Zutique").organisation
    person = create_person(
        house.awa,
        given_name="Ada",
        family_name="Martin",
        email="ada@exemple.fr",
        organisation=who,
        title="présidente",
    )
    mailing = write(house, network)
    run_due()
    assert [sent.to for sent in mail.outbox] == [["ada@exemple.fr"]]
    erase_person(house.fabien, person, "request")
    reader = MailingReader.objects.select_related("letter", "person").get(mailing=mailing)
    assert (str(reader.person), reader.letter.to if reader.letter else "?") == (
        "personne effacée",
        "",
    )
    assert readers_of(house.awa, choice_of(network)).sent == []


def test_a_choice_narrows_by_family_theme_place_and_ticked_names(house: Scene) -> None:
    network = network_with(house, "Un", "Deux")
    other = member(house, network, "Trois", "iae")
    other.organisation.email = "trois@exemple.fr"
    other.organisation.theme, other.organisation.place_code = "insertion", "21231"
    other.organisation.save()

    def names(**words: Any) -> list[str]:
        return [one.name for one in readers_of(house.awa, choice_of(network, **words)).sent]

    assert names() == ["Deux", "Trois", "Un"]
    assert names(famille="iae") == names(domaine="insertion") == names(commune="21231") == ["Trois"]
    assert names(coches=f"{other.pk}-0-abc") == ["Trois"]
    assert names(a="personnes") == []
    assert Choice.read({"reseau": "x", "famille": "<b>", "a": "?"}) == Choice()


def test_the_same_form_twice_writes_once_and_only_the_team_writes(house: Scene) -> None:
    network, key = network_with(house, "Zutique"), uuid.uuid4()
    write(house, network, key=key)
    with pytest.raises(AlreadyDone):
        write(house, network, key=key)
    with pytest.raises(Refused, match="objet"):
        write(house, network, text=" ")
    with pytest.raises(Refused):
        send_mailing(
            house.actor("Sara"),
            house_id=house.house.pk,
            subject="x",
            text="x",
            choice=choice_of(network),
        )
    assert Letter.objects.count() == 1


@pytest.mark.parametrize("count", [1, 3])
def test_pages_ask_the_same_number_of_queries(client: Client, house: Scene, count: int) -> None:
    network = network_with(house, *(f"Structure {number}" for number in range(count)))
    mailing = write(house, network)
    pages = {
        reverse("gatherings:mailings"): 4,
        reverse("gatherings:mailing", args=[mailing.pk]): 5,
        reverse("gatherings:mailing-create") + f"?reseau={network.pk}": 9,
    }
    for address in pages:
        client.get(address)
    asked = {}
    for address in pages:
        with CaptureQueriesContext(connection) as caught:
            assert client.get(address).status_code == 200
        asked[address] = len(caught)
    assert asked == pages


def test_a_message_is_written_on_screen_with_who_is_left_out(client: Client, house: Scene) -> None:
    network = network_with(house, "Zutique")
    member(house, network, "Sans adresse")
    address = reverse("gatherings:mailing-create") + f"?reseau={network.pk}"
    page = client.get(address).content.decode()
    assert "Envoyer à 1 destinataire<" in page
    assert "Sans adresse de courriel" in page
    keys = {"cle": str(uuid.uuid4()), "lu_a": ""}
    refused = client.post(address, {**keys, "subject": "Objet", "text": ""})
    assert (refused.status_code, "Objet" in refused.content.decode()) == (422, True)
    done = client.post(address, {**keys, "subject": "Objet", "text": "Texte"})
    mailing = Mailing.objects.get()
    assert done["Location"] == reverse("gatherings:mailing", args=[mailing.pk])
    assert mailing.chosen == {"reseau": network.pk, "a": "toutes"}
    client.force_login(house.users["Chloé"])
    assert client.get(done["Location"]).status_code == 404
