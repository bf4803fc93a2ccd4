"""The register of evidence: give a piece, complete the list, accept, refuse, read the file."""

from typing import Any

from django.http import FileResponse, Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone

from probant.documents.models import Document
from probant.documents.serving import serve
from probant.documents.store import TooLarge
from probant.funding import actions
from probant.funding.access import can_judge, can_record
from probant.funding.actions import PieceDraft
from probant.funding.models import Convention, Evidence, EvidenceGiven
from probant.funding.queries.evidence import register_of
from probant.funding.rules.evidence import BY_LAW, Piece
from probant.funding.screens.money_forms import (
    OTHER,
    AcceptForm,
    CompleteForm,
    GiveForm,
    RefuseForm,
)
from probant.funding.screens.views.conventions import asked_year, load
from probant.kernel.decision import Refused
from probant.programmes.screens.submit import Subject, answer
from probant.ui.idempotency import FormKeys
from probant.ui.request import Request
from probant.ui.templatetags.ui import crumbs

FORM = "programmes/form.html"


def trail(convention: Convention, here: str) -> str:
    """List, convention, here."""
    listing = reverse("funding:conventions")
    page = reverse("funding:convention", args=[convention.pk])
    return crumbs("Conventions", listing, convention.title[:60], page, here)


def back_to(convention_id: int, year: int | None, place: str = "pieces") -> str:
    """The page of the convention, at its register."""
    address = reverse("funding:convention", args=[convention_id])
    return f"{address}?annee={year}#{place}" if year else f"{address}#{place}"


def _year(request: Request) -> int:
    """The year in the address, else this one."""
    return asked_year(request) or timezone.localdate().year


def give(request: Request, pk: int) -> HttpResponse:
    """`/conventions/<id>/pieces/remettre/?annee=&piece=`: hand in a piece."""
    convention, year = load(request.actor, pk), _year(request)
    if not can_record(request.actor, convention.house_id):
        raise Http404
    found = register_of(pk, year)
    pieces = [one for one in (found.pieces if found else ()) if one.state.value != "accepted"]
    form = GiveForm(
        request.POST or None,
        request.FILES or None,
        pieces=pieces,
        files=_files(convention),
        initial={"piece": request.GET.get("piece", "")},
    )

    def act(data: dict[str, Any], keys: FormKeys) -> str:
        chosen = None if data["piece"] == OTHER else form.listed[int(data["piece"])]
        given, again = data["file"], data.get("again")
        document = _document(convention, again) if again and not given else None
        try:
            actions.give_evidence(
                request.actor,
                _row(chosen),
                document,
                data["reference"],
                convention=convention,
                year=year,
                piece=_draft(chosen, data["other"]),
                name=(given.name or "") if given else "",
                chunks=given.chunks() if given else (),
                given_on=data["given_on"],
                key=keys.key,
            )
        except TooLarge as large:
            raise Refused(str(large)) from large
        return back_to(pk, year)

    return answer(
        request,
        form,
        act=act,
        template=FORM,
        subject=Subject(convention.house_id, "convention"),
        back=back_to(pk, year),
        done="Pièce remise : elle attend l’accord du financeur.",
        context={
            "heading": f"Remettre une pièce justificative, {year}",
            "submit": "Remettre la pièce",
            "trail": trail(convention, "Pièce"),
            "lead": convention.title,
        },
        day_field="given_on",
    )


def _files(convention: Convention) -> list[tuple[int, str]]:
    """Files given before, for this funder or another."""
    rows = (
        EvidenceGiven.objects.now()
        .filter(house_id=convention.house_id, document__isnull=False)
        .order_by("-seq")
        .values_list("document_id", "document__name", "evidence__label")
    )
    found: dict[int, str] = {}
    for document_id, name, label in rows[:200]:
        found.setdefault(document_id, f"{name} ({label})")
    return list(found.items())


def _document(convention: Convention, pk: str) -> Document | None:
    return Document.objects.filter(house_id=convention.house_id, pk=int(pk)).first()


def _row(piece: Piece | None) -> Evidence | None:
    if piece is None or piece.evidence_id is None:
        return None
    return Evidence.objects.select_related("convention").get(pk=piece.evidence_id)


def _draft(piece: Piece | None, other: str) -> PieceDraft:
    if piece is None:
        return PieceDraft(other, origin=Evidence.Origin.ADDED)
    return PieceDraft(piece.label, piece.kind, Evidence.Origin.CLAUSE)


