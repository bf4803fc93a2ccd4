"""The lists of the door and of testimonies, as the direction words them."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from probant.programmes.screens.submit import Subject, answer
from probant.support import actions
from probant.support.models import DoorChoice
from probant.support.models.choices import DOOR_LISTS, TESTIMONY_LISTS
from probant.support.queries.choices import door_lists
from probant.support.screens.door_forms import DoorChoiceForm
from probant.support.screens.views.acts import FORM
from probant.ui.request import Request
from probant.ui.templatetags.ui import crumbs

#: Whether a list is one of testimonies → the pages above its entries: words and route.
WHERE = {
    False: (
        ("Appels et visites", "support:calls"),
        ("Listes de l’accueil", "support:door-choices"),
    ),
    True: (
        ("Témoignages", "support:testimonies"),
        ("Questions et usages", "support:testimony-settings"),
    ),
}


def lists(request: Request) -> HttpResponse:
    """`/accueils/listes/`."""
    return _lists(request, "support/door_choices.html", DOOR_LISTS)


def of_testimonies(request: Request) -> HttpResponse:
    """`/temoignages/reglages/`: the questions that are put, the uses that are asked for."""
    return _lists(request, "support/testimony_settings.html", TESTIMONY_LISTS)


def _lists(request: Request, template: str, kinds: tuple[str, ...]) -> HttpResponse:
    said = door_lists(request.actor.house)
    shown = [
        {"kind": kind, "label": DoorChoice.Kind(kind).label, "entries": said.entries[kind]}
        for kind in kinds
    ]
    return render(request, template, {"lists": shown})


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
    above, here = WHERE[kind in TESTIMONY_LISTS]
    back = reverse(here[1])

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
            "trail": crumbs(above[0], reverse(above[1]), here[0], back, heading),
            "heading": f"{heading} : {DoorChoice.Kind(kind).label}",
            "submit": "Enregistrer",
            "lead": "",
            "above": "",
        },
    )
