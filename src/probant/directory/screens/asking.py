"""What every page of the directory asks of its request."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from probant.directory.errors import DirectoryError
from probant.directory.models import Card, Person
from probant.directory.queries import card_of
from probant.journal.errors import AlreadyDone, InTheFuture, JournalError, Stale
from probant.journal.timeline import last_seq
from probant.kernel.decision import Refused
from probant.kernel.verbs import words_of
from probant.ui.fields import DayField
from probant.ui.idempotency import READ_AT, FormKeys, read_keys
from probant.ui.request import Request, say_as_posted

UNPROCESSABLE = 422


def card_or_404(request: Request, organisation_id: int) -> Card:
    """The house's card of a structure, with the structure; one query."""
    card = card_of(request.actor, organisation_id)
    if card is None:
        raise Http404
    return card


def person_or_404(request: Request, pk: int) -> Person:
    """A person of the house."""
    person = Person.objects.visible_to(request.actor).filter(pk=pk).first()
    if person is None:
        raise Http404
    return person


def answer(
    request: Request,
    form: forms.Form,
    template: str,
    *,
    act: Callable[[FormKeys], str],
    done: str,
    back: str,
    context: dict[str, Any],
) -> HttpResponse:
    """Show a form or act on it; `act(keys)` calls the action and returns where to go.

    What is refused is said beside the form, with everything that was typed; a second submission
    leads to `back`. `context["subject"]` is the (house, kind, id) that guards the form, or None.
    """
    changes: list[dict[str, Any]] = []
    if request.method == "POST" and form.is_valid():
        try:
            target = act(read_keys(request.POST))
        except AlreadyDone as already:
            messages.info(request, str(already))
            return redirect(context.get("back", back))
        except Stale as stale:
            changes = [{"at": one.at, "what": words_of(one.verb)} for one in stale.since]
            _read_again(request, stale.since[-1].seq)
            form.add_error(None, str(stale))
        except InTheFuture as future:
            days = [name for name, one in form.fields.items() if isinstance(one, DayField)]
            form.add_error(days[0] if len(days) == 1 else None, str(future))
        except (Refused, JournalError, DirectoryError) as refusal:
            if str(refusal):
                form.add_error(None, str(refusal))
        else:
            messages.success(request, done)
            return redirect(target)
    subject = context.get("subject")
    shown = {
        "form": form,
        "back": back,
        "changes": changes,
        "read_at": last_seq(*subject) if subject and request.method != "POST" else None,
        **context,
    }
    return render(
        request, template, shown, status=UNPROCESSABLE if request.method == "POST" else 200
    )


def _read_again(request: Request, seq: int) -> None:
    """Let the form be saved next time: its reader is about to see what changed."""
    say_as_posted(request, **{READ_AT: str(seq)})
