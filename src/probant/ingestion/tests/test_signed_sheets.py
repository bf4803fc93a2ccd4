"""Signed sheets: joined by hand or by their code, once, to their own session."""

import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from probant.documents.codes import read_codes
from probant.gatherings import actions
from probant.gatherings.codes import (
    ForgedCode,
    new_printing,
    read_door,
    read_sheet,
    sign_door,
    sign_sheet,
)
from probant.gatherings.models import Session, SignedSheet
from probant.gatherings.rules.attendance import SHEET_MARK, SheetReference
from probant.gatherings.tests.test_actions import planned
from probant.gatherings.tests.test_attendance import address, typed
from probant.ingestion.actions import read_again, receive
from probant.ingestion.models import Reading
from probant.kernel.decision import Refused
from probant.programmes.tests.scenario import Scene, scene

pytestmark = pytest.mark.django_db


@pytest.fixture
def house(client: Client, settings: Any, tmp_path: Any) -> Scene:
    settings.MEDIA_ROOT = tmp_path
    made = scene()
    client.force_login(made.users["Awa"])
    return made


def page_of(session: Session, page: int = 1, printing: str = "") -> str:
    """What the code of a printed page says."""
    return sign_sheet(SheetReference(session.pk, printing or new_printing(), page, 2))


def photo(*codes: str, kind: str = "JPEG", grain: int = 0) -> bytes:
    """A photo, as a telephone takes it, of a page that bears codes; `grain` tells two apart."""
    import segno

    image = Image.new("RGB", (900, 1200), (240, 238, 230))
    for rank, text in enumerate(codes):
        drawn = io.BytesIO()
        segno.make(text, error="m", micro=False).save(drawn, kind="png", scale=5, border=4)
        image.paste(Image.open(drawn).convert("RGB"), (100, 40 + 500 * rank))
    image.putpixel((0, 0), (grain, grain, grain))
    kept = io.BytesIO()
    turned = image.rotate(4, expand=True, fillcolor=(90, 80, 70))
    turned.save(kept, format=kind, quality=80)
    return kept.getvalue()


def dropped(house: Scene, data: bytes, name: str = "scan.jpg") -> Reading:
    (received,) = receive(house.awa, house.house.pk, [SimpleUploadedFile(name, data)])
    assert received.reading is not None
    return received.reading


def joined() -> list[tuple[int, int | None]]:
    return list(SignedSheet.objects.order_by("page").values_list("session", "page"))


def test_a_photo_gives_its_code_back(house: Scene) -> None:
    code = page_of(planned(house))
    assert read_codes(photo(code)) == [code]
    assert read_codes(photo(code, kind="PDF")) == [code]


def test_scan_dropped_in_the_inbox_joins_its_session_by_itself(
    client: Client, house: Scene
) -> None:
    session, printing = planned(house), new_printing()
    reading = dropped(house, photo(page_of(session, 1, printing)))
    assert (reading.status, reading.made) == ("accepted", [["session", session.pk, "Atelier"]])
    assert joined() == [(session.pk, 1)]
    page = client.get(address("session", session.pk)).content.decode()
    assert "page 2 sur 2" in page.replace("\xa0", " ")
    second = photo(page_of(session, 2, printing), kind="PDF")
    assert dropped(house, second, "page2.pdf").status == "accepted"
    assert joined() == [(session.pk, 1), (session.pk, 2)]
    review = client.get(reverse("ingestion:review", args=[reading.document_id]))
    assert "Feuille jointe à la rencontre" in review.content.decode()


def test_the_same_page_scanned_a_second_time_is_told_and_not_joined(house: Scene) -> None:
    session = planned(house)
    code = page_of(session)
    dropped(house, photo(code))
    again = dropped(house, photo(code, grain=200), "encore.jpg")
    assert again.status == "unreadable"
    assert "page 1 de cette feuille est déjà jointe à « Atelier »" in again.unreadable_because
    assert len(joined()) == 1
    actions.remove_sheet(house.awa, sheet=SignedSheet.objects.get())
    assert read_again(house.awa, again).status == "accepted"


@pytest.mark.parametrize("code", [f"{SHEET_MARK}1-0a1b2c3d-1-1:forgé", SHEET_MARK])
def test_a_forged_code_is_told_and_joins_nothing(house: Scene, code: str) -> None:
    planned(house)
    reading = dropped(house, photo(code))
    assert (reading.status, joined()) == ("unreadable", [])
    assert "n’est pas de ceux que Probant imprime" in reading.unreadable_because


def test_the_sheet_of_another_house_or_of_a_cancelled_session_is_told(house: Scene) -> None:
    session = planned(house)
    actions.cancel_session(house.awa, session=session)
    assert "annulée" in dropped(house, photo(page_of(session))).unreadable_because
    session.pk += 1000
    told = dropped(house, photo(page_of(session))).unreadable_because
    assert "pas celle d’une rencontre de Pôle d’essai" in told
    assert joined() == []


def test_a_photo_without_a_code_stays_in_the_inbox(house: Scene) -> None:
    reading = dropped(house, photo())
    assert (reading.status, reading.kind) == ("unreadable", "unknown")
    assert dropped(house, photo("https://example.org"), "affiche.jpg").kind == "unknown"


def test_a_photo_is_joined_by_hand_where_its_code_is_this_session_s(
    client: Client, house: Scene
) -> None:
    session, other = planned(house), planned(house, "Autre")
    page = address("sheet-join", session.pk)

    def send(data: bytes, name: str = "photo.jpg") -> str:
        answer = client.post(page, typed(sheet=SimpleUploadedFile(name, data)))
        return answer.content.decode() if answer.status_code == 422 else "joined"

    assert "celle de « Autre »" in send(photo(page_of(other)))
    assert "Feuille non jointe" in send(photo(f"{SHEET_MARK}x"))
    assert "Joignez une photo" in send(b"du texte")
    assert send(photo()) == "joined"
    assert send(photo(page_of(session))) == "joined"
    assert sorted(joined(), key=str) == [(session.pk, 1), (session.pk, None)]
    row = SignedSheet.objects.get(page=1)
    file = client.get(address("sheet-file", row.pk))
    assert (file.status_code, file.getvalue()[:2]) == (200, b"\xff\xd8")
    client.post(address("sheet-remove", row.pk), typed())
    assert joined() == [(session.pk, None)]
    client.force_login(house.users["Sara"])
    left = SignedSheet.objects.get()
    assert client.get(address("sheet-file", left.pk)).status_code == 404


def test_codes_are_told_apart() -> None:
    reference = SheetReference(12, "0a1b2c3d", 1, 4)
    assert read_sheet(sign_sheet(reference)) == reference
    assert read_sheet("https://example.org") is None
    with pytest.raises(ForgedCode):
        read_sheet(sign_sheet(reference).replace("12-", "13-"))
    assert (read_door(sign_door(7)), read_door("7:x"), read_door("")) == (7, None, None)


def test_a_volunteer_joins_no_sheet(house: Scene) -> None:
    with pytest.raises(Refused):
        actions.join_by_hand(
            house.actor("Sara"), session=planned(house), name="x.jpg", chunks=[photo()]
        )
