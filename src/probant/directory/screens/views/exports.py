"""The list of structures as a file: the rows that its filters leave, all of them."""

from django.http import HttpResponse
from django.shortcuts import redirect

from probant.directory.queries import exported_cards
from probant.directory.screens.card_gestures import cards_file
from probant.directory.screens.views.structures import filters_of
from probant.ui.request import Request


def export(request: Request) -> HttpResponse:
    """`?format=csv` or `xlsx`, narrowed as the list is. It names no fact: nothing is sealed."""
    ending = request.GET.get("format", "")
    if ending not in ("csv", "xlsx"):
        return redirect("directory:list")
    return cards_file(exported_cards(request.actor, filters_of(request)), ending)
