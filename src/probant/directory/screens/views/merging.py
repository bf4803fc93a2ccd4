"""Merge two sheets of one structure, side by side; part them again."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render

from probant.directory import actions
from probant.directory.access import can_merge
from probant.directory.likely import Likely, likely_organisations
from probant.directory.models import Card, Organisation
from probant.directory.moving import warnings, what_moves
from probant.directory.screens.asking import answer, card_or_404
from probant.directory.screens.places_forms import MergeForm, PartForm
from probant.directory.screens.tables import FAMILIES
from probant.directory.writing import ORGANISATION
from probant.journal.errors import AlreadyDone
from probant.search import index as names
from probant.ui.hrefs import href_pattern
from probant.ui.idempotency import FormKeys
from probant.ui.request import Request

SHEET = "directory:sheet"
FOUND = 12


def merge(request: Request, pk: int) -> HttpResponse:
    """Choose the other sheet, see the two side by side and what would move, then merge.

    The sheet of the address is merged into `avec`, which is kept.
    """
    card = card_or_404(request, pk)
    kept = _other(request, pk)
    if kept is None:
        return _choose(request, card)
    organisation = card.organisation
    allowed = can_merge(request.actor, kept.organisation, organisation)
    form = MergeForm(request.POST or None)
    back = href_pattern(SHEET) % kept.organisation_id

    def act(keys: FormKeys) -> str:
        actions.merge_organisation(
            request.actor,
            kept=kept.organisation,
            merged=organisation,
            reason=form.cleaned_data["reason"],
            key=keys.key,
        )
        return back

    return answer(
        request,
        form,
        "directory/merge.html",
        act=act,
        done="Les deux fiches n’en font plus qu’une. Les chiffres la comptent une fois, dès à "
        "présent.",
        back=href_pattern(SHEET) % pk,
        context={
            "card": card,
            "kept": kept,
            "rows": _side_by_side(kept, card),
            "moves": what_moves(card.house_id, organisation),
            "warnings": warnings(card.house_id, organisation.pk, kept.organisation_id),
            "refusal": "" if allowed.allowed else allowed.reason,
        },
    )


def _other(request: Request, pk: int) -> Card | None:
    asked = request.GET.get("avec", "")
    if not asked.isdigit() or int(asked) == pk:
        return None
    return card_or_404(request, int(asked))


def _choose(request: Request, card: Card) -> HttpResponse:
    text = request.GET.get("q", card.name).strip()[:120]
    found = names.find(card.house_id, text, kinds=[ORGANISATION], limit=FOUND)
    others = [one for one in found if one.object_id != card.organisation_id]
    context = {"card": card, "text": text, "others": others, "likely": _likely(card)}
    return render(request, "directory/merge_choose.html", context)


def _likely(card: Card) -> list[Likely]:
    organisation = card.organisation
    found = likely_organisations(
        card.house_id,
        name=card.name,
        siren=organisation.siret or organisation.siren,
        rna=organisation.rna,
        email=organisation.email,
        telephone=organisation.telephone,
    )
    return [one for one in found if one.id != organisation.pk]


def _side_by_side(kept: Card, merged: Card) -> list[tuple[str, str, str]]:
    """What the two sheets say, line by line."""
    lines = []
    for label, name in (
        ("SIREN", "siren"),
        ("SIRET", "siret"),
        ("RNA", "rna"),
        ("Adresse", "address"),
        ("Code postal", "postcode"),
        ("Courriel", "email"),
        ("Téléphone", "telephone"),
        ("Site", "website"),
    ):
        said = getattr(kept.organisation, name), getattr(merged.organisation, name)
        if any(said):
            lines.append((label, *said))
    return [
        ("Nom", kept.name, merged.name),
        ("Famille juridique", FAMILIES[kept.family], FAMILIES[merged.family]),
        ("Commune", kept.place_name, merged.place_name),
        *lines,
    ]


def part(request: Request, pk: int) -> HttpResponse:
    """Part a sheet from the one that it was merged into, with the reason."""
    merged = Organisation.objects.filter(pk=pk, merged_into__isnull=False).first()
    if merged is None or merged.merged_into_id is None:
        raise Http404
    card = card_or_404(request, merged.merged_into_id)
    form = PartForm(request.POST or None)
    context: dict[str, Any] = {"card": card, "merged": merged}

    def act(keys: FormKeys) -> str:
        try:
            actions.unmerge_organisation(
                request.actor, merged=merged, reason=form.cleaned_data["reason"], key=keys.key
            )
        except AlreadyDone:
            context["back"] = href_pattern(SHEET) % pk
            raise
        return href_pattern(SHEET) % pk

    return answer(
        request,
        form,
        "directory/part.html",
        act=act,
        done="Les deux fiches sont séparées. Ce qui avait suivi la fusion est revenu.",
        back=href_pattern(SHEET) % card.organisation_id,
        context=context,
    )
