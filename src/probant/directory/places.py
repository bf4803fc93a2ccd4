"""What the pages of territories read."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet

from probant.directory.density import words_of_density
from probant.directory.models import Card, FormerCode, Neighbourhood, Territory
from probant.directory.vintages import latest_vintage
from probant.kernel.actor import Actor
from probant.kernel.text import fold

SHOWN = 200  # communes listed at once: a search says the rest
KINDS = dict(Territory.Kind.choices)


@dataclass(frozen=True)
class Found:
    """Territories that a search or an intercommunalité leaves, and whether more answer."""

    rows: list[dict[str, Any]]
    is_cut: bool
    vintage: int | None


def territories(actor: Actor, text: str = "") -> Found:
    """Intercommunalités of the newest vintage; what answers to a text where one is given.

    With the number of structures of the house's directory in each. Three queries at most.
    """
    vintage = latest_vintage() or 0
    found = Territory.objects.filter(vintage=vintage)
    key = fold(text)
    if key:
        begins = Q(name_key__contains=key) | Q(code=text.strip().upper())
        found = found.filter(begins | Q(postcodes__contains=text.strip()))
        found = found.exclude(kind=Territory.Kind.REGION)
    else:
        found = found.filter(kind=Territory.Kind.EPCI)
    rows = _rows(actor, found.order_by("kind", "name_key"), vintage)
    return Found(rows[:SHOWN], len(rows) > SHOWN, vintage or None)


def communes_in(actor: Actor, place: Territory) -> list[dict[str, Any]]:
    """The communes of an intercommunalité, or the intercommunalités of a département."""
    same = Territory.objects.filter(vintage=place.vintage)
    if place.kind == Territory.Kind.EPCI:
        inside = same.filter(epci_code=place.code)
    elif place.kind == Territory.Kind.DEPARTMENT:
        here = {"department_code": place.department_code, "kind": Territory.Kind.EPCI}
        inside = same.filter(**here)
    elif place.kind == Territory.Kind.REGION:
        inside = same.filter(region_code=place.code[1:], kind=Territory.Kind.DEPARTMENT)
    else:
        return []
    return _rows(actor, inside.order_by("name_key"), place.vintage)


def _rows(actor: Actor, found: QuerySet[Territory], vintage: int) -> list[dict[str, Any]]:
    places = list(found[: SHOWN + 1])
    groups = [place.code for place in places if place.kind == Territory.Kind.EPCI]
    inside = dict(
        Territory.objects.filter(vintage=vintage, epci_code__in=groups).values_list(
            "code", "epci_code"
        )
    )
    codes = {*inside, *(place.code for place in places if place.kind == Territory.Kind.COMMUNE)}
    here = structures_in(actor, codes)
    counts: dict[str, int] = {}
    members: dict[str, int] = {}
    for code in codes:
        group = inside.get(code)
        counts[code] = here.get(code, 0)
        if group:
            counts[group] = counts.get(group, 0) + here.get(code, 0)
            members[group] = members.get(group, 0) + 1
    return [
        {
            "code": place.code,
            "name": place.name,
            "kind_label": KINDS[place.kind],
            "communes": members.get(place.code) if place.kind == Territory.Kind.EPCI else None,
            "population": place.population,
            "density_label": (
                words_of_density(place) if place.kind == Territory.Kind.COMMUNE else ""
            ),
            "structures": counts.get(place.code, 0),
        }
        for place in places
    ]


def structures_in(actor: Actor, codes: set[str]) -> dict[str, int]:
    """Structures of the house's directory by commune; one query."""
    cards = Card.objects.visible_to(actor).filter(place_code__in=codes).order_by()
    return dict(cards.values_list("place_code").annotate(Count("pk")))


@dataclass(frozen=True)
class Sheet:
    """What is known of a territory."""

    place: Territory
    group: Territory | None
    department: Territory | None
    region: Territory | None
    vintages: list[int]
    formers: list[FormerCode]
    neighbourhoods: list[Neighbourhood]


def sheet_of(code: str) -> Sheet | None:
    """A territory of the newest vintage that has it, with those above it. At most five queries."""
    known = list(Territory.objects.filter(code=code).order_by("-vintage"))
    if not known:
        return None
    place = known[0]
    wanted = [place.epci_code, f"D{place.department_code}", f"R{place.region_code}"]
    rows = Territory.objects.filter(vintage=place.vintage, code__in=wanted).exclude(pk=place.pk)
    above = {row.code: row for row in rows}
    codes = [code]
    if place.kind == Territory.Kind.EPCI:
        inside = Territory.objects.filter(vintage=place.vintage, epci_code=code)
        codes = list(inside.values_list("code", flat=True))
    listed = Neighbourhood.objects.filter(place_code__in=codes).order_by("code")
    formers = FormerCode.objects.filter(successor=code, vintage=place.vintage).order_by("code")
    return Sheet(
        place,
        above.get(place.epci_code),
        above.get(f"D{place.department_code}"),
        above.get(f"R{place.region_code}"),
        [row.vintage for row in known],
        list(formers) if place.kind == Territory.Kind.COMMUNE else [],
        list(listed),
    )


def taken_in_by(code: str) -> str | None:
    """The commune that took in one that is no more; None where nothing is known of the code."""
    rows = FormerCode.objects.filter(code=code).order_by("-vintage")
    return rows.values_list("successor", flat=True).first()
