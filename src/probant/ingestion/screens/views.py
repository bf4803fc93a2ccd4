"""The inbox: its list and its drop zone, documents put aside and taken back, the file itself."""

from __future__ import annotations

from urllib.parse import quote

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from probant.documents.store import path_of
from probant.ingestion import actions
from probant.ingestion.actions import Received
from probant.ingestion.models import Reading, Status
from probant.ingestion.queries import inbox_counts, inbox_rows
from probant.ingestion.screens.asking import (
    UNPROCESSABLE,
    attempt,
    reading_of,
)
from probant.ingestion.screens.forms import ReasonForm
from probant.ingestion.screens.tables import TABLE, dressed
from probant.journal.errors import AlreadyDone, JournalError
from probant.journal.reading import reading as snapshot
from probant.kernel.decision import Refused
from probant.post.mail_in import looks_like_mail
from probant.ui.idempotency import read_keys
from probant.ui.request import Request
from probant.ui.tables import keyset_page

MOST_FILES = 40
NO_FILE = "Choisissez au moins un fichier à déposer."


def inbox(request: Request) -> HttpResponse:
    """The list of documents and the drop zone; a POST keeps and reads what was dropped."""
    received: list[Received] = []
    status = 200
    if request.method == "POST":
        files = request.FILES.getlist("fichiers")
        if not files:
            messages.error(request, NO_FILE)
            status = UNPROCESSABLE
        house_id = request.actor.house
        received = actions.receive(request.actor, house_id, files[:MOST_FILES])
        received += [
            Received(one.name or "", refused=f"Déposez {MOST_FILES} fichiers à la fois au plus.")
            for one in files[MOST_FILES:]
        ]
        single = [one.reading for one in received if one.reading]
        if len(received) == 1 and single and single[0].status == Status.READ:
            return redirect(page_of(single[0]), single[0].document_id)
    with snapshot():
        asked = request.GET.get("etat", "")
        rows = inbox_rows(request.actor, status=asked if asked in Status.values else "")
        page = keyset_page(rows, TABLE.sort(request.GET), request.GET)
        context = {
            "table": TABLE.render(dressed(page.rows), query=request.GET, page=page),
            "received": received,
            "asked": asked,
            "statuses": [
                (value, Status(value).label, number)
                for value, number in inbox_counts(request.actor).items()
                if number
            ],
        }
        return render(request, "ingestion/inbox.html", context, status=status)


def page_of(reading: Reading) -> str:
    """The route where a document is settled: a mail goes to a case, others are reviewed."""
    return "ingestion:mail" if looks_like_mail(reading.name) else "ingestion:review"


def put_aside(request: Request, pk: int) -> HttpResponse:
    """Put a document away, with a reason."""
    reading = reading_of(request, pk)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.set_aside(
                request.actor,
                reading,
                form.cleaned_data["reason"],
                key=read_keys(request.POST).key,
            )
        except AlreadyDone as already:
            messages.info(request, str(already))
            return redirect("ingestion:inbox")
        except (Refused, JournalError) as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Le document est mis de côté : vous pourrez le reprendre.")
            return redirect("ingestion:inbox")
    context = {
        "form": form,
        "reading": reading,
        "heading": "Mettre de côté",
        "lead": "Le fichier et ce qui a été relu sont gardés ; rien n’entre dans les livres.",
        "submit": "Mettre de côté",
        "back": reverse("ingestion:review", args=[pk]),
        "crumb": reading.name,
    }
    return render(
        request,
        "ingestion/reason.html",
        context,
        status=UNPROCESSABLE if request.method == "POST" else 200,
    )


def take_back(request: Request, pk: int) -> HttpResponse:
    """Take up a document that was put away."""
    reading = reading_of(request, pk)
    return attempt(request, pk, lambda: actions.take_back(request.actor, reading))


def original(request: Request, pk: int) -> HttpResponseBase:
    """The file as it was received, to be saved: it is never shown by the browser itself."""
    reading = reading_of(request, pk)
    try:
        handle = path_of(reading.document.sha256).open("rb")
    except OSError:
        raise Http404 from None
    response = FileResponse(handle, content_type="application/octet-stream")
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(reading.name)}"
    response["X-Content-Type-Options"] = "nosniff"
    return response
