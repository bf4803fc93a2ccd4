"""Home, by role, and the user's guide."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from probant.desk.guide import chapter, chapters
from probant.desk.models import KeptList
from probant.desk.queries import entrusted_cases, own_conventions, own_paths
from probant.directory.models import House
from probant.indicators.access import READERS, reach_of
from probant.indicators.queries import latest_year
from probant.indicators.screens.cards import cards_of
from probant.indicators.screens.forms import PeriodForm
from probant.journal.reading import reading
from probant.kernel.cut import Cut
from probant.kernel.roles import FUNDERS, TEAM, Role
from probant.ui import rail
from probant.ui.request import Request

SHOWN_LISTS = 8


def home(request: Request) -> HttpResponse:
    """The first page after signing in, by role."""
    actor = request.actor
    with reading():
        if actor.house_id is not None and actor.has(*READERS):
            return _house_home(request)
        if actor.has(Role.HOLDER) and actor.person_id is not None and rail.href("space"):
            return redirect(rail.href("space"))
        context = {
            "conventions": own_conventions(actor),
            "paths": own_paths(actor),
            "is_funder": actor.has(*FUNDERS),
            "is_holder": actor.has(Role.HOLDER),
        }
        return render(request, "desk/home_outside.html", context)


def _house_home(request: Request) -> HttpResponse:
    actor, today = request.actor, timezone.localdate()
    reach = reach_of(actor)
    if reach is None:
        raise Http404
    form = PeriodForm(request.GET)
    period = form.period(latest_year(reach.house_id, today))
    year = period.start.year
    groups = cards_of(reach, period, Cut.now())
    context = {
        "house": House.objects.select_related("organisation").get(pk=reach.house_id),
        "form": form,
        "year": year,
        "years": [shown for shown in (year - 1, year, year + 1) if shown <= today.year],
        "today": today,
        "groups": groups,
        "is_empty": not any(card.value for _, cards in groups for card in cards),
        "may_note": actor.has(*TEAM),
        "is_volunteer": actor.has(Role.VOLUNTEER) and not actor.has(*TEAM),
        "cases": entrusted_cases(actor),
        "lists": KeptList.objects.visible_to(actor).order_by("name")[:SHOWN_LISTS],
    }
    return render(request, "desk/home.html", context)


def guide(request: Request, slug: str = "") -> HttpResponse:
    """A chapter of the user's guide; the first one without a slug."""
    found = chapter(slug)
    if found is None:
        raise Http404
    return render(request, "desk/guide.html", {"chapter": found, "chapters": chapters()})
