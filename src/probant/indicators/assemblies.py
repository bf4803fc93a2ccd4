"""What the figures of assemblies count: conditions that a column of a fact says by itself."""

from django.db.models import Q


def of_own_bodies() -> Q:
    """Of the house's own bodies; the acts of an authority that it keeps are not its own life."""
    return Q(is_own=True)


def adopted() -> Q:
    """Carried by its vote, or an election that chose somebody."""
    return Q(is_adopted=True)
