"""Creating and changing a convention: who it binds, its votes, its annexes."""

from typing import Any

from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from probant.directory.models import House
from probant.documents.actions import store_document
from probant.documents.models import Document
from probant.documents.serving import serve
from probant.documents.store import TooLarge
from probant.funding import actions
from probant.funding.actions import AnnexDraft, PartyDraft
from probant.funding.models import Approval, Convention
from probant.funding.screens.convention_forms import (
    AnnexesForm,
    ApprovalForm,
    ConventionForm,
    StatusForm,
    party_line,
    suggestions,
)
from probant.funding.screens.views.conventions import load
from probant.kernel.actor import Actor
from probant.kernel.decision import Refused
from probant.programmes.screens.submit import Act, Subject, answer
from probant.ui.request import Request
from probant.ui.rows import RowsForm, wants_more
from probant.ui.templatetags.ui import crumbs

ROWS = "funding/rows_form.html"
PLAIN = "programmes/form.html"


def mine(actor: Actor, pk: int) -> Convention:
    """A convention that the actor's house keeps; 404 elsewhere."""
    convention = load(actor, pk)
    if convention.house_id != actor.house_id:
        raise Http404
    return convention


def page_address(convention: Convention) -> str:
    """The page of a convention."""
    return reverse("funding:convention", args=[convention.pk])


def trail(convention: Convention | None, heading: str) -> Any:
    """The way to a form."""
    listing = reverse("funding:conventions")
    if convention is None:
        return crumbs("Conventions", listing, heading)
    return crumbs("Conventions", listing, convention.title, page_address(convention), heading)


def show(
    request: Request,
    form: Any,
    act: Act,
    convention: Convention | None,
    *,
    heading: str,
    submit: str,
    done: str,
    lead: str = "",
    template: str = PLAIN,
    back: str = "",
    day_field: str = "on",
    more: bool = False,
    extra: dict[str, Any] | None = None,
) -> HttpResponse:
    """A form of a convention, answered; `more`: its author asked for more lines."""
    house = request.actor.house
    subject = Subject(house, "convention", convention.pk if convention else 0)
    address = back or (page_address(convention) if convention else reverse("funding:conventions"))
    context = {
        "heading": heading,
        "submit": submit,
        "trail": trail(convention, heading),
        "lead": lead,
        "above": "",
        **(extra or {}),
    }
    if more and isinstance(form, RowsForm):
        form.quieten()
        shown = {**context, "form": form, "read_at": None, "back": address, "changes": ()}
        return render(request, template, shown)
    return answer(
        request,
        form,
        act=act,
        template=template,
        subject=subject,
        back=address,
        done=done,
        day_field=day_field,
        context=context,
    )


def _parties(form: ConventionForm) -> list[PartyDraft]:
    return [
        PartyDraft(
            one["organisation"],
            one["role"],
            one["printed_name"].strip(),
            " ".join(one["signatory"].split()),
            " ".join(one["capacity"].split()),
            one["empowered_by"],
        )
        for one in form.filled
    ]


def create(request: Request) -> HttpResponse:
    """`/conventions/nouvelle/`."""
    actor = request.actor
    house = House.objects.select_related("organisation").get(pk=actor.house)
    more = wants_more(request, ConventionForm.prefix_of_rows)
    lines = [{"role": "funder"}, {"role": "beneficiary", "organisation": house.organisation}]
    form = ConventionForm(request.POST or None, actor=actor, lines=lines)

    def act(data: Any, keys: Any) -> str:
        convention = actions.record_convention(
            actor=actor, house=house, parties=_parties(form), key=keys.key, **data
        )
        return reverse("funding:text", args=[convention.pk])

    return show(
        request,
        form,
        act,
        None,
        heading="Nouvelle convention",
        submit="Enregistrer la convention",
        done="La convention est enregistrée. Saisissez maintenant son texte et ses clauses.",
        lead="Ce qu’elle est, pour combien de temps, et entre qui. Une convention signée avant "
        "l’outil s’enregistre telle qu’elle a été signée.",
        template=ROWS,
        day_field="signed_on",
        more=more,
        extra={"suggestions": suggestions(actor)},
    )


def edit(request: Request, pk: int) -> HttpResponse:
    """`/conventions/<id>/modifier/`."""
    actor = request.actor
    convention = mine(actor, pk)
    more = wants_more(request, ConventionForm.prefix_of_rows)
    parties = convention.parties.select_related("organisation", "empowered_by")
    form = ConventionForm(
        request.POST or None,
        actor=actor,
        is_new=False,
        lines=[party_line(one) for one in parties.order_by("position")],
        initial={
            name: getattr(convention, name)
            for name in (
                "kind",
                "title",
                "reference",
                "starts_on",
                "ends_on",
                "signed_on",
                "document_reference",
            )
        },
    )

    def act(data: Any, keys: Any) -> str:
        actions.edit_convention(
            actor=actor,
            convention=convention,
            parties=_parties(form),
            read_at=keys.read_at,
            key=keys.key,
            **data,
        )
        return page_address(convention)

    return show(
        request,
        form,
        act,
        convention,
        heading="Modifier la convention",
        submit="Enregistrer",
        done="La convention est modifiée.",
        template=ROWS,
        day_field="signed_on",
        more=more,
        extra={"suggestions": suggestions(actor)},
    )


