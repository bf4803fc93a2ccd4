"""The reminder of a session to those expected there: a job of every morning."""

import datetime

from django.utils import timezone

from probant.gatherings.models import Registration, RegistrationTerms, Session
from probant.gatherings.registering import Status
from probant.gatherings.registration_letters import Writer
from probant.gatherings.writing import SESSION
from probant.journal.door import change
from probant.kernel.actor import Actor
from probant.kernel.work import Outcome, Run


def remind(run: Run, struck_on: str = "") -> Outcome:
    """The job of a house: write to those expected at the sessions whose reminder is due."""
    today = datetime.date.fromisoformat(struck_on) if struck_on else timezone.localdate()
    told = sum(remind_of(run.actor, session, today) for session in due(run.actor.house, today))
    return Outcome(f"{told} rappel{'s' if told > 1 else ''} de rencontres.")


def due(house_id: int, today: datetime.date) -> list[Session]:
    """The planned sessions of a house, to come, whose reminder is to leave today or is late."""
    rows = RegistrationTerms.objects.filter(
        house_id=house_id,
        reminder_days__isnull=False,
        session__state=Session.State.PLANNED,
        session__starts_on__gte=today,
        session__starts_on__lte=today + datetime.timedelta(days=60),
    ).select_related("session")
    return [
        terms.session
        for terms in rows.order_by("session__starts_on", "session_id")
        if terms.session.starts_on - datetime.timedelta(days=terms.reminder_days or 0) <= today
    ]


def remind_of(actor: Actor, session: Session, today: datetime.date) -> int:
    """Write to those expected and not reminded yet, but for who registered this very day.

    How many letters. Effects: the rows, letters; one entry, none where nobody is left to remind.
    """
    waiting = Registration.objects.filter(
        session=session, status=Status.REGISTERED, reminded_on__isnull=True
    ).exclude(asked_at__date=today)
    if not waiting.exists():
        return 0
    told = 0
    with change(actor, verb="gatherings.remind", houses=[session.house_id]) as entry:
        writer = Writer(entry, session)
        for one in waiting.select_related("person", "organisation").order_by("id"):
            told += writer.remind(one)
            one.reminded_on = today
            one.save(update_fields=["reminded_on"])
        entry.mention(SESSION, session.pk)
    return told
