"""From a session's minutes and proposals to the roadmap, the paper and the public page."""

import uuid
from typing import Any

import pypdfium2
import pytest
from django.test import Client
from django.urls import reverse

from probant.gatherings import actions
from probant.gatherings.models import Measure, Output, Proposal, Restitution, Roadmap, RoadmapAxis
from probant.gatherings.queries.restitutions import write_link, write_roadmap_link
from probant.gatherings.tests.test_actions import planned
from probant.programmes.tests.scenario import DAY, Scene, scene

pytestmark = pytest.mark.django_db


@pytest.fixture
def house(client: Client) -> Scene:
    made = scene()
    client.force_login(made.users["Awa"])
    return made


def send(client: Client, name: str, *args: Any, **typed: Any) -> None:
    address = reverse(f"gatherings:{name}", args=args)
    answer = client.post(address, {"cle": str(uuid.uuid4()), "lu_a": "", **typed})
    assert answer.status_code == 302, answer.content.decode()[:3000]


def test_what_came_out_of_a_session_is_given_back_to_elected_members(
    client: Client, house: Scene
) -> None:
    session = planned(house, programme=house.programme("reseau-acteurs"))
    day = DAY.strftime("%d/%m/%Y")
    paper = {"kind": "minutes", "title": "CR secret", "dated_on": day, "text": "# Dit"}
    send(client, "output-add", session.pk, audience="team", **paper)
    send(client, "output-add", session.pk, audience="public", **(paper | {"title": "Synthèse lue"}))
    said = {"title": "Un groupement d’achat", "group": "Groupe réemploi", "made_on": day}
    send(client, "proposal-add", session.pk, theme="reemploi", **said)
    proposal = Proposal.objects.get()
    for word in ("examinee", "retenue"):
        send(client, "proposal-step", proposal.pk, word, occurred_on=day, note="vu")
    years = {"starts_on": "01/01/2023", "ends_on": "31/12/2025"}
    send(client, "roadmap-create", title="Feuille de route", **years)
    roadmap = Roadmap.objects.get()
    send(client, "axis-add", roadmap.pk, title="Achats")
    axis = RoadmapAxis.objects.get()
    send(client, "measure-add", axis.pk, title="Acheter ensemble", proposals=[proposal.pk])
    measure = Measure.objects.get()
    step = {"occurred_on": day, "state": "under_way", "percent": "40"}
    send(client, "measure-step", measure.pk, **step)
    send(client, "restitution-create", title="Aux élus", roadmap=roadmap.pk, **years)
    row = Restitution.objects.get()
    for name, args in [
        ("session", [session.pk]),
        ("output", [Output.objects.order_by("pk")[0].pk]),
        ("outputs", []),
        ("proposals", []),
        ("proposal", [proposal.pk]),
        ("roadmaps", []),
        ("roadmap", [roadmap.pk]),
        ("measure", [measure.pk]),
        ("restitutions", []),
        ("restitution", [row.pk]),
    ]:
        assert client.get(reverse(f"gatherings:{name}", args=args)).status_code == 200, name

    send(client, "restitution-publish", row.pk)
    row.refresh_from_db()
    public = reverse("portal:restitution", args=[write_link(row)])
    page = Client().get(public).content.decode()
    shown = {words: words in page for words in ("Un groupement d’achat", "Synthèse lue", "40 %")}
    assert shown == {"Un groupement d’achat": True, "Synthèse lue": True, "40 %": True}
    assert "CR secret" not in page

    answer = client.post(reverse("reports:paper", args=["restitution", row.pk]), {"format": "pdf"})
    pdf = pypdfium2.PdfDocument(answer.content)
    text = "".join(one.get_textpage().get_text_range() for one in pdf)
    assert "Acheter ensemble" in text

    send(client, "restitution-take-back", row.pk)
    assert Client().get(public).status_code == 404


