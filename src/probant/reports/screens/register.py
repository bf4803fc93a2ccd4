"""Buttons of the papers of a register, on the pages of an act and of a sitting."""

from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from probant.governance.models import Deliberation, Sitting
from probant.kernel.actor import Actor
from probant.reports.access import MAKERS
from probant.ui import panels
from probant.ui.request import Request

Papers = tuple[tuple[str, str], ...]

OF_AN_ACT: Papers = (("extract", "Extrait du registre"),)
OF_A_SITTING: Papers = (
    ("deliberations", "Liste des délibérations"),
    ("sitting-minutes", "Procès-verbal"),
)
BEFORE_A_SITTING: Papers = (("convocation", "Convocation"), ("agenda", "Ordre du jour"))
SHEET: Papers = (("attendance-sheet", "Feuille de présence"),)


def register() -> None:
    """Fill the slots where papers are made."""
    panels.register("deliberation.papers", "reports", order=10, can=makes, render=of_act)
    panels.register("sitting.papers", "reports", order=10, can=makes, render=of_sitting)
    panels.register("convention.reports", "council", order=15, can=makes, render=council)


def makes(actor: Actor, subject: Any) -> bool:
    """Whoever makes reports on what they see."""
    return actor.has(*MAKERS)


def council(request: Request, file: Any) -> SafeString:
    """The report to the council for the year shown. No query."""
    context = {"file": file, "year": file.year, "before": file.year - 1}
    return render_to_string("reports/_make_council.html", context, request=request)


def of_act(request: Request, act: Deliberation) -> SafeString:
    """The extract, then the papers of its sitting; none for an act known by citation. No query."""
    if act.cited_only:
        return SafeString("")
    year = act.sitting.held_on.year
    drawn = _draw(request, "Extrait du registre", OF_AN_ACT, "deliberation", act.pk, year)
    title = "Papiers de la séance"
    return drawn + _draw(request, title, OF_A_SITTING, "seance", act.sitting_id, year)


def of_sitting(request: Request, sitting: Sitting) -> SafeString:
    """What a sitting needs before, and what is drawn from it after. No query."""
    papers: Papers = SHEET
    if sitting.status in (Sitting.Status.PLANNED, Sitting.Status.CONVENED):
        papers = BEFORE_A_SITTING + SHEET
    elif sitting.status != Sitting.Status.CANCELLED:
        papers = BEFORE_A_SITTING + SHEET + OF_A_SITTING
    return _draw(request, "Papiers", papers, "seance", sitting.pk, sitting.held_on.year)


def _draw(
    request: Request,
    title: str,
    papers: Papers,
    about: str,
    pk: int,
    year: int,
) -> SafeString:
    context = {
        "title": title,
        "papers": [{"slug": slug, "label": label} for slug, label in papers],
        "about": about,
        "pk": pk,
        "year": year,
        "place": f"papiers-{about}",
    }
    return render_to_string("reports/_make_register.html", context, request=request)
