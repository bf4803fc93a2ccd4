"""What a file is, by its content; traps are refused before any library unpacks them.

An xlsx and an ods are zip archives. Their parts are inflated here once, piece by piece, which
counts what they really weigh whatever the archive declares, and sees where cells stand and which
rows are hidden: the library allocates the whole rectangle of a sheet, so that one stray cell at
the last row of the last column would ask for gigabytes.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field

from probant.ingestion.spreadsheets.errors import UnreadableSheet
from probant.ingestion.texts import KNOWN_BINARY

MAX_PART = 400_000_000
MAX_TOTAL = 600_000_000
MAX_RATIO = 500
MAX_CELLS = 12_000_000  # of a sheet's rectangle
MAX_COLUMNS = 500
MAX_FAULTS = 100_000
PIECE = 1 << 20
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BOMB = "le classeur se déplie en un volume anormal : il n’est pas ouvert."
_PROTECTED = (
    "le classeur est protégé par un mot de passe : enregistrez-en une copie sans protection."
)
_ROW = re.compile(rb'<row\b[^>]*?\br="(\d+)"[^>]*>')
_HIDDEN = re.compile(rb'\bhidden="(?:1|true)"')
_WIDE = re.compile(rb' r="([A-Z]{2,3})\d')
_FAULT = re.compile(
    rb'<c\b[^>]*?\br="([A-Z]{1,3})(\d+)"[^>]*?\bt="e"[^>]*>(?:(?!</c>).)*?<v>(#[^<]{1,12})</v>',
    re.DOTALL,
)
_REPEATED = re.compile(rb'number-(?:rows|columns)-repeated="(\d+)"')
_HIDDEN_ODS = re.compile(rb'table:visibility="(?:collapse|filter)"')


@dataclass
class Container:
    """What a file is: `xlsx`, `ods`, `xls` or `text`.

    Of an xlsx, by sheet in the order of the workbook: numbers of the hidden rows (1 is the first),
    and the codes of the cells in error by row and column. An ods only tells how many are hidden.
    """

    format: str
    hidden: list[frozenset[int]] = field(default_factory=list)
    faults: list[dict[tuple[int, int], str]] = field(default_factory=list)
    hidden_count: int = 0


def look_into(data: bytes) -> Container:
    """Say what the bytes are. Raises `UnreadableSheet`."""
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
        raise UnreadableSheet("le fichier est vide.")
    if data.startswith(OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise UnreadableSheet(_PROTECTED)
        if "WordDocument".encode("utf-16-le") in data:
            raise UnreadableSheet("c’est un document Word : déposez un classeur ou un CSV.")
        return Container("xls")
    if data.startswith(b"PK"):
        return _archive(data)
    if b"%PDF-" in data[:1024]:
        raise UnreadableSheet(
            "c’est un PDF : déposez le tableau d’où il vient, en xlsx, ods ou csv."
        )
    what = next((words for mark, words in KNOWN_BINARY if data.startswith(mark)), None)
    if what:
        raise UnreadableSheet(f"ce n’est pas un tableau mais {what}.")
    return Container("text")


def _archive(data: bytes) -> Container:
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise UnreadableSheet("le classeur est abîmé ou n’en est pas un.") from error
    with archive:
        entries = archive.infolist()
        if len(entries) > 5000 or sum(one.file_size for one in entries) > MAX_TOTAL:
            raise UnreadableSheet(_BOMB)
        for one in entries:
            if one.file_size > 10_000_000 and one.file_size > MAX_RATIO * (one.compress_size + 1):
                raise UnreadableSheet(_BOMB)
        names = {one.filename for one in entries}
        if "xl/workbook.xml" in names:
            return _xlsx(archive, names)
        if "mimetype" in names and b"spreadsheet" in _whole(archive, "mimetype", 200):
            return _ods(archive, names)
        if "word/document.xml" in names:
            raise UnreadableSheet("c’est un document Word : déposez un classeur ou un CSV.")
        if "xl/workbook.bin" in names:
            raise UnreadableSheet("le format xlsb n’est pas lu : enregistrez le classeur en xlsx.")
    raise UnreadableSheet(
        "cette archive n’est pas un classeur : déposez un xlsx, un ods ou un csv."
    )


def _xlsx(archive: zipfile.ZipFile, names: set[str]) -> Container:
    hidden, faults = [], []
    for name in _sheet_parts(archive, names):
        last_row, last_column = 0, 26
        unseen: set[int] = set()
        wrong: dict[tuple[int, int], str] = {}
        for piece in _pieces(archive, name, b"<row"):
            final = _ROW.search(piece, max(0, piece.rfind(b"<row")))
            last_row = max(last_row, int(final[1]) if final else 0)  # rows are in order
            if b' hidden="' in piece:
                unseen |= {int(row[1]) for row in _ROW.finditer(piece) if _HIDDEN.search(row[0])}
            if b't="e"' in piece and len(wrong) < MAX_FAULTS:
                for letters, row_number, code in _FAULT.findall(piece):
                    wrong[int(row_number), _column(letters)] = code.decode()
            for letters in set(_WIDE.findall(piece)):
                last_column = max(last_column, _column(letters))
        _refuse_stray(last_row, last_column)
        hidden.append(frozenset(unseen))
        faults.append(wrong)
    for name in names & {"xl/sharedStrings.xml", "xl/styles.xml"}:
        for _ in _pieces(archive, name):
            pass
    return Container("xlsx", hidden, faults, sum(len(one) for one in hidden))


def _sheet_parts(archive: zipfile.ZipFile, names: set[str]) -> list[str]:
    """The parts of the sheets, in the order of the workbook where its relations say it."""
    parts = sorted(
        (name for name in names if re.fullmatch(r"xl/worksheets/[^/]+\.xml", name)),
        key=lambda name: (len(name), name),
    )
    if "xl/_rels/workbook.xml.rels" not in names:
        return parts
    relations = _whole(archive, "xl/_rels/workbook.xml.rels", 5_000_000).decode("utf-8", "replace")
    book = _whole(archive, "xl/workbook.xml", 5_000_000).decode("utf-8", "replace")
    targets = {}
    for one in re.findall(r"<Relationship\b[^>]*>", relations):
        number, target = re.search(r'\bId="([^"]*)"', one), re.search(r'\bTarget="([^"]*)"', one)
        if number and target:
            targets[number[1]] = "xl/" + target[1].removeprefix("/xl/").lstrip("/")
    order = re.findall(r'<(?:\w+:)?sheet\b[^>]*?\br:id="([^"]*)"', book)
    ordered = [targets[number] for number in order if targets.get(number) in names]
    return ordered if set(ordered) >= set(parts) else parts


def _ods(archive: zipfile.ZipFile, names: set[str]) -> Container:
    if "META-INF/manifest.xml" in names and b"encryption-data" in _whole(
        archive, "META-INF/manifest.xml", 20_000_000
    ):
        raise UnreadableSheet(_PROTECTED)
    if "content.xml" not in names:
        raise UnreadableSheet("le classeur est abîmé ou n’en est pas un.")
    hidden = 0
    for piece in _pieces(archive, "content.xml"):
        hidden += len(_HIDDEN_ODS.findall(piece))
        if any(int(number) > 2_000_000 for number in _REPEATED.findall(piece)):
            raise UnreadableSheet(_BOMB)
    return Container("ods", hidden_count=hidden)


def _refuse_stray(last_row: int, last_column: int) -> None:
    if last_column > MAX_COLUMNS:
        raise UnreadableSheet(
            f"le tableau a {last_column} colonnes, {MAX_COLUMNS} au plus sont lues : une cellule "
            "s’est sans doute égarée loin à droite. Supprimez les colonnes inutiles."
        )
    if last_row * last_column > MAX_CELLS:
        raise UnreadableSheet(
            f"le tableau va jusqu’à la ligne {last_row} : une cellule s’est sans doute égarée tout "
            "en bas. Supprimez les lignes inutiles, ou découpez le fichier."
        )


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _pieces(archive: zipfile.ZipFile, name: str, cut: bytes = b"<") -> Iterator[bytes]:
    """A part of the archive by pieces that end before a `cut`; its real weight is counted."""
    read, rest = 0, b""
    try:
        with archive.open(name) as stream:
            while piece := stream.read(PIECE):
                read += len(piece)
                if read > MAX_PART:
                    raise UnreadableSheet(_BOMB)
                whole, mark, rest = (rest + piece).rpartition(cut)
                yield whole
                rest = mark + rest
                if len(rest) > 16 * PIECE:
                    raise UnreadableSheet(_BOMB)
    except (zipfile.BadZipFile, RuntimeError, OSError, EOFError, NotImplementedError) as error:
        raise UnreadableSheet("le classeur est abîmé ou n’en est pas un.") from error
    except Exception as error:  # zlib.error
        if isinstance(error, UnreadableSheet):
            raise
        raise UnreadableSheet("le classeur est abîmé ou n’en est pas un.") from error
    yield rest


def _whole(archive: zipfile.ZipFile, name: str, limit: int) -> bytes:
    found = b""
    for piece in _pieces(archive, name):
        found += piece
        if len(found) > limit:
            raise UnreadableSheet(_BOMB)
    return found
