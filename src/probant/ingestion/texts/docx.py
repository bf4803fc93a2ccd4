"""DOCX to lines, in the order of the document: paragraphs, and table rows with their cells parted
by tabs.

Read as zipped XML with the standard library, guarding against zip bombs on declared and on real
sizes, and against
entity expansion (a document with a DTD is refused).
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree

from probant.ingestion.texts.errors import UnreadableDocument

MAX_PART = 40_000_000
MAX_TOTAL = 120_000_000
MAX_RATIO = 200
MAX_DEPTH = 60  # tables and controls one in another
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_BOMB = "le document Word se déplie en un volume anormal : il n’est pas ouvert."


def docx_lines(data: bytes) -> list[str]:
    """The lines of the document. Raises `UnreadableDocument`."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise UnreadableDocument("le document Word est abîmé ou n’en est pas un.") from error
    with archive:
        _refuse_bombs(archive)
        names = set(archive.namelist())
        if "word/document.xml" not in names:
            raise UnreadableDocument("l’archive n’est pas un document Word.")
        xml = _read(archive, "word/document.xml")
    # Word writes UTF-8; in another encoding a definition could not be seen
    if b"\x00" in xml or b"<!DOCTYPE" in xml or b"<!ENTITY" in xml:
        raise UnreadableDocument(
            "le document Word contient une définition XML interdite : il n’est pas ouvert."
        )
    try:
        root = ElementTree.fromstring(xml)  # noqa: S314 a document with a DTD was refused above
    except ElementTree.ParseError as error:
        raise UnreadableDocument(
            "le document Word est abîmé : son contenu ne se lit pas."
        ) from error
    body = root.find(f"{_W}body")
    lines = _block(body, 0) if body is not None else []
    if not any(line.strip() for line in lines):
        raise UnreadableDocument(
            "aucun texte dans le document Word : il ne contient que des images ou rien."
        )
    return lines


def _refuse_bombs(archive: zipfile.ZipFile) -> None:
    entries = archive.infolist()
    if len(entries) > 5000 or sum(e.file_size for e in entries) > MAX_TOTAL:
        raise UnreadableDocument(_BOMB)
    for entry in entries:
        if entry.flag_bits & 0x1:
            raise UnreadableDocument("le document Word est protégé par un mot de passe.")
        if entry.file_size > 1_000_000 and entry.file_size > MAX_RATIO * max(
            entry.compress_size, 1
        ):
            raise UnreadableDocument(_BOMB)


def _read(archive: zipfile.ZipFile, name: str) -> bytes:
    """A part, counted while it unfolds: declared sizes may lie."""
    try:
        with archive.open(name) as part:
            data = part.read(MAX_PART + 1)
    except (
        zipfile.BadZipFile,
        RuntimeError,
        NotImplementedError,
        EOFError,
        OSError,
        ValueError,
    ) as error:
        raise UnreadableDocument(
            "le document Word est abîmé : une de ses parties ne s’ouvre pas."
        ) from error
    except Exception as error:  # zlib.error has no base of its own
        if type(error).__module__ != "zlib":
            raise
        raise UnreadableDocument(
            "le document Word est abîmé : une de ses parties ne se déplie pas."
        ) from error
    if len(data) > MAX_PART:
        raise UnreadableDocument(_BOMB)
    return data


def _block(element: ElementTree.Element, depth: int) -> list[str]:
    """Paragraphs and rows; each table's own rows, so that tables in tables are read once."""
    if depth > MAX_DEPTH:
        raise UnreadableDocument(_BOMB)
    lines: list[str] = []
    for child in element:
        if child.tag == f"{_W}p":
            lines += _paragraph(child).split("\n")
        elif child.tag == f"{_W}tbl":
            for row in _rows(child, depth):
                lines.append(
                    "\t".join(
                        " ".join(line for line in _block(cell, depth + 1) if line.strip())
                        for cell in row.findall(f"{_W}tc")
                    )
                )
            lines.append("")
        elif child.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}smartTag"):
            lines += _block(child, depth + 1)
    return lines


def _rows(element: ElementTree.Element, depth: int) -> Iterator[ElementTree.Element]:
    """The rows of a table, those that a control or a revision wraps too."""
    if depth > MAX_DEPTH:
        raise UnreadableDocument(_BOMB)
    for child in element:
        if child.tag == f"{_W}tr":
            yield child
        elif child.tag != f"{_W}tbl":
            yield from _rows(child, depth + 1)


def _paragraph(element: ElementTree.Element) -> str:
    parts: list[str] = []
    listed = element.find(f"{_W}pPr/{_W}numPr") is not None
    for node in element.iter():
        if node.tag == f"{_W}t":
            parts.append(node.text or "")
        elif node.tag == f"{_W}tab":
            if node.get(f"{_W}val") is None and node.get(f"{_W}pos") is None:
                parts.append("\t")
        elif node.tag in (f"{_W}br", f"{_W}cr"):
            parts.append("\n")
        elif node.tag == f"{_W}noBreakHyphen":
            parts.append("-")
    text = "".join(parts)
    return f"- {text}" if listed and text.strip() else text
