"""What a page of a collective is about: found for whoever may read it, otherwise a 404."""

from django.http import Http404
from django.utils import timezone

from probant.consortia.access import member_of
from probant.consortia.models import Consortium, MemberHouse, SharedFigure
from probant.indicators.queries import latest_year
from probant.indicators.screens.forms import PeriodForm
from probant.kernel.cut import Cut
from probant.kernel.period import Period
from probant.ui.request import Request


def find_consortium(request: Request, pk: int) -> Consortium:
    """A collective of the actor's house, or one that it is invited to."""
    rows = Consortium.objects.visible_to(request.actor).filter(pk=pk)
    found = rows.select_related("keeper").first()
    if found is None:
        raise Http404
    return found


def find_membership(request: Request, consortium: Consortium) -> MemberHouse:
    """The actor's house as a member: figures and names are read by no other."""
    found = member_of(request.actor, consortium)
    if found is None:
        raise Http404
    return found


def find_figure(request: Request, pk: int) -> tuple[SharedFigure, MemberHouse]:
    """A figure that a collective of the actor's house adds up."""
    rows = SharedFigure.objects.visible_to(request.actor).filter(pk=pk, dropped_on__isnull=True)
    found = rows.select_related("consortium__keeper").first()
    if found is None:
        raise Http404
    assert isinstance(found, SharedFigure)
    return found, find_membership(request, found.consortium)


def asked_period(request: Request) -> tuple[PeriodForm, Period, Cut]:
    """The year and the day of knowledge that the address asks for."""
    form = PeriodForm(request.POST if request.method == "POST" else request.GET)
    year = latest_year(request.actor.house, timezone.localdate())
    return form, form.period(year), form.cut()
