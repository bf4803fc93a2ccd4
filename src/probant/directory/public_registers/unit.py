"""Read one legal unit of the search service's answer into an identity; nothing of it is trusted."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from probant.directory.public_registers.numbers import Number
from probant.directory.public_registers.wording import plain_name
from probant.directory.rules import legal_family
from probant.kernel.identifiers import UnreadableIdentifier, read_rna, read_siret

LENGTHS = {"name": 200, "address": 200, "place_name": 120}
_SHAPES = {
    "postcode": re.compile(r"[0-9]{5}"),
    "place_code": re.compile(r"[0-9][0-9AB][0-9]{3}"),
    "legal_category": re.compile(r"[0-9]{4}"),
    "naf": re.compile(r"[0-9]{2}\.?[0-9]{2}[A-Z]"),
}


def pick(results: Sequence[Mapping[str, Any]], number: Number) -> dict[str, Any] | None:
    """The unit, among the answers of a search, that bears the very number; None where none does."""
    for row in results:
        if number.kind == "rna":
            known = _text(_part(row, "complements").get("identifiant_association"))
        else:
            known = _text(row.get("siren"))
        if known.replace(" ", "") == (number.value[:9] if number.kind == "siret" else number.value):
            return {"identity": _identity(row, number), "closed": _closed(row)}
    return None


def _identity(row: Mapping[str, Any], number: Number) -> dict[str, Any]:
    more, where = _part(row, "complements"), _establishment(row, number)
    is_ess = more.get("est_ess")
    category = _shaped("legal_category", row.get("nature_juridique"))
    values: dict[str, Any] = {
        "name": plain_name(_text(row.get("nom_raison_sociale") or row.get("nom_complet"))),
        "siren": _text(row.get("siren")),
        "siret": _number(read_siret, where.get("siret")),
        "rna": _number(read_rna, more.get("identifiant_association")),
        "legal_category": category,
        "naf": _shaped("naf", row.get("activite_principale")).replace(".", ""),
        "family": legal_family(category, bool(is_ess)),
        "address": plain_name(_address(where)),
        "postcode": _shaped("postcode", where.get("code_postal")),
        "place_code": _shaped("place_code", where.get("commune")),
        "place_name": plain_name(_text(where.get("libelle_commune"))),
    }
    kept = {name: value[: LENGTHS.get(name, len(value))] for name, value in values.items() if value}
    return kept | ({"is_ess": is_ess} if isinstance(is_ess, bool) else {})


def _establishment(row: Mapping[str, Any], number: Number) -> Mapping[str, Any]:
    """The establishment of the SIRET asked for, else the head office."""
    if number.kind == "siret":
        matching = row.get("matching_etablissements")
        for one in matching if isinstance(matching, list) else []:
            if isinstance(one, dict) and one.get("siret") == number.value:
                return one
    head = _part(row, "siege")
    if number.kind == "siret" and head.get("siret") != number.value:
        return {"siret": number.value}
    return head


def _address(where: Mapping[str, Any]) -> str:
    """The street, without postcode and commune."""
    names = ("numero_voie", "indice_repetition", "type_voie", "libelle_voie")
    parts = [_text(where.get(name)) for name in names]
    if any(parts):
        return " ".join(part for part in parts if part)
    whole, postcode = _text(where.get("adresse")), _text(where.get("code_postal"))
    return whole.split(f" {postcode} ")[0].strip() if postcode else whole


def _closed(row: Mapping[str, Any]) -> bool:
    return row.get("etat_administratif") in ("C", "F")


def _part(row: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    found = row.get(name)
    return found if isinstance(found, dict) else {}


def _text(value: Any) -> str:
    """One line of printable text; the registers write `[ND]` for what a person withholds."""
    if not isinstance(value, str) or "[ND]" in value:
        return ""
    return " ".join("".join(c if c.isprintable() else " " for c in value).split())


def _shaped(name: str, value: Any) -> str:
    text = _text(value)
    return text if _SHAPES[name].fullmatch(text) else ""


def _number(read: Any, value: Any) -> str:
    try:
        return str(read(_text(value)))
    except UnreadableIdentifier:
        return ""
