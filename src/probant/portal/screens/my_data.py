"""My data: take all of it, ask for a correction or an erasure, see what was answered."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from probant.directory.actions import export_data, record_request
from probant.directory.errors import DirectoryError
from probant.directory.models import DataRequest, House, Person
from probant.directory.requests import due_of
from probant.journal.errors import JournalError
from probant.kernel.decision import Refused
from probant.portal.screens.space_forms import RightsForm
from probant.ui.idempotency import read_keys
from probant.ui.request import Request
from probant.ui.spreadsheets import attachment

ZIP = "application/zip"


def _oneself(request: Request) -> Person:
    """The person that the account is; 404 where it is nobody's in a directory."""
    people = Person.objects.filter(pk=request.actor.person_id or 0, erased_on__isnull=True)
    person = people.first()
    if person is None:
        raise Http404
    return person


def page(request: Request) -> HttpResponse:
    """`/espace/mes-donnees/`."""
    people = Person.objects.filter(pk=request.actor.person_id or 0, erased_on__isnull=True)
    person = people.first()
    if person is None:
        return render(request, "portal/my_data_unknown.html")
    form = RightsForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        kind = form.cleaned_data["kind"]
        try:
            record_request(request.actor, person, kind=kind, key=read_keys(request.POST).key)
        except (Refused, DirectoryError, JournalError) as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, "Votre demande est notée : une réponse vient dans le mois.")
        return redirect("portal:my-data")
    asked = DataRequest.objects.filter(person=person).order_by("-received_on", "-id")[:12]
    context = {
        "person": person,
        "form": form,
        "asked": [{"row": one, "due_on": due_of(one)} for one in asked],
        "house": House.objects.select_related("organisation").get(pk=person.house_id),
        "today": timezone.localdate(),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "portal/my_data.html", context, status=status)


def export(request: Request) -> HttpResponse:
    """Everything that is held of oneself, in one file (POST)."""
    person = _oneself(request)
    try:
        content = export_data(request.actor, person, key=read_keys(request.POST).key)
    except (Refused, JournalError) as refusal:
        messages.error(request, str(refusal))
        return redirect("portal:my-data")
    response = attachment(content, "mes-donnees.zip", ZIP)
    response["Cache-Control"] = "private, no-store"
    return response
