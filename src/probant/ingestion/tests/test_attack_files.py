"""Hostile files are refused in one line or read; none stops the reading or stays a zero byte."""

import io
import zipfile

import pytest

from probant.ingestion.texts import UnreadableDocument, read_bytes

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
LINE = "<w:p><w:r><w:t>une ligne</w:t></w:r></w:p>"
CELL = "<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"


def word(body: str, *, head: str = '<?xml version="1.0"?>', encoding: str = "utf-8") -> bytes:
    xml = f'{head}<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", xml.encode(encoding))
    return stream.getvalue()


def read(data: bytes, name: str = "acte.docx") -> list[str]:
    return [line.text for line in read_bytes(data, name).lines]


@pytest.mark.parametrize("wrap", [("<w:sdt>", "</w:sdt>"), CELL], ids=["controls", "tables"])
def test_a_document_too_deep_is_refused(wrap: tuple[str, str]) -> None:
    with pytest.raises(UnreadableDocument, match="volume anormal"):
        read(word(wrap[0] * 900 + LINE + wrap[1] * 900))


def test_tables_in_tables_are_read_once() -> None:
    assert read(word(CELL[0] * 6 + LINE + CELL[1] * 6))[0] == "une ligne"


@pytest.mark.parametrize(
    ("head", "encoding"),
    [
        ('<?xml version="1.0" encoding="utf-16"?><!DOCTYPE a [<!ENTITY a "aa">]>', "utf-16"),
        (f'<?xml version="1.0"?><!-- {"x" * 5000} --><!DOCTYPE a SYSTEM "file:///x">', "utf-8"),
    ],
    ids=["utf-16", "after a long comment"],
)
def test_a_definition_is_refused_wherever_it_hides(head: str, encoding: str) -> None:
    with pytest.raises(UnreadableDocument, match="définition XML interdite"):
        read(word(LINE, head=head, encoding=encoding))


def test_a_zero_character_of_a_text_is_left_out() -> None:
    assert read("\ufeffVille\0de Dijon".encode("utf-16-le"), "acte.txt") == ["Ville de Dijon"]
