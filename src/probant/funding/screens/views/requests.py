"""Requests, on the house's side: the list, the page of one, preparing and depositing it."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString

from probant.directory.models import House
from probant.documents.serving import serve
from probant.funding import actions
from probant.funding.access import can_instruct, can_note, can_record, reads_bank
from probant.funding.actions.requests import REQUEST, VERSION, RequestDraft
from probant.funding.models import FundingRequest, RequestAction, RequestPiece
from probant.funding.queries.request_lists import (
    is_funder,
    request_rows,
    with_states,
    years_asked,
)
from probant.funding.queries.requests import RequestView, request_view, still_blocking
from probant.funding.rules.permanent import PieceKind
from probant.funding.rules.requests import Blocking, RequestState, Step
from probant.funding.screens.request_forms import (
    ActionForm,
    CommitmentForm,
    DepositForm,
    ReasonForm,
    RequestForm,
)
from probant.funding.screens.request_tables import FUNDER_REQUESTS, OWN_REQUESTS, request_words
from probant.funding.screens.request_words import TONES, word_of
from probant.funding.screens.views.conventions import asked_year
from probant.journal.reading import reading
from probant.kernel.actor import Actor
from probant.kernel.dates import write_short_date
from probant.programmes.screens.submit import Subject, answer
from probant.ui.hrefs import href_pattern
from probant.ui.request import Request
from probant.ui.tables import keyset_page
from probant.ui.templatetags.ui import crumbs

LIST = "funding:requests"


def load(actor: Actor, pk: int) -> FundingRequest:
    """The request; 404 where the actor may not see it."""
    seen = FundingRequest.objects.visible_to(actor)
    found: FundingRequest | None = (
        seen.select_related("funder", "house__organisation", "convention").filter(pk=pk).first()
    )
    if found is None:
        raise Http404
    return found


def own(actor: Actor, pk: int) -> FundingRequest:
    """A request of the actor's own house."""
    found = load(actor, pk)
    if found.house_id != actor.house_id:
        raise Http404
    return found


def page_of(found: FundingRequest) -> str:
    """The address of a request."""
    return href_pattern("funding:request") % found.pk


def form_page(
    request: Request,
    form: forms.BaseForm,
    *,
    found: FundingRequest,
    act: Callable[[Any, Any], object],
    heading: str,
    submit: str,
    done: str,
    lead: str = "",
    above: str | SafeString = "",
    day_field: str = "occurred_on",
) -> HttpResponse:
    """A form about a request, which comes back to its page."""
    back = page_of(found)

    def acted(data: Any, keys: Any) -> str:
        act(data, keys)
        return back

    return answer(
        request,
        form,
        act=acted,
        template="programmes/form.html",
        subject=Subject(found.house_id, REQUEST, found.pk),
        back=back,
        done=done,
        day_field=day_field,
        context={
            "heading": heading,
            "submit": submit,
            "trail": crumbs("Demandes", reverse(LIST), found.title, back, heading),
            "lead": lead,
            "above": above,
        },
    )


def listing(request: Request) -> HttpResponse:
    """`/demandes/`: those of the house, or those deposited with the funder."""
    actor, year = request.actor, asked_year(request)
    for_funder = is_funder(actor)
    table = FUNDER_REQUESTS if for_funder else OWN_REQUESTS
    page = keyset_page(request_rows(actor, year=year), table.sort(request.GET), request.GET)
    rows = request_words(with_states(page.rows, actor), for_funder=for_funder)
    context = {
        "table": table.render(rows, query=request.GET, page=page),
        "year": year,
        "years": years_asked(actor),
        "for_funder": for_funder,
        "writes": actor.house_id is not None and can_record(actor, actor.house).allowed,
    }
    return render(request, "funding/requests.html", context)


def sheet(request: Request, pk: int) -> HttpResponse:
    """`/demandes/<id>/`: where it stands, what holds it, its actions, pieces, opinions."""
    actor, today = request.actor, timezone.localdate()
    with reading():
        found = load(actor, pk)
        view = request_view(found, actor, today)
        writes = can_record(actor, found.house_id).allowed
        is_prepared = view.state is RequestState.PREPARED
        held, taken = still_blocking(view, today) if is_prepared and writes else ([], [])
        context = {
            "it": view,
            "found": found,
            "state": word_of(view.state, for_funder=not _is_house(actor, found)),
            "tone": TONES[view.state],
            "writes": writes,
            "prepares": writes and is_prepared,
            "instructs": can_instruct(actor, found).allowed and not view.state.is_over,
            "notes": can_note(actor, found).allowed and not view.state.is_over and not is_prepared,
            "blocking": [_mend(one, found) for one in held],
            "taken": taken,
            "bank": reads_bank(actor, found),
            "is_house": _is_house(actor, found),
            "last_step": view.steps[-1] if view.steps else None,
            "may_void": _may_void(view, writes),
            "steps": [(one, Step(one.step).label) for one in view.steps],
        }
        return render(request, "funding/request.html", context)


def _is_house(actor: Actor, found: FundingRequest) -> bool:
    return actor.house_id == found.house_id


