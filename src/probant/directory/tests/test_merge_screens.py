"""The screens of a merge: what will move is said before, the old address leads to the kept one."""

import html
import re

import pytest
from django.test import Client
from django.urls import reverse

from probant.directory.actions import (
    adopt_card,
    create_organisation,
    create_person,
    merge_organisation,
    unmerge_organisation,
)
from probant.directory.models import House, Organisation
from probant.directory.tests.conftest import sign_in, team
from probant.kernel.roles import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def sheets(house: House) -> tuple[Organisation, Organisation]:
    """The sheet that is kept, and the one that is merged, with somebody in it."""
    kept = create_organisation(actor=team(house), name="Les Jardins du Val", family="association")
    merged = create_organisation(actor=team(house), name="Jardins du Val", family="association")
    create_person(team(house), family_name="Roux", organisation=merged, title="présidente")
    return kept, merged


def test_the_other_sheet_is_proposed_and_sought(
    house: House, sheets: tuple[Organisation, Organisation]
) -> None:
    kept, merged = sheets
    page = sign_in(house).get(reverse("directory:merge", args=[merged.pk]), {"q": "jardins"})
    text = page.content.decode()
    assert f'href="?avec={kept.pk}"' in text
    assert f'href="?avec={merged.pk}"' not in text


def test_what_will_move_is_said_before_and_nothing_is_written_by_looking(
    house: House, sheets: tuple[Organisation, Organisation]
) -> None:
    kept, merged = sheets
    address = f"{reverse('directory:merge', args=[merged.pk])}?avec={kept.pk}"
    page = sign_in(house).get(address)
    assert page.context["moves"] == [("fonctions", 1)]
    assert page.context["refusal"] == ""
    merged.refresh_from_db()
    assert merged.merged_into is None


def test_merging_leads_to_the_kept_sheet_and_so_does_the_old_address(
    house: House, sheets: tuple[Organisation, Organisation]
) -> None:
    kept, merged = sheets
    client = sign_in(house)
    address = f"{reverse('directory:merge', args=[merged.pk])}?avec={kept.pk}"
    assert client.post(address, {"reason": ""}).status_code == 422
    done = client.post(address, {"reason": "saisie deux fois"})
    sheet = reverse("directory:sheet", args=[kept.pk])
    assert done.headers["Location"] == sheet
    old = client.get(reverse("directory:sheet", args=[merged.pk]))
    assert (old.status_code, old.headers["Location"]) == (302, sheet)
    shown = client.get(sheet).content.decode()
    assert reverse("directory:part", args=[merged.pk]) in shown
    assert "Fiche fusionnée ici" in shown


def test_parting_brings_the_old_sheet_back(
    house: House, sheets: tuple[Organisation, Organisation]
) -> None:
    kept, merged = sheets
    merge_organisation(team(house), kept=kept, merged=merged, reason="saisie deux fois")
    client = sign_in(house)
    address = reverse("directory:part", args=[merged.pk])
    assert client.get(address).status_code == 200
    done = client.post(address, {"reason": "deux structures"})
    assert done.headers["Location"] == reverse("directory:sheet", args=[merged.pk])
    page = client.get(done.headers["Location"])
    assert (page.status_code, "Roux" in page.content.decode()) == (200, True)
    assert client.get(address).status_code == 404


def test_a_sheet_that_another_house_knows_is_left_to_the_platform(
    house: House, other: House, sheets: tuple[Organisation, Organisation]
) -> None:
    kept, merged = sheets
    adopt_card(team(other), merged)
    address = f"{reverse('directory:merge', args=[merged.pk])}?avec={kept.pk}"
    client = sign_in(house)
    assert "plateforme" in client.get(address).context["refusal"]
    assert client.post(address, {"reason": "doublon"}).status_code == 422
    merged.refresh_from_db()
    assert merged.merged_into is None


@pytest.mark.parametrize("role", [Role.OFFICER, Role.ASSISTANT, Role.VOLUNTEER, Role.BOARD])
def test_only_the_direction_opens_the_screen(
    house: House, sheets: tuple[Organisation, Organisation], role: Role
) -> None:
    client = sign_in(house, role)
    for name in ("directory:merge", "directory:part"):
        assert client.get(reverse(name, args=[sheets[1].pk])).status_code == 404


def test_the_old_address_leads_nowhere_for_another_house(
    house: House, other: House, sheets: tuple[Organisation, Organisation]
) -> None:
    kept, merged = sheets
    merge_organisation(team(house), kept=kept, merged=merged, reason="saisie deux fois")
    client = sign_in(other)
    for sheet in (kept, merged):
        assert client.get(reverse("directory:sheet", args=[sheet.pk])).status_code == 404


def told(client: Client, organisation: Organisation) -> list[str]:
    """What the sheet's history says, newest first."""
    page = client.get(reverse("directory:sheet", args=[organisation.pk])).content.decode()
    history = html.unescape(page).partition("Ce qui a été noté")[2].partition("</ol>")[0]
    return [what.strip() for what in re.findall(r'class="fact__what">([^<]*)', history)]


def test_kept_sheet_tells_what_happened_under_the_other_until_they_are_parted(
    house: House, sheets: tuple[Organisation, Organisation]
) -> None:
    kept, merged = sheets
    client = sign_in(house)
    assert told(client, kept) == ["Structure ajoutée"]
    merge_organisation(team(house), kept=kept, merged=merged, reason="saisie deux fois")
    assert told(client, kept) == [
        "Fiches fusionnées",  # which mentions both: it stands once
        "Personne notée",
        "Structure ajoutée",
        "Structure ajoutée",
    ]
    unmerge_organisation(team(house), merged=merged, reason="deux structures")
    assert told(client, kept) == [
        "Fiches séparées de nouveau",
        "Fiches fusionnées",
        "Structure ajoutée",
    ]
