"""A person's data: all that is held, what she asked, the file to give her."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from probant.directory import actions
from probant.directory.access import can_answer_requests, can_export
from probant.directory.errors import DirectoryError
from probant.directory.models import DataRequest, Person
from probant.directory.requests import due_of, open_requests
from probant.directory.screens.asking import answer, person_or_404
from probant.directory.screens.rights_forms import RefusalForm, RequestForm
from probant.journal.errors import AlreadyDone
from probant.kernel.decision import Refused
from probant.kernel.holdings import held
from probant.kernel.roles import Role
from probant.ui.hrefs import href_pattern
from probant.ui.idempotency import FormKeys, read_keys
from probant.ui.request import Request
from probant.ui.spreadsheets import attachment

ZIP = "application/zip"
DATA = "directory:data"


def data(request: Request, pk: int) -> HttpResponse:
    """All that is held of a person, what she asked, and a form to note what she asks (POST)."""
    person = _standing(request, pk)
    actor = request.actor
    form = RequestForm(request.POST or None)
    back = href_pattern(DATA) % pk

    def act(keys: FormKeys) -> str:
        given: dict[str, Any] = form.cleaned_data
        actions.record_request(actor, person, key=keys.key, **given)
        return back

    asked = list(DataRequest.objects.visible_to(actor).filter(person=person).order_by("-id"))
    context = {
        "person": person,
        "person_href": href_pattern("directory:person") % pk,
        "sections": held(person.house_id, pk, reserved=False),
        "requests": [(one, due_of(one)) for one in asked],
        "today": timezone.localdate(),
        "may_answer": actor.has(Role.DIRECTION),
        "may_join": can_export(actor, person, with_reserved=True).allowed,
    }
    done = "La demande est notée, avec son délai de réponse."
    return answer(
        request, form, "directory/data.html", act=act, done=done, back=back, context=context
    )


def export(request: Request, pk: int) -> HttpResponse:
    """The file to give to a person: a page to read and JSON, in one archive."""
    person = _standing(request, pk)
    try:
        content = actions.export_data(
            request.actor,
            person,
            with_reserved=request.POST.get("notes") == "oui",
            key=read_keys(request.POST).key,
        )
    except (Refused, AlreadyDone) as refusal:
        messages.error(request, str(refusal))
        return redirect(DATA, pk)
    return attachment(content, f"donnees-{pk}.zip", ZIP)


def requests(request: Request) -> HttpResponse:
    """What people asked about their data and wait for, the most pressing first."""
    context = {"requests": open_requests(request.actor), "today": timezone.localdate()}
    return render(request, "directory/requests.html", context)


def refuse(request: Request, pk: int) -> HttpResponse:
    """Refuse a request, on a ground of the regulation."""
    asked = _open(request, pk)
    form = RefusalForm(request.POST or None)
    back = href_pattern(DATA) % asked.person_id

    def act(keys: FormKeys) -> str:
        given: dict[str, Any] = form.cleaned_data
        actions.refuse_request(request.actor, asked, key=keys.key, **given)
        return back

    context = {"asked": asked, "person": asked.person, "due_on": due_of(asked)}
    done = "Le refus est noté. Répondez à la personne dans le délai."
    return answer(
        request, form, "directory/refusal.html", act=act, done=done, back=back, context=context
    )


def settle(request: Request, pk: int) -> HttpResponse:
    """Say that a correction was made."""
    asked = _open(request, pk)
    if asked.kind != DataRequest.Kind.RECTIFICATION:  # the others are settled by what answers them
        raise Http404
    try:
        actions.settle_request(request.actor, asked, key=read_keys(request.POST).key)
        messages.success(request, "La demande est traitée.")
    except (AlreadyDone, DirectoryError) as already:
        messages.info(request, str(already))
    return redirect(DATA, asked.person_id)


def _standing(request: Request, pk: int) -> Person:
    person = person_or_404(request, pk)
    if person.erased_on is not None:
        raise Http404
    return person


def _open(request: Request, pk: int) -> DataRequest:
    waiting = DataRequest.objects.visible_to(request.actor).open().select_related("person")
    asked = waiting.filter(pk=pk).first()
    if asked is None or not can_answer_requests(request.actor, asked):
        raise Http404
    return asked
