"""Reading: letters of the house, jobs one asked for, choices of a person."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from probant.accounts.models import Membership, User
from probant.accounts.queries import standing_of
from probant.kernel.actor import Actor
from probant.kernel.roles import TEAM
from probant.post.beats import Pulse, pulse
from probant.post.letters import MONDAY, is_unsubscribed
from probant.post.models import BackgroundJob, CalendarKey, Letter, MondayChoice


def letter_rows(actor: Actor, state: str = "") -> "QuerySet[Letter, Any]":
    """The letters of the house as rows, of one state where given."""
    letters = Letter.objects.visible_to(actor)
    if state:
        letters = letters.filter(state=state)
    return letters.values("id", "to", "subject", "state", "reason", "written_at", "erased_on")


def failed_letters(actor: Actor) -> int:
    """How many letters of the house did not leave; one query."""
    return Letter.objects.visible_to(actor).filter(state=Letter.State.FAILED).count()


@dataclass(frozen=True)
class JobCard:
    """A job as it is shown: its row and its pulse."""

    job: BackgroundJob
    pulse: Pulse


def card_of(job: BackgroundJob) -> JobCard:
    """A job and how far it is; no query."""
    return JobCard(job, pulse(job))


def progress_of(job: BackgroundJob) -> Pulse:
    """How far a job is, whoever runs it; no query."""
    return pulse(job)


def own_jobs(actor: Actor, *, limit: int = 50) -> list[JobCard]:
    """The jobs that people of the house asked for and that the actor may see, newest first."""
    asked = BackgroundJob.objects.visible_to(actor).filter(user__isnull=False)
    return [card_of(job) for job in asked.select_related("user").order_by("-created_at")[:limit]]


def calendar_key_of(actor: Actor) -> CalendarKey | None:
    """What makes the address of the actor's calendar, where they asked for one; one query."""
    found: CalendarKey | None = CalendarKey.objects.visible_to(actor).first()
    return found


def wants_monday(actor: Actor) -> bool:
    """Whether the Monday mail comes: chosen, else by default for the team; at most three queries.

    An address that unsubscribed by the link of the mail itself gets none either.
    """
    if actor.user_id is None or actor.house_id is None or actor.organisation_id is None:
        return False
    chosen = MondayChoice.objects.filter(
        user_id=actor.user_id, organisation_id=actor.organisation_id
    )
    choice = chosen.values_list("wanted", flat=True).first()
    if not (actor.has(*TEAM) if choice is None else choice):
        return False
    address = User.objects.filter(pk=actor.user_id).values_list("email", flat=True).first() or ""
    return not is_unsubscribed(actor.house_id, address, MONDAY)


def monday_readers(house_id: int, on: datetime.date) -> Iterable[tuple[User, Actor]]:
    """Those of a house who get the Monday mail, with the actor that each is today."""
    held = Membership.objects.held_on(on).filter(organisation_id=house_id)
    users = User.objects.filter(pk__in=held.values("user_id"), is_active=True).order_by("pk")
    for user in users:
        actor = standing_of(user.pk, house_id).actor
        if actor.organisation_id == house_id and wants_monday(actor):
            yield user, actor
