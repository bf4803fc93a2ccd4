"""Priority neighbourhoods (QPV): smaller than a commune, so declared, against a dated list.

A code on an organisation or a fact says where it is; whether that counted as a priority
neighbourhood on a day is for the list to say.
"""

import datetime
import tomllib
from importlib.resources import files
from pathlib import Path
from typing import Any

from django.db.models import Exists, OuterRef, Q

from probant.directory.models import Neighbourhood

OUTSIDE = "hors"  # declared to be in none
SHIPPED = files("probant.directory").joinpath("data/neighbourhoods.toml")


class UnreadableNeighbourhoods(ValueError):
    """The list is not of the expected shape; the message says where."""


def load_neighbourhoods(model: Any = Neighbourhood, path: Path | None = None) -> int:
    """Insert or refresh the neighbourhoods of a list (the shipped one by default); how many.

    Raises `UnreadableNeighbourhoods`.
    """
    try:
        text = path.read_text("utf-8") if path else SHIPPED.read_text("utf-8")
        listed = tomllib.loads(text)["neighbourhood"]
        rows = [
            model(
                code=one["code"],
                name=one["name"],
                place_code=one["place_code"],
                official_code=one.get("official_code", ""),
                starts_on=one["from"],
                ends_on=one.get("to"),
                source=one["source"],
            )
            for one in listed
        ]
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UnreadableNeighbourhoods(f"La liste ne se lit pas : {error}.") from error
    except KeyError as missing:
        raise UnreadableNeighbourhoods(f"Il manque {missing} dans la liste.") from missing
    fields = ["name", "place_code", "official_code", "starts_on", "ends_on", "source"]
    model.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["code"], update_fields=fields
    )
    return len(rows)


def in_force(day: datetime.date) -> list[Neighbourhood]:
    """The neighbourhoods of the list on a day, by commune and name."""
    standing = Q(ends_on__isnull=True) | Q(ends_on__gte=day)
    return list(Neighbourhood.objects.filter(standing, starts_on__lte=day).order_by("code"))


def in_priority(column: str = "qpv_code", day: str = "occurred_on") -> Q:
    """Facts in a neighbourhood that was a priority one on the day they happened."""
    listed = Neighbourhood.objects.filter(code=OuterRef(column), starts_on__lte=OuterRef(day))
    still = Q(ends_on__isnull=True) | Q(ends_on__gte=OuterRef(day))
    return declared(column) & Q(Exists(listed.filter(still)))  # few say: the others are not sought


def declared(column: str = "qpv_code") -> Q:
    """Facts of which one has said whether they are in such a neighbourhood."""
    return ~Q(**{column: ""})


def choices_near(place_code: str, day: datetime.date, *, kept: str = "") -> list[tuple[str, str]]:
    """The choices of a form: nobody said, outside any, those of the commune (all, where unknown).

    `kept` is offered too where the list of the day no longer has it.
    """
    near = [one for one in in_force(day) if not place_code or one.place_code == place_code]
    offered = {one.code: one.name for one in near}
    if kept not in ("", OUTSIDE, *offered):
        offered[kept] = words_of_neighbourhood(kept)
    return [("", "non renseigné"), (OUTSIDE, "hors quartier prioritaire"), *offered.items()]


def words_of_neighbourhood(code: str) -> str:
    """Its name; "hors quartier prioritaire"; or that nobody said."""
    if not code:
        return "quartier prioritaire non renseigné"
    if code == OUTSIDE:
        return "hors quartier prioritaire"
    found = Neighbourhood.objects.filter(code=code).first()
    return found.name if found else code


def fits_place(code: str, place_code: str) -> bool:
    """Whether a neighbourhood is of the commune given; true where either is not said."""
    if code in ("", OUTSIDE) or not place_code:
        return True
    return Neighbourhood.objects.filter(code=code, place_code=place_code).exists()
