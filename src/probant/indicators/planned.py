"""What became of the sessions that were planned: conditions on the facts told of them since."""

from django.db.models import Exists, OuterRef, Q

from probant.gatherings.models import SessionCalledOff, SessionHeld
from probant.journal.facts import FactQuerySet
from probant.kernel.cut import Cut

_OFF = SessionCalledOff.Nature


def then_held(cut: Cut | None) -> Q:
    """It took place, on whatever day."""
    return _also(SessionHeld.objects.filter(session=OuterRef("session")), cut)


def then_cancelled(cut: Cut | None) -> Q:
    """It was cancelled, and given no other day since."""
    off = SessionCalledOff.objects.filter(session=OuterRef("session"), nature=_OFF.CANCELLED)
    return _also(off, cut)


def then_postponed(cut: Cut | None) -> Q:
    """It was put off, once at least."""
    off = SessionCalledOff.objects.filter(session=OuterRef("session"), nature=_OFF.POSTPONED)
    return _also(off, cut)


def _also(facts: FactQuerySet, cut: Cut | None) -> Q:
    return Q(Exists(facts if cut is None else facts.cut(cut)))
