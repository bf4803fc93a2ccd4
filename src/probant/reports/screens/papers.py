"""Making a paper from the page of its object; the buttons that do it."""

import logging
from subprocess import TimeoutExpired
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.safestring import SafeString

from probant.engagement.models import VolunteerAgreement, VolunteerPaper
from probant.engagement.queries.sheets import Sheet, sheet_of
from probant.engagement.screens.views.sheets import find as find_sheet
from probant.funding.models import ActionSheet, AwardStep
from probant.gatherings.models import Restitution
from probant.journal.door import change
from probant.kernel.actor import Actor
from probant.kernel.cut import Cut
from probant.kernel.roles import HOUSE, TEAM, Role
from probant.reports.actions import WRITERS
from probant.reports.papers import Paper, PaperOrder, papers, sheets
from probant.reports.press import PressError
from probant.reports.restitution.story import Told, content_of
from probant.reports.screens.views import KINDS, NOT_SET
from probant.support.models import Case, CommitteeMeeting, DiagnosisVersion, Mission
from probant.support.queries.holding import held_findings
from probant.ui import panels
from probant.ui.request import Request
from probant.ui.spreadsheets import attachment

log = logging.getLogger(__name__)
FORMATS = ("pdf", "docx")


def register() -> None:
    """Fill the slots where papers are made."""
    panels.register("diagnosis.papers", "reports", order=10, can=reads_cases, render=diagnosis)
    panels.register("committee.papers", "reports", order=10, can=is_team, render=minutes)
    panels.register("mission.papers", "reports", order=10, can=is_team, render=letter)
    panels.register(
        "volunteer.agreement", "reports", order=10, can=reads_cases, render=volunteer_agreement
    )
    panels.register("volunteer.paper", "reports", order=10, can=reads_cases, render=volunteer_paper)
    panels.register("payment_call.paper", "reports", order=10, can=is_team, render=payment_call)
    panels.register("sheet.side", "reports", order=10, can=is_team, render=action_sheet)
    panels.register("restitution.main", "reports", order=10, can=reads_house, render=restitution)
    panels.register("restitution.side", "reports", order=10, can=is_team, render=given_back)
    panels.register("missions.more", "reports", order=20, can=is_team, render=year)
    panels.register("time_sheet.papers", "reports", order=10, can=signs, render=sheet)


def is_team(actor: Actor, subject: Any) -> bool:
    """The team makes what leaves the house."""
    return actor.house_id is not None and actor.has(*TEAM)


def signs(actor: Actor, subject: Any) -> bool:
    """The team, and the board for the direction's own sheets."""
    return actor.house_id is not None and actor.has(*TEAM, Role.BOARD)


def reads_house(actor: Actor, subject: Any) -> bool:
    """The people of the house."""
    return actor.house_id is not None and actor.has(*HOUSE)


def reads_cases(actor: Actor, subject: Any) -> bool:
    """Those who support cases."""
    return actor.house_id is not None and actor.has(*TEAM, Role.VOLUNTEER)


def make(request: Request, slug: str, pk: int) -> HttpResponse:
    """`/rapports/pieces/<slug>/<id>/` (POST): write the paper and send it."""
    paper = papers().get(slug)
    subject = paper.load(request.actor, pk) if paper and request.actor.has(*HOUSE) else None
    if paper is None or subject is None:
        raise Http404
    return _send(request, paper, subject)


def time_sheet(request: Request, pk: int, year: int, month: int) -> HttpResponse:
    """`/rapports/temps/<personne>/<année>/<mois>/` (POST): the sheet of a month."""
    person = find_sheet(request, pk, year, month)
    return _send(request, sheets.PAPER, sheet_of(person, year, month))


