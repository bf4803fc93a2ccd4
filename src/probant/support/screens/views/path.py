"""The path of a case: its checklist, step by step, and the version of the programme it follows."""

from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from probant.kernel.decision import Refused
from probant.programmes.models import ProgrammeVersion
from probant.programmes.queries import read_sheet
from probant.programmes.rules.difference import differences
from probant.support.actions import path as path_actions
from probant.support.actions import steps as step_actions
from probant.support.models import Case, CaseStep
from probant.support.screens.path_forms import StepForm
from probant.support.screens.path_panels import can_see_method, steps_panel
from probant.support.screens.views.acts import respond, writable
from probant.support.screens.views.cases import load_case
from probant.ui.request import Request


def step(request: Request, pk: int) -> HttpResponse:
    """One act on a step (`geste`); the panel alone for htmx, the case's page otherwise."""
    steps = CaseStep.objects.visible_to(request.actor)
    found = steps.select_related("case__organisation", "case__programme").filter(pk=pk).first()
    if found is None:
        raise Http404
    writable(request, found.case_id)
    try:
        _act(request, found)
    except Refused as refusal:
        messages.error(request, str(refusal))
    return _answer(request, found.case)


def _act(request: Request, found: CaseStep) -> None:
    actor, what = request.actor, request.POST.get("geste", "")
    if what in ("fait", "a-faire"):
        step_actions.tick_step(actor, step=found, done=what == "fait")
    elif what in ("monter", "descendre"):
        step_actions.move_step(actor, step=found, up=what == "monter")
    elif what == "reprendre":
        step_actions.take_step_up(actor, step=found)
    elif what == "retirer":
        step_actions.drop_step(actor, step=found)
    elif what == "mettre-de-cote":
        because = request.POST.get("raison", "")
        step_actions.set_step_aside(actor, step=found, because=because)
    else:
        raise Refused("Ce geste n'est pas connu : rechargez la page.")


def method(request: Request, pk: int) -> HttpResponse:
    """`/dossiers/<id>/methode/`: the whole checklist; a POST adds a step of the case's own."""
    if request.method == "POST":
        return _add_step(request, pk)
    case = load_case(request, pk)
    if not can_see_method(request.actor, case):
        raise Http404
    context = {"case": case, "panel": steps_panel(request, case, whole=True)}
    return render(request, "support/method.html", context)


def _add_step(request: Request, pk: int) -> HttpResponse:
    case = writable(request, pk)
    form = StepForm(request.POST)
    try:
        if not form.is_valid():
            raise Refused("Dites ce qu'il y a à faire, en moins de 200 caractères.")
        step_actions.add_step(request.actor, case=case, **form.cleaned_data)
    except Refused as refusal:
        messages.error(request, str(refusal))
    return _answer(request, case)


def _answer(request: Request, case: Case) -> HttpResponse:
    whole = "tout" in request.POST
    if request.htmx:
        return HttpResponse(steps_panel(request, case, whole=whole))
    page = reverse("support:method" if whole else "support:case", args=[case.pk])
    return redirect(f"{page}#methode")


def move_version(request: Request, pk: int) -> HttpResponse:
    """Follow the version in force today: what it changes is shown first."""
    case = writable(request, pk)
    newest = (
        ProgrammeVersion.objects.in_force(timezone.localdate())
        .filter(programme_id=case.programme_id)
        .order_by("-number")
        .first()
    )
    if newest is None or newest.pk == case.version_id:
        raise Http404
    changes = differences(read_sheet(case.version), read_sheet(newest))

    def act(_: object, keys: Any) -> str:
        path_actions.move_case_version(
            request.actor,
            case=case,
            version=newest,
            read_at=keys.read_at,
            key=keys.key,
        )
        return reverse("support:case", args=[case.pk])

    return respond(
        request,
        case,
        Form(request.POST or None),
        act,
        heading=f"Suivre la {newest} du programme",
        submit="Suivre cette version",
        done="Le dossier suit la nouvelle version ; ce qui a été noté ne change pas.",
        above=render_to_string("programmes/_differences.html", {"differences": changes}),
    )
