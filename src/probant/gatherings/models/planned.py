"""What was promised of sessions: the day each was planned for, and what was called off.

A rate of sessions held over sessions planned needs both sides to be facts. `SessionPlanned` is
recorded when a session of the house is planned before its day; `planned_on` is the day promised
first, which no later change moves: a session put off to the next year was promised this one.
"""

from django.db import models

from probant.gatherings.models.sessions import STANDING, SessionFact
from probant.journal.facts import fact_indexes


class SessionPlanned(SessionFact):
    """A session was planned, for a day to come; `occurred_on` is the day it was planned."""

    planned_on = models.DateField("prévue pour le")

    class Meta(SessionFact.Meta):
        constraints = [
            *SessionFact.Meta.constraints,
            models.UniqueConstraint(
                fields=["session"],
                condition=STANDING,
                name="session_planned_once",
                violation_error_message="Cette rencontre est déjà notée comme prévue.",
            ),
        ]
        indexes = fact_indexes(
            "session_planned", "programme_code", "kind_code", counted=("planned_on", "session")
        )


class SessionCalledOff(SessionFact):
    """A planned session was cancelled, or put off; `occurred_on` is the day it was decided.

    `planned_on` is the day it had then. A cancelled session that is given a day again is put off:
    the first fact is replaced.
    """

    class Nature(models.TextChoices):
        CANCELLED = "cancelled", "annulée"
        POSTPONED = "postponed", "reportée"

    nature = models.CharField("ce qui en fut", max_length=12, choices=Nature)
    planned_on = models.DateField("prévue pour le")

    class Meta(SessionFact.Meta):
        constraints = [
            *SessionFact.Meta.constraints,
            models.UniqueConstraint(
                fields=["session", "nature"],
                condition=STANDING,
                name="session_called_off_once",
                violation_error_message="C’est déjà noté de cette rencontre.",
            ),
        ]
        indexes = fact_indexes(
            "session_called_off",
            "programme_code",
            "kind_code",
            counted=("nature", "planned_on", "session"),
        )