def complete(request: Request, pk: int) -> HttpResponse:
    """`/conventions/<id>/pieces/liste/?annee=`: complete a list that does not exist."""
    convention, year = load(request.actor, pk), _year(request)
    if not can_record(request.actor, convention.house_id):
        raise Http404
    form = CompleteForm(request.POST or None)

    def act(data: dict[str, Any], keys: FormKeys) -> str:
        by_law = {kind.value: (kind, label, law) for kind, label, law in BY_LAW}
        drafts = [
            PieceDraft(by_law[code][1], by_law[code][0], Evidence.Origin.LAW, data["reason"])
            for code in data["law"]
        ]
        origin = Evidence.Origin.AMENDMENT if data["is_amended"] else Evidence.Origin.LAW
        drafts += [
            PieceDraft(line.strip(), None, origin, data["reason"])
            for line in data["others"].splitlines()
            if line.strip()
        ]
        actions.complete_list(
            actor=request.actor, convention=convention, years=[year], pieces=drafts, key=keys.key
        )
        return back_to(pk, year)

    return answer(
        request,
        form,
        act=act,
        template=FORM,
        subject=Subject(convention.house_id, "convention"),
        back=back_to(pk, year),
        done="Liste complétée : le solde s’ouvrira quand chaque pièce sera acceptée.",
        context={
            "heading": f"Compléter la liste des pièces, {year}",
            "submit": "Compléter la liste",
            "trail": trail(convention, "Liste des pièces"),
            "lead": "Le solde ne s’ouvre que sur des pièces nommées. Choisissez celles que la loi "
            "demande, ou écrivez celles qu’un avenant fixe.",
        },
    )


def _evidence(request: Request, pk: int) -> Evidence:
    rows = Evidence.objects.visible_to(request.actor).select_related("convention")
    found: Evidence | None = rows.filter(pk=pk).first()
    if found is None or not can_judge(request.actor, found.convention):
        raise Http404
    return found


def accept(request: Request, pk: int) -> HttpResponse:
    """`/conventions/pieces/<id>/accepter/`."""
    evidence = _evidence(request, pk)

    def act(data: dict[str, Any], keys: FormKeys) -> str:
        actions.accept_evidence(
            actor=request.actor,
            evidence=evidence,
            occurred_on=data["occurred_on"],
            key=keys.key,
        )
        return back_to(evidence.convention_id, evidence.year)

    form = AcceptForm(request.POST or None, initial=_today())
    return _judge(request, evidence, form, act, "Accepter la pièce", "Pièce acceptée.")


def refuse(request: Request, pk: int) -> HttpResponse:
    """`/conventions/pieces/<id>/refuser/`."""
    evidence = _evidence(request, pk)

    def act(data: dict[str, Any], keys: FormKeys) -> str:
        actions.refuse_evidence(
            actor=request.actor,
            evidence=evidence,
            code=data["code"],
            remark=data["remark"],
            occurred_on=data["occurred_on"],
            key=keys.key,
        )
        return back_to(evidence.convention_id, evidence.year)

    form = RefuseForm(request.POST or None, initial=_today())
    done = "Pièce refusée : l’association lit le motif et peut la remettre."
    return _judge(request, evidence, form, act, "Refuser la pièce", done)


def _today() -> dict[str, Any]:

    return {"occurred_on": timezone.localdate()}


def _judge(
    request: Request, evidence: Evidence, form: Any, act: Any, heading: str, done: str
) -> HttpResponse:
    return answer(
        request,
        form,
        act=act,
        template=FORM,
        subject=Subject(evidence.house_id, "evidence", evidence.pk),
        back=back_to(evidence.convention_id, evidence.year),
        done=done,
        context={
            "heading": heading,
            "submit": heading,
            "trail": trail(evidence.convention, "Pièce"),
            "lead": f"{evidence.label}, exercice {evidence.year}. {evidence.convention.title}",
        },
    )


def original(request: Request, pk: int) -> FileResponse:
    """`/conventions/pieces/remises/<id>/fichier/`: the file, for whoever sees the convention."""
    rows = EvidenceGiven.objects.visible_to(request.actor).select_related("document")
    given: EvidenceGiven | None = rows.filter(pk=pk, document__isnull=False).first()
    if given is None or given.document is None:
        raise Http404
    return serve(given.document)
