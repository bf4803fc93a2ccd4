"""Any file gives its text or says why not."""

from __future__ import annotations

import io
import os
import zipfile
from pathlib import Path

import pytest

from probant.ingestion.document import Document
from probant.ingestion.reader import read_document
from probant.ingestion.texts import UnreadableDocument, read_bytes, read_file

FRENCH = "Délibération : à l’œuvre, Noël où çà ? Été, forêt, naïf — 18 000 € « votés »."
WORD = (
    '<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordpro'
    'cessingml/2006/main"><w:body>{}</w:body></w:document>'
)


def docx(body: str, **parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", WORD.format(body))
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()


def zipped(name: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(name, "rien")
    return out.getvalue()


def paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_text_is_read_in_its_encoding(encoding: str) -> None:
    assert read_bytes(FRENCH.encode(encoding), "a.txt").text == FRENCH


@pytest.mark.parametrize("encoding", ["iso8859-15", "mac_roman", "cp850"])
def test_old_encodings_of_french_are_told_apart(encoding: str) -> None:
    text = (
        "Séance du 4 février à Évreux : élus présents, Noël reçu, forêt boisée, naïveté, "
        "là où çà pèse, côté sûr."
    )
    assert read_bytes(text.encode(encoding), "a.txt").text == text


def test_html_gives_blocks_as_lines_and_cells_by_tabs() -> None:
    page = (
        "<html><head><style>p{}</style></head><body><p>Un "
        "<b>mot</b></p><table><tr><td>60</td><td>200&nbsp;€</td></tr></table><script>x</"
        "script></body></html>"
    )
    assert [line.text for line in read_bytes(page.encode(), "a.html").lines] == [
        "Un mot",
        "",
        "60\t200\u00a0€",
    ]


def test_word_gives_paragraphs_and_rows_in_order() -> None:
    row = "<w:tr><w:tc>{}</w:tc><w:tc>{}</w:tc></w:tr>".format(
        paragraph("60 - Achats"), paragraph("200")
    )
    body = paragraph("Avant") + f"<w:tbl>{row}</w:tbl>" + paragraph("Après")
    assert [line.text for line in read_bytes(docx(body), "a.docx").lines] == [
        "Avant",
        "60 - Achats\t200",
        "",
        "Après",
    ]


def test_a_word_file_with_another_name_is_read_as_word() -> None:
    assert read_bytes(docx(paragraph("Bonjour")), "a.txt").format == "docx"


def pdf(text: str) -> bytes:
    stream = f"BT /F1 12 Tf 72 720 Td ({text}) Tj ET" if text else ""
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R "
        "/Resources << /Font << /F1 5 0 R >> >> >>",
        f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    out, places = "%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{content}\nendobj\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    out += (
        f"xref\n0 6\n0000000000 65535 f \n{table}trailer << /Size 6 /Root 1 0 R "
        f">>\nstartxref\n{len(out)}\n%%EOF"
    )
    return out.encode("latin-1")


def test_a_pdf_gives_its_pages() -> None:
    (line,) = read_bytes(pdf("Seance du 4 avril 2018"), "a.pdf").lines
    assert (line.page, line.number, line.text) == (1, 1, "Seance du 4 avril 2018")


ENCRYPTED = (
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600 + "EncryptedPackage".encode("utf-16-le")
)
BAD = {
    "empty": (b"", "a.txt", "vide"),
    "blank": (b" \n\n ", "a.txt", "vide"),
    "zeros": (b"\x00" * 500, "a.txt", "vide"),
    "binary": (bytes(range(256)) * 8, "a.txt", "binaires"),
    "image": (b"\x89PNG\r\n\x1a\n" + b"\x01" * 50, "a.txt", "image PNG"),
    "lying pdf": (b"Bonjour, ceci est un texte", "a.pdf", "malgré son nom"),
    "lying docx": (b"Bonjour, ceci est un texte", "a.docx", "malgré son nom"),
    "broken pdf": (b"%PDF-1.7\nrien", "a.pdf", "abîmé"),
    "scan": (pdf(""), "a.pdf", "document scanné"),
    "protected docx": (ENCRYPTED, "a.docx", "mot de passe"),
    "old word": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "a.doc", "ancien format"),
    "broken zip": (b"PK\x03\x04" + b"\x01" * 60, "a.docx", "abîmé"),
    "zip of something else": (zipped("rien.txt"), "a.docx", "pas un document Word"),
    "word without text": (docx(paragraph("")), "a.docx", "aucun texte"),
    "broken xml": (docx("<w:p>"), "a.docx", "abîmé"),
    "zip bomb": (docx(paragraph("a"), bomb=b"0" * 30_000_000), "a.docx", "volume anormal"),
    "bomb in the text": (docx(paragraph("0" * 45_000_000)), "a.docx", "volume anormal"),
    "empty page": (b"<html><body><script>x</script></body></html>", "a.html", "aucun texte"),
    "half utf-16": (b"\xff\xfea\x00b", "a.txt", "Unicode"),
}  # fmt: skip


@pytest.mark.parametrize(("data", "name", "said"), BAD.values(), ids=BAD.keys())
def test_a_bad_file_says_why(data: bytes, name: str, said: str) -> None:
    with pytest.raises(UnreadableDocument, match=said):
        read_bytes(data, name, limit=60_000_000)


def test_a_docx_with_a_dtd_is_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(
            "word/document.xml", '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'
        )
    with pytest.raises(UnreadableDocument, match="interdite"):
        read_bytes(out.getvalue(), "a.docx")


def test_a_huge_file_is_refused_without_being_read(tmp_path: Path) -> None:
    path = tmp_path / "grand.txt"
    with path.open("wb") as stream:
        stream.truncate(200_000_000)
    with pytest.raises(UnreadableDocument, match="200 Mo, la limite est de 20 Mo"):
        read_file(path)


def test_an_absent_file_and_a_folder_say_so(tmp_path: Path) -> None:
    with pytest.raises(UnreadableDocument, match="n’existe pas"):
        read_file(tmp_path / "rien.txt")
    with pytest.raises(UnreadableDocument, match="pas un fichier"):
        read_file(tmp_path)


def test_the_limit_can_be_set(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("bonjour " * 10, encoding="utf-8")
    with pytest.raises(UnreadableDocument, match="la limite"):
        read_file(path, limit=10)
    assert os.path.getsize(path) == 80


HOLES = [" " * 20_000, "\t" * 20_000, "\n" * 20_000, (" " * 90 + "\n") * 200]


@pytest.mark.parametrize("blank", HOLES, ids=["spaces", "tabs", "empty lines", "blank lines"])
def test_blanks_by_the_thousand_change_nothing_of_what_is_read(blank: str) -> None:
    """A list is searched from each of its spaces: a page of them kept the reader for hours."""
    text = "Conseil municipal du 3 mai 2021\nPrésents : Yves BRUN, Zoé ROC\n{}Absent : Guy DUC\n"
    plain, padded = (read_document(Document.from_text(text.format(x))) for x in ("", blank))
    assert padded.attendance is not None and plain.attendance is not None
    for people in ("present", "absent"):
        names = [one.name for one in getattr(plain.attendance, people)]
        assert [one.name for one in getattr(padded.attendance, people)] == names
    assert padded.session_date == plain.session_date


def test_the_lines_after_a_hole_keep_their_numbers() -> None:
    document = Document.from_text("un\n" + "\n" * 50 + "deux")
    assert [line.number for line in document.lines if line.text] == [1, 52]
