"""The page that says what will be written, and writes it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from probant.directory.errors import DirectoryError
from probant.ingestion import actions
from probant.ingestion.models import Verdict
from probant.ingestion.screens.acceptance import AcceptForm
from probant.ingestion.screens.asking import (
    UNPROCESSABLE,
    let_try_again,
    reading_of,
    told,
)
from probant.ingestion.values import settle
from probant.journal.errors import AlreadyDone, JournalError, Stale
from probant.journal.timeline import last_seq
from probant.kernel.decision import Refused
from probant.ui.idempotency import read_keys
from probant.ui.request import Request


def accept(request: Request, pk: int) -> HttpResponse:
    """What will be written, and where it goes; a POST writes it through the domain's actions."""
    reading = reading_of(request, pk)
    if not reading.is_open:
        return redirect("ingestion:review", pk)
    values = list(reading.values.order_by("position"))
    waiting = sum(1 for one in values if one.verdict == Verdict.PENDING and one.read is not None)
    record = settle(reading.record, [(one.path, one.verdict, one.corrected) for one in values])
    form = AcceptForm(
        request.POST or None,
        actor=request.actor,
        reading=reading,
        record=record,
        waiting=waiting,
    )
    changes: list[Any] = []
    if request.method == "POST" and form.is_valid():
        keys = read_keys(request.POST)
        try:
            actions.accept(request.actor, reading, form.plan(), read_at=keys.read_at, key=keys.key)
        except AlreadyDone as already:
            messages.info(request, str(already))
            return redirect("ingestion:review", pk)
        except Stale as stale:
            changes = told(stale)
            let_try_again(request, reading)
            form.add_error(None, str(stale))
        except (Refused, JournalError, DirectoryError) as refusal:
            form.add_error(None, str(refusal))
            reading.refresh_from_db()
        else:
            messages.success(request, "Le document est enregistré dans les livres.")
            return redirect("ingestion:review", pk)
    context = {
        "reading": reading,
        "form": form,
        "waiting": waiting,
        "changes": changes,
        "sections": [
            (section, [[form[name] for name in row] for row in section.rows])
            for section in form.sections
        ],
        "read_at": last_seq(reading.house_id, "reading", reading.pk),
    }
    return render(
        request,
        "ingestion/accept.html",
        context,
        status=UNPROCESSABLE if request.method == "POST" else 200,
    )
