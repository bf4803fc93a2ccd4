"""What reports show on the pages of lower rooms: the buttons that make one."""

from typing import Any

from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from probant.directory.models import Family
from probant.funding.models import DraftModel
from probant.indicators.counted_in import CountedIn
from probant.kernel.actor import Actor
from probant.kernel.roles import TEAM
from probant.reports.access import MAKERS
from probant.reports.queries.editions import publications_that_count
from probant.support.models import Case
from probant.ui import panels
from probant.ui.request import Request
from probant.ui.write import write_count


def register() -> None:
    """Fill the slots of a convention, of a local authority's sheet, of a network's year."""
    panels.register("organisation.side", "territory", order=30, can=can_tell, render=draw_territory)
    panels.register("network.reports", "network", order=10, can=is_of_the_team, render=draw_network)
    panels.register("request.reports", "request", order=10, can=can_make, render=draw_request)
    panels.register("convention.reports", "convention", order=10, can=can_make, render=draw)
    panels.register("convention.reports", "draft", order=20, can=can_draft, render=draw_draft)
    panels.register(
        "convention.reports", "financial", order=20, can=can_make, render=draw_financial
    )
    panels.register(
        "counted.more", "editions", order=10, can=can_read_editions, render=draw_editions
    )
    panels.register("report.papers", "financial", order=10, can=can_make, render=draw_papers)


def can_make(actor: Actor, subject: Any) -> bool:
    """Whoever sees the convention (`subject.convention`, `subject.year`) and may make reports."""
    return actor.has(*MAKERS)


def draw(request: Request, subject: Any) -> SafeString:
    """The buttons: one a format."""
    return render_to_string("reports/_make_convention.html", {"file": subject}, request=request)


def draw_financial(request: Request, file: Any) -> SafeString:
    """The financial report and the draft of the committee's minutes."""
    context = {"convention": file.convention, "year": file.year, "committee": True}
    return render_to_string("reports/_make_financial.html", context, request=request)


def draw_papers(request: Request, view: Any) -> SafeString:
    """The financial report of the year, from its page."""
    context = {"convention": view.report.convention, "year": view.report.year}
    return render_to_string("reports/_make_financial.html", context, request=request)


def can_draft(actor: Actor, subject: Any) -> bool:
    """The team of the house that keeps the convention."""
    return actor.has(*TEAM) and subject.convention.house_id == actor.house_id


def draw_draft(request: Request, subject: Any) -> SafeString:
    """The draft of the text, in the layout that one chooses. One query."""
    funders = {party.organisation_id for party in subject.parties if party.role == "funder"}
    models = DraftModel.objects.visible_to(request.actor).filter(is_retired=False)
    found = [one for one in models if one.funder_id is None or one.funder_id in funders]
    context = {"file": subject, "models": found}
    return render_to_string("reports/_make_draft.html", context, request=request)


def draw_request(request: Request, view: Any) -> SafeString:
    """The buttons of a request: one a format."""
    return render_to_string("reports/_make_request.html", {"found": view.request}, request=request)


def is_of_the_team(actor: Actor, year: Any) -> bool:
    """The team makes the report of a network."""
    return actor.has(*TEAM)


def draw_network(request: Request, year: Any) -> SafeString:
    """The buttons of a year of the network: one a format."""
    return render_to_string("reports/_make_network.html", {"year": year}, request=request)


def can_tell(actor: Actor, organisation: Any) -> bool:
    """The team, on the sheet of a local authority."""
    return actor.has(*TEAM) and organisation.family == Family.AUTHORITY


def draw_territory(request: Request, organisation: Any) -> SafeString:
    """The link to its story, where it has a case here; one query."""
    if not Case.objects.visible_to(request.actor).filter(organisation_id=organisation.pk).exists():
        return mark_safe("")
    context = {"organisation": organisation}
    return render_to_string("reports/_territory_panel.html", context, request=request)


def can_read_editions(actor: Actor, found: CountedIn) -> bool:
    """The team and the board of the house read what it published."""
    return actor.house_id == found.house_id and actor.has(*MAKERS)


def draw_editions(request: Request, found: CountedIn) -> SafeString:
    """In how many publications what a record makes count was said. One query."""
    number = len(publications_that_count(found))
    if not number:
        return mark_safe("")
    return format_html(", {}", write_count(number, "publication"))
