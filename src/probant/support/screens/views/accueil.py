"""The door: a first call or visit noted in under a minute, with or without script."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from probant.directory.models import Organisation
from probant.kernel.text import fold
from probant.programmes.models import Programme
from probant.programmes.screens.submit import UNPROCESSABLE, Subject, answer
from probant.support import actions
from probant.support.queries.cases import people_of
from probant.support.queries.doubles import proposals
from probant.support.rules import ACCUEIL
from probant.support.screens.forms import AccueilForm
from probant.ui.request import Request


def log(request: Request) -> HttpResponse:
    """`/dossiers/accueil/`: a name; the structures that it may be; programme, day, need."""
    actor = request.actor
    programmes = _programmes(request)
    form = AccueilForm(
        request.POST or None,
        programmes=programmes,
        people=people_of(actor.house),
        initial=_initial(request, programmes),
    )
    context = _choice(request)
    undecided = form.is_valid() and not form.cleaned_data["who"]
    if undecided and context["found"]:
        context["ask"] = True
        shown = {"form": form, "back": reverse("support:cases"), **context}
        return render(request, "support/accueil.html", shown, status=UNPROCESSABLE)

    def act(data: Any, keys: Any) -> str:
        case = actions.log_accueil(
            actor,
            programme=next(row for row in programmes if row.pk == data["programme"]),
            occurred_on=data["occurred_on"],
            need=data["need"],
            referent=data["referent"],
            key=keys.key,
            **_who(request, data),
        )
        return reverse("support:case", args=[case.pk])

    return answer(
        request,
        form,
        act=act,
        template="support/accueil.html",
        subject=Subject(actor.house, "case"),
        back=reverse("support:cases"),
        done="L’accueil est noté.",
        context=context,
    )


def names(request: Request) -> HttpResponse:
    """The fragment that proposes structures while a name is typed."""
    return render(request, "support/_who.html", _choice(request))


def _programmes(request: Request) -> list[Programme]:
    """The programmes that have an accueil; the DLA first."""
    offered = Programme.objects.visible_to(request.actor).filter(
        is_open=True, phases__official_code=ACCUEIL
    )
    return sorted(offered, key=lambda row: (row.official_code != "dla", row.name))


def _initial(request: Request, programmes: list[Programme]) -> dict[str, Any]:
    asked = request.GET.get("programme", "")
    chosen = [row.pk for row in programmes if row.official_code == asked]
    return {
        "name": request.GET.get("nom", ""),
        "programme": chosen[0] if chosen else None,
        "referent": request.actor.user_id,
    }


def _choice(request: Request) -> dict[str, Any]:
    """What the list of proposals shows: those found, and which one is chosen."""
    sent = request.POST if request.method == "POST" else request.GET
    text = sent.get("name", "") or sent.get("nom", "")
    found = proposals(request.actor, text)
    who = sent.get("who", "") or sent.get("structure", "")
    if request.method != "POST" and who == AccueilForm.NEW and found:
        who = ""  # it was the default while nothing was found; now it has to be meant
    if not who and not found:
        who = AccueilForm.NEW
    if not who:
        same = [one for one in found if fold(one.name) == fold(text)]
        who = str(same[0].organisation_id) if same else ""
    return {"found": found, "who": who, "ask": False, "typed": text.strip()}


def _who(request: Request, data: dict[str, Any]) -> dict[str, Any]:
    """The caller, as `log_accueil` takes it."""
    place = data["place"]
    placed = (
        {"place_code": place.code, "place_vintage": place.vintage, "place_name": place.name}
        if place
        else {}
    )
    if data["who"] == AccueilForm.PROJECT:
        return {"project_title": data["name"], **placed}
    if data["who"] in (AccueilForm.NEW, ""):
        return {"identity": {"name": data["name"], "family": data["family"], **placed}}
    organisations = Organisation.objects.visible_to(request.actor)
    known = organisations.filter(pk=data["who"]).first()
    if known is None:
        return {"identity": {"name": data["name"], "family": data["family"], **placed}}
    return {"organisation": known}
