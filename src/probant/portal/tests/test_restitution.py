"""From a session's minutes and proposals to the roadmap, the paper and the public page."""

import uuid
from typing import Any

import pypdfium2
import pytest
from django.test import Client
from django.urls import reverse

from probant.gatherings.models import Measure, Output, Proposal, Restitution, Roadmap, RoadmapAxis
from probant.gatherings.queries.restitutions import write_link
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
