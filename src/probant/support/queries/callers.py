"""Who may be calling, while a name, a number, an e-mail or a telephone is typed.

A person with several hats is proposed once for each structure that she acts for, and once for
herself.
"""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from probant.directory.models import Card, Family, Person, Position
from probant.directory.public_registers import Found, find_in_registers
from probant.directory.queries import doubles
from probant.directory.rules import UnreadableContact, read_telephone
from probant.directory.writing import ORGANISATION, PERSON
from probant.kernel.actor import Actor
from probant.kernel.identifiers import (
    UnreadableIdentifier,
    read_rna,
    read_siren,
    read_siret,
    siren_of,
)
from probant.kernel.text import fold
from probant.search import index as names
from probant.support.models import Case
from probant.support.writing import CASE

LIMIT = 6


@dataclass(frozen=True)
class Proposal:
    """Somebody known who may be calling. `value` is the choice: `o12`, `p5`, `p5-o12` or `c7`."""

    value: str
    name: str
    detail: str
    because: str = ""


def proposals(actor: Actor, text: str) -> list[Proposal]:
    """Structures, people with each of their hats, projects whose case is open; best first.

    Nine queries at most, whatever the size of the directory.
    """
    if len(fold(text)) < 2 or actor.house_id is None:
        return []
    typed = reading_of(text)
    found: dict[str, list[int]] = {PERSON: [], ORGANISATION: [], CASE: []}
    if set(typed) <= {"name"}:
        for one in names.find(actor.house_id, text, kinds=list(found), limit=LIMIT * 2):
            found[one.kind].append(one.object_id)
    near = doubles(actor, typed)
    because = {one.organisation_id: one.because for one in near}
    organisations = list(dict.fromkeys([*found[ORGANISATION], *because]))[:LIMIT]
    people = found[PERSON] or _people_of(actor.house_id, typed)
    return [
        *_structures(actor, organisations, because),
        *_people(actor, people[:LIMIT]),
        *_projects(actor, found[CASE][:LIMIT]),
    ]


def registered(text: str) -> tuple[list[Proposal], str]:
    """The structure that the public registers know by the number typed, or why there is none.

    Asked only where nobody of the house bears the number. Three seconds at most.
    """
    typed = reading_of(text)
    number = typed.get("siret") or typed.get("siren") or typed.get("rna")
    if not number:
        return [], ""
    answer = find_in_registers(number)
    if not isinstance(answer, Found):
        return [], answer.message
    known: Any = answer.identity
    family = known.get("family") or ""
    parts = [str(Family(family).label) if family else "", str(known.get("place_name") or "")]
    detail = ", ".join(part for part in parts if part)
    return [
        Proposal(f"r{number}", str(known.get("name") or number), detail, "registres publics")
    ], (answer.message)


def reading_of(text: str) -> dict[str, str]:
    """What was typed, as one of `siren` (with `siret`), `rna`, `email`, `telephone`, `name`.

    >>> reading_of("03.80.12.34.56")
    {'telephone': '03 80 12 34 56'}
    >>> reading_of("Les Jardins")
    {'name': 'Les Jardins'}
    """
    typed = text.strip()
    if "@" in typed:
        return {"email": typed.lower()}
    try:
        return {"rna": read_rna(typed)}
    except UnreadableIdentifier:
        pass
    try:
        siret = read_siret(typed)
        return {"siren": siren_of(siret), "siret": siret}
    except UnreadableIdentifier:
        pass
    try:
        return {"siren": read_siren(typed)}
    except UnreadableIdentifier:
        pass
    if sum(char.isdigit() for char in typed) >= 6:
        try:
            return {"telephone": read_telephone(typed)}
        except UnreadableContact:
            pass
    return {"name": typed}


def _structures(actor: Actor, wanted: list[int], because: dict[int, str]) -> list[Proposal]:
    if not wanted:
        return []
    cards = Card.objects.visible_to(actor).filter(organisation_id__in=wanted)
    known = {card.organisation_id: card for card in cards}
    return [
        Proposal(f"o{number}", card.name, _detail(card), because.get(number, ""))
        for number in wanted
        if (card := known.get(number)) is not None
    ]


def _detail(card: Card) -> str:
    label = str(Family(card.family).label)
    return f"{label}, {card.place_name}" if card.place_name else label


def _people_of(house_id: int, typed: dict[str, str]) -> list[int]:
    wanted = Q()
    for field in ("email", "telephone"):
        if typed.get(field):
            wanted |= Q(**{field: typed[field]})
    if not wanted:
        return []
    people = Person.objects.filter(wanted, house_id=house_id, erased_on__isnull=True)
    return list(people.values_list("pk", flat=True)[:LIMIT])


def _people(actor: Actor, wanted: list[int]) -> list[Proposal]:
    """Each person with each structure that she acts for, then for herself."""
    if not wanted:
        return []
    people = Person.objects.visible_to(actor).filter(pk__in=wanted, erased_on__isnull=True)
    known = {person.pk: person for person in people}
    hats: dict[int, list[Position]] = {}
    standing = Position.objects.visible_to(actor).filter(person_id__in=wanted, ends_on=None)
    for position in standing.select_related("organisation").order_by("pk"):
        hats.setdefault(position.person_id, []).append(position)
    told = []
    for number in wanted:
        person = known.get(number)
        if person is None:
            continue
        mine = hats.get(number, [])
        told += [
            Proposal(
                f"p{number}-o{hat.organisation_id}",
                str(person),
                f"{hat.title}, {hat.organisation.name}",
            )
            for hat in mine
        ]
        told.append(Proposal(f"p{number}", str(person), "pour elle-même" if mine else "personne"))
    return told


def _projects(actor: Actor, wanted: list[int]) -> list[Proposal]:
    """The projects not yet born whose case is open."""
    if not wanted:
        return []
    cases = Case.objects.visible_to(actor).filter(
        pk__in=wanted, state=Case.State.OPEN, organisation__isnull=True
    )
    known = {case.pk: case for case in cases.select_related("programme")}
    return [
        Proposal(f"c{number}", case.project_title, f"projet, {case.programme.name}")
        for number in wanted
        if (case := known.get(number)) is not None
    ]
