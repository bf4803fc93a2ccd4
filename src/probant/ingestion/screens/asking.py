"""What the pages of the inbox share: who asks, of which document, what changed meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from probant.accounts.queries import names_of
from probant.ingestion.models import Reading
from probant.journal.errors import JournalError, Stale
from probant.journal.timeline import last_seq
from probant.kernel.decision import Refused
from probant.kernel.verbs import words_of
from probant.ui.idempotency import READ_AT
from probant.ui.request import Request, say_as_posted

UNPROCESSABLE = 422


def reading_of(request: Request, pk: int) -> Reading:
    found = (
        Reading.objects.visible_to(request.actor)
        .select_related("document")
        .filter(document_id=pk)
        .first()
    )
    if found is None:
        raise Http404
    return found


def told(stale: Stale) -> list[dict[str, Any]]:
    names = names_of({change.actor_id for change in stale.since})
    return [
        {
            "at": change.at,
            "by": names.get(change.actor_id or 0, "le système"),
            "what": words_of(change.verb),
        }
        for change in stale.since
    ]


def let_try_again(request: Request, reading: Reading) -> None:
    """The next try is made with what changed before one's eyes."""
    seq = last_seq(reading.house_id, "reading", reading.pk)
    say_as_posted(request, **{READ_AT: str(seq)})
    reading.refresh_from_db()


def attempt(request: Request, pk: int, act: Callable[[], Any]) -> HttpResponse:
    try:
        act()
    except (Refused, JournalError) as refusal:
        messages.error(request, str(refusal))
    return redirect("ingestion:review", pk)
