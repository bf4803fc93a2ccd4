"""The calendar that a diary subscribes to, and what one chooses about it on the account page."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from probant.accounts.queries import standing_of
from probant.kernel.decision import Refused
from probant.post import calendars, choices
from probant.post.models import CalendarKey
from probant.ui.request import Request


def feed(request: Request, pk: int, token: str) -> HttpResponse:
    """A person's engagements, for whoever holds the secret address; 404 tells nothing else."""
    key = CalendarKey.objects.select_related("user").filter(pk=pk).first()
    # a number that is not there takes the same way as a wrong token
    known = key or CalendarKey(pk=0, nonce="")
    if not calendars.opens(known, token) or key is None or not key.user.is_active:
        raise Http404
    standing = standing_of(key.user_id, key.organisation_id)
    if standing.actor.organisation_id != key.organisation_id:
        raise Http404  # the role has ended, the calendar with it
    name = f"Probant, {standing.organisation}"
    written = calendars.feed(standing.actor, timezone.localdate(), name)
    response = HttpResponse(written, content_type=calendars.CONTENT_TYPE)
    response["Cache-Control"] = "private, max-age=300"
    return response


def address(request: Request) -> HttpResponse:
    """Draw the calendar's address, or close it."""
    try:
        if request.POST.get("geste") == "fermer":
            choices.revoke_calendar_address(request.actor)
            messages.success(request, "L’adresse de votre agenda est fermée.")
        else:
            choices.draw_calendar_address(request.actor)
            messages.success(request, "Votre agenda a une nouvelle adresse, ci-dessous.")
    except Refused as refusal:
        messages.error(request, refusal.reason)
    return redirect("accounts:account")


def monday(request: Request) -> HttpResponse:
    """Want the Monday mail, or not."""
    wanted = request.POST.get("lundi") == "oui"
    try:
        choices.choose_monday(request.actor, wanted=wanted)
    except Refused as refusal:
        messages.error(request, refusal.reason)
    else:
        told = "Vous recevrez" if wanted else "Vous ne recevrez plus"
        messages.success(request, f"{told} le courriel du lundi.")
    return redirect("accounts:account")
