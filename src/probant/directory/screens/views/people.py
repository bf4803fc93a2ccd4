"""People: a person's page, adding one to a structure, ending a position, erasing."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from probant.directory import actions
from probant.directory.access import can_erase, can_write
from probant.directory.models import Position
from probant.directory.screens.asking import answer, card_or_404, person_or_404
from probant.directory.screens.forms import ErasureForm, PersonForm
from probant.directory.writing import PERSON
from probant.journal.errors import AlreadyDone
from probant.journal.models import JournalMention
from probant.ui.hrefs import href_pattern
from probant.ui.idempotency import FormKeys, read_keys
from probant.ui.request import Request

SHEET = "directory:sheet"


def person(request: Request, pk: int) -> HttpResponse:
    """A person of the house: how to reach them, what they are and where."""
    found = person_or_404(request, pk)
    actor = request.actor
    positions = found.positions.select_related("organisation").order_by("ends_on", "-starts_on")
    context = {
        "person": found,
        "positions": list(positions),
        "sheet_href": href_pattern(SHEET),
        "can_write": can_write(actor).allowed,
        "can_erase": can_erase(actor).allowed and found.erased_on is None,
    }
    return render(request, "directory/person.html", context)


def add(request: Request, pk: int) -> HttpResponse:
    """Add a person to a structure, with what they are there."""
    card = card_or_404(request, pk)
    form = PersonForm(request.POST or None)
    back = href_pattern(SHEET) % pk

    def act(keys: FormKeys) -> str:
        given: dict[str, Any] = form.cleaned_data
        actions.create_person(request.actor, organisation=card.organisation, key=keys.key, **given)
        return back

    return answer(
        request,
        form,
        "directory/person_form.html",
        act=act,
        done="La personne est notée.",
        back=back,
        context={"card": card},
    )


def end_position(request: Request, pk: int) -> HttpResponse:
    """Say that a position ended today."""
    actor = request.actor
    position = (
        Position.objects.visible_to(actor)
        .filter(pk=pk, ends_on__isnull=True)
        .select_related("person")
        .first()
    )
    if position is None:
        raise Http404
    try:
        actions.end_position(
            actor, position, ends_on=timezone.localdate(), key=read_keys(request.POST).key
        )
        messages.success(request, "La fonction se termine aujourd’hui.")
    except AlreadyDone as done:
        messages.info(request, str(done))
    return redirect("directory:person", position.person_id)


def erase(request: Request, pk: int) -> HttpResponse:
    """Explain what erasing a person does, then do it."""
    found = person_or_404(request, pk)
    if found.erased_on is not None:
        return redirect("directory:person", pk)
    actor = request.actor
    form = ErasureForm(request.POST or None)
    back = href_pattern("directory:person") % pk

    def act(keys: FormKeys) -> str:
        actions.erase_person(actor, found, form.cleaned_data["reason"], key=keys.key)
        return back

    mentions = JournalMention.objects.filter(
        house_id=found.house_id, kind=PERSON, object_id=found.pk
    )
    return answer(
        request,
        form,
        "directory/erase.html",
        act=act,
        done="La personne est effacée. Les chiffres n’ont pas bougé.",
        back=back,
        context={
            "person": found,
            "entries": mentions.count(),
            "positions": found.positions.count(),
        },
    )
