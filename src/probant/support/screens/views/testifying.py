"""The public pages of testimonies: answering by the link that asked, taking consents back."""

from contextlib import suppress

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from probant.journal.errors import AlreadyDone, JournalError
from probant.kernel.actor import Actor
from probant.kernel.decision import Refused
from probant.support import actions
from probant.support.actions.testimonies import asked_by
from probant.support.models import Scope, Testimony
from probant.support.queries.choices import door_lists
from probant.support.queries.testimonies import read_withdrawal, standing_consents
from probant.support.screens.testimony_forms import TestifyForm
from probant.ui.idempotency import read_keys
from probant.ui.request import Request

UNPROCESSABLE, GONE = 422, 410


def testify(request: Request, token: str) -> HttpResponse:
    """`/temoigner/<token>/`: the questions; a link that serves no more says so."""
    asked = asked_by(token)
    if asked is None:
        return _private(render(request, "support/testify_gone.html", status=GONE))
    lists = door_lists(asked.house_id)
    form = TestifyForm(
        request.POST or None, questions=lists.open("question"), uses=dict(lists.open("use"))
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.answer_asked(token, form.said, key=read_keys(request.POST).key)
        except AlreadyDone:
            return redirect("support:testified")
        except (Refused, JournalError) as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("support:testified")
    context = {"form": form, "asked": asked, "house": asked.house}
    status = UNPROCESSABLE if request.method == "POST" else 200
    return _private(render(request, "support/testify.html", context, status=status))


def testified(request: Request) -> HttpResponse:
    """`/temoigner/merci/`."""
    return render(request, "support/testified.html")


def consents(request: Request, token: str) -> HttpResponse:
    """`/temoigner/accords/<token>/`: what stands; taken back by a POST, for one use or for all."""
    number = read_withdrawal(token)
    if number is None:
        return _private(render(request, "support/testify_gone.html", status=GONE))
    row = Testimony.objects.select_related("house__organisation", "case").get(pk=number)
    standing = standing_consents(row)
    if request.method == "POST":
        use = request.POST.get("usage", "")
        left = {code: scope for code, scope in standing.items() if use and code != use}
        with suppress(AlreadyDone, Refused):  # taken back already: the page says what stands
            actions.say_consents(
                Actor.public(),
                testimony=row,
                consents=left,
                token=token,
                key=read_keys(request.POST).key,
            )
        return redirect(f"{reverse('support:consents', args=[token])}?fait=oui")
    names = door_lists(row.house_id).names("use")
    shown = [(code, names.get(code, code), said(scope)) for code, scope in standing.items()]
    context = {"row": row, "house": row.house, "shown": shown, "done": "fait" in request.GET}
    return _private(render(request, "support/consents.html", context))


def said(scope: str) -> str:
    """How the person is named, in her own words."""
    return str(Scope(scope).label)


def _private(response: HttpResponse) -> HttpResponse:
    """A page whose address is a secret is kept by nobody."""
    response["Cache-Control"] = "private, no-store"
    response["Referrer-Policy"] = "no-referrer"
    return response
