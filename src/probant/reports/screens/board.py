"""The file of a board as a page, and where it is found."""

from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString

from probant.kernel.actor import Actor
from probant.kernel.cut import Cut
from probant.reports.access import HOUSE_MAKERS
from probant.reports.catalogue.board import collect
from probant.reports.definition import ReportOrder
from probant.ui import panels
from probant.ui.request import Request


def page(request: Request) -> HttpResponse:
    """`/vie-associative/dossier/`: what the PDF says, each line leading to its own page."""
    today = timezone.localdate()
    order = ReportOrder(
        actor=request.actor,
        house_id=request.actor.house,
        year=today.year,
        cut=Cut.now(),
        base_url="",
        today=today,
    )
    context = {"content": collect(order), "year": today.year}
    return render(request, "reports/board.html", context)


def register() -> None:
    """Offer the file from the page of the association's life."""
    panels.register("life.more", "board", order=10, can=_reads, render=_link)


def _reads(actor: Actor, subject: object) -> bool:
    return actor.house_id is not None and actor.has(*HOUSE_MAKERS)


def _link(request: Request, subject: object) -> SafeString:
    """A link. No query."""
    return render_to_string("reports/_board_link.html")
