"""The structures supported, where they are: the same rows for the map, its table and its file."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import F, Min, Q, QuerySet

from probant.directory.models import CommuneCentre, Territory
from probant.directory.outlines import points_of
from probant.directory.vintages import Place, places_of
from probant.kernel.actor import Actor
from probant.support.models import Case
from probant.support.queries.cases import coded, word_in


@dataclass(frozen=True)
class MapFilter:
    """The words of the address: `annee`, `programme`, `filiere`, `territoire`.

    Nonsense is ignored. `territoire` is the code of a commune or of an intercommunalité, or D and
    the code of a département.
    """

    year: int | None = None
    programme: str = ""
    branch: str = ""
    place: str = ""

    @classmethod
    def read(cls, query: Mapping[str, str]) -> "MapFilter":
        """Read the filters of an address."""
        year = query.get("annee", "")
        return cls(
            int(year) if year.isascii() and year.isdigit() and len(year) == 4 else None,
            word_in(query, "programme"),
            word_in(query, "filiere"),
            word_in(query, "territoire"),
        )

    def condition(self) -> Q:
        """The filters on cases as one condition; the territory is told by the rows themselves.

        A case counts for a year in which it was open, a day at least.
        """
        wanted = Q(organisation__isnull=False)
        if self.year:
            first, last = datetime.date(self.year, 1, 1), datetime.date(self.year, 12, 31)
            wanted &= Q(opened_on__lte=last)
            wanted &= Q(closed_on__isnull=True) | Q(closed_on__gte=first)
        if self.programme:
            wanted &= coded("programme", self.programme)
        if self.branch:
            own = Q(branch="", organisation__branch=self.branch)
            wanted &= Q(branch=self.branch) | own
        return wanted


@dataclass
class Spot:
    """The structures of one commune, at its point; `centre` is None where none is known."""

    code: str
    name: str
    centre: CommuneCentre | None
    structures: list[dict[str, Any]] = field(default_factory=list)


@dataclass(frozen=True)
class Supported:
    """What a map shows: rows of structures, by commune, and the territories to choose among."""

    rows: list[dict[str, Any]]
    spots: list[Spot]
    groups: list[tuple[str, str]]

    @property
    def placed(self) -> list[Spot]:
        """The communes that the map can show."""
        return [spot for spot in self.spots if spot.centre is not None]

    @property
    def unplaced(self) -> list[Spot]:
        """The communes whose point is not known, and structures that have no commune."""
        return [spot for spot in self.spots if spot.centre is None]


def supported(actor: Actor, chosen: MapFilter) -> Supported:
    """The structures of the cases that the actor may see. Four queries, a few more for old codes.

    A row: id (of the structure), name, name_key, place_code, commune, group, programmes, since
    (its first case), state.
    """
    cases = list(_cases(actor, chosen))
    places = places_of({(row["seat_code"], row["seat_vintage"]) for row in cases})
    names = _names_of_groups(places.values())
    rows = _by_structure(cases, places, names)
    groups = sorted(
        {(row["group_code"], row["group"]) for row in rows if row["group_code"]},
        key=lambda pair: pair[1],
    )
    if chosen.place:
        rows = [row for row in rows if chosen.place in row["within"]]
    return Supported(rows, _spots(rows), groups)


def _cases(actor: Actor, chosen: MapFilter) -> QuerySet[Case, Any]:
    found = Case.objects.visible_to(actor).filter(chosen.condition())
    return found.order_by("organisation__name_key", "organisation_id", "opened_on", "id").values(
        "organisation_id",
        "opened_on",
        "state",
        name=F("organisation__name"),
        name_key=F("organisation__name_key"),
        seat_code=F("organisation__place_code"),
        seat_vintage=F("organisation__place_vintage"),
        seat_name=F("organisation__place_name"),
        programme_name=F("programme__name"),
    )


def _names_of_groups(places: Iterable[Territory]) -> dict[str, str]:
    codes = {place.epci_code for place in places if place.epci_code}
    groups = Territory.objects.filter(code__in=codes, kind=Territory.Kind.EPCI).order_by("vintage")
    return dict(groups.values_list("code", "name"))


def _by_structure(
    cases: Sequence[dict[str, Any]], places: Mapping[Place, Territory], names: Mapping[str, str]
) -> list[dict[str, Any]]:
    rows: dict[int, dict[str, Any]] = {}
    for case in cases:
        place = places.get((case["seat_code"], case["seat_vintage"]))
        row = rows.setdefault(
            case["organisation_id"],
            {
                "id": case["organisation_id"],
                "name": case["name"],
                "name_key": case["name_key"],
                "place_code": place.code if place else case["seat_code"],
                "commune": place.name if place else case["seat_name"],
                "group_code": place.epci_code if place else "",
                "group": names.get(place.epci_code, "") if place else "",
                "within": _within(place),
                "programmes": [],
                "since": case["opened_on"],
                "state": Case.State.CLOSED.value,
            },
        )
        if case["programme_name"] not in row["programmes"]:
            row["programmes"].append(case["programme_name"])
        if case["state"] == Case.State.OPEN:
            row["state"] = Case.State.OPEN.value
    for row in rows.values():
        row["programmes"] = ", ".join(row["programmes"])
    return list(rows.values())


def _within(place: Territory | None) -> frozenset[str]:
    if place is None:
        return frozenset()
    return frozenset({place.code, place.epci_code, f"D{place.department_code}"})


def _spots(rows: Iterable[dict[str, Any]]) -> list[Spot]:
    spots: dict[str, Spot] = {}
    for row in rows:
        name = row["commune"] or "commune non renseignée"
        spot = spots.setdefault(row["place_code"] or name, Spot(row["place_code"], name, None))
        spot.structures.append(row)
    known = points_of({spot.code for spot in spots.values()})
    for spot in spots.values():
        spot.centre = known.get(spot.code)
    return sorted(spots.values(), key=lambda spot: (-len(spot.structures), spot.name))


def years_of_support(actor: Actor, today: datetime.date) -> list[int]:
    """The years since the first case, newest first. One query."""
    first = Case.objects.visible_to(actor).aggregate(first=Min("opened_on"))["first"]
    return list(range(today.year, (first or today).year - 1, -1))
