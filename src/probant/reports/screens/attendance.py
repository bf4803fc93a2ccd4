"""The attendance sheet of a session, to print; the certificate that a link of a letter gives."""

import logging
from subprocess import TimeoutExpired

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.text import slugify

from probant.gatherings.codes import read_certificate
from probant.gatherings.models import Attendance, Session
from probant.kernel.actor import Actor
from probant.kernel.roles import TEAM
from probant.reports.attendance.sheet import collect
from probant.reports.papers import attendance as certificate
from probant.reports.press import PressError, print_page, print_pdf
from probant.reports.screens.views import NOT_SET
from probant.ui import panels
from probant.ui.request import Request
from probant.ui.spreadsheets import attachment

log = logging.getLogger(__name__)
PDF, GONE = "application/pdf", 410


def sheet(request: Request, pk: int) -> HttpResponse:
    """`/rapports/emargement/<id>/`: the sheet as a PDF; printing it writes nothing."""
    sessions = Session.objects.visible_to(request.actor)
    session = (
        sessions.select_related("house__organisation", "kind", "programme").filter(pk=pk).first()
    )
    if session is None:
        raise Http404
    if session.state == Session.State.CANCELLED:
        messages.error(request, "Cette rencontre a été annulée : elle n’a pas de feuille.")
        return redirect("gatherings:session", pk)
    try:
        written = print_page("attendance", collect(session))
    except (PressError, TimeoutExpired):
        log.exception("The press refused an attendance sheet")
        messages.error(request, NOT_SET)
        return redirect("gatherings:session", pk)
    day = session.starts_on.isoformat()
    name = f"emargement-{day}-{slugify(session.title)[:60]}.pdf"
    return _private(attachment(written, name, PDF))


def own_certificate(request: Request, token: str) -> HttpResponse:
    """`/attestation-de-presence/<token>/`: what the link of a letter gives to whoever came."""
    number = read_certificate(token)
    rows = Attendance.objects.now().filter(pk=number or 0, person__erased_on__isnull=True)
    row = rows.select_related("session__house__organisation", "person", "organisation").first()
    if row is None:
        return _private(render(request, "reports/certificate_gone.html", status=GONE))
    content = certificate.content_of(row)
    try:
        written = print_pdf(content)
    except (PressError, TimeoutExpired):
        log.exception("The press refused a certificate of attendance")
        return _private(render(request, "reports/certificate_gone.html", status=GONE))
    return _private(attachment(written, f"{content.file_name}.pdf", PDF))


def _private(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "private, no-store"
    response["Referrer-Policy"] = "no-referrer"
    return response


def register() -> None:
    """Offer the papers of a session on its page, and of a presence on its own."""
    panels.register("session.papers", "sheet", order=10, can=_is_team, render=_draw_sheet)
    panels.register("attendance.papers", "certificate", order=10, can=_is_team, render=_draw_paper)


def _is_team(actor: Actor, subject: Session | Attendance) -> bool:
    return actor.house_id == subject.house_id and actor.has(*TEAM)


def _draw_sheet(request: Request, session: Session) -> SafeString:
    """A link to the sheet. No query."""
    return render_to_string("reports/_attendance_sheet.html", {"session": session})


def _draw_paper(request: Request, row: Attendance) -> SafeString:
    """The certificate of one person. No query."""
    if row.person_id is None:
        return SafeString("")
    context = {"slug": "presence", "pk": row.pk, "title": "Attestation de présence", "held": ""}
    return render_to_string("reports/_papers.html", context, request=request)
