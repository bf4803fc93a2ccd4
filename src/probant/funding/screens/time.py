"""On a convention's page: the team's time promised for an action, and spent on it."""

from fractions import Fraction
from typing import Any

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString

from probant.engagement.rules.full_time import write_fte
from probant.funding.queries import ActionYear
from probant.funding.queries.shares import fte_of
from probant.kernel import verbs
from probant.kernel.actor import Actor
from probant.kernel.roles import FUNDERS, HOUSE, TEAM, Role
from probant.ui import panels
from probant.ui.request import Request

VERBS = {
    "funding.share_cost": "Part d’un financeur notée",
    "funding.drop_cost_share": "Part d’un financeur retirée",
}


def register() -> None:
    """Fill the slot of an action's results."""
    panels.register("convention.action_results", "time", order=5, can=can_see, render=draw)
    verbs.register(VERBS)


def can_see(actor: Actor, subject: Any) -> bool:
    """Whoever reads the convention: a total of hours names nobody."""
    return actor.has(*HOUSE, *FUNDERS)


def draw(request: Request, subject: ActionYear) -> SafeString:
    """FTE promised and spent; the facts, for the team. One query."""
    if subject.action is None:
        return SafeString("")
    minutes, spent = fte_of(subject.action, subject.year)
    promised = subject.promised.fte if subject.promised else None
    if not minutes and promised is None:
        return SafeString("")
    actor = request.actor
    steward = actor.house_id == subject.convention.house_id and actor.has(*TEAM, Role.BOARD)
    days = f"?du=01/01/{subject.year}&au=31/12/{subject.year}&action={subject.action.pk}"
    team = actor.house_id == subject.convention.house_id and actor.has(*TEAM)
    context = {
        "year": subject.year,
        "fte": write_fte(spent),
        "hours": round(minutes / 60),
        "promised": write_fte(Fraction(promised)) if promised is not None else "",
        "gap": _gap(spent, Fraction(promised)) if promised is not None else "",
        "href": reverse("engagement:time", args=["equipe"]) + days if team else "",
        "shares_href": f"{reverse('funding:shares')}?annee={subject.year}" if steward else "",
    }
    return render_to_string("funding/_time_spent.html", context, request=request)


def _gap(spent: Fraction, promised: Fraction) -> str:
    """How what was spent stands to what was promised, to the hundredth."""
    hundredths = round(spent * 100) - round(promised * 100)
    if not hundredths:
        return "tenu"
    word = "de plus" if hundredths > 0 else "de moins"
    return f"{write_fte(Fraction(abs(hundredths), 100))} {word}"
