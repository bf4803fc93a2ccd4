"""Models of drafts of a house: listed, added, taken as a start, retired."""

from typing import Any

from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from probant.documents.filling import MOST_BYTES
from probant.documents.serving import serve
from probant.funding import actions
from probant.funding.catalogue.draft_model import NAME, shipped_model
from probant.funding.models import DraftModel
from probant.funding.screens.convention_forms import DraftModelForm, StatusForm, suggestions
from probant.funding.screens.views.convention_edit import show
from probant.kernel.decision import Refused
from probant.ui.request import Request
from probant.ui.spreadsheets import attachment

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def _load(request: Request, pk: int) -> DraftModel:
    rows = DraftModel.objects.visible_to(request.actor).select_related("document", "funder")
    found = rows.filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def listing(request: Request) -> HttpResponse:
    """`/conventions/modeles/`. Three queries."""
    rows = DraftModel.objects.visible_to(request.actor).filter(is_retired=False)
    found = rows.select_related("document", "funder").order_by("name")
    return render(request, "funding/draft_models.html", {"models": list(found)})


def add(request: Request) -> HttpResponse:
    """`/conventions/modeles/ajouter/`: the file is tried before it is kept."""
    actor = request.actor
    form = DraftModelForm(request.POST or None, request.FILES or None, actor=actor)
    back = reverse("funding:draft-models")

    def act(data: Any, keys: Any) -> str:
        upload = data["upload"]
        if upload.size > MOST_BYTES:
            raise Refused("Ce modèle est trop lourd : 5 Mo au plus. Allégez ses images.")
        actions.keep_draft_model(
            actor=actor,
            house_id=actor.house,
            name=data["name"],
            file_name=upload.name,
            data=upload.read(),
            funder=data["funder"],
            key=keys.key,
        )
        return back

    return show(
        request,
        form,
        act,
        None,
        heading="Ajouter un modèle",
        submit="Essayer et garder le modèle",
        done="Le modèle est gardé : il se remplit sans erreur.",
        lead="Le document est essayé dans un bac à sable : ce qui ferait autre chose que montrer "
        "des valeurs est refusé.",
        back=back,
        template="funding/model_form.html",
        extra={"suggestions": suggestions(actor)},
    )


def shipped(request: Request) -> HttpResponse:
    """`/conventions/modeles/livre/`: the shipped model, as a start."""
    return attachment(shipped_model(), NAME, DOCX)


def file(request: Request, pk: int) -> FileResponse:
    """`/conventions/modeles/<id>/fichier/`."""
    return serve(_load(request, pk).document)


def retire(request: Request, pk: int) -> HttpResponse:
    """`/conventions/modeles/<id>/retirer/`."""
    model = _load(request, pk)
    back = reverse("funding:draft-models")

    def act(data: Any, keys: Any) -> str:
        actions.retire_draft_model(actor=request.actor, model=model, key=keys.key)
        return back

    return show(
        request,
        StatusForm(request.POST or None, needs_reason=False, with_day=False),
        act,
        None,
        heading="Retirer un modèle",
        submit="Retirer le modèle",
        done="Le modèle n’est plus proposé.",
        lead=f"« {model.name} » ne sera plus proposé pour les projets de convention.",
        back=back,
    )