def _may_void(view: RequestView, writes: bool) -> bool:
    last = view.steps[-1].step if view.steps else ""
    return writes and bool(last) and last not in (Step.GRANTED, Step.REFUSED)


def _mend(one: Blocking, found: FundingRequest) -> dict[str, Any]:
    """What holds, with the place where it is mended and whether it may be taken on."""
    place, label = one.place, "Corriger"
    if place.startswith("piece."):
        kind = place.removeprefix("piece.")
        label = f"Verser : {PieceKind(kind).label.lower()}"
        place = f"{reverse('funding:permanent-add')}?piece={kind}&demande={found.pk}"
    elif place == "identity":
        label = "Compléter la fiche de la structure"
        place = href_pattern("directory:edit") % found.house_id
    elif place == "request":
        label = "Compléter la première page"
        place = href_pattern("funding:request-change") % found.pk
    elif place == "commitment":
        label = "Souscrire le contrat"
        place = href_pattern("funding:request-commitment") % found.pk
    elif place == "actions":
        label = "Ajouter un projet"
        place = href_pattern("funding:request-action") % found.pk
    elif place == "house_budget":
        label = f"Écrire le budget {found.year}"
        place = href_pattern("funding:house-budget") % found.year + f"?demande={found.pk}"
    elif place.endswith("/"):
        label = "Ouvrir le budget"
    else:
        label = "Ouvrir la fiche"
    return {"it": one, "href": place, "label": label}


def prepare(request: Request) -> HttpResponse:
    """`/demandes/nouvelle/`."""
    actor = request.actor
    last = (
        FundingRequest.objects.visible_to(actor)
        .filter(house_id=actor.house)
        .select_related("convention")
        .order_by("-year", "-pk")
        .first()
    )
    year = timezone.localdate().year + 1
    initial: dict[str, Any] = {
        "year": year,
        "frequency": "renewal" if last else "first",
    }
    if last is not None:
        initial |= {
            "funder": last.funder_id,
            "addressee": last.addressee,
            "service": last.service,
            "signatory": last.signatory,
            "capacity": last.capacity,
        }
        ends_on = last.convention.ends_on
        if ends_on is None or ends_on.year >= year:
            initial["convention"] = last.convention_id
    form = RequestForm(request.POST or None, actor=actor, initial=initial)
    house = House.objects.select_related("organisation").get(pk=actor.house)

    def act(data: Any, keys: Any) -> str:
        made = actions.prepare_request(
            actor=actor,
            house=house,
            funder=data["funder"],
            convention=data["convention"],
            actions=list(data["actions"]),
            new_actions=data.get("new_actions", "").splitlines(),
            draft=_draft(data),
            key=keys.key,
        )
        return page_of(made)

    heading = "Préparer une demande"
    return answer(
        request,
        form,
        act=act,
        template="programmes/form.html",
        subject=Subject(actor.house, REQUEST),
        back=reverse(LIST),
        done="La demande est en préparation : voyez ce qui lui manque.",
        day_field="",
        context={
            "heading": heading,
            "submit": "Préparer la demande",
            "trail": crumbs("Demandes", reverse(LIST), heading),
            "lead": "Les cases de la première page du formulaire 12156. Le reste vient de vos "
            "fiches, de vos budgets et du dossier permanent.",
            "above": "",
        },
    )


def _draft(data: dict[str, Any]) -> RequestDraft:
    names = RequestDraft.__dataclass_fields__
    return RequestDraft(**{name: data[name] for name in names if name in data})


def change(request: Request, pk: int) -> HttpResponse:
    """`/demandes/<id>/modifier/`."""
    actor = request.actor
    found = own(actor, pk)
    initial = {name: getattr(found, name) for name in RequestDraft.__dataclass_fields__}
    form = RequestForm(request.POST or None, actor=actor, held=found, initial=initial)
    return form_page(
        request,
        form,
        found=found,
        act=lambda data, keys: actions.change_request(
            actor=actor, request=found, draft=_draft(data), read_at=keys.read_at, key=keys.key
        ),
        heading="Modifier la première page",
        submit="Enregistrer",
        done="La première page est à jour.",
        day_field="",
    )


def add_action(request: Request, pk: int) -> HttpResponse:
    """`/demandes/<id>/actions/`."""
    actor = request.actor
    found = own(actor, pk)
    held = list(found.actions.values_list("sheet__action_id", flat=True))
    return form_page(
        request,
        ActionForm(request.POST or None, actor=actor, held=held),
        found=found,
        act=lambda data, keys: actions.add_request_action(
            actor=actor, request=found, key=keys.key, **data
        ),
        heading="Ajouter un projet ou une action",
        submit="Ajouter",
        done="L’action est jointe à la demande.",
        lead="La dernière fiche et le dernier budget de l’action sont repris ; un projet nouveau "
        "les reçoit vides.",
        day_field="",
    )


