"""Models of the post."""

from probant.post.models.jobs import BackgroundJob, Struck
from probant.post.models.letters import Letter, Unsubscription
from probant.post.models.settings import CalendarKey, MondayChoice

__all__ = [
    "BackgroundJob",
    "CalendarKey",
    "Letter",
    "MondayChoice",
    "Struck",
    "Unsubscription",
]
