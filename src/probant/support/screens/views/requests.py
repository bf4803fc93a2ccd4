"""The public requests: to take, to set aside, those already answered."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from probant.kernel.decision import Refused
from probant.programmes.screens.submit import Subject, answer
from probant.support import actions
from probant.support.actions.requests import ASIDE
from probant.support.models import Call, SupportRequest
from probant.support.queries.calls import request_rows
from probant.support.queries.choices import door_lists
from probant.support.screens.door_forms import SettleForm
from probant.support.screens.door_tables import REQUESTS
from probant.ui.idempotency import read_keys
from probant.ui.request import Request
from probant.ui.tables import keyset_page


def _load(request: Request, pk: int) -> SupportRequest:
    rows = SupportRequest.objects.visible_to(request.actor).select_related("settled_by", "house")
    found = rows.filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def listing(request: Request) -> HttpResponse:
    """`/accueils/demandes/`: every request, those to take first where nothing is chosen."""
    state = request.GET.get("etat", "")
    sort = REQUESTS.sort(request.GET)
    page = keyset_page(request_rows(request.actor, state), sort, request.GET)
    for row in page.rows:
        row["contact"] = f"{row['given_name']} {row['family_name']}".strip()
        row["who"] = row["name"] or row["contact"] or "demande effacée"
        row["received_on"] = timezone.localdate(row["received_at"])
    context = {
        "table": REQUESTS.render(page.rows, query=request.GET, page=page),
        "state": state,
        "states": SupportRequest.State.choices,
    }
    return render(request, "support/requests.html", context)


def sheet(request: Request, pk: int) -> HttpResponse:
    """`/accueils/demandes/<id>/`: what was asked; taken at the door, or set aside from here."""
    asked = _load(request, pk)
    form = SettleForm(request.POST or None)
    call = Call.objects.filter(request=asked).first()

    def act(data: Any, keys: Any) -> str:
        actions.settle_request(request.actor, request=asked, key=keys.key, **data)
        return reverse("support:calls")

    return answer(
        request,
        form,
        act=act,
        template="support/request.html",
        subject=Subject(asked.house_id, "request", asked.pk),
        back=reverse("support:calls"),
        done="La demande est mise de côté.",
        context={
            "asked": asked,
            "call": call,
            "origin": door_lists(asked.house_id).say("origin", asked.origin),
            "is_aside": asked.state in ASIDE,
        },
    )


def reopen(request: Request, pk: int) -> HttpResponse:
    """Put back among those to take."""
    asked = _load(request, pk)
    try:
        actions.reopen_request(request.actor, request=asked, key=read_keys(request.POST).key)
    except Refused as refusal:
        messages.error(request, refusal.reason)
    return redirect("support:request", pk)
