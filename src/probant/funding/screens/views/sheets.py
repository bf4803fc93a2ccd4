"""The page of an action sheet, its form, its remarks, who answers for it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from probant.accounts.queries import names_of
from probant.funding import actions
from probant.funding.access import can_change, can_record
from probant.funding.actions.layers import has_layers, told_elsewhere
from probant.funding.models import (
    ActionSheet,
    Convention,
    Layer,
    SheetRemark,
    SheetTemplate,
)
from probant.funding.queries.sheet_parts import shown_headings
from probant.funding.rules.layouts import HeadingDraft, layouts
from probant.funding.screens.sheet_forms import NewSheetForm, OwnersForm, RemarkForm, SheetForm
from probant.funding.screens.views.conventions import load
from probant.journal.models import JournalMention
from probant.kernel.actor import Actor
from probant.kernel.decision import Refused
from probant.kernel.roles import HOUSE, Role
from probant.programmes.actions import create_action, set_action_scope
from probant.programmes.models import Action
from probant.programmes.screens.submit import Subject, answer
from probant.ui.idempotency import FormKeys, read_keys
from probant.ui.request import Request
from probant.ui.templatetags.ui import crumbs


def load_sheet(actor: Actor, pk: int) -> ActionSheet:
    """The sheet with its convention and action; 404 where the actor may not see it."""
    rows = ActionSheet.objects.visible_to(actor).filter(pk=pk)
    found: ActionSheet | None = rows.select_related("convention", "action").first()
    if found is None:
        raise Http404
    return found


def address(sheet: ActionSheet) -> str:
    """The page of a sheet."""
    return reverse("funding:sheet", args=[sheet.pk])


def trail(sheet: ActionSheet, last: str = "") -> Any:
    """Where one is."""
    convention = sheet.convention
    steps = [
        "Conventions", reverse("funding:conventions"),
        convention.title, reverse("funding:convention", args=[convention.pk]),
    ]  # fmt: skip
    name = f"Fiche action {sheet.number}"
    return crumbs(*steps, name, address(sheet), last) if last else crumbs(*steps, name)


def sheet(request: Request, pk: int) -> HttpResponse:
    """`/fiches/<id>/`: the sheet in the order of its layout; remarks for the house."""
    actor = request.actor
    found = load_sheet(actor, pk)
    ours = actor.house_id == found.convention.house_id and actor.has(*HOUSE)
    remarks = list(found.remarks.all()) if ours else []
    people = names_of({one.author_id for one in remarks} | {one.resolved_by_id for one in remarks})
    context = {
        "sheet": found,
        "trail": trail(found),
        "headings": shown_headings(found),
        "budgets": list(found.budgets.filter(nature="planned").order_by("year")),
        "remarks": [_remark(one, people) for one in remarks],
        "owners": _owners(found) if ours else [],
        "edits": ours and can_change(actor, found.convention).allowed,
        "writes": ours and can_record(actor, found.convention.house_id).allowed,
        "may_own": ours and actor.has(Role.DIRECTION),
        "next_year": found.last_year + 1,
    }
    return render(request, "funding/sheet.html", context)


def _remark(one: SheetRemark, people: dict[int, str]) -> dict[str, Any]:
    return {
        "it": one,
        "by": people.get(one.author_id or 0, "quelqu’un"),
        "resolved_by": people.get(one.resolved_by_id or 0, ""),
    }


def _owners(found: ActionSheet) -> list[dict[str, Any]]:
    """Who answers for each layer, and whether what was validated still stands."""
    if not has_layers(found.convention.house_id):
        return []
    rows = {one.layer: one for one in found.owners.select_related("user")}
    told = []
    for layer, label in Layer.choices:
        one = rows.get(layer)
        later = (
            one is not None
            and one.validated_seq is not None
            and JournalMention.objects.filter(
                house_id=found.convention.house_id,
                kind="sheet",
                object_id=found.pk,
                seq__gt=one.validated_seq,
            ).exists()
        )
        name = (one.user.name or one.user.email) if one else ""
        told.append({"layer": layer, "label": label, "one": one, "name": name, "is_old": later})
    return told


def new(request: Request, pk: int) -> HttpResponse:
    """`/conventions/<id>/fiche/`: an action, a layout; the sheet then opens to be written."""
    actor = request.actor
    convention = load(actor, pk)
    if not can_change(actor, convention):
        raise Http404
    form = NewSheetForm(
        request.POST if request.method == "POST" else None,
        actor=actor,
        convention=convention,
        initial=_first_words(convention),
    )

    def act(data: dict[str, Any], keys: FormKeys) -> str:
        action = data["action"] or _new_action(actor, convention, data["title"])
        name, headings = _layout(convention, data["layout"])
        made = actions.add_action_sheet(
            actor=actor,
            convention=convention,
            action=action,
            number=data["number"],
            title=data["title"],
            first_year=data["first_year"],
            last_year=data["last_year"],
            headings=headings,
            layout=name,
            key=keys.key,
        )
        return reverse("funding:sheet-edit", args=[made.pk])

    back = reverse("funding:convention", args=[pk])
    return answer(
        request,
        form,
        act=act,
        template="programmes/form.html",
        subject=Subject(convention.house_id, "sheet"),
        back=back,
        done="La fiche est ouverte : remplissez ses rubriques.",
        context={
            "heading": "Nouvelle fiche action",
            "trail": crumbs("Conventions", reverse("funding:conventions"), convention.title, back,
                            "Nouvelle fiche"),
            "submit": "Ouvrir la fiche",
        },
    )  # fmt: skip


def _new_action(actor: Actor, convention: Convention, name: str) -> Action:
    """The action of that name, made where it is not there: the direction alone may."""
    plain = " ".join(name.split())[:200]
    found = Action.objects.filter(house_id=convention.house_id, name=plain).first()
    return found or create_action(actor, house_id=convention.house_id, name=plain)


def _first_words(convention: Convention) -> dict[str, Any]:
    numbers = list(convention.sheets.values_list("number", flat=True))
    return {
        "number": max(numbers, default=0) + 1,
        "first_year": convention.starts_on.year if convention.starts_on else None,
        "last_year": convention.ends_on.year if convention.ends_on else None,
    }


def _layout(convention: Convention, code: str) -> tuple[str, list[HeadingDraft]]:
    shipped = layouts().get(code)
    if shipped is not None:
        return shipped.name, list(shipped.headings)
    own = SheetTemplate.objects.filter(house_id=convention.house_id, pk=code.removeprefix("m"))
    template = own.first()
    if template is None:
        raise Refused("Ce modèle n’est plus là : choisissez-en un autre.")
    rows = template.headings.order_by("position")
    return template.name, [HeadingDraft(one.title, one.hint, one.kind, one.layer) for one in rows]


def edit(request: Request, pk: int) -> HttpResponse:
    """`/fiches/<id>/modifier/`: the whole sheet on one page."""
    actor = request.actor
    found = load_sheet(actor, pk)
    if not can_change(actor, found.convention):
        raise Http404
    form = SheetForm(request.POST if request.method == "POST" else None, sheet=found, actor=actor)

    def act(data: dict[str, Any], keys: FormKeys) -> str:
        actions.update_sheet(
            actor=actor, sheet=found, draft=form.draft(), read_at=keys.read_at, key=keys.key
        )
        if form.may_scope:
            set_action_scope(
                actor,
                action=found.action,
                programmes=data["programmes"],
                session_kinds=data["session_kinds"],
                place_codes=data["place_codes"],
            )
        return address(found)

    return answer(
        request,
        form,
        act=act,
        template="funding/sheet_edit.html",
        subject=Subject(found.convention.house_id, "sheet", found.pk),
        back=address(found),
        done="Fiche enregistrée.",
        context={
            "sheet": found,
            "trail": trail(found, "Modifier"),
            "parts": _parts(form),
            "elsewhere": told_elsewhere(actor, found),
            "times": [form[name] for name in form.fields if name.startswith("fte_")],
            "scope": [form[name] for name in ("programmes", "session_kinds", "place_codes")]
            if form.may_scope
            else [],
        },
    )


def _parts(form: SheetForm) -> list[dict[str, Any]]:
    """The fields in the order of the layout; parts that it does not name come last."""
    rows: list[dict[str, Any]] = []
    for heading in form.headings:
        name = f"h{heading.pk}"
        fields = [form[name]] if name in form.fields else []
        if heading.kind in form.fields:
            fields.append(form[heading.kind])
        rows.append({"heading": heading, "fields": fields})
    if form.missing:
        rows.append({"heading": None, "fields": [form[part] for part in form.missing]})
    return rows


def remark(request: Request, pk: int) -> HttpResponse:
    """`/fiches/<id>/remarque/?rubrique=`."""
    actor = request.actor
    found = load_sheet(actor, pk)
    if not can_record(actor, found.convention.house_id):
        raise Http404
    form = RemarkForm(
        request.POST if request.method == "POST" else None,
        sheet=found,
        initial={"heading": request.GET.get("rubrique", "")},
    )

    def act(data: dict[str, Any], keys: FormKeys) -> str:
        heading = found.headings.filter(pk=data["heading"] or 0).first()
        actions.add_remark(
            actor=actor, sheet=found, heading=heading, text=data["text"], key=keys.key
        )
        return f"{address(found)}#remarques"

    return answer(
        request,
        form,
        act=act,
        template="programmes/form.html",
        subject=Subject(found.convention.house_id, "remark"),
        back=address(found),
        done="Remarque notée.",
        context={
            "heading": "Faire une remarque",
            "trail": trail(found, "Remarque"),
            "submit": "Noter la remarque",
        },
    )


def resolve(request: Request, pk: int) -> HttpResponse:
    """`/fiches/remarques/<id>/`: a remark is dealt with."""
    actor = request.actor
    seen = ActionSheet.objects.visible_to(actor).values("pk")
    rows = SheetRemark.objects.filter(sheet__in=seen, sheet__convention__house=actor.house_id)
    found = rows.select_related("sheet__convention").filter(pk=pk).first()
    if found is None or not can_record(actor, found.sheet.convention.house_id):
        raise Http404
    actions.resolve_remark(actor=actor, remark=found)
    return redirect(f"{address(found.sheet)}#remarques")


def owners(request: Request, pk: int) -> HttpResponse:
    """`/fiches/<id>/volets/`: who answers for each layer."""
    actor = request.actor
    found = load_sheet(actor, pk)
    if not can_change(actor, found.convention):
        raise Http404
    form = OwnersForm(request.POST if request.method == "POST" else None, actor=actor, sheet=found)

    def act(data: dict[str, Any], keys: FormKeys) -> str:
        chosen = {layer: user for layer, user in data.items() if user is not None}
        actions.set_owners(actor=actor, sheet=found, owners=chosen, key=keys.key)
        return address(found)

    return answer(
        request,
        form,
        act=act,
        template="programmes/form.html",
        subject=Subject(found.convention.house_id, "sheet", found.pk),
        back=address(found),
        done="Volets enregistrés.",
        context={
            "heading": "Qui répond de cette fiche",
            "trail": trail(found, "Volets"),
            "submit": "Enregistrer",
            "lead": "Chaque volet n’est modifié que par la personne nommée et par la direction.",
        },
    )


def validate(request: Request, pk: int) -> HttpResponse:
    """`/fiches/<id>/valider/`."""

    found = load_sheet(request.actor, pk)
    if not can_record(request.actor, found.convention.house_id):
        raise Http404
    try:
        actions.validate_sheet(actor=request.actor, sheet=found, key=read_keys(request.POST).key)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "Fiche validée telle qu’elle est.")
    return redirect(address(found))
