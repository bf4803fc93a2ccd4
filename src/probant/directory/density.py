"""Urban and rural, by INSEE's communal density grid.

INSEE calls rural the communes of the third level of the grid of three levels, that is levels 5, 6
and 7 of the grid of seven (`kernel/parameters/territory.toml`). The class is INSEE's alone: it is
built from squares of 1 km², not from a mean density, and is never guessed. The file is not part of
the shipped data: `probant territories density` reads it.
"""

import csv
import io
import re
from collections.abc import Iterable
from pathlib import Path

from django.db.models import Q
from django.utils import timezone

from probant.directory.models import FormerCode, Territory
from probant.kernel.parameters import parameter
from probant.kernel.text import fold

#: Words of the classes, as INSEE writes them (insee.fr, information 6439600).
CLASSES: dict[int, dict[int, str]] = {
    3: {1: "commune densément peuplée", 2: "densité intermédiaire", 3: "commune rurale"},
    7: {
        1: "grand centre urbain",
        2: "centre urbain intermédiaire",
        3: "petite ville",
        4: "ceinture urbaine",
        5: "bourg rural",
        6: "rural à habitat dispersé",
        7: "rural à habitat très dispersé",
    },
}
UNKNOWN = "classe de densité non connue"
_CODES = ("codgeo", "code commune", "code", "com", "insee com")
_SEVEN = ("dens7", "dens 7", "niveau 7", "densite 7 niveaux", "typodens7")
_DENSITY = ("dens", "densite", "niveau", "degre de densite", "density")


class UnreadableDensity(ValueError):
    """The file has no column of codes or of classes; the message says which."""


def first_rural(levels: int) -> int:
    """The first rural class of the grid of 3 or 7 levels; rural are this one and those after."""
    first = parameter(f"territory.first_rural_of_{levels}", on=timezone.localdate()).value
    return int(first)


def is_rural(place: Territory) -> bool | None:
    """Whether a commune is rural; None where its class is not known, or it is no commune."""
    if place.density is None or place.density_levels is None:
        return None
    return place.density >= first_rural(place.density_levels)


def words_of_density(place: Territory) -> str:
    """The class in INSEE's words, or that it is not known."""
    if place.density is None or place.density_levels is None:
        return UNKNOWN
    side = "rurale" if is_rural(place) else "urbaine"
    return f"{side} ({CLASSES[place.density_levels][place.density]})"


def rural(column: str = "place_code") -> Q:
    """Facts at a rural commune, by the code they keep; codes of communes that are no more too."""
    return _among(column, _rural_rows())


def density_known(column: str = "place_code") -> Q:
    """Facts at a commune whose class is known: what a rural share is a share of."""
    return _among(column, Q(density__isnull=False))


def _rural_rows() -> Q:
    return Q(density_levels=3, density__gte=first_rural(3)) | Q(
        density_levels=7, density__gte=first_rural(7)
    )


def _among(column: str, rows: Q) -> Q:
    codes = Territory.objects.filter(rows, kind=Territory.Kind.COMMUNE).values("code")
    gone = FormerCode.objects.filter(successor__in=codes).values("code")
    return Q(**{f"{column}__in": codes}) | Q(**{f"{column}__in": gone})


def read_density(path: Path) -> tuple[int, dict[str, int]]:
    """Levels of the grid (3 or 7) and class by commune code, from INSEE's table.

    As INSEE gives it (xlsx: the first sheet with a column of codes), or saved as CSV with comma,
    semicolon or tab; heading lines above the columns are passed over. Raises `UnreadableDensity`.
    """
    if path.suffix.lower() in (".xlsx", ".xls", ".ods"):
        return parse_density(_lines_of(path))
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        text = path.read_bytes().decode("cp1252")
    except OSError as error:
        raise UnreadableDensity(f"« {path} » ne se lit pas.") from error
    return parse_density(text.splitlines())


def _lines_of(path: Path) -> list[str]:
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        book = CalamineWorkbook.from_path(path)
        sheets = [book.get_sheet_by_index(at).to_python() for at in range(len(book.sheet_names))]
    except (CalamineError, OSError) as error:
        raise UnreadableDensity(f"« {path} » ne se lit pas.") from error
    for rows in sheets:
        out = io.StringIO()
        csv.writer(out, delimiter=";").writerows([_cell(cell) for cell in row] for row in rows)
        lines = out.getvalue().splitlines()
        if any({fold(cell) for cell in line.split(";")} & set(_CODES) for line in lines[:20]):
            return lines
    raise UnreadableDensity("Aucune colonne de codes de communes (CODGEO) dans le classeur.")


def _cell(value: object) -> object:
    """A class of 7 is written 7, not 7.0; what stands on two lines stands on one."""
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value.replace("\n", " ") if isinstance(value, str) else value


def parse_density(lines: list[str]) -> tuple[int, dict[str, int]]:
    """`read_density`, of lines."""
    start, separator = _heading(lines)
    table = csv.reader(lines[start:], delimiter=separator)
    heads = [fold(cell) for cell in next(table)]
    code_at = next(heads.index(name) for name in _CODES if name in heads)
    seven = next((heads.index(name) for name in _SEVEN if name in heads), None)
    class_at = seven
    if class_at is None:
        class_at = next((heads.index(name) for name in _DENSITY if name in heads), None)
    if class_at is None:
        raise UnreadableDensity("Aucune colonne DENS (ou DENS7) dans le fichier.")
    classes = dict(_classes(table, code_at, class_at))
    if not classes:
        raise UnreadableDensity("Aucune commune avec une classe de densité dans le fichier.")
    told = seven is not None or ("libdens" in heads and _tells_seven(lines[start:]))
    return (7 if told or max(classes.values()) > 3 else 3), classes


def _tells_seven(lines: list[str]) -> bool:
    """Whether the words beside the classes are those of the grid of seven levels."""
    text = fold(" ".join(lines[:2000]))
    return any(word in text for word in ("bourgs ruraux", "ceintures urbaines", "petites villes"))


def _heading(lines: list[str]) -> tuple[int, str]:
    for number, line in enumerate(lines[:20]):
        for separator in (";", ",", "\t"):
            if {fold(cell) for cell in line.split(separator)} & set(_CODES):
                return number, separator
    raise UnreadableDensity("Aucune colonne de codes de communes (CODGEO) dans le fichier.")


def _classes(table: Iterable[list[str]], code_at: int, class_at: int) -> Iterable[tuple[str, int]]:
    for row in table:
        if len(row) <= max(code_at, class_at):
            continue
        code, said = row[code_at].strip().upper(), row[class_at].strip()
        if re.fullmatch(r"[0-9][0-9AB][0-9]{3}", code) and said in {*"1234567"}:
            yield code, int(said)


def set_density(levels: int, classes: dict[str, int], *, vintage: int) -> int:
    """Write the classes of a grid on the communes loaded, of whatever vintage; returns how many."""
    rows = list(Territory.objects.filter(kind=Territory.Kind.COMMUNE))
    known = [row for row in rows if row.code in classes]
    for row in known:
        row.density, row.density_levels = classes[row.code], levels
        row.density_vintage = vintage
    Territory.objects.bulk_update(
        known, ["density", "density_levels", "density_vintage"], batch_size=500
    )
    return len(known)
