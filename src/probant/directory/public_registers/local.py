"""Look a number up in the extracts that this instance holds."""

from typing import Any

from django.db.models import Q

from probant.directory.models import RegisterEntry
from probant.directory.public_registers.answers import Found
from probant.directory.public_registers.numbers import Number
from probant.directory.rules import legal_family
from probant.kernel.dates import write_short_date

COPIED = ("name", "siren", "siret", "rna", "legal_category", "naf", "address", "postcode")
PLACE = ("place_code", "place_name")


def find(number: Number) -> Found | None:
    """What the extracts say, or None. Two queries.

    The establishment asked for speaks first, then the head office, then the other register: each
    fills what those before it leave empty.
    """
    entries = list(RegisterEntry.objects.filter(**{number.kind: number.value}))
    siren = number.value[:9] if number.kind != "rna" else _first(entries, "siren")
    rna = number.value if number.kind == "rna" else _first(entries, "rna")
    wanted = (Q(siren=siren) if siren else Q()) | (Q(rna=rna) if rna else Q())
    more = list(RegisterEntry.objects.filter(wanted)) if wanted else []
    if not (entries or (number.kind == "siret" and any(one.siren == siren for one in more))):
        return None
    heads = [one for one in more if one.source == "sirene" and one.is_head]
    others = [one for one in more if one.source == "rna"]
    ranked = [*entries, *heads, *others] if number.kind != "siren" else [*heads, *entries, *others]
    identity = _merge(ranked, asked=number)
    first = ranked[0] if ranked else more[0]
    source = f"le fichier {first.get_source_display()} du {write_short_date(first.dated_on)}"
    return Found(identity, source, first.is_closed)


def _first(entries: list[RegisterEntry], name: str) -> str:
    return next((getattr(one, name) for one in entries if getattr(one, name)), "")


def _merge(ranked: list[RegisterEntry], *, asked: Number) -> dict[str, Any]:
    values: dict[str, Any] = {name: _first(ranked, name) for name in COPIED}
    if asked.kind == "siret":
        values["siret"] = asked.value
    placed = next((one for one in ranked if one.place_code or one.place_name), None)
    if placed is not None:
        values |= {name: getattr(placed, name) for name in (*PLACE, "postcode", "address")}
    is_ess = next((one.is_ess for one in ranked if one.is_ess is not None), None)
    category = values["legal_category"]
    if not category and any(one.source == "rna" for one in ranked):
        category = "9220"
    values["family"] = legal_family(category, bool(is_ess))
    kept = {name: value for name, value in values.items() if value}
    return kept | ({"is_ess": is_ess} if is_ess is not None else {})
