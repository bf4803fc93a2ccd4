"""The engineering fund on the pages of missions and programmes, and what it holds."""

from dataclasses import replace
from typing import Any

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString

from probant.funding.models import Convention
from probant.funding.queries.engineering import fund_of, held_by_fund, last_year_of_fund, payers_of
from probant.kernel import verbs
from probant.kernel.actor import Actor
from probant.kernel.roles import TEAM, Role
from probant.programmes.models import Programme
from probant.support.models import Mission
from probant.support.queries.engineering import MissionFile
from probant.support.queries.holding import HOLDERS, Held
from probant.ui import panels
from probant.ui.request import Request

DLA = "dla"
VERBS = {
    "funding.set_engineering_fund": "Enveloppe d’ingénierie notée",
    "funding.drop_engineering_fund": "Enveloppe d’ingénierie retirée",
}


def register() -> None:
    """Show the fund where missions are read; hold the order of a mission that passes it."""
    panels.register("mission.side", "funding", order=10, can=can_see, render=draw)
    panels.register("programme.main", "funding", order=10, can=can_see, render=of_programme)
    panels.register("missions.more", "funding", order=10, can=can_see, render=link)
    HOLDERS.register("funding", held)
    verbs.register(VERBS)


def held(file: MissionFile) -> list[Held]:
    """What the fund says against an order, and where it is mended."""
    mend = ("Revoir l’enveloppe", reverse("funding:engineering"))
    return [replace(one, mend=mend) for one in held_by_fund(file)]


def can_see(actor: Actor, subject: Any) -> bool:
    """The team and the board read what missions cost and who pays."""
    return actor.house_id is not None and actor.has(*TEAM, Role.BOARD)


def draw(request: Request, mission: Mission) -> SafeString:
    """Who pays, and the year's envelope: committed, spent, left. Seven queries at most."""
    contract = mission.contracted.filter(void_seq__isnull=True).first()
    day = contract.occurred_on if contract else mission.chosen_on or timezone.localdate()
    visible = set(Convention.objects.visible_to(request.actor).values_list("pk", flat=True))
    context = {
        "view": fund_of(mission.programme, day.year),
        "payers": [
            party for convention, party in payers_of(mission, day.year) if convention.pk in visible
        ],
        "year": day.year,
    }
    return render_to_string("funding/_mission_fund.html", context, request=request)


def of_programme(request: Request, programme: Programme) -> SafeString:
    """The fund of a programme on its page: the last year noted. Nothing where none ever was.

    The programme that the State pays for by such a fund says that none is noted.
    """
    this_year = timezone.localdate().year
    year = last_year_of_fund(programme, this_year)
    if year is None and programme.official_code != DLA:
        return SafeString("")
    context = {
        "view": fund_of(programme, year) if year is not None else None,
        "is_past": year is not None and year < this_year,
        "this_year": this_year,
    }
    return render_to_string("funding/_programme_fund.html", context, request=request)


def link(request: Request, _: Any) -> SafeString:
    """A line to the funds. No query."""
    return render_to_string("funding/_funds_link.html")
