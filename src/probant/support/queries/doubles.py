"""Cards that may be the structure whose name is being typed."""

from dataclasses import dataclass

from probant.directory.models import Card, Family
from probant.directory.queries import doubles
from probant.directory.writing import ORGANISATION
from probant.kernel.actor import Actor
from probant.kernel.text import fold
from probant.search import index as names

LIMIT = 6


@dataclass(frozen=True)
class Proposal:
    """An existing structure, with what tells it from another of the same name."""

    organisation_id: int
    name: str
    place: str
    family: str


def proposals(actor: Actor, text: str) -> list[Proposal]:
    """Structures of the house whose name holds what is typed, or is near it; best first."""
    if len(fold(text)) < 2 or actor.house_id is None:
        return []
    found = names.find(actor.house_id, text, kinds=[ORGANISATION], limit=LIMIT)
    wanted = [one.object_id for one in found]
    near = [double.organisation_id for double in doubles(actor, {"name": text})]
    wanted = (wanted + [number for number in near if number not in wanted])[:LIMIT]
    cards = Card.objects.visible_to(actor).filter(organisation_id__in=wanted)
    by_id = {card.organisation_id: card for card in cards}
    return [
        Proposal(number, card.name, card.place_name, str(Family(card.family).label))
        for number in wanted
        if (card := by_id.get(number)) is not None
    ]
