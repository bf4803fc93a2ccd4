"""Home, and the user's guide."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from probant.desk.guide import chapter, chapters
from probant.desk.queries import own_conventions, own_paths
from probant.directory.models import House
from probant.indicators.access import READERS, reach_of
from probant.indicators.screens.views import cards_of, latest_year
from probant.journal.reading import reading
from probant.kernel.cut import Cut
from probant.kernel.period import Period


def home(request: HttpRequest) -> HttpResponse:
    """The first page after signing in, by role."""
    actor = request.actor  # type: ignore[attr-defined]
    with reading():
        if actor.house_id is not None and actor.has(*READERS):
            return _house_home(request)
        return render(
            request,
            "desk/home_outside.html",
            {"conventions": own_conventions(actor), "paths": own_paths(actor)},
        )


def _house_home(request: HttpRequest) -> HttpResponse:
    actor = request.actor  # type: ignore[attr-defined]
    reach = reach_of(actor)
    if reach is None:
        raise Http404
    year = latest_year(reach.house_id)
    context = {
        "house": House.objects.select_related("organisation").get(pk=reach.house_id),
        "year": year,
        "today": timezone.localdate(),
        "groups": cards_of(reach, Period.year(year), Cut.now()),
    }
    return render(request, "desk/home.html", context)


def guide(request: HttpRequest, slug: str = "") -> HttpResponse:
    """A chapter of the user's guide; the first one without a slug."""
    found = chapter(slug)
    if found is None:
        raise Http404
    return render(request, "desk/guide.html", {"chapter": found, "chapters": chapters()})
