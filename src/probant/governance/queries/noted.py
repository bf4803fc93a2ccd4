"""What was recorded of assemblies and no fact tells: what figures therefore leave out."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from probant.governance.models import (
    ActTransmitted,
    ActVoted,
    Deliberation,
    Seat,
    Sitting,
    SittingHeld,
)
from probant.ui.write import write_count


@dataclass(frozen=True)
class Unnoted:
    """Sittings held, acts voted, acts transmitted, without the fact that says so."""

    held: QuerySet[Any]
    voted: QuerySet[Any]
    transmitted: QuerySet[Any]
    sittings: int
    votes: int
    stamps: int

    @property
    def count(self) -> int:
        """How many facts are missing."""
        return self.sittings + self.votes + self.stamps

    @property
    def words(self) -> str:
        """What is missing, in a few words."""
        told = (
            (self.sittings, "séance tenue", "séances tenues"),
            (self.votes, "acte voté", "actes votés"),
            (self.stamps, "acte transmis", "actes transmis"),
        )
        return ", ".join(write_count(*one) for one in told if one[0])


def unnoted(house_id: int) -> Unnoted:
    """What a house recorded without its facts. Three queries."""
    held = _held(house_id)
    acts = Deliberation.objects.filter(house_id=house_id, cited_only=False).order_by("pk")
    voted = acts.filter(~Exists(_told(ActVoted)))
    transmitted = acts.filter(
        ~Exists(_told(ActTransmitted, occurred_on=OuterRef("transmitted_on"))),
        transmitted_on__isnull=False,
    )
    return Unnoted(held, voted, transmitted, held.count(), voted.count(), transmitted.count())


def _told(model: Any, **same: Any) -> Any:
    facts = model.objects.now().filter(deliberation=OuterRef("pk"))
    return facts.filter(**same)


def _held(house_id: int) -> QuerySet[Any]:
    """Two extracts of one day are one sitting: the fact of either tells it."""
    told = SittingHeld.objects.now().filter(
        house_id=OuterRef("house_id"), body=OuterRef("body"), occurred_on=OuterRef("held_on")
    )
    acts = Deliberation.objects.filter(sitting=OuterRef("pk"))
    presence = Q(Exists(Seat.objects.filter(sitting=OuterRef("pk")))) | Q(
        present_declared__isnull=False
    )
    known = presence | ~Q(Exists(acts)) | Q(Exists(acts.filter(cited_only=False)))
    held = Sitting.objects.filter(house_id=house_id, status=Sitting.Status.HELD)
    return held.filter(known, ~Exists(told)).order_by("pk")