def _send(request: Request, paper: Paper, subject: Any) -> HttpResponse:
    """Write a paper of an object and send it, unless something holds it."""
    wanted = request.POST.get("format", "pdf")
    if wanted not in FORMATS:
        raise Http404
    held = paper.refuse(subject)
    if held:
        messages.error(request, held)
        return redirect(_back(request))
    order = PaperOrder(request.actor, request.build_absolute_uri("/").rstrip("/"))
    content = paper.collect(order, subject)
    try:
        written = WRITERS[wanted](content)
    except (PressError, TimeoutExpired):
        log.exception("The press refused the paper %s", paper.slug)
        messages.error(request, NOT_SET)
        return redirect(_back(request))
    with change(request.actor, verb=paper.verb, houses=[paper.house_of(subject)]) as entry:
        entry.seal("report")
    return attachment(written, f"{content.file_name}.{wanted}", KINDS[wanted])


def _back(request: Request) -> str:
    came_from = request.headers.get("Referer", "")
    ours = url_has_allowed_host_and_scheme(came_from, allowed_hosts={request.get_host()})
    return came_from if ours else "/"


def _draw(request: Request, slug: str, pk: int, title: str, held: str = "") -> SafeString:
    context = {"slug": slug, "pk": pk, "title": title, "held": held}
    return render_to_string("reports/_papers.html", context, request=request)


def diagnosis(request: Request, subject: Case | DiagnosisVersion) -> SafeString:
    """The paper of a version, or of the draft of a case. No query."""
    if isinstance(subject, DiagnosisVersion):
        return _draw(request, "diagnostic", subject.pk, f"Version {subject.number}")
    return _draw(request, "diagnostic-brouillon", subject.pk, "Le brouillon")


def minutes(request: Request, meeting: CommitteeMeeting) -> SafeString:
    """The minutes of a committee that sat. No query."""
    return _draw(request, "comite", meeting.pk, "Compte rendu")


def letter(request: Request, mission: Mission) -> SafeString:
    """The letter of a mission, or what holds it. The queries of a mission's file."""
    if mission.provider_id is None:
        return SafeString("")
    held = "La commande attend que les écarts ci-dessus soient corrigés ou pris en charge."
    return _draw(
        request,
        "commande",
        mission.pk,
        "Lettre de commande",
        held if held_findings(mission) else "",
    )


def volunteer_agreement(request: Request, agreement: VolunteerAgreement) -> SafeString:
    """The agreement of a volunteer, to print and sign. No query."""
    return _draw_small(request, "convention-benevolat", agreement.pk, "La convention")


def volunteer_paper(request: Request, paper: VolunteerPaper) -> SafeString:
    """A certificate or a yearly letter. No query."""
    return _draw_small(request, "benevolat", paper.pk, "La pièce")


def payment_call(request: Request, step: AwardStep) -> SafeString:
    """A call for payment. No query."""
    return _draw_small(request, "appel-de-fonds", step.pk, "L’appel")


def action_sheet(request: Request, found: ActionSheet) -> SafeString:
    """The sheet as its funder reads it. No query."""
    if found.convention.house_id != request.actor.house_id:
        return SafeString("")
    return _draw(request, "fiche-action", found.pk, "La fiche")


def _draw_small(request: Request, slug: str, pk: int, title: str) -> SafeString:
    context = {"slug": slug, "pk": pk, "title": title}
    return render_to_string("reports/_paper_of_volunteer.html", context, request=request)


def sheet(request: Request, subject: Sheet) -> SafeString:
    """The sheet of a month, to keep or to sign by hand. No query."""
    context = {"sheet": subject}
    return render_to_string("reports/_time_sheet.html", context, request=request)


def year(request: Request, subject: Any) -> SafeString:
    """The yearly report of the DLA and the workbook. No query."""
    return render_to_string("reports/_make_dla.html", {}, request=request)


def restitution(request: Request, subject: Restitution) -> SafeString:
    """What a restitution says today, from the blocks of its paper."""
    content = content_of(Told(subject, Cut.now()), said="")
    return render_to_string("reports/_blocks.html", {"content": content})


def given_back(request: Request, subject: Restitution) -> SafeString:
    """The paper for elected members. No query."""
    title = "Le document publié" if subject.published_on else "Le projet de document"
    return _draw(request, "restitution", subject.pk, title)
