"""One act on the rows that were ticked in a list: what will happen, what happened, its undoing.

A room declares a `Together` (its rows, its gestures, its routes); its list draws boxes by
`boxes_for(request, TOGETHER)`; two views call `answer_together` and `undo_together`.
"""

import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.contrib import messages
from django.core import signing
from django.http import HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from probant.directory.errors import DirectoryError
from probant.journal.together import Outcome, do_each
from probant.kernel.actor import Actor
from probant.ui.idempotency import read_keys
from probant.ui.request import Request
from probant.ui.tables import Choosing, read_choice
from probant.ui.tables.choosing import BACK, CHOSEN
from probant.ui.write import write_count

UNPROCESSABLE = 422
SETTLED, TOKEN = "valider", "jeton"
UNDONE_WITHIN = 24 * 3600  # seconds in which a page offers to undo
NOTHING = "Cochez d’abord des lignes, puis choisissez ce qu’il faut en faire."


def _blank(request: Request, posted: Any) -> forms.Form:
    return forms.Form(posted)


@dataclass(frozen=True)
class Gesture:
    """What may be done to rows that were ticked.

    `do(actor, row, typed, key)` calls the action that does it to one, and gives back what undoing
    needs (JSON), or `SAME`. `undo(actor, number, kept, key)` takes it back. `form(request, posted)`
    asks what it needs. `direct(request, rows)` answers at once instead (an export).
    """

    word: str
    label: str
    submit: str = ""
    do: Callable[[Actor, Any, dict[str, Any], uuid.UUID | None], Any] | None = None
    undo: Callable[[Actor, int, Any, uuid.UUID | None], Any] | None = None
    form: Callable[[Request, Any], forms.Form] = _blank
    direct: Callable[[Request, Sequence[Any]], HttpResponse] | None = None


@dataclass(frozen=True)
class Together:
    """A list whose rows are ticked. `load(actor, numbers)` gives those that the actor may see.

    `here`, `undo` and `back` are routes; `trail` is what the list is called; `name(row)` names one.
    """

    noun: str
    trail: str
    here: str
    undo: str
    back: str
    load: Callable[[Actor, Sequence[int]], Sequence[Any]]
    gestures: tuple[Gesture, ...] = field(default_factory=tuple)
    name: Callable[[Any], str] = str

    @property
    def acts(self) -> tuple[tuple[str, str], ...]:
        """(word, label) of each gesture, for the list."""
        return tuple((one.word, one.label) for one in self.gestures)

    def gesture(self, word: str) -> Gesture | None:
        """The gesture of that word."""
        return next((one for one in self.gestures if one.word == word), None)


def boxes_for(request: Request, together: Together, *, key: str = "id") -> Choosing:
    """The boxes of a list and its bar; one comes back to the list as it is seen."""
    return Choosing(
        reverse(together.here),
        get_token(request),
        together.acts,
        key=key,
        back=request.get_full_path(),
    )


def answer_together(request: Request, together: Together) -> HttpResponse:
    """What will happen to which rows; then, once it is settled, what happened."""
    choice = read_choice(request.POST, together.acts)
    gesture = together.gesture(choice.act)
    back = _back(request, together)
    if gesture is None or not choice.rows:
        messages.warning(request, NOTHING)
        return redirect(back)
    rows = together.load(request.actor, choice.rows)
    if gesture.direct is not None:
        return gesture.direct(request, rows)
    form = gesture.form(request, request.POST if SETTLED in request.POST else None)
    context = {
        "gesture": gesture,
        "together": together,
        "back": back,
        "count": write_count(len(rows), together.noun),
        "left_out": choice.left_out,
        "missing": len(choice.rows) - len(rows),
    }
    if not form.is_valid():
        shown = {
            "form": form,
            "rows": [(row.pk, together.name(row)) for row in rows],
            "acts": together.acts,
            "chosen": CHOSEN,
            "back_name": BACK,
        }
        status = UNPROCESSABLE if form.is_bound else 200
        return render(request, "directory/together.html", context | shown, status=status)
    outcome = _do(request, gesture, rows, form.cleaned_data)
    return render(
        request, "directory/together_done.html", context | _told(request, together, rows, outcome)
    )


def _do(request: Request, gesture: Gesture, rows: Sequence[Any], typed: dict[str, Any]) -> Outcome:
    assert gesture.do is not None  # what is not direct does something
    act, by_number = gesture.do, {row.pk: row for row in rows}
    return do_each(
        request.actor.house,
        list(by_number),
        lambda number, key: act(request.actor, by_number[number], typed, key),
        key=read_keys(request.POST).key,
        refusals=(DirectoryError,),
    )


def _told(
    request: Request, together: Together, rows: Sequence[Any], outcome: Outcome
) -> dict[str, Any]:
    names = {row.pk: together.name(row) for row in rows}
    gesture = together.gesture(request.POST.get("acte", ""))
    token = ""
    if outcome.done and gesture is not None and gesture.undo is not None:
        actor = request.actor
        kept = {"a": gesture.word, "u": actor.user_id, "h": actor.house, "r": outcome.done}
        token = signing.dumps(kept, salt=together.undo, compress=True)
    return {
        "done": write_count(len(outcome.done), together.noun) if outcome.done else "",
        "same": [names[number] for number in outcome.same],
        "again": len(outcome.again),
        "left": [(names[number], why) for number, why in outcome.left.items()],
        "token": token,
    }


def undo_together(request: Request, together: Together) -> HttpResponse:
    """Take back what a gesture did, object by object; what was changed since is left, and said."""
    back = _back(request, together)
    try:
        kept = signing.loads(request.POST.get(TOKEN, ""), salt=together.undo, max_age=UNDONE_WITHIN)
    except signing.BadSignature:
        messages.error(request, "Ce geste ne se défait plus d’ici : passez par chaque fiche.")
        return redirect(back)
    actor, gesture = request.actor, together.gesture(kept["a"])
    if (kept["u"], kept["h"]) != (actor.user_id, actor.house) or gesture is None:
        messages.error(request, "Ce geste est celui de quelqu’un d’autre.")
        return redirect(back)
    undo, rows = gesture.undo, {int(number): held for number, held in kept["r"].items()}
    assert undo is not None  # the page offered it
    outcome = do_each(
        actor.house,
        list(rows),
        lambda number, key: undo(actor, number, rows[number], key),
        key=uuid.uuid5(uuid.NAMESPACE_OID, request.POST.get(TOKEN, "")),
        refusals=(DirectoryError,),
    )
    _say_undone(request, together, outcome)
    return redirect(back)


def _say_undone(request: Request, together: Together, outcome: Outcome) -> None:
    if outcome.done:
        told = write_count(len(outcome.done), together.noun)
        messages.success(request, f"C’est défait pour {told}.")
    if outcome.again:
        messages.info(request, "C’était déjà défait.")
    for why in dict.fromkeys(outcome.left.values()):
        messages.warning(request, f"Laissé tel quel : {why}")


def _back(request: Request, together: Together) -> str:
    """The list as it was seen, if the form says so and it is one of ours."""
    asked = request.POST.get(BACK, "")
    if asked.startswith("/") and url_has_allowed_host_and_scheme(asked, allowed_hosts=None):
        return asked
    return reverse(together.back)
