"""The support plan of a case: its lines, and the day on which it is agreed."""

from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse

from probant.support import actions
from probant.support.models import Case, PlanItem
from probant.support.screens import dla_forms as forms
from probant.support.screens.views.acts import respond, writable
from probant.ui.request import Request


def add(request: Request, pk: int) -> HttpResponse:
    """Add a line."""
    case = writable(request, pk)
    form = forms.PlanItemForm(request.POST or None)

    def act(data: Any, keys: Any) -> str:
        actions.add_plan_item(request.actor, case=case, key=keys.key, **data)
        return reverse("support:case", args=[case.pk]) + "#plan"

    return respond(
        request,
        case,
        form,
        act,
        heading="Ajouter au plan",
        submit="Ajouter au plan",
        done="La ligne est au plan.",
        day_field="due_on",
    )


def settle(request: Request, pk: int) -> HttpResponse:
    """Say where one line stands."""
    item = (
        PlanItem.objects.filter(pk=pk, case__in=Case.objects.visible_to(request.actor))
        .select_related("case")
        .first()
    )
    if item is None:
        raise Http404
    case = item.case = writable(request, item.case_id)
    form = forms.PlanStateForm(request.POST or None, item=item)

    def act(data: Any, keys: Any) -> str:
        actions.settle_plan_item(request.actor, item=item, key=keys.key, **data)
        return reverse("support:case", args=[case.pk]) + "#plan"

    return respond(
        request,
        case,
        form,
        act,
        heading="Suivre une ligne du plan",
        submit="Enregistrer",
        done="Le plan est à jour.",
        above=f"« {item.title} »",
    )


def agree(request: Request, pk: int) -> HttpResponse:
    """The structure agrees to the plan."""
    case = writable(request, pk)
    form = forms.AgreeForm(request.POST or None)

    def act(data: Any, keys: Any) -> str:
        actions.agree_plan(request.actor, case=case, read_at=keys.read_at, key=keys.key, **data)
        return reverse("support:case", args=[case.pk]) + "#plan"

    return respond(
        request,
        case,
        form,
        act,
        heading="Arrêter le plan",
        submit="Arrêter le plan",
        done="Le plan est arrêté ; l’étape du parcours est atteinte.",
        day_field="agreed_on",
    )
