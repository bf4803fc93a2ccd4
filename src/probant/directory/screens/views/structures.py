"""The list of structures, a structure's sheet, and the forms that write them."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from probant.directory import actions
from probant.directory.access import can_see_people, can_write
from probant.directory.actions.organisations import may_change_identity
from probant.directory.errors import AlreadyInDirectory, AlreadyKnown
from probant.directory.merges import kept_for
from probant.directory.models import Card, Organisation
from probant.directory.queries import (
    Filters,
    agreements_of,
    card_of,
    cards,
    doubles,
    first_cards,
    positions_in,
)
from probant.directory.screens.asking import answer, card_or_404
from probant.directory.screens.card_gestures import CARDS_TOGETHER
from probant.directory.screens.forms import OrganisationForm
from probant.directory.screens.registers import NOTHING_TOLD, asks_registers, fill_from_registers
from probant.directory.screens.tables import DIRECTORY, FAMILIES, NOT_FOUND, THEMES, words
from probant.directory.screens.together import answer_together, boxes_for, undo_together
from probant.directory.writing import ORGANISATION
from probant.journal.errors import AlreadyDone
from probant.kernel.identifiers import write_siren, write_siret
from probant.ui.hrefs import href_pattern
from probant.ui.idempotency import FormKeys, read_keys
from probant.ui.request import Request
from probant.ui.tables import keyset_page
from probant.ui.tables.keyset import SIZE, first_page
from probant.ui.tables.sorting import AFTER, BEFORE, SORT

SHEET = "directory:sheet"


def listing(request: Request) -> HttpResponse:
    """The house's structures, 100 a page, by name; sought by a part of the name."""
    actor = request.actor
    filters = filters_of(request)
    begins = not (request.GET.keys() & {SORT, AFTER, BEFORE})  # by name, from the first
    sort, filtered = DIRECTORY.sort(request.GET), filters != Filters()
    if begins and not filtered:
        page = first_page(first_cards(actor, SIZE + 1), sort)
    else:
        found = cards(actor, filters, first=SIZE + 1 if begins else None)
        page = keyset_page(found, sort, request.GET)
    writes = can_write(actor).allowed
    table = NOT_FOUND if filtered and not page.rows else DIRECTORY
    context = {
        "filters": filters,
        "filtered": filtered,
        "families": FAMILIES.items(),
        "table": table.render(
            words(page.rows),
            query=request.GET,
            page=page,
            choosing=boxes_for(request, CARDS_TOGETHER) if writes else None,
        ),
        "query": _query_of(filters),
        "can_write": writes,
    }
    return render(request, "directory/list.html", context)


def filters_of(request: Request) -> Filters:
    """What the address narrows the list by; a word that means nothing narrows nothing."""
    family = request.GET.get("famille", "")
    return Filters(
        text=request.GET.get("q", "").strip()[:120],
        family=family if family in FAMILIES else "",
        place=request.GET.get("commune", "").strip()[:120],
        members=request.GET.get("membres") == "oui",
    )


def _query_of(filters: Filters) -> str:
    """The filters as an address gives them; empty where nothing is narrowed."""
    given = {
        "q": filters.text,
        "famille": filters.family,
        "commune": filters.place,
        "membres": "oui" if filters.members else "",
    }
    return urlencode({name: value for name, value in given.items() if value})


def sheet(request: Request, pk: int) -> HttpResponse:
    """A structure: who and where, what is next, what the rooms know of it, what happened."""
    actor = request.actor
    card = card_of(actor, pk)
    if card is None:
        return _merged(request, pk)
    sees_people = can_see_people(actor).allowed
    context = {
        "card": card,
        "organisation": card.organisation,
        "family": FAMILIES[card.family],
        "theme": THEMES[card.theme],
        "siren": write_siren(card.organisation.siren) if card.organisation.siren else "",
        "siret": write_siret(card.organisation.siret) if card.organisation.siret else "",
        "can_write": can_write(actor).allowed,
        "sees_people": sees_people,
        "positions": positions_in(actor, card.organisation) if sees_people else [],
        "agreements": agreements_of(actor, card.organisation),
        "person_href": href_pattern("directory:person"),
    }
    return render(request, "directory/sheet.html", context)


def _merged(request: Request, pk: int) -> HttpResponse:
    """The old address of a sheet that was merged leads to the one that is kept."""
    kept = kept_for(pk)
    if kept is None:
        raise Http404
    return redirect(SHEET, card_or_404(request, kept).organisation_id)