def annexes(request: Request, pk: int) -> HttpResponse:
    """`/conventions/<id>/annexes/`."""
    actor = request.actor
    convention = mine(actor, pk)
    more = wants_more(request, AnnexesForm.prefix_of_rows)
    base = convention.amends_id or convention.pk
    offered = list(load(actor, base).sheets.order_by("number"))
    stored = list(Document.objects.visible_to(actor).order_by("-received_at")[:100])
    options = {"sheets": offered, "documents": stored}
    rows = convention.annexes.select_related("document", "sheet").order_by("position")
    lines = [
        {
            "label": one.label,
            "title": one.title,
            "sheet": str(one.sheet_id or ""),
            "document": str(one.document_id or ""),
        }
        for one in rows
    ]
    form = AnnexesForm(
        request.POST or None, request.FILES or None, lines=lines, row_options=options
    )

    def act(data: Any, keys: Any) -> str:
        sheets = {str(one.pk): one for one in offered}
        documents = {str(one.pk): one for one in stored}
        drafts = [
            AnnexDraft(
                one["label"],
                one["title"],
                document=_kept(actor, one["upload"]) or documents.get(one["document"]),
                sheet=sheets.get(one["sheet"]),
            )
            for one in form.filled
        ]
        actions.set_annexes(
            actor=actor,
            convention=convention,
            annexes=drafts,
            read_at=keys.read_at,
            key=keys.key,
        )
        return reverse("funding:text", args=[convention.pk])

    return show(
        request,
        form,
        act,
        convention,
        heading="Annexes",
        submit="Enregistrer les annexes",
        done="Les annexes sont enregistrées.",
        lead="Ce que le texte nomme « annexe 1 », « annexe 2 » : une fiche action ou un document.",
        template=ROWS,
        back=reverse("funding:text", args=[convention.pk]),
        more=more,
        extra={"is_multipart": True},
    )


def _kept(actor: Actor, upload: Any) -> Document | None:
    if not upload:
        return None
    try:
        return store_document(
            actor=actor, house_id=actor.house, name=upload.name, chunks=upload.chunks()
        )
    except TooLarge as error:
        raise Refused("Ce fichier est trop lourd pour être gardé.") from error


def annex_file(request: Request, pk: int, place: int) -> FileResponse:
    """`/conventions/<id>/annexes/<n>/fichier/`: the document of an annex, for who sees it."""
    convention = load(request.actor, pk)
    found = convention.annexes.filter(position=place, document__isnull=False)
    annex = found.select_related("document").first()
    if annex is None or annex.document is None:
        raise Http404
    return serve(annex.document)


def approve(request: Request, pk: int) -> HttpResponse:
    """`/conventions/<id>/votes/`: tie a decision to the convention."""
    actor = request.actor
    convention = mine(actor, pk)
    form = ApprovalForm(request.POST or None, actor=actor)

    def act(data: Any, keys: Any) -> str:
        actions.add_approval(actor=actor, convention=convention, key=keys.key, **data)
        return page_address(convention)

    return show(
        request,
        form,
        act,
        convention,
        heading="Lier un vote",
        submit="Lier la décision",
        done="La décision est liée à la convention.",
        lead="La décision qui approuve la convention, autorise sa signature ou la reconduit.",
    )


def drop_approval(request: Request, pk: int) -> HttpResponse:
    """`/conventions/votes/<id>/delier/`."""
    actor = request.actor
    rows = Approval.objects.filter(convention__in=Convention.objects.visible_to(actor))
    found = rows.select_related("convention", "decision").filter(pk=pk).first()
    if found is None:
        raise Http404
    approval: Approval = found
    convention = mine(actor, approval.convention_id)

    def act(data: Any, keys: Any) -> str:
        actions.drop_approval(actor=actor, approval=approval, key=keys.key)
        return page_address(convention)

    return show(
        request,
        StatusForm(request.POST or None, needs_reason=False, with_day=False),
        act,
        convention,
        heading="Délier un vote",
        submit="Délier la décision",
        done="La décision n’est plus liée à la convention.",
        lead=f"« {approval.decision.text[:120]} » ne sera plus un vote de cette convention.",
    )
