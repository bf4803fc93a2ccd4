"""The public page where whoever came says what they thought, without a name."""

from django.http import HttpResponse
from django.shortcuts import redirect, render

from probant.gatherings import actions
from probant.gatherings.actions.opinions import asked_by
from probant.gatherings.screens.attendance_forms import OpinionForm
from probant.journal.errors import AlreadyDone, JournalError
from probant.kernel.decision import Refused
from probant.ui.idempotency import read_keys
from probant.ui.request import Request

UNPROCESSABLE, GONE = 422, 410


def give(request: Request, token: str) -> HttpResponse:
    """`/avis/<token>/`: two questions; a link that serves no more says so."""
    asked = asked_by(token)
    if asked is None:
        return _private(render(request, "gatherings/opinion_gone.html", status=GONE))
    form = OpinionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        key = read_keys(request.POST).key
        try:
            actions.give_opinion(token, key=key, **form.cleaned_data)
        except AlreadyDone:
            return redirect("gatherings:opinion-given")
        except (Refused, JournalError) as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("gatherings:opinion-given")
    context = {"form": form, "session": asked.session, "house": asked.session.house}
    status = UNPROCESSABLE if request.method == "POST" else 200
    return _private(render(request, "gatherings/opinion.html", context, status=status))


def given(request: Request) -> HttpResponse:
    """`/avis/merci/`."""
    return render(request, "gatherings/opinion_given.html")


def _private(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "private, no-store"
    response["Referrer-Policy"] = "no-referrer"
    return response
