"""What the figures of participation count: conditions that a column of a fact says by itself."""

from django.db.models import Q


def guests() -> Q:
    """Not the house's own people: no rate counts them."""
    return Q(own_staff=False)


def named() -> Q:
    """A person, not a structure that came without a name."""
    return Q(person__isnull=False)


def of_structures() -> Q:
    """What concerns a structure: the rate by invitation counts structures."""
    return Q(organisation__isnull=False)


def honouring_structures() -> Q:
    """A presence that honours the invitation of a structure."""
    return Q(invitation__organisation__isnull=False)


def unregistered() -> Q:
    """Came without registering to a session that people registered for."""
    return Q(walk_in=True)