def create(request: Request) -> HttpResponse:
    """Add a structure; what may be the same is proposed first, an equal identifier refused."""
    actor = request.actor
    form = OrganisationForm(request.POST or None, initial={"name": request.GET.get("nom", "")})
    context: dict[str, Any] = {"doubles": [], "known": None, **NOTHING_TOLD}
    if asks_registers(request):
        form, told = fill_from_registers(request, OrganisationForm)
        return render(
            request, "directory/create.html", {"form": form, **_blank(), **context, **told}
        )

    def act(keys: FormKeys) -> str:
        _refuse_doubles(request, form, context)
        try:
            organisation = actions.create_organisation(
                actor=actor,
                key=keys.key,
                is_member=form.cleaned_data["is_member"],
                **form.identity,
            )
        except AlreadyKnown as known:
            context["known"] = _known(request, known)
            raise
        except AlreadyDone as done:
            context["back"] = _made(done)
            raise
        return href_pattern(SHEET) % organisation.pk

    try:
        return answer(
            request,
            form,
            "directory/create.html",
            act=act,
            done="La structure est dans votre annuaire.",
            back=reverse("directory:list"),
            context=context,
        )
    except _Proposed:
        return render(
            request, "directory/create.html", {"form": form, **_blank(), **context}, status=422
        )


class _Proposed(Exception):
    """Structures that may be the same are shown before anything is written."""


def _blank() -> dict[str, Any]:
    return {"back": reverse("directory:list"), "changes": [], "read_at": None}


def _refuse_doubles(request: Request, form: OrganisationForm, context: dict[str, Any]) -> None:
    if request.POST.get("distincte"):
        return
    context["doubles"] = doubles(request.actor, form.identity)
    if context["doubles"]:
        raise _Proposed


def _known(request: Request, known: AlreadyKnown) -> dict[str, Any]:
    """The structure that bears the identifier: its sheet, or the offer to take it in."""
    mine = Card.objects.visible_to(request.actor).filter(organisation_id=known.organisation_id)
    return {"name": known.name, "id": known.organisation_id, "is_mine": mine.exists()}


def _made(done: AlreadyDone) -> str:
    made = [number for kind, number in done.mentions if kind == ORGANISATION]
    return href_pattern(SHEET) % made[0] if made else reverse("directory:list")


def edit(request: Request, pk: int) -> HttpResponse:
    """Correct a structure's sheet; facts already recorded keep what they copied."""
    actor = request.actor
    card = card_or_404(request, pk)
    organisation = card.organisation
    initial = OrganisationForm.initial_of(organisation, card.is_member)
    initial |= {"name": card.name, "family": card.family, "theme": card.theme}
    form = OrganisationForm(request.POST or None, initial=initial | {"place": card.place_name})
    back = href_pattern(SHEET) % pk
    context: dict[str, Any] = {
        "card": card,
        "shared": not may_change_identity(actor, organisation),
        "subject": (card.house_id, ORGANISATION, pk),
        "known": None,
        **NOTHING_TOLD,
        "itself": pk,
    }

    if asks_registers(request):
        form, told = fill_from_registers(request, OrganisationForm)
        keys = read_keys(request.POST)
        shown = {"form": form, **_blank(), "back": back, "read_at": keys.read_at}
        return render(request, "directory/edit.html", shown | context | told)

    def act(keys: FormKeys) -> str:
        try:
            actions.edit_organisation(
                actor,
                organisation,
                read_at=keys.read_at,
                key=keys.key,
                is_member=form.cleaned_data["is_member"],
                **form.identity,
            )
        except AlreadyKnown as known:
            context["known"] = _known(request, known)
            raise
        return back

    return answer(
        request,
        form,
        "directory/edit.html",
        act=act,
        done="La fiche est corrigée. Les faits déjà notés gardent ce qu’ils disaient.",
        back=back,
        context=context,
    )


def adopt(request: Request, pk: int) -> HttpResponse:
    """Take in a structure that the instance knows by a public identifier."""
    known = Organisation.objects.filter(pk=pk).exclude(siren="", rna="").first()
    if known is None:
        raise Http404
    try:
        actions.adopt_card(request.actor, known, key=read_keys(request.POST).key)
        messages.success(request, "La structure est dans votre annuaire.")
    except (AlreadyInDirectory, AlreadyDone) as already:
        messages.info(request, str(already))
    return redirect(SHEET, pk)


def together(request: Request) -> HttpResponse:
    """`/annuaire/ensemble/`: one act on the structures that were ticked."""
    return answer_together(request, CARDS_TOGETHER)


def together_undo(request: Request) -> HttpResponse:
    """`/annuaire/ensemble/defaire/`."""
    return undo_together(request, CARDS_TOGETHER)
