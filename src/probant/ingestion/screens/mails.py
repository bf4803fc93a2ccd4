"""A mail of the inbox: what it says, the cases it may speak of, one click to file it."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from probant.ingestion.actions.mails import file_reading, message_of
from probant.ingestion.models import Status
from probant.ingestion.screens.asking import reading_of
from probant.journal.errors import AlreadyDone, JournalError
from probant.kernel.decision import Refused
from probant.post.mail_in import Unreadable, looks_like_mail
from probant.search import index as names
from probant.support.models import Audience, Case
from probant.support.queries.mails import cases_for
from probant.ui.idempotency import read_keys
from probant.ui.request import Request

MOST = 10


def mail(request: Request, pk: int) -> HttpResponse:
    """`/documents/<id>/courriel/`: proposals by its addresses, or by a name that is typed."""
    reading = reading_of(request, pk)
    if not looks_like_mail(reading.name):
        raise Http404
    if request.method == "POST":
        return _file(request, pk)
    actor, asked = request.actor, request.GET.get("q", "").strip()[:100]
    context = {
        "reading": reading,
        "is_open": reading.status not in (Status.ACCEPTED, Status.ASIDE),
        "asked": asked,
        "audiences": Audience.choices,
        "case": reading.made[0] if reading.made else None,
    }
    try:
        message = message_of(reading)
    except Unreadable as reason:
        context["unreadable"] = str(reason)
        return render(request, "ingestion/mail.html", context)
    proposed = cases_for(actor, message.addresses)
    known = {case.pk for case in proposed}
    quoted = cases_for(actor, message.quoted_addresses - message.addresses)
    context |= {
        "message": message,
        "proposed": proposed + [case for case in quoted if case.pk not in known],
        "found": _found(request, asked),
    }
    return render(request, "ingestion/mail.html", context)


def _found(request: Request, asked: str) -> list[Case]:
    """The cases of the projects and structures whose name has the words typed."""
    if not asked:
        return []
    house = request.actor.house
    projects = names.find_ids(house, asked, kind="case", limit=MOST)
    structures = names.find_ids(house, asked, kind="organisation", limit=MOST)
    about = Q(pk__in=projects) | Q(organisation_id__in=structures)
    cases = Case.objects.visible_to(request.actor).filter(about)
    with_names = cases.select_related("organisation", "programme")
    return list(with_names.order_by("-state", "-touched_on", "-id")[:MOST])


def _file(request: Request, pk: int) -> HttpResponse:
    reading = reading_of(request, pk)
    number = request.POST.get("case", "")
    usable = number.isascii() and number.isdigit() and len(number) < 16
    cases = Case.objects.visible_to(request.actor).select_related("organisation", "programme")
    case = cases.filter(pk=int(number)).first() if usable else None
    if case is None:
        messages.error(request, "Choisissez un dossier.")
        return redirect("ingestion:mail", pk)
    try:
        file_reading(
            request.actor,
            reading,
            case=case,
            audience=request.POST.get("audience", Audience.TEAM),
            key=read_keys(request.POST).key,
        )
    except AlreadyDone as already:
        messages.info(request, str(already))
    except (Refused, JournalError) as refusal:
        messages.error(request, str(refusal))
        return redirect("ingestion:mail", pk)
    else:
        messages.success(request, f"Le courriel est rangé sur le dossier « {case.title} ».")
    return redirect("support:case", case.pk)
