"""On a case's page: whose space is open, invite, send again, close."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from probant.directory.models import Person
from probant.journal.errors import JournalError
from probant.kernel.actor import Actor
from probant.kernel.decision import Refused
from probant.portal import actions
from probant.portal.queries import invited_of
from probant.support.access import may_open_cases
from probant.support.models import Case
from probant.ui.idempotency import read_keys
from probant.ui.request import Request


def can_invite(actor: Actor, case: Case) -> bool:
    """The team of the house."""
    return may_open_cases(actor, case.house_id).allowed


def panel(request: Request, case: Case) -> SafeString:
    """Those who may have the space of the case, and how it stands. One query."""
    context = {"case": case, "people": invited_of(case)}
    return render_to_string("portal/_space_panel.html", context, request=request)


def invite(request: Request, pk: int) -> HttpResponse:
    """Open somebody's space and send the link (POST)."""

    def act(case: Case, person: Person, key: Any) -> str:
        user = actions.invite(request.actor, case=case, person=person, key=key)
        return f"L’invitation part à {user.email}. Le lien sert une fois, pendant trois jours."

    return _run(request, pk, act)


def close(request: Request, pk: int) -> HttpResponse:
    """Close somebody's space (POST)."""

    def act(case: Case, person: Person, key: Any) -> str:
        actions.close(request.actor, case=case, person=person, key=key)
        return f"L’espace de {person} est fermé."

    return _run(request, pk, act)


def _run(request: Request, pk: int, act: Any) -> HttpResponse:
    case = Case.objects.visible_to(request.actor).select_related("organisation").filter(pk=pk)
    found = case.first()
    number = request.POST.get("personne", "")
    if found is None or not (number.isascii() and number.isdigit()):
        raise Http404
    person = Person.objects.visible_to(request.actor).filter(pk=int(number[:18])).first()
    if person is None:
        raise Http404
    try:
        messages.success(request, act(found, person, read_keys(request.POST).key))
    except (Refused, JournalError) as refusal:
        messages.error(request, str(refusal))
    return redirect("support:case", pk)
