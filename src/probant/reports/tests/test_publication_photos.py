"""A photograph given to a publication: what does not open is refused beside its field."""

import io
import struct
import zlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from probant.documents.models import Document
from probant.indicators.tests.scenario import Small, small_house
from probant.reports import actions
from probant.reports.composition.pictures import MOST_BYTES
from probant.reports.models import Publication, PublicationBlock

pytestmark = pytest.mark.django_db
TYPED = {
    "title": "La fête",
    "level": "2",
    "alt": "Un pré, huit personnes",
    "caption": "Photo Awa",
    "consent": "chacun, le 3 mai",
}


@pytest.fixture
def small() -> Small:
    return small_house()


@pytest.fixture
def report(small: Small) -> Publication:
    return actions.create_publication(small.awa, title="Rapport", year=2021)


def chunk(kind: bytes, data: bytes) -> bytes:
    """A chunk of a PNG."""
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width: int, height: int, *chunks: bytes) -> bytes:
    """A small PNG that says so many points, whatever it holds."""
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    pixels = chunk(b"IDAT", zlib.compress(b"\0" * 100))
    return b"\x89PNG\r\n\x1a\n" + head + b"".join(chunks) + pixels + chunk(b"IEND", b"")


def jpeg() -> bytes:
    """A JPEG whose points are no plain colour, so that half of it is not the whole."""
    stream = io.BytesIO()
    Image.effect_noise((200, 150), 80).convert("RGB").save(stream, "JPEG")
    return stream.getvalue()


MANY = "a plus de 60\u00a0millions de points"
NO_PHOTO = "ne s’ouvre pas comme une photo"
SPOILT = "est abîmée ou incomplète"
#: Ten megabytes of nothing in ten kilobytes, as the words that a picture carries.
INFLATED = chunk(b"zTXt", b"Comment\0\0" + zlib.compress(b"a" * 10_000_000))


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("photo.png", png(8000, 8000), MANY),
        ("photo.png", png(10_000, 10_000), MANY),  # where Pillow warns
        ("photo.png", png(60_000, 60_000), MANY),  # where it refuses
        ("photo.png", png(10, 10, INFLATED), NO_PHOTO),
        ("photo.jpg", jpeg()[:2000], SPOILT),
        ("photo.png", png(400, 400), SPOILT),
        ("photo.jpg", b"Une lettre, pas une photo.", NO_PHOTO),
        ("photo.jpg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", NO_PHOTO),
        ("photo.png", b"\x89PNG\r\n\x1a\n" + b"\0" * 50, NO_PHOTO),
        ("photo.jpg", b"", "Ce fichier est vide"),
        ("photo.jpg", jpeg() + b"\0" * MOST_BYTES, "dépasse 15\u202fMo"),
    ],
    ids=[
        "64 megapixels",
        "100 megapixels",
        "3600 megapixels",
        "inflated words",
        "truncated jpeg",
        "truncated png",
        "text",
        "svg",
        "broken",
        "empty",
        "heavy",
    ],
)
def test_a_picture_that_cannot_be_printed_is_refused_beside_its_field(
    small: Small, report: Publication, name: str, data: bytes, said: str
) -> None:
    given = SimpleUploadedFile(name, data, "image/png")
    address = f"/publications/{report.pk}/blocs/photo/"
    answer = small.client().post(address, {**TYPED, "fichier": given})
    assert answer.status_code == 422
    form = answer.context["form"]
    assert list(form.errors) == ["fichier"] and len(form.errors["fichier"]) == 1
    assert said in form.errors["fichier"][0]
    page = answer.content.decode()
    for words in TYPED.values():
        assert f'value="{words}"' in page
    assert not PublicationBlock.objects.exists() and not Document.objects.exists()


def test_a_photo_that_is_left_out_or_forgotten_by_the_browser_is_asked_for(
    small: Small, report: Publication
) -> None:
    browser, address = small.client(), f"/publications/{report.pk}/blocs/photo/"
    missing = browser.post(address, TYPED)
    assert missing.status_code == 422
    assert missing.context["form"].errors == {"fichier": ["Choisissez une photo."]}
    given = SimpleUploadedFile("photo.jpg", jpeg(), "image/jpeg")
    answer = browser.post(address, {**TYPED, "consent": "", "fichier": given})
    assert answer.status_code == 422
    said = answer.context["form"].errors
    assert "Choisissez encore cette photo" in said["fichier"][0] and "accord" in said["consent"][0]
    assert not Document.objects.exists()


def test_a_photo_stays_when_only_its_words_are_changed(small: Small, report: Publication) -> None:
    browser = small.client()
    given = SimpleUploadedFile("photo.jpg", jpeg(), "image/jpeg")
    added = browser.post(f"/publications/{report.pk}/blocs/photo/", {**TYPED, "fichier": given})
    assert added.status_code == 302
    block = PublicationBlock.objects.get()
    changed = browser.post(f"/publications/blocs/{block.pk}/", {**TYPED, "caption": "Photo Léa"})
    assert changed.status_code == 302
    kept = PublicationBlock.objects.get()
    assert kept.document_id == block.document_id is not None
    assert kept.content["caption"] == "Photo Léa"
    page = browser.get(f"/publications/{report.pk}/").content.decode()
    assert 'src="data:image/jpeg;base64,' in page and "Photo Léa" in page
