"""The lists of the door: needs, origins, reasons, as the direction words them."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from probant.programmes.screens.submit import Subject, answer
from probant.support import actions
from probant.support.models import DoorChoice
from probant.support.queries.choices import door_lists
from probant.support.screens.door_forms import DoorChoiceForm
from probant.support.screens.views.acts import FORM
from probant.ui.request import Request
from probant.ui.templatetags.ui import crumbs


def lists(request: Request) -> HttpResponse:
    """`/accueils/listes/`."""
    said = door_lists(request.actor.house)
    shown = [
        {"kind": kind.value, "label": kind.label, "entries": said.entries[kind.value]}
        for kind in DoorChoice.Kind
    ]
    return render(request, "support/door_choices.html", {"lists": shown})


def add(request: Request, kind: str) -> HttpResponse:
    """An entry of the house's own."""
    return _edit(request, kind, "")


def edit(request: Request, kind: str, code: str) -> HttpResponse:
    """Rename, close or open an entry."""
    return _edit(request, kind, code)


def _edit(request: Request, kind: str, code: str) -> HttpResponse:
    if kind not in DoorChoice.Kind.values:
        raise Http404
    house_id = request.actor.house
    entries = {one.code: one for one in door_lists(house_id).entries[kind]}
    if code and code not in entries:
        raise Http404
    held = entries.get(code)
    initial = {"name": held.name, "is_open": held.is_open} if held else {}
    form = DoorChoiceForm(request.POST or None, initial=initial)
    back = reverse("support:door-choices")

    def act(data: Any, keys: Any) -> str:
        actions.save_choice(
            request.actor, house_id=house_id, kind=kind, code=code, key=keys.key, **data
        )
        return back

    heading = "Modifier" if code else "Ajouter"
    return answer(
        request,
        form,
        act=act,
        template=FORM,
        subject=Subject(house_id, "door_choice"),
        back=back,
        done="La liste est à jour ; les faits déjà notés gardent leur sens.",
        context={
            "trail": crumbs(
                "Appels et visites", reverse("support:calls"), "Listes de l’accueil", back, heading
            ),
            "heading": f"{heading} : {DoorChoice.Kind(kind).label}",
            "submit": "Enregistrer",
            "lead": "",
            "above": "",
        },
    )
