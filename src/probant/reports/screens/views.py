"""Making a report from a page: the file comes back; what does not fit is said on a page."""

import logging
from subprocess import TimeoutExpired
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme

from probant.funding.models import Convention, FundingRequest
from probant.governance.models import Deliberation, Sitting
from probant.kernel.cut import Cut
from probant.reports.actions import make_report
from probant.reports.definition import NoReport, ReportOrder, catalogue
from probant.reports.press import PressError
from probant.reports.screens.forms import ReportForm
from probant.ui.pieces import read_known_on
from probant.ui.request import Request
from probant.ui.spreadsheets import XLSX, attachment

log = logging.getLogger(__name__)
NOT_SET = "Le PDF n’a pas pu être mis en page. Demandez le tableur ou le document Word."
KINDS = {
    "pdf": "application/pdf",
    "xlsx": XLSX,
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


def make(request: Request, slug: str) -> HttpResponse:
    """Write the report and send it; the facts it published are sealed."""
    if slug not in catalogue():
        raise Http404
    form = ReportForm(request.POST, report=catalogue()[slug])
    if not form.is_valid():
        return _refused(request, [str(text) for texts in form.errors.values() for text in texts])
    asked = form.cleaned_data
    try:
        content, written = make_report(slug, _order(request, asked), asked["format"])
    except NoReport as error:
        return _refused(request, [f"Le rapport n'a pas pu être établi : {error}"])
    except (PressError, TimeoutExpired):
        log.exception("The press refused the report %s", slug)
        return _refused(request, [NOT_SET])
    return attachment(written, f"{content.file_name}.{asked['format']}", KINDS[asked["format"]])


def _order(request: Request, asked: dict[str, Any]) -> ReportOrder:
    actor = request.actor
    house_id = actor.house_id
    if asked["convention"] is not None:
        kept = Convention.objects.visible_to(actor).filter(pk=asked["convention"])
        house_id = kept.values_list("house_id", flat=True).first()
    if asked["demande"] is not None:
        sought = FundingRequest.objects.visible_to(actor).filter(pk=asked["demande"])
        house_id = sought.values_list("house_id", flat=True).first()
    if asked["deliberation"] is not None:
        acts = Deliberation.objects.visible_to(actor).filter(pk=asked["deliberation"])
        house_id = acts.values_list("house_id", flat=True).first()
    if asked["seance"] is not None:
        sat = Sitting.objects.visible_to(actor).filter(pk=asked["seance"])
        house_id = sat.values_list("house_id", flat=True).first()
    if house_id is None:
        raise Http404
    day, today = asked["connu_le"], timezone.localdate()
    return ReportOrder(
        actor=actor,
        house_id=house_id,
        year=asked["annee"],
        cut=Cut.known(day) if day is not None and day < today else Cut.now(),
        base_url=request.build_absolute_uri("/").rstrip("/"),
        today=today,
        convention_id=asked["convention"],
        organisation_id=asked["structure"],
        model_id=asked["modele"],
        request_id=asked["demande"],
        deliberation_id=asked["deliberation"],
        sitting_id=asked["seance"],
    )


def territory(request: Request, pk: int) -> HttpResponse:
    """The story of a territory as a page; `?connu_le=` reads it as it was known on a day."""
    day, _ = read_known_on(request.GET)
    order = ReportOrder(
        actor=request.actor,
        house_id=request.actor.house,
        year=timezone.localdate().year,
        cut=Cut.known(day) if day is not None else Cut.now(),
        base_url="",
        today=timezone.localdate(),
        organisation_id=pk,
    )
    try:
        content = catalogue()["territory"].collect(order)
    except NoReport as error:
        raise Http404 from error
    context = {"content": content, "organisation_id": pk, "cut": order.cut}
    return render(request, "reports/territory.html", context)


def _refused(request: Request, messages: list[str]) -> HttpResponse:
    came_from = request.headers.get("Referer", "")
    ours = url_has_allowed_host_and_scheme(came_from, allowed_hosts={request.get_host()})
    context = {"problems": messages, "back": came_from if ours else "/"}
    return render(request, "reports/refused.html", context, status=422)
