"""What this subject shows on the page of a convention: its gestures, amendments, votes."""

from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from probant.funding.access import can_change, can_record
from probant.funding.actions.amendments import can_amend
from probant.funding.queries import ConventionFile
from probant.funding.rules import Status, may_become
from probant.funding.screens.views import amendments
from probant.funding.screens.views.convention_status import GESTURES
from probant.kernel.actor import Actor
from probant.kernel.roles import FUNDERS, HOUSE, TEAM
from probant.ui import panels
from probant.ui.request import Request


def register() -> None:
    """Fill the slots of a convention's page."""
    panels.register("convention.gestures", "convention", order=10, can=can_see, render=gestures)
    panels.register("convention.main", "amendments", order=10, can=can_see, render=amendments.draw)
    panels.register("convention.side", "life", order=10, can=can_see, render=life)
    panels.register("conventions.more", "convention", order=5, can=is_team, render=more)


def can_see(actor: Actor, subject: Any) -> bool:
    """Whoever sees the page."""
    return actor.has(*(HOUSE | FUNDERS))


def is_team(actor: Actor, subject: Any) -> bool:
    """Those who write conventions."""
    return actor.house_id is not None and actor.has(*TEAM)


def gestures(request: Request, file: ConventionFile) -> SafeString:
    """The small links at the top. No query."""
    convention, actor = file.convention, request.actor
    context = {
        "convention": convention,
        "edits": can_change(actor, convention).allowed,
    }
    return render_to_string("funding/_convention_gestures.html", context, request=request)


def life(request: Request, file: ConventionFile) -> SafeString:
    """Where the convention stands and what may be done next: sign, denounce, amend, renew."""
    convention, actor = file.convention, request.actor
    writes = can_record(actor, convention.house_id).allowed
    if not writes:
        return SafeString("")
    steps = [
        (slug, gesture)
        for slug, gesture in GESTURES.items()
        if may_become(convention.status, gesture.status)
    ]
    over = convention.status in (Status.SIGNED, Status.CLOSED, Status.DENOUNCED)
    context = {
        "convention": convention,
        "steps": steps,
        "signs": may_become(convention.status, Status.SIGNED),
        "amends": can_amend(actor, convention).allowed,
        "renews": over and convention.amends_id is None,
        "errors": len(file.open_errors),
        "taken": [
            {"it": one, "message": _message(file, mark)} for mark, one in file.taken_on.items()
        ],
        "approvals": file.approvals,
        "readable": file.readable,
    }
    return render_to_string("funding/_convention_life.html", context, request=request)


def _message(file: ConventionFile, mark: str) -> str:
    for told in file.findings:
        if told.mark(file.convention.pk) == mark:
            return f"{told.about} : {told.finding.message}"
    return "Constat corrigé depuis"


def more(request: Request, subject: Any) -> SafeString:
    """From the list: a new convention, the models of drafts."""
    return render_to_string("funding/_conventions_more.html", {}, request=request)