def drop_action(request: Request, pk: int) -> HttpResponse:
    """`/demandes/actions/<id>/retirer/`."""
    actor = request.actor
    row = RequestAction.objects.visible_to(actor).select_related("sheet").filter(pk=pk).first()
    if row is None:
        raise Http404
    found = own(actor, row.request_id)
    row.request = found
    return form_page(
        request,
        forms.Form(request.POST or None),
        found=found,
        act=lambda data, keys: actions.drop_request_action(actor=actor, row=row, key=keys.key),
        heading="Retirer une action",
        submit="Retirer de la demande",
        done="L’action n’est plus dans la demande.",
        lead=str(row.sheet),
        above="Sa fiche et son budget restent.",
        day_field="",
    )


def commitment(request: Request, pk: int) -> HttpResponse:
    """`/demandes/<id>/engagement/`: the republican commitment contract."""
    actor = request.actor
    found = own(actor, pk)
    past = FundingRequest.objects.filter(house_id=found.house_id, commitment__isnull=False)
    kept = past.select_related("commitment").order_by("-commitment__signed_on").first()
    initial: dict[str, Any] = {
        "signatory": found.signatory,
        "capacity": found.capacity,
        "version": VERSION,
    }
    if kept is not None:
        initial["publicity"] = kept.commitment.publicity
        initial["signatory"] = found.signatory or kept.commitment.signatory
        initial["capacity"] = found.capacity or kept.commitment.capacity
    mine = getattr(found, "commitment", None)
    if mine is not None:
        initial |= {name: getattr(mine, name) for name in CommitmentForm.base_fields}
    return form_page(
        request,
        CommitmentForm(request.POST or None, initial=initial),
        found=found,
        act=lambda data, keys: actions.subscribe_commitment(
            actor=actor, request=found, key=keys.key, **data
        ),
        heading="Contrat d’engagement républicain",
        submit="Noter la souscription",
        done="Le contrat d’engagement républicain est souscrit pour cette demande.",
        lead="L’association qui demande une subvention s’engage à sept principes et en informe ses "
        "membres (loi 2000-321, art. 10-1 ; décret 2021-1947).",
        day_field="signed_on",
    )


def take(request: Request, pk: int) -> HttpResponse:
    """`/demandes/<id>/prendre/?point=&objet=`: take on something that holds."""
    actor = request.actor
    found = own(actor, pk)
    code, subject = request.GET.get("point", ""), request.GET.get("objet", "")
    view = request_view(found, actor, timezone.localdate())
    held, _ = still_blocking(view, timezone.localdate())
    wanted = [one for one in held if (one.code, one.subject) == (code, subject) and one.may_take]
    if not wanted and request.method != "POST":
        raise Http404
    return form_page(
        request,
        ReasonForm(request.POST or None),
        found=found,
        act=lambda data, keys: actions.take_gap_on(
            actor=actor,
            request=found,
            code=code,
            subject=subject,
            reason=data["reason"],
            key=keys.key,
        ),
        heading="Prendre ce manque en charge",
        submit="Prendre en charge",
        done="C’est pris en charge : le motif accompagne la demande.",
        lead=wanted[0].message if wanted else "",
        above="Le dépôt ne sera plus retenu sur ce point ; le financeur peut demander la pièce.",
        day_field="",
    )


def deposit(request: Request, pk: int) -> HttpResponse:
    """`/demandes/<id>/deposer/`."""
    actor = request.actor
    found = own(actor, pk)
    initial = {"occurred_on": write_short_date(timezone.localdate())}
    return form_page(
        request,
        DepositForm(request.POST or None, initial=initial),
        found=found,
        act=lambda data, keys: actions.deposit_request(
            actor=actor, request=found, read_at=keys.read_at, key=keys.key, **data
        ),
        heading="Déposer la demande",
        submit="Déposer",
        done="La demande est déposée : le financeur la lit.",
        lead=f"{found.title}, {found.funder.name}",
        above="Ce que les budgets demandent est arrêté ce jour, et les pièces du dossier permanent "
        "sont jointes.",
    )


def withdraw(request: Request, pk: int) -> HttpResponse:
    """`/demandes/<id>/retrait/`."""
    actor = request.actor
    found = own(actor, pk)
    return form_page(
        request,
        ReasonForm(request.POST or None),
        found=found,
        act=lambda data, keys: actions.withdraw_request(
            actor=actor,
            request=found,
            occurred_on=timezone.localdate(),
            reason=data["reason"],
            key=keys.key,
        ),
        heading="Retirer la demande",
        submit="Retirer",
        done="La demande est retirée.",
        lead=f"{found.title}, {found.funder.name}",
        day_field="",
    )


def piece_file(request: Request, pk: int) -> FileResponse:
    """`/demandes/pieces/<id>/fichier/`: the bank statement for those alone who pay."""
    actor = request.actor
    row = (
        RequestPiece.objects.visible_to(actor)
        .select_related("file_piece__document", "document")
        .filter(pk=pk)
        .first()
    )
    if row is None:
        raise Http404
    found = load(actor, row.request_id)
    kind = row.file_piece.kind if row.file_piece is not None else row.kind
    if kind == PieceKind.BANK and not reads_bank(actor, found):
        raise Http404
    kept = row.document or (row.file_piece.document if row.file_piece is not None else None)
    if kept is None:
        raise Http404
    return serve(kept)
