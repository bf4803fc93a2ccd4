"""The letters of the house: what left, what did not and why; and the way out for who had enough."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.csrf import csrf_exempt

from probant.directory.models import House
from probant.kernel.decision import Refused
from probant.post import letters
from probant.post.access import may_read_letter
from probant.post.models import Letter
from probant.post.queries import failed_letters, letter_rows
from probant.post.screens.tables import LETTERS
from probant.post.sending import read_token
from probant.ui.request import Request
from probant.ui.tables import keyset_page

STATES = {"partis": "sent", "echecs": "failed", "attente": "queued", "desabonnes": "skipped"}
ERASED = "courriel effacé"


def listing(request: Request) -> HttpResponse:
    """What was sent, what failed; by state."""
    chosen = request.GET.get("etat", "")
    sort = LETTERS.sort(request.GET)
    page = keyset_page(letter_rows(request.actor, STATES.get(chosen, "")), sort, request.GET)
    for row in page.rows:
        row["words"] = row["subject"] or ERASED
    context = {
        "table": LETTERS.render(page.rows, query=request.GET, page=page),
        "chosen": chosen,
        "failed": failed_letters(request.actor),
    }
    return render(request, "post/letters.html", context)


def sheet(request: Request, pk: int) -> HttpResponse:
    """One letter, its words for whom may read them, and what to do where it did not leave."""
    letter = get_object_or_404(Letter.objects.visible_to(request.actor), pk=pk)
    context = {
        "letter": letter,
        "reading": may_read_letter(request.actor, letter),
        "may_retry": letter.state in (Letter.State.FAILED, Letter.State.QUEUED) and letter.to,
    }
    return render(request, "post/letter.html", context)


def again(request: Request, pk: int) -> HttpResponse:
    """Send once more what did not leave."""
    letter = get_object_or_404(Letter.objects.visible_to(request.actor), pk=pk)
    try:
        letters.send_again(request.actor, letter)
    except Refused as refusal:
        messages.error(request, refusal.reason)
    else:
        messages.success(request, "Le courriel part dans un instant.")
    return redirect("post:letter", pk)


@csrf_exempt  # the mail programs of readers post here by themselves (RFC 8058); the link is signed
def unsubscribe(request: Request, token: str) -> HttpResponse:
    """Want no more letters of a category; asked first, since programs open links by themselves."""
    found = read_token(token)
    house = House.objects.filter(pk=found[0]).first() if found else None
    if found is None or house is None:
        raise Http404
    if request.method == "POST":
        if request.POST.get("reprendre"):
            letters.subscribe_again(*found)
        else:
            letters.unsubscribe(*found)
    context = {
        "house": house,
        "address": found[1],
        "words": letters.CATEGORIES.get(found[2]) or "ces courriels",
        "is_out": letters.is_unsubscribed(*found),
    }
    return render(request, "post/unsubscribe.html", context)