def given_back(house: Scene) -> tuple[Restitution, Proposal, Output, Output]:
    """A restitution of a session with a proposal, a paper for everybody and one for the team."""
    session = planned(house, programme=house.programme("reseau-acteurs"))
    awa = house.actor("Awa")
    public, kept = (
        actions.add_output(
            awa,
            session=session,
            kind="synthesis",
            title=title,
            dated_on=DAY,
            text="**Lu** par tous",
            audience=audience,
        )
        for title, audience in (("Synthèse lue", "public"), ("CR secret", "team"))
    )
    proposal = actions.make_proposal(
        awa, house_id=house.house.pk, made_on=DAY, session=session, title="Un groupement d’achat"
    )
    row = actions.prepare_restitution(
        awa,
        house_id=house.house.pk,
        title="Aux élus",
        introduction="Première lecture.",
        starts_on=DAY.replace(month=1, day=1),
        ends_on=DAY.replace(month=12, day=31),
    )
    return row, proposal, public, kept


def test_a_publication_keeps_its_words_and_a_new_edition_keeps_the_old_one(house: Scene) -> None:
    awa = house.actor("Awa")
    row, proposal, _, _ = given_back(house)
    actions.publish_restitution(awa, restitution=row)
    actions.edit_proposal(awa, proposal=proposal, title="Acheter à plusieurs")
    stranger, address = Client(), reverse("portal:restitution", args=[write_link(row)])
    page = stranger.get(address).content.decode()
    assert ("Un groupement d’achat" in page, "Acheter à plusieurs" in page) == (True, False)

    actions.publish_restitution(awa, restitution=row)
    pages = [stranger.get(address, asked).content.decode() for asked in ({}, {"edition": "1"})]
    told = [("Acheter à plusieurs" in one, "Un groupement d’achat" in one) for one in pages]
    assert told == [(True, False), (False, True)]
    assert [one.number for one in row.editions.all()] == [1, 2]

    actions.erase_proposal(awa, proposal=proposal)
    for asked in ({}, {"edition": "1"}, {"edition": "77"}, {"edition": "²"}):
        answer = stranger.get(address, asked)
        page = answer.content.decode()
        assert answer.status_code == 200
        assert not any(word in page for word in ("Acheter à plusieurs", "Un groupement d’achat"))


def test_papers_for_everybody_are_had_on_the_page_and_no_others(house: Scene) -> None:
    awa = house.actor("Awa")
    row, _, public, kept = given_back(house)
    actions.publish_restitution(awa, restitution=row)
    token, stranger = write_link(row), Client()

    def paper(number: int) -> int:
        address = reverse("portal:restitution-paper", args=[token, number])
        return stranger.get(address).status_code

    page = stranger.get(reverse("portal:restitution", args=[token])).content.decode()
    assert reverse("portal:restitution-paper", args=[token, public.pk]) in page
    assert (paper(public.pk), paper(kept.pk), paper(9_999)) == (200, 404, 404)
    actions.withdraw_output(awa, output=public)
    assert paper(public.pk) == 404
    assert (
        "Synthèse lue"
        not in stranger.get(reverse("portal:restitution", args=[token])).content.decode()
    )


def test_a_roadmap_is_read_by_its_link_until_it_is_closed(client: Client, house: Scene) -> None:
    awa = house.actor("Awa")
    roadmap = actions.create_roadmap(
        awa,
        house_id=house.house.pk,
        title="Feuille de route",
        starts_on=DAY,
        ends_on=DAY.replace(year=DAY.year + 1),
    )
    axis = actions.name_axis(awa, roadmap=roadmap, title="Achats")
    actions.add_measure(awa, axis=axis, title="Acheter ensemble")
    assert (
        "Ouvrir une page publique"
        in client.get(reverse("gatherings:roadmap", args=[roadmap.pk])).content.decode()
    )
    send(client, "roadmap-link-open", roadmap.pk)
    roadmap.refresh_from_db()
    address = reverse("portal:roadmap", args=[write_roadmap_link(roadmap)])
    answer = Client().get(address)
    assert (answer.status_code, answer["X-Robots-Tag"]) == (200, "noindex")
    assert "Acheter ensemble" in answer.content.decode()

    send(client, "roadmap-link-close", roadmap.pk)
    send(client, "roadmap-link-open", roadmap.pk)
    assert Client().get(address).status_code == 404  # the link that was given is dead for good
    assert Client().get(reverse("portal:roadmap", args=["un:lien:forgé"])).status_code == 404
