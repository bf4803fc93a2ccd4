"""Participants as the list, the page and the export read them."""

from typing import Any

from django.db.models import Exists, F, OuterRef, QuerySet, Subquery

from probant.engagement.models import (
    EntryStatus,
    ExitStatus,
    Participant,
    ParticipantAnswers,
    ParticipantEntered,
    ParticipantLeft,
)
from probant.engagement.models.participants import ANSWERED
from probant.kernel.actor import Actor


def participant_rows(actor: Actor) -> QuerySet[Any, Any]:
    """The participants of the actor's house with both situations; not yet read."""
    entered = ParticipantEntered.objects.now().filter(participant=OuterRef("pk"))
    left = ParticipantLeft.objects.now().filter(participant=OuterRef("pk"))
    asked = ParticipantAnswers.objects.filter(participant=OuterRef("pk"))
    return (
        Participant.objects.visible_to(actor)
        .annotate(
            entry_status=Subquery(entered.values("status")[:1]),
            exit_status=Subquery(left.values("status")[:1]),
            is_asked=Exists(asked),
            action_name=F("action__name"),
            given_name=F("person__given_name"),
            family_name=F("person__family_name"),
        )
        .values(
            "id",
            "given_name",
            "family_name",
            "person__name_key",
            "action_name",
            "entered_on",
            "left_on",
            "entry_status",
            "exit_status",
            "is_asked",
        )
    )


def dressed(row: dict[str, Any]) -> dict[str, Any]:
    """A row with its words."""
    entry, leaving = row["entry_status"], row["exit_status"]
    return row | {
        "name": f"{row['given_name']} {row['family_name']}".strip() or "personne effacée",
        "entry": str(EntryStatus(entry).label) if entry else "",
        "exit": str(ExitStatus(leaving).label) if leaving else "",
        "asked": "posées" if row["is_asked"] else "à poser",
    }


EXPORTED = (
    "participant_id",
    "participant__action__name",
    "participant__entered_on",
    "participant__left_on",
    *ANSWERED,
)


def answers_of(actor: Actor) -> list[tuple[Any, ...]]:
    """What participants said, by number and never by name, with both situations; for direction.

    Three queries.
    """
    held = ParticipantAnswers.objects.visible_to(actor)
    rows = held.filter(participant__struck_on__isnull=True).order_by("participant_id")
    entered = _statuses(actor, ParticipantEntered, EntryStatus)
    left = _statuses(actor, ParticipantLeft, ExitStatus)
    told = []
    for row in rows.values_list(*EXPORTED):
        number = row[0]
        told.append((*row[:4], entered.get(number, ""), left.get(number, ""), *row[4:]))
    return told


def _statuses(actor: Actor, kind: Any, words: Any) -> dict[int, str]:
    facts = kind.objects.visible_to(actor).now()
    found = facts.values_list("participant_id", "status")
    return {number: str(words(status).label) for number, status in found}
