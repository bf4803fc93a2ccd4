"""What the figures of the team's time count: what belongs to an action, and what does not."""

from django.db.models import Q


def on_an_action() -> Q:
    """Time that belongs to an action: what a funder is shown."""
    return Q(action__isnull=False)


def on_no_action() -> Q:
    """Time noted on a programme alone, or on the life of the house."""
    return Q(action__isnull=True)
