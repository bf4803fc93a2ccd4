"""Territories, what is known of each; a structure's branch and neighbourhood; the branches."""

from typing import Any

from django.contrib import messages
from django.db.models import Count
from django.http import Http404, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString

from probant.directory import actions
from probant.directory.access import can_set_branches
from probant.directory.branches import catalogue
from probant.directory.density import words_of_density
from probant.directory.models import Branch, Card, DepartmentOutline, Territory
from probant.directory.places import communes_in, sheet_of, structures_in, taken_in_by, territories
from probant.directory.screens.asking import answer, card_or_404
from probant.directory.screens.places_forms import BranchForm, SituationForm
from probant.directory.screens.places_tables import BRANCHES, INSIDE, TERRITORIES
from probant.directory.writing import ORGANISATION
from probant.journal.errors import AlreadyDone
from probant.ui.hrefs import href_pattern
from probant.ui.idempotency import FormKeys, read_keys
from probant.ui.request import Request

SHEET = "directory:sheet"


def listing(request: Request) -> HttpResponse:
    """Intercommunalités, or the territories that answer to a text."""
    text = request.GET.get("q", "").strip()[:120]
    found = territories(request.actor, text)
    context = {
        "text": text,
        "table": TERRITORIES.render(found.rows, query=request.GET),
        "is_cut": found.is_cut,
        "vintage": found.vintage,
    }
    return render(request, "directory/territories.html", context)


def territory(request: Request, code: str) -> HttpResponse:
    """What is known of a territory; the code of a commune that is no more leads to its heir."""
    known = sheet_of(code)
    if known is None:
        heir = taken_in_by(code)
        if heir is None:
            raise Http404
        return redirect("directory:territory", heir)
    place = known.place
    rows = communes_in(request.actor, place)
    is_commune = place.kind == Territory.Kind.COMMUNE
    here = structures_in(request.actor, {code}).get(code, 0) if is_commune else None
    context = {
        "known": known,
        "place": place,
        "is_commune": is_commune,
        "kind": Territory.Kind(place.kind).label,
        "density": words_of_density(place),
        "today": timezone.localdate(),
        "structures": here if is_commune else sum(row["structures"] for row in rows),
        "table": INSIDE.render(rows, query=request.GET) if rows else "",
    }
    return render(request, "directory/territory.html", context)


def outlines(request: Request) -> HttpResponse:
    """The lines that maps draw, of every département loaded: GeoJSON-like lists of points."""
    drawn = DepartmentOutline.objects.order_by("department_code").values_list("lines", flat=True)
    answer = JsonResponse({"departments": list(drawn)})
    answer["Cache-Control"] = "private, max-age=3600"
    return answer


def situate(request: Request, pk: int) -> HttpResponse:
    """Say a structure's branch and whether it stands in a priority neighbourhood."""
    card = card_or_404(request, pk)
    shown = {"branch": card.branch, "qpv_code": card.qpv_code}
    form = SituationForm(request.POST or None, initial=shown, card=card)
    back = href_pattern(SHEET) % pk

    def act(keys: FormKeys) -> str:
        actions.edit_organisation(
            request.actor,
            card.organisation,
            read_at=keys.read_at,
            key=keys.key,
            branch=form.cleaned_data["branch"],
            qpv_code=form.cleaned_data["qpv_code"],
        )
        return back

    return answer(
        request,
        form,
        "directory/situation.html",
        act=act,
        done="C’est noté. Les faits déjà notés gardent ce qu’ils disaient.",
        back=back,
        context={"card": card, "subject": (card.house_id, ORGANISATION, pk)},
    )


def branches(request: Request) -> HttpResponse:
    """The branches that the house may choose; the direction adds its own."""
    actor = request.actor
    form = BranchForm(request.POST or None)
    back = reverse("directory:branches")

    def act(keys: FormKeys) -> str:
        actions.add_branch(actor, name=form.cleaned_data["name"], key=keys.key)
        return back

    rows = _branch_rows(request)
    return answer(
        request,
        form,
        "directory/branches.html",
        act=act,
        done="La filière est proposée.",
        back=back,
        context={
            "table": BRANCHES.render(rows, query=request.GET),
            "may_set": can_set_branches(actor).allowed,
        },
    )


def _branch_rows(request: Request) -> list[dict[str, Any]]:
    cards = Card.objects.visible_to(request.actor).exclude(branch="").order_by()
    counts = dict(cards.values_list("branch").annotate(Count("pk")))
    may_set = can_set_branches(request.actor).allowed
    rows: list[dict[str, Any]] = [
        {"id": one.code, "name": one.name, "origin": "shipped", "source": one.source, "act": ""}
        for one in catalogue().values()
    ]
    rows += [
        {
            "id": one.code,
            "name": one.name,
            "origin": "own" if one.is_open else "closed",
            "source": "votre maison",
            "act": _draw_act(request, one) if may_set else "",
        }
        for one in Branch.objects.visible_to(request.actor).order_by("name")
    ]
    return [row | {"structures": counts.get(row["id"], 0)} for row in rows]


def _draw_act(request: Request, branch: Branch) -> SafeString:
    context = {"branch": branch, "csrf_token": get_token(request)}
    return render_to_string("directory/_branch_act.html", context, request)


def close_branch(request: Request, pk: int) -> HttpResponse:
    """Offer a branch of the house no more, or again."""
    branch = Branch.objects.visible_to(request.actor).filter(pk=pk).first()
    if branch is None:
        raise Http404
    try:
        key = read_keys(request.POST).key
        actions.close_branch(request.actor, branch, reopen=not branch.is_open, key=key)
    except AlreadyDone as done:
        messages.info(request, str(done))
    return redirect("directory:branches")
