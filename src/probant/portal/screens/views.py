"""Public pages: to whom one may write, the request, its confirmation."""

from typing import Any

from django.core import signing
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from probant.directory.models import House
from probant.journal.errors import AlreadyDone, JournalError
from probant.kernel.actor import Actor
from probant.kernel.decision import Refused
from probant.portal.access import count_sent, may_send
from probant.portal.queries import house_named, open_houses, slug_of
from probant.portal.screens.forms import TRAP, AskForm
from probant.support.actions import receive_request
from probant.support.models import SupportRequest
from probant.support.queries.choices import choices
from probant.ui.idempotency import read_keys
from probant.ui.request import Request

UNPROCESSABLE, TOO_MANY = 422, 429
SALT = "portal.asked"


def _house(text: str) -> House:
    house = house_named(text)
    if house is None:
        raise Http404
    return house


def houses(request: Request) -> HttpResponse:
    """`/demande/`: the houses that receive requests; where there is one, its form."""
    found = open_houses()
    if len(found) == 1:
        return redirect("portal:ask", slug_of(found[0]))
    rows = [
        {"house": house, "href": reverse("portal:ask", args=[slug_of(house)])} for house in found
    ]
    return render(request, "portal/houses.html", {"houses": rows})


def ask(request: Request, house: str) -> HttpResponse:
    """`/demande/<house>/`: anybody asks for support, without an account."""
    asked_of = _house(house)
    form = AskForm(request.POST or None, origins=choices(asked_of.pk, "origin"))
    status = 200
    if request.method == "POST":
        status = UNPROCESSABLE
        if form.is_valid():
            decision = may_send(request, asked_of.pk)
            if not decision:
                form.add_error(None, decision.reason)
                status = TOO_MANY
            else:
                reference = _send(request, asked_of, form)
                if reference:
                    return _to_confirmation(asked_of, reference)
    context = {"form": form, "house": asked_of, "trap": TRAP}
    return render(request, "portal/ask.html", context, status=status)


def _send(request: Request, house: House, form: AskForm) -> str:
    """Keep the request; its reference, or "" with the reason on the form."""
    data: dict[str, Any] = {
        name: value for name, value in form.cleaned_data.items() if name not in (TRAP, "place")
    }
    territory, place_name = form.territory
    try:
        kept = receive_request(
            Actor.public(),
            house=house,
            place=territory,
            place_name=place_name,
            key=read_keys(request.POST).key,
            **data,
        )
    except AlreadyDone as already:
        return _first_reference(already)
    except (Refused, JournalError) as refusal:
        form.add_error(None, str(refusal))
        return ""
    count_sent(request, house.pk)
    return kept.reference


def _first_reference(already: AlreadyDone) -> str:
    """The reference that the first sending of a form sent twice was given."""
    numbers = [number for kind, number in already.mentions if kind == "request"]
    first = SupportRequest.objects.filter(pk__in=numbers).values_list("reference", flat=True)
    return first.first() or ""


def _to_confirmation(house: House, reference: str) -> HttpResponse:
    proof = signing.dumps(reference, salt=SALT)
    return redirect(f"{reverse('portal:asked', args=[slug_of(house)])}?r={proof}")


def asked(request: Request, house: str) -> HttpResponse:
    """`/demande/<house>/recue/`: what one keeps, and what comes next."""
    asked_of = _house(house)
    try:
        reference = signing.loads(request.GET.get("r", ""), salt=SALT)
    except signing.BadSignature:
        return redirect("portal:ask", slug_of(asked_of))
    return render(request, "portal/asked.html", {"house": asked_of, "reference": reference})
