"""The information notice: owed under every public form, drawn up where a house wrote none."""

import pytest
from django.test import Client, RequestFactory

from probant.directory.actions import publish_notice
from probant.directory.models import House, PrivacyNotice
from probant.directory.notices import notice_of
from probant.directory.tests.conftest import sign_in, team
from probant.kernel.actor import Actor
from probant.kernel.decision import Refused
from probant.kernel.roles import Role
from probant.ui import panels

TEXTS = {
    "controller": "Maison, 1 rue Haute, Dijon",
    "contact": "donnees@exemple.fr",
    "officer": "",
    "purposes": "Accompagner.",
    "legal_basis": "Intérêt légitime.",
    "recipients": "L’équipe.",
    "retention": "Deux ans.",
}


def test_a_house_that_wrote_nothing_shows_what_the_law_wants(house: House) -> None:
    notice = notice_of(house)
    assert notice.published_on is None
    assert all(text for name, text in notice.texts().items() if name != "officer")
    assert "si vous nous avez seulement contactés : 36 mois" in notice.retention
    assert "CNIL" in notice.rights


def test_the_latest_version_is_shown_and_the_others_are_kept(house: House, actor: Actor) -> None:
    publish_notice(actor, **TEXTS)
    publish_notice(actor, **{**TEXTS, "purposes": "Accueillir."})
    assert notice_of(house).purposes == "Accueillir."
    assert list(PrivacyNotice.objects.order_by("id").values_list("purposes", flat=True)) == [
        "Accompagner.",
        "Accueillir.",
    ]


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.DIRECTION])
def test_only_the_direction_writes_it(house: House, role: Role) -> None:
    with pytest.raises(Refused):
        publish_notice(team(house, role), **TEXTS)


def test_everybody_reads_it_and_the_direction_writes_it_on_a_page(
    house: House, other: House
) -> None:
    client = sign_in(house)
    wrong = client.post("/donnees-personnelles/notice/", {**TEXTS, "contact": ""})
    assert (wrong.status_code, PrivacyNotice.objects.count()) == (422, 0)
    client.post("/donnees-personnelles/notice/", TEXTS)
    shown = Client().get("/donnees-personnelles/").content.decode()
    assert "donnees@exemple.fr" in shown
    assert "Voisine" in shown
    assert Client().get("/donnees-personnelles/notice/").status_code == 302


def test_a_public_form_shows_it_by_a_slot(house: House, actor: Actor) -> None:
    publish_notice(actor, **TEXTS)
    request = RequestFactory().get("/")
    request.actor = Actor.public()  # type: ignore[attr-defined]
    shown = panels.render("public.notice", request, house)  # type: ignore[arg-type]
    assert "Maison, 1 rue Haute, Dijon" in shown
    assert 'href="/donnees-personnelles/"' in shown
