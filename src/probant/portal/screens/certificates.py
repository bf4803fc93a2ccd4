"""Certificates: drawn by the person or the team, a PDF, checked by whoever has the number."""

import logging
from subprocess import TimeoutExpired

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from probant.directory.models import Person
from probant.engagement.models import VolunteerPaper
from probant.engagement.queries.volunteers import find_paper, paper_hours
from probant.engagement.rules import write_minutes
from probant.journal.errors import AlreadyDone, JournalError
from probant.kernel.dates import write_date
from probant.kernel.decision import Refused
from probant.portal.certificate import collect, rows_of
from probant.portal.screens.space import own_case
from probant.reports.press import PressError, print_pdf
from probant.support import actions
from probant.support.models import Case, SupportCertificate
from probant.support.queries.space import find_certificate, proof_of
from probant.ui.idempotency import read_keys
from probant.ui.request import Request
from probant.ui.spreadsheets import attachment

log = logging.getLogger(__name__)
PDF = "application/pdf"
NOT_SET = "La mise en page n’a pas abouti : réessayez, puis écrivez à la personne qui vous suit."


def draw_own(request: Request, pk: int) -> HttpResponse:
    """A certificate of one's own case (POST)."""
    case = own_case(request, pk)
    person = Person.objects.filter(pk=request.actor.person_id or 0).first()
    return _draw(request, case, person, "portal:space")


def draw_for(request: Request, pk: int) -> HttpResponse:
    """A certificate that the team draws for somebody of a case (POST)."""
    case = Case.objects.visible_to(request.actor).filter(pk=pk).first()
    if case is None:
        raise Http404
    number = request.POST.get("personne", "")
    people = Person.objects.visible_to(request.actor)
    is_number = number.isascii() and number.isdigit()
    person = people.filter(pk=int(number[:18])).first() if is_number else None
    return _draw(request, case, person, f"/dossiers/{case.pk}/")


def _draw(request: Request, case: Case, person: Person | None, back: str) -> HttpResponse:
    if person is None:
        raise Http404
    try:
        row = actions.issue_certificate(
            request.actor, case=case, person=person, key=read_keys(request.POST).key
        )
    except AlreadyDone as already:
        numbers = [number for kind, number in already.mentions if kind == "certificate"]
        return redirect("portal:certificate", numbers[0]) if numbers else redirect(back)
    except (Refused, JournalError) as refusal:
        messages.error(request, str(refusal))
        return redirect(back)
    return redirect("portal:certificate", row.pk)


def paper(request: Request, pk: int) -> HttpResponse:
    """The certificate as a PDF: the same each time, from the facts as they stood."""
    rows = SupportCertificate.objects.visible_to(request.actor).select_related(
        "person", "house__organisation", "case__organisation", "case__programme"
    )
    row = rows.filter(pk=pk).first()
    if row is None:
        raise Http404
    content = collect(row)
    try:
        written = print_pdf(content)
    except (PressError, TimeoutExpired):
        log.exception("The press refused a certificate")
        messages.error(request, NOT_SET)
        return redirect("/")
    response = attachment(written, f"{content.file_name}.pdf", PDF)
    response["Cache-Control"] = "private, no-store"
    return response


def verify(request: Request) -> HttpResponse:
    """`/attestations/?numero=…`: what a certificate says, for whoever was given it."""
    number = request.GET.get("numero", "").strip()[:40]
    found = find_certificate(number) if number else None
    context: dict[str, object] = {"number": number, "found": found}
    if found is not None:
        then, now = proof_of(found.case, found.seq), proof_of(found.case)
        changed = (then.held, then.minutes, then.opened_on) != (
            now.held,
            now.minutes,
            now.opened_on,
        )
        context |= {"rows": rows_of(found, then), "changed": changed}
    elif number and (given := find_paper(number)) is not None:
        context |= {"found": given, "rows": _rows_of_volunteer(given)}
    response = render(request, "portal/verify.html", context, status=200)
    response["Cache-Control"] = "private, no-store"
    return response


def _rows_of_volunteer(paper: VolunteerPaper) -> list[tuple[str, str]]:
    """What a certificate of volunteering says, by mission, as of its own position."""
    told = [(str(one.label).capitalize(), write_minutes(one.minutes)) for one in paper_hours(paper)]
    period = f"du {write_date(paper.starts_on)} au {write_date(paper.ends_on)}"
    return [("Bénévole", str(paper.person)), ("Période", period), *told]
