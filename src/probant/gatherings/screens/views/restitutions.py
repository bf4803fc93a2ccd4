"""Restitutions to elected members: the list, one, preparing, publishing, taking back."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from probant.gatherings import actions
from probant.gatherings.access import may_write_sessions
from probant.gatherings.models import Restitution
from probant.gatherings.queries.restitutions import restitution_rows
from probant.gatherings.screens import roadmap_forms as forms
from probant.gatherings.screens.outcome_tables import RESTITUTIONS
from probant.gatherings.screens.views.asking import ask
from probant.gatherings.screens.views.moves import moved
from probant.programmes.screens.submit import Subject
from probant.ui.request import Request
from probant.ui.tables import keyset_page


def load(request: Request, pk: int, *, write: bool = False) -> Restitution:
    """The restitution; 404 where the actor may not see it (or write on it)."""
    rows = Restitution.objects.visible_to(request.actor)
    found = rows.select_related("programme", "roadmap", "house").filter(pk=pk).first()
    if found is None or (write and not may_write_sessions(request.actor, found.house_id)):
        raise Http404
    return found


def listing(request: Request) -> HttpResponse:
    """`/rencontres/restitutions/`."""
    actor = request.actor
    page = keyset_page(restitution_rows(actor), RESTITUTIONS.sort(request.GET), request.GET)
    context = {
        "table": RESTITUTIONS.render(page.rows, query=request.GET, page=page),
        "may_write": may_write_sessions(actor, actor.house).allowed,
    }
    return render(request, "gatherings/restitutions.html", context)


def sheet(request: Request, pk: int) -> HttpResponse:
    """`/rencontres/restitutions/<id>/`: what would be given back, as facts stand today."""
    row = load(request, pk)
    context = {
        "restitution": row,
        "writes": may_write_sessions(request.actor, row.house_id).allowed,
    }
    return render(request, "gatherings/restitution.html", context)


def create(request: Request) -> HttpResponse:
    """Prepare a restitution, of this year unless one says otherwise."""
    actor = request.actor
    today = timezone.localdate()
    form = forms.RestitutionForm(
        request.POST or None,
        actor=actor,
        initial={
            "starts_on": today.replace(month=1, day=1),
            "ends_on": today.replace(month=12, day=31),
        },
    )

    def act(data: Any, keys: Any) -> str:
        made = actions.prepare_restitution(actor, house_id=actor.house, key=keys.key, **data)
        return reverse("gatherings:restitution", args=[made.pk])

    back = reverse("gatherings:restitutions")
    return ask(
        request,
        form,
        act,
        subject=Subject(actor.house, "restitution"),
        path=("Restitutions", back),
        back=back,
        heading="Préparer une restitution",
        submit="Préparer la restitution",
        done="La restitution est prête à relire.",
    )


def edit(request: Request, pk: int) -> HttpResponse:
    """Change a restitution that is not published."""
    row = load(request, pk, write=True)
    form = forms.RestitutionForm(
        request.POST or None,
        actor=request.actor,
        initial=forms.RestitutionForm.initial_of(row),
    )
    here = reverse("gatherings:restitution", args=[pk])

    def act(data: Any, keys: Any) -> str:
        actions.edit_restitution(
            request.actor, restitution=row, read_at=keys.read_at, key=keys.key, **data
        )
        return here

    return ask(
        request,
        form,
        act,
        subject=Subject(row.house_id, "restitution", row.pk),
        path=("Restitutions", reverse("gatherings:restitutions"), row.title, here),
        back=here,
        heading="Modifier la restitution",
        submit="Enregistrer",
        done="La restitution est modifiée.",
    )


def publish(request: Request, pk: int) -> HttpResponse:
    """Publish, or publish anew (POST)."""
    row = load(request, pk, write=True)
    return moved(
        request,
        lambda _, key: actions.publish_restitution(request.actor, restitution=row, key=key),
        reverse("gatherings:restitution", args=[pk]),
        "La restitution est publiée : sa page se lit par le lien ci-dessous.",
    )


def take_back(request: Request, pk: int) -> HttpResponse:
    """Take a restitution back (POST)."""
    row = load(request, pk, write=True)
    return moved(
        request,
        lambda _, key: actions.take_restitution_back(request.actor, restitution=row, key=key),
        reverse("gatherings:restitution", args=[pk]),
        "La restitution est retirée : son lien ne sert plus.",
    )
