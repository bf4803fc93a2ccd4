"""Files as they come: each says what became of it, none is lost, none stops the others."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from probant.documents.models import Document
from probant.documents.store import path_of
from probant.ingestion import aside
from probant.ingestion.actions import read_again, receive
from probant.ingestion.models import Reading, Status, Value
from probant.ingestion.tests.inbox_scenario import ACT, CONVENTION, Scene
from probant.kernel.decision import Refused

pytestmark = pytest.mark.django_db


def docx(lines: list[str], *, padding: int = 0) -> bytes:
    """A Word file of these paragraphs; `padding` unfolds to as many empty bytes beside them."""
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    body = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in lines)
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "word/document.xml",
            f'<w:document xmlns:w="{space}"><w:body>{body}</w:body></w:document>',
        )
        if padding:
            archive.writestr("word/media/vide.bin", b"\0" * padding)
    return held.getvalue()


def pdf(text: str, *, password: bool = False) -> bytes:
    """A one-page PDF; `password` adds an encryption that opens with no empty password."""
    stream = f"BT /F1 12 Tf 72 720 Td ({text}) Tj ET".encode("latin-1")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        b"<< /Filter /Standard /V 1 /R 2 /O <%s> /U <%s> /P -4 >>" % (b"41" * 32, b"42" * 32),
    ]
    out, offsets = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    encrypt = b" /Encrypt 6 0 R /ID [<00> <00>]" if password else b""
    return out + b"trailer << /Size %d /Root 1 0 R%s >>\nstartxref\n%d\n%%%%EOF" % (
        len(objects) + 1,
        encrypt,
        start,
    )


BAD = (
    ("vide.txt", b"", "le fichier est vide."),
    ("binaire.dat", bytes(range(256)) * 20, "ce n’est pas un texte"),
    ("menteur.pdf", b"ceci est un texte", "malgré son nom, ce n’est pas un PDF."),
    ("image.png", b"\x89PNG\r\n\x1a\n" + b"0" * 90, "ce n’est pas un texte mais une image PNG."),
    ("abime.pdf", b"%PDF-1.7\n" + b"x" * 500, "le PDF est abîmé ou n’en est pas un."),
    ("secret.pdf", pdf("secret", password=True), "protégé par un mot de passe"),
    ("abime.docx", b"PK\x03\x04" + b"x" * 500, "le document Word est abîmé"),
    ("bombe.docx", docx(["a"], padding=60_000_000), "se déplie en un volume anormal"),
    ("muet.pdf", pdf(""), "aucun texte"),
)


@pytest.mark.parametrize(("name", "content", "why"), BAD, ids=[one[0] for one in BAD])
def test_a_file_that_cannot_be_read_is_kept_and_says_why(name, content, why):
    scene = Scene()
    reading = scene.reading(content, name)
    assert reading.status == Status.UNREADABLE
    assert why in reading.unreadable_because
    assert path_of(reading.document.sha256).read_bytes() == content
    assert reading.values.count() == 0


def test_a_file_over_the_limit_is_refused_and_the_others_are_kept(settings):
    settings.UPLOAD_LIMIT_BYTES = 2 * 1024 * 1024
    scene = Scene()
    received = scene.drop(
        ("a.txt", ACT), ("enorme.txt", b"x" * (3 * 1024 * 1024)), ("b.txt", CONVENTION)
    )
    assert [one.reading is not None for one in received] == [True, False, True]
    assert received[1].refused.startswith("Ce fichier dépasse 2 Mo")
    assert set(Document.objects.values_list("name", flat=True)) == {"a.txt", "b.txt"}


def test_a_file_that_announces_200_megabytes_is_refused_before_it_is_copied():
    class Announced(SimpleUploadedFile):
        def chunks(self, chunk_size=None):
            raise AssertionError("it was read")

    scene = Scene()
    huge = Announced("rapport.pdf", b"%PDF-1.7")
    huge.size = 200 * 1024 * 1024
    received = receive(scene.actor, scene.house.pk, [huge])
    assert "dépasse 20 Mo" in received[0].refused
    assert Document.objects.count() == Reading.objects.count() == 0


def test_the_same_bytes_are_read_once():
    scene = Scene()
    first, again = scene.drop(("a.txt", ACT), ("copie.txt", ACT))
    assert (first.is_new, again.is_new) == (True, False)
    assert again.reading.pk == first.reading.pk
    assert Reading.objects.count() == 1


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "mac_roman", "utf-16"])
def test_an_old_encoding_gives_the_same_values(encoding):
    scene = Scene()
    reading = scene.reading(ACT.encode(encoding), "acte.txt")
    assert reading.values.get(path="vote.for").read == 5
    assert reading.values.get(path="present_names").read == [
        "Paul DURAND",
        "Anne PETIT",
        "Luc MARTIN",
        "Eva ROY",
    ]
    assert "DÉLIBÉRATIONS" in reading.text


def test_word_and_pdf_are_read_in_a_process_of_their_own():
    scene = Scene()
    word = scene.reading(docx(ACT.splitlines()), "acte.docx")
    assert (word.kind, word.values.get(path="vote.for").read) == ("deliberation", 5)
    page = scene.reading(pdf("Rapport annuel 2023 : 12 structures ont ete accueillies"), "r.pdf")
    assert page.status == Status.READ
    assert page.pages == [[1, 0]]


def test_a_reading_that_fails_or_hangs_says_so(monkeypatch, tmp_path):
    path = tmp_path / "a.docx"
    path.write_bytes(docx(["Bonjour"]))
    monkeypatch.setattr(aside, "MEMORY_BYTES", 1)
    monkeypatch.setattr(aside, "SECONDS", 0)
    assert aside.read(path, "a.docx", limit=10**6).unreadable == aside.TOO_LONG
    monkeypatch.setattr(aside, "SECONDS", 20)
    monkeypatch.setattr("sys.executable", "/bin/false")
    assert aside.read(path, "a.docx", limit=10**6).unreadable == aside.CRASHED


def test_another_genre_is_kept_without_a_guess():
    scene = Scene()
    reading = scene.reading("Recette de la soupe\n\nÉplucher les carottes, faire bouillir.\n")
    assert (reading.status, reading.kind) == (Status.READ, "unknown")
    assert reading.values.count() == 0


def test_two_documents_in_one_file_are_told_apart():
    scene = Scene()
    reading = scene.reading(ACT + "\n\n\n" + CONVENTION)
    assert [part["kind"] for part in reading.record["parts"]] == ["deliberation", "convention"]
    paths = set(reading.values.values_list("path", flat=True))
    assert {"vote.for", "parties.1.name", "articles.2.title"} <= paths


def test_half_a_budget_is_read_as_far_as_it_goes():
    scene = Scene()
    reading = scene.reading(
        "FICHE ACTION 1 – Jardin partagé\n\nObjectifs de l'action : jardiner\n\n"
        "Moyens humains : deux bénévoles\n\nPublics visés : habitants\n\n"
        "Budget prévisionnel 2024\n\nDÉPENSES\t\tRECETTES\n60 - Achats\t300\t74 - Subventions\t"
    )
    budget = reading.record["budgets"][0]
    lines = {line["label"]: line["amount_cents"] for line in budget["lines"]}
    assert lines == {"Achats": 30000, "Subventions": None}
    assert budget["printed_total_cents"] == {"expense": None, "income": None}


def test_an_impossible_date_is_not_invented():
    scene = Scene()
    reading = scene.reading(ACT.replace("21 mars 2024", "31 février 2024"))
    value = reading.values.get(path="session_date")
    assert (value.read, value.label) == (None, "Séance du")


def test_a_file_is_read_again_until_somebody_decided():
    scene = Scene()
    reading = scene.reading(ACT)
    Value.objects.filter(reading=reading).delete()
    read_again(scene.actor, reading)
    assert reading.values.get(path="vote.for").read == 5
    Reading.objects.filter(pk=reading.pk).update(status=Status.PARTLY)
    with pytest.raises(Refused, match="commencée"):
        read_again(scene.actor, reading)


def test_only_the_team_drops_documents():
    scene = Scene()
    for actor in (scene.funder, scene.stranger):
        with pytest.raises(Refused):
            receive(actor, scene.house.pk, [SimpleUploadedFile("a.txt", ACT.encode())])
    assert Document.objects.count() == 0
