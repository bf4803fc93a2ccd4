"""What support shows on pages of other rooms: a structure's sheet, the home page."""

from typing import Any

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe

from probant.directory.models import Organisation
from probant.kernel.actor import Actor
from probant.kernel.dates import write_date
from probant.kernel.roles import HOUSE, TEAM, Role
from probant.programmes.screens.facts import fact_line
from probant.support.access import may_open_cases
from probant.support.models import Case
from probant.support.queries import follow_ups
from probant.support.queries.cases import cases_of
from probant.support.queries.due import LIMIT, latest_phases, silent_cases
from probant.support.queries.next_steps import StepFilter, next_steps
from probant.support.screens.next_tables import dressed, say
from probant.ui.hrefs import href_pattern
from probant.ui.pieces import draw_facts
from probant.ui.request import Request

SHOWN = 6  # of my cases, on the home page


def can_see_cases(actor: Actor, subject: Any) -> bool:
    """People of a house."""
    return actor.house_id is not None and actor.has(*HOUSE)


def can_follow_some(actor: Actor, subject: Any) -> bool:
    """Those who have cases of their own: the team, and volunteers."""
    return actor.house_id is not None and actor.has(*TEAM, Role.VOLUNTEER)


def can_follow(actor: Actor, subject: Any) -> bool:
    """Those who follow cases up."""
    return actor.house_id is not None and actor.has(*TEAM)


def _cases(request: Request, organisation: Organisation) -> list[dict[str, Any]]:
    """The cases of the structure whose sheet this request shows: two panels, one query."""
    kept = getattr(request, "cases_of_structure", None)
    if kept is None or kept[0] != organisation.pk:
        actor = request.actor
        kept = (organisation.pk, cases_of(actor, organisation.pk))
        setattr(request, "cases_of_structure", kept)  # noqa: B010  it is this page's only
    rows: list[dict[str, Any]] = kept[1]
    return rows


def cases_panel(request: Request, organisation: Organisation) -> SafeString:
    """The cases of a structure. At most one query."""
    actor = request.actor
    context = {
        "cases": _cases(request, organisation),
        "may_open": may_open_cases(actor, actor.house).allowed,
        "accueil": f"{reverse('support:accueil')}?structure={organisation.pk}",
        "organisation": organisation,
    }
    return render_to_string("support/_cases_panel.html", context)


def due_panel(request: Request, _: Any) -> SafeString:
    """Cases without news, follow-ups to make. Six queries at most."""
    actor = request.actor
    today = timezone.localdate()
    context = {
        "silent": silent_cases(actor, today),
        "follow_ups": follow_ups.due(actor, today)[:LIMIT],
    }
    if not (context["silent"] or context["follow_ups"]):
        return mark_safe("")
    return render_to_string("support/_due_panel.html", context)


def next_panel(request: Request, _: Any) -> SafeString:
    """My cases, those that wait first; nothing for who follows none. Nine queries at most."""
    today = timezone.localdate()
    found = next_steps(request.actor, StepFilter(), today)
    if not found:
        return mark_safe("")
    planned = [row for row in dressed(found, today) if row["first"]]
    planned.sort(key=lambda row: (row["sort_on"], row["name_key"]))
    rows = [row | {"words": say(row["first"], today)} for row in planned[:SHOWN]]
    return render_to_string("support/_next_panel.html", {"rows": rows})


def recent_panel(request: Request, _: Any) -> SafeString:
    """The phases recorded last. One query."""
    actor = request.actor
    address = href_pattern("support:case")
    lines = [
        fact_line(fact, f"{fact.phase.name} : {fact.case.title}", href=address % fact.case_id)
        for fact in latest_phases(actor)
    ]
    if not lines:
        return mark_safe("")
    facts = draw_facts(lines, "Derniers faits des dossiers")
    return render_to_string("support/_recent_panel.html", {"facts": facts})


def next_line(request: Request, organisation: Organisation) -> SafeString:
    """Since when the structure is supported, in one line. At most one query."""
    cases = [row for row in _cases(request, organisation) if row["state"] == Case.State.OPEN]
    if not cases:
        return mark_safe("")
    latest = max(cases, key=lambda row: row["touched_on"])
    told = {"case": latest, "since": write_date(latest["touched_on"])}
    return render_to_string("support/_next_line.html", told)
