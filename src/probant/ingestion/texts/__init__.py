"""From a file, whatever its name says, to a document of lines.

The content decides what it is: a `.pdf` that is not one is refused, a Word file named `.txt` is
read as Word.
"""

from __future__ import annotations

from pathlib import Path

from probant.ingestion.document import Document, Line
from probant.ingestion.texts.encoding import decode
from probant.ingestion.texts.errors import UnreadableDocument
from probant.ingestion.texts.markup import html_text, looks_like_html

__all__ = [
    "KNOWN_BINARY",
    "MAX_BYTES",
    "MAX_CHARACTERS",
    "UnreadableDocument",
    "read_bytes",
    "read_file",
]

MAX_BYTES = 20_000_000
MAX_CHARACTERS = 3_000_000
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
KNOWN_BINARY = (
    (b"\x89PNG", "une image PNG"),
    (b"\xff\xd8\xff", "une photo JPEG"),
    (b"GIF8", "une image GIF"),
    (b"II*\x00", "une image TIFF"),
    (b"MM\x00*", "une image TIFF"),
    (b"MZ", "un programme Windows"),
    (b"\x7fELF", "un programme"),
    (b"Rar!", "une archive RAR"),
    (b"7z\xbc\xaf", "une archive 7z"),
    (b"\x1f\x8b", "une archive gzip"),
)


def read_file(path: Path, *, limit: int = MAX_BYTES) -> Document:
    """Read a file of at most `limit` bytes; a larger one is refused without being read. Raises
    `UnreadableDocument`.
    """
    try:
        if not path.is_file():
            raise UnreadableDocument(
                "ce fichier n’existe pas." if not path.exists() else "ce n’est pas un fichier."
            )
        size = path.stat().st_size
        if size > limit:
            raise UnreadableDocument(_too_large(size, limit))
        with path.open("rb") as stream:
            data = stream.read(limit + 1)
    except OSError as error:
        raise UnreadableDocument(f"le fichier ne s’ouvre pas ({error.strerror}).") from error
    return read_bytes(data, path.name, limit=limit)


def read_bytes(data: bytes, name: str, *, limit: int = MAX_BYTES) -> Document:
    """Read the bytes of a file called `name`. Raises `UnreadableDocument`."""
    if len(data) > limit:
        raise UnreadableDocument(_too_large(len(data), limit))
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
        raise UnreadableDocument("le fichier est vide.")
    ending = name.rpartition(".")[2].lower() if "." in name else ""
    if data[:1024].lstrip(b"\x00 \t\r\n\xef\xbb\xbf").startswith(b"%PDF-"):
        return _pdf(data, name)
    if data.startswith(b"PK"):
        return _word(data, name)
    if data.startswith(_OLE):
        raise UnreadableDocument(_ole(data))
    kind = next((words for mark, words in KNOWN_BINARY if data.startswith(mark)), None)
    if ending in ("pdf", "docx"):
        what = "PDF" if ending == "pdf" else "document Word"
        raise UnreadableDocument(
            f"malgré son nom, ce n’est pas un {what}" + (f" mais {kind}." if kind else ".")
        )
    if kind:
        raise UnreadableDocument(f"ce n’est pas un texte mais {kind}.")
    return _text(data, name, ending)


def _too_large(size: int, limit: int) -> str:
    return f"le fichier pèse {size / 1e6:.0f} Mo, la limite est de {limit / 1e6:.0f} Mo."


def _ole(data: bytes) -> str:
    """Old Office files and password-protected docx share one container."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return (
            "le document Word est protégé par un mot de passe : enregistrez-en une copie "
            "sans protection."
        )
    return (
        "l’ancien format de Word (.doc) n’est pas lu : enregistrez le document en .docx ou en PDF."
    )


def _pdf(data: bytes, name: str) -> Document:
    from probant.ingestion.texts.pdf import pdf_lines

    lines, truncated = pdf_lines(data)
    return Document.from_lines(lines, name, file_format="pdf", truncated=truncated)


def _word(data: bytes, name: str) -> Document:
    from probant.ingestion.texts.docx import docx_lines

    lines = (Line(number, text) for number, text in enumerate(docx_lines(data), 1))
    return Document.from_lines(lines, name, file_format="docx")


def _text(data: bytes, name: str, ending: str) -> Document:
    text = decode(data).replace("\0", " ")  # no database keeps a zero character
    truncated = len(text) > MAX_CHARACTERS
    text = text[:MAX_CHARACTERS]
    if not text.strip():
        raise UnreadableDocument("le fichier est vide.")
    if ending in ("html", "htm", "xhtml") or looks_like_html(text):
        text = html_text(text)
        if not text.strip():
            raise UnreadableDocument("la page ne contient aucun texte.")
        return Document.from_text(text, name, file_format="html", truncated=truncated)
    return Document.from_text(
        text, name, file_format="md" if ending in ("md", "markdown") else "txt", truncated=truncated
    )
