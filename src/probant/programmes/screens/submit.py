"""How a form that records something is answered: nothing typed is lost, nothing is done twice."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.db import IntegrityError
from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import redirect, render

from probant.accounts.queries import names_of
from probant.directory.errors import DirectoryError
from probant.journal.door import refuse_repetition
from probant.journal.errors import AlreadyDone, Change, InTheFuture, JournalError, Stale
from probant.journal.timeline import last_seq
from probant.kernel.decision import Refused
from probant.kernel.verbs import words_of
from probant.ui.idempotency import READ_AT, FormKeys, read_keys
from probant.ui.request import Request, say_as_posted

UNPROCESSABLE = 422
RACE = "Quelqu'un vient d'enregistrer la même chose. Rien n'est perdu : relisez, puis recommencez."


@dataclass(frozen=True)
class Subject:
    """The object whose timeline guards a form: (house, kind, id); `id` 0 where it is to be born."""

    house_id: int
    kind: str
    object_id: int = 0

    def read_at(self) -> int | None:
        """The journal's position of the last change of the object."""
        return last_seq(self.house_id, self.kind, self.object_id) if self.object_id else None


Act = Callable[[Any, FormKeys], str]


def answer(
    request: Request,
    form: BaseForm,
    *,
    act: Act,
    template: str,
    subject: Subject,
    back: str,
    done: str,
    context: dict[str, Any] | None = None,
    day_field: str = "occurred_on",
) -> HttpResponse:
    """Show a form, or act on it.

    `act(cleaned_data, keys)` calls the action and returns the address to go to. What it refuses is
    said beside the form, with status 422 and everything that was typed; a second submission goes
    to `back` and says so; a change made meanwhile is shown before one may save again.
    """
    changes: tuple[Change, ...] = ()
    if request.method == "POST":
        keys = read_keys(request.POST)
        try:
            target = _acted(form, act, keys, subject)
        except AlreadyDone as already:
            messages.info(request, str(already))
            return redirect(back)
        except Stale as stale:
            changes = stale.since
            _read_again(request, subject)
            form.add_error(None, str(stale))
        except InTheFuture as future:
            form.add_error(day_field if day_field in form.fields else None, str(future))
        except (Refused, JournalError, DirectoryError) as refusal:
            form.add_error(None, str(refusal))
        except IntegrityError:
            form.add_error(None, RACE)
        else:
            if target:
                messages.success(request, done)
                return redirect(target)
    shown = {
        "form": form,
        "read_at": subject.read_at() if request.method == "GET" else None,
        "back": back,
        "changes": _told(changes),
        **(context or {}),
    }
    status = UNPROCESSABLE if request.method == "POST" else 200
    return render(request, template, shown, status=status)


def _acted(form: BaseForm, act: Act, keys: FormKeys, subject: Subject) -> str:
    """Where to go once the act is done; empty where the form says no.

    What was done a moment ago may make the same form wrong the second time: it is said as done.
    """
    if form.is_valid():
        return act(form.cleaned_data, keys)
    if keys.key is not None:
        refuse_repetition(subject.house_id, keys.key)
    return ""


def _read_again(request: Request, subject: Subject) -> None:
    """Let the form be saved the next time: its reader is about to see what changed."""
    say_as_posted(request, **{READ_AT: str(subject.read_at() or "")})


def _told(changes: tuple[Change, ...]) -> list[dict[str, Any]]:
    names = names_of({change.actor_id for change in changes})
    return [
        {
            "at": change.at,
            "by": names.get(change.actor_id or 0, "le système"),
            "what": words_of(change.verb),
        }
        for change in changes
    ]
