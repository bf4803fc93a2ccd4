"""Read the extracts that the State publishes: Sirene (two files) and the RNA, as CSV.

Columns are those of INSEE's stock files (`StockEtablissement`, `StockUniteLegale`, and extracts
that join both) and of the Interior ministry's `rna_waldec`. A row becomes the values of a
`models.RegisterEntry`; a file without the columns of one of them is refused.
"""

import codecs
import csv
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from probant.directory.public_registers.wording import plain_name
from probant.kernel.identifiers import UnreadableIdentifier, read_rna, read_siret

Row = Mapping[str, str]
LONGEST = (
    10_000_000  # bytes of one line that csv may read, whatever quotes a broken file leaves open
)


class UnreadableExtract(Exception):
    """The file is no such extract; the message is French."""


@dataclass(frozen=True)
class Extract:
    """A file opened: which register, the columns it fills, and its rows as values, one at a time.

    A row without a usable number is given as None, so that it can be counted.
    """

    source: str
    fills: tuple[str, ...]
    rows: Iterator[dict[str, Any] | None]


def open_extract(path: Path) -> Extract:
    """Open a file, its encoding and separator found from itself. Raises `UnreadableExtract`."""
    encoding = _encoding(path)
    with path.open(encoding=encoding, newline="") as stream:
        head = stream.readline()
    separator = max(";,\t|", key=head.count)
    columns = {name.strip(' "\r\n') for name in head.split(separator)}
    for needed, source, fills, reader in _KINDS:
        if needed <= columns:
            chosen = tuple(name for name in fills if name not in _UNIT or columns & _UNITS)
            return Extract(source, chosen, _rows(path, encoding, separator, reader))
    raise UnreadableExtract(
        "Ce fichier n’a pas les colonnes d’un extrait de Sirene (siret, codeCommuneEtablissement… "
        "ou siren, denominationUniteLegale…) ni du RNA (id, titre, adrs_codeinsee…)."
    )


def _rows(
    path: Path, encoding: str, separator: str, reader: Callable[[Row], dict[str, Any] | None]
) -> Iterator[dict[str, Any] | None]:
    csv.field_size_limit(LONGEST)
    with path.open(encoding=encoding, errors="replace", newline="") as stream:
        try:
            for row in csv.DictReader(stream, delimiter=separator):
                given = {name: (value or "").strip() for name, value in row.items() if name}
                yield reader(_Blank(given))
        except csv.Error as error:
            raise UnreadableExtract(f"Ce fichier ne se lit pas jusqu’au bout ({error}).") from error


class _Blank(dict[str, str]):
    """A row whose absent columns are empty."""

    def __missing__(self, key: str) -> str:
        return ""


def _encoding(path: Path) -> str:
    """UTF-8 where the whole file is, else the Windows one of older extracts."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    with path.open("rb") as stream:
        if stream.read(4)[:2] in (b"PK", b"\x1f\x8b"):
            raise UnreadableExtract("Ce fichier est une archive : décompressez-la d’abord.")
        stream.seek(0)
        try:
            while piece := stream.read(1 << 20):
                decoder.decode(piece)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return "cp1252"
    return "utf-8-sig"


def _establishment(row: Row) -> dict[str, Any] | None:
    siret = _siret(row["siret"])
    if not siret:
        return None
    name = (
        row["denominationUniteLegale"]
        or row["denominationUsuelleEtablissement"]
        or row["enseigne1Etablissement"]
    )
    street = (
        row["numeroVoieEtablissement"],
        row["indiceRepetitionEtablissement"],
        row["typeVoieEtablissement"],
        row["libelleVoieEtablissement"],
    )
    return _unit(row, siret) | {
        "name": _cut(plain_name(_known(name)), 200),
        "is_head": row["etablissementSiege"].lower() == "true",
        "naf": _naf(row["activitePrincipaleEtablissement"]),
        "address": _cut(plain_name(_known(" ".join(part for part in street if part))), 200),
        "postcode": _cut(_known(row["codePostalEtablissement"]), 5),
        "place_code": _cut(_known(row["codeCommuneEtablissement"]), 5),
        "place_name": _cut(plain_name(_known(row["libelleCommuneEtablissement"])), 120),
        "is_closed": row["etatAdministratifEtablissement"] == "F",
    }


def _legal_unit(row: Row) -> dict[str, Any] | None:
    siret = _siret(row["siren"] + (row["nicSiegeUniteLegale"] or row["nicSiege"]).zfill(5))
    if not siret:
        return None
    return _unit(row, siret) | {
        "name": _cut(plain_name(_known(row["denominationUniteLegale"])), 200),
        "is_head": True,
        "naf": _naf(row["activitePrincipaleUniteLegale"]),
        "is_closed": row["etatAdministratifUniteLegale"] == "C",
    }


def _unit(row: Row, siret: str) -> dict[str, Any]:
    ess = row["economieSocialeSolidaireUniteLegale"]
    return {
        "number": siret,
        "siret": siret,
        "siren": siret[:9],
        "rna": _rna(row["identifiantAssociationUniteLegale"]),
        "legal_category": _cut(row["categorieJuridiqueUniteLegale"], 4),
        "is_ess": {"O": True, "N": False}.get(ess),
    }


def _association(row: Row) -> dict[str, Any] | None:
    number = _rna(row["id"])
    if not number:
        return None
    siret = _siret(row["siret"])
    street = ("adrs_numvoie", "adrs_repetition", "adrs_typevoie", "adrs_libvoie")
    return {
        "number": number,
        "rna": number,
        "siret": siret,
        "siren": siret[:9],
        "name": _cut(plain_name(row["titre"]), 200),
        "address": _cut(plain_name(" ".join(row[one] for one in street if row[one])), 200),
        "postcode": _cut(row["adrs_codepostal"], 5),
        "place_code": _cut(row["adrs_codeinsee"], 5),
        "place_name": _cut(plain_name(row["adrs_libcommune"]), 120),
        "is_closed": row["position"] in ("D", "S"),
    }


def _known(text: str) -> str:
    """The text, unless the register withholds it ([ND], non-diffusible)."""
    return "" if "[ND]" in text else " ".join(text.split())


def _cut(text: str, length: int) -> str:
    return " ".join(text.split())[:length]


def _naf(text: str) -> str:
    return _cut(text.replace(".", ""), 6)


def _siret(text: str) -> str:
    try:
        return read_siret(text) if text else ""
    except UnreadableIdentifier:
        return ""


def _rna(text: str) -> str:
    try:
        return read_rna(text) if text else ""
    except UnreadableIdentifier:
        return ""


# What each kind of row fills. Those of the legal unit only where the file has its columns.
_UNIT = frozenset({"rna", "legal_category", "is_ess"})
_UNITS = frozenset({"categorieJuridiqueUniteLegale", "denominationUniteLegale"})
_SHARED = (
    "siret",
    "siren",
    "rna",
    "legal_category",
    "is_ess",
    "name",
    "is_head",
    "naf",
    "is_closed",
)
_PLACE = ("address", "postcode", "place_code", "place_name")
_KINDS: tuple[tuple[frozenset[str], str, tuple[str, ...], Any], ...] = (
    (
        frozenset({"siret", "codeCommuneEtablissement"}),
        "sirene",
        (*_SHARED, *_PLACE),
        _establishment,
    ),
    (frozenset({"siren", "denominationUniteLegale"}), "sirene", _SHARED, _legal_unit),
    (
        frozenset({"id", "titre", "adrs_codeinsee"}),
        "rna",
        ("rna", "siret", "siren", "name", "is_closed", *_PLACE),
        _association,
    ),
)
