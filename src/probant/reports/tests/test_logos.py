"""The attendance sheet names who pays, with the words and the logos that conventions ask for."""

import datetime
import io
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from probant.funding.actions import ClauseDraft, PartyDraft, add_action_sheet, record_convention
from probant.gatherings.models import Logo
from probant.gatherings.tests.test_actions import planned
from probant.gatherings.tests.test_screens import typed
from probant.programmes.actions import create_action
from probant.programmes.tests.scenario import Scene, scene
from probant.reports.attendance.sheet import collect
from probant.reports.press import set_pdf

pytestmark = pytest.mark.django_db
#: A white pixel.
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63"
    "f8ffff3f0005fe02fe0def46b80000000049454e44ae426082"
)
ASKED = (
    "L’association porte sur ses documents : « Action soutenue par la Métropole d’essai et ses "
    "communes. » Elle y appose le logo."
)


@pytest.fixture
def house(tmp_path: Path, settings: Any) -> Scene:
    settings.MEDIA_ROOT = tmp_path
    return scene()


def funded(house: Scene) -> None:
    action = create_action(
        house.fabien,
        house_id=house.house.pk,
        name="Ateliers",
        programmes=[house.programme("crdva")],
    )
    convention = record_convention(
        actor=house.fabien,
        house=house.house,
        kind="single",
        title="Convention 2023",
        starts_on=datetime.date(2023, 1, 1),
        ends_on=datetime.date(2023, 12, 31),
        signed_on=datetime.date(2023, 1, 9),
        parties=[
            PartyDraft(house.funder, "funder"),
            PartyDraft(house.house.organisation, "beneficiary"),
        ],
        clauses=[ClauseDraft("mention", "6", "Communication", text=ASKED)],
    )
    add_action_sheet(
        actor=house.fabien,
        convention=convention,
        action=action,
        number=1,
        first_year=2023,
        last_year=2023,
    )


def test_the_sheet_bears_the_mention_word_for_word_and_the_logo_of_the_funder(
    client: Client, house: Scene
) -> None:
    client.force_login(house.users["Awa"])
    funded(house)
    session = planned(house, lender=house.funder)  # now of the directory
    where = reverse("gatherings:logos")
    given = {"organisation": house.funder.name, "alternative": "Métropole d’essai"}
    bad = SimpleUploadedFile("logo.png", b"<svg onload=alert(1)>")
    refused = client.post(where, typed(**given, logo=bad))
    assert refused.status_code == 422
    assert "n’est pas une image PNG ou JPEG" in refused.content.decode()
    torn = SimpleUploadedFile("logo.png", PIXEL[:50] + b"x" + PIXEL[51:])
    assert "est abîmée" in client.post(where, typed(**given, logo=torn)).content.decode()
    assert client.post(where, typed(**given)).status_code == 422
    for _ in range(2):  # given anew, it takes the place of the other
        sent = SimpleUploadedFile("logo.png", PIXEL)
        assert client.post(where, typed(**given, logo=sent)).status_code == 302
    logo = Logo.objects.get()
    shown = client.get(reverse("gatherings:logo", args=[logo.pk]))
    assert shown.getvalue() == PIXEL
    data = collect(session)
    assert data["support"] == (
        "Avec le soutien de Métropole d’essai. "
        "Action soutenue par la Métropole d’essai et ses communes."
    )
    assert [one["alt"] for one in data["logos"]] == ["Métropole d’essai"]
    page = pypdfium2.PdfDocument(io.BytesIO(set_pdf(data, "attendance")))[0]
    assert "et ses communes" in page.get_textpage().get_text_range()
    client.post(reverse("gatherings:logo-remove", args=[logo.pk]), typed())
    assert (Logo.objects.count(), collect(session)["logos"]) == (0, [])
