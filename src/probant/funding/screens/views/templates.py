"""Layouts of sheets: those shipped, those of the house; layers on or off."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from probant.funding import actions
from probant.funding.actions.layers import has_layers
from probant.funding.models import SheetTemplate
from probant.funding.rules.layouts import HeadingDraft, layouts
from probant.funding.screens.sheet_forms import TemplateForm, write_headings
from probant.kernel.roles import Role
from probant.programmes.screens.submit import Subject, answer
from probant.ui.idempotency import FormKeys
from probant.ui.request import Request
from probant.ui.templatetags.ui import crumbs


def listing(request: Request) -> HttpResponse:
    """`/fiches/modeles/`."""
    actor = request.actor
    own = SheetTemplate.objects.visible_to(actor).select_related("funder")
    context = {
        "own": own.prefetch_related("headings"),
        "shipped": layouts().values(),
        "layers": has_layers(actor.house),
        "may_divide": actor.has(Role.DIRECTION),
    }
    return render(request, "funding/sheet_templates.html", context)


def new(request: Request) -> HttpResponse:
    """`/fiches/modeles/nouveau/?modele=`: a copy of a shipped layout, or a blank one."""
    shipped = layouts().get(request.GET.get("modele", ""))
    initial = {}
    if shipped is not None:
        initial = {"name": shipped.name, "headings": write_headings(list(shipped.headings))}
    return _form(request, None, initial, shipped.slug if shipped else "")


def edit(request: Request, pk: int) -> HttpResponse:
    """`/fiches/modeles/<id>/`."""
    found = SheetTemplate.objects.visible_to(request.actor).filter(pk=pk).first()
    if found is None:
        raise Http404
    rows = found.headings.order_by("position")
    held = [HeadingDraft(one.title, one.hint, one.kind, one.layer) for one in rows]
    initial = {"name": found.name, "funder": found.funder_id, "headings": write_headings(held)}
    return _form(request, found, initial, found.shipped)


def _form(
    request: Request, found: SheetTemplate | None, initial: dict[str, Any], shipped: str
) -> HttpResponse:
    actor = request.actor
    form = TemplateForm(
        request.POST if request.method == "POST" else None, actor=actor, initial=initial
    )
    listed = reverse("funding:sheet-templates")

    def act(data: dict[str, Any], keys: FormKeys) -> str:
        actions.save_template(
            actor=actor,
            house_id=actor.house,
            template=found,
            name=data["name"],
            funder=data["funder"],
            headings=data["headings"],
            shipped=shipped,
            key=keys.key,
        )
        return listed

    heading = found.name if found else "Nouveau modèle de fiche"
    return answer(
        request,
        form,
        act=act,
        template="programmes/form.html",
        subject=Subject(actor.house, "sheet_template", found.pk if found else 0),
        back=listed,
        done="Modèle enregistré. Les fiches déjà ouvertes n’en changent pas.",
        context={
            "heading": heading,
            "trail": crumbs("Conventions", reverse("funding:conventions"), "Modèles de fiche",
                            listed, heading),
            "submit": "Enregistrer le modèle",
        },
    )  # fmt: skip


def drop(request: Request, pk: int) -> HttpResponse:
    """`/fiches/modeles/<id>/retirer/`."""
    found = SheetTemplate.objects.visible_to(request.actor).filter(pk=pk).first()
    if found is None:
        raise Http404
    actions.drop_template(actor=request.actor, template=found)
    return redirect("funding:sheet-templates")


def layers(request: Request) -> HttpResponse:
    """`/fiches/volets/`: divide the sheets of the house between owners, or no longer."""
    actor = request.actor
    actions.set_layers(
        actor=actor, house_id=actor.house, layers=request.POST.get("volets") == "oui"
    )
    return redirect("funding:sheet-templates")
