"""The permanent file of the house and its yearly budget."""

from typing import Any

from django import forms
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme

from probant.directory.models import House, Organisation, Position
from probant.documents.serving import serve
from probant.documents.store import TooLarge
from probant.funding import actions
from probant.funding.access import can_record, reads_bank
from probant.funding.actions.permanent import FILE
from probant.funding.models import FilePiece, FundingRequest, HouseBudgetLine, Party
from probant.funding.queries.permanent import file_view
from probant.funding.rules.permanent import SPECS, PieceKind, Standing, mask_iban
from probant.funding.screens.house_budget import HouseBudgetForm
from probant.funding.screens.request_forms import PieceForm, ReasonForm
from probant.kernel.decision import Refused
from probant.programmes.screens.submit import Subject, answer
from probant.ui.hrefs import href_pattern
from probant.ui.request import Request
from probant.ui.templatetags.ui import crumbs

PAGE = "funding:permanent"
STANDING_TONES = {
    Standing.HELD: "held",
    Standing.OLD: "late",
    Standing.MISSING: "late",
    Standing.NONE: "quiet",
}


def sheet(request: Request) -> HttpResponse:
    """`/dossier-permanent/`: each piece, how it stands, its versions."""
    actor, today = request.actor, timezone.localdate()
    bank = reads_bank(actor)
    house = Organisation.objects.get(pk=actor.house)
    kinds = file_view(house.pk, today)
    officers = Position.objects.visible_to(actor).filter(
        organisation=house, ends_on__isnull=True, person__erased_on__isnull=True
    )
    years = HouseBudgetLine.objects.filter(house_id=house.pk).values_list("year", flat=True)
    context = {
        "organisation": house,
        "kinds": [
            {
                "it": one,
                "label": SPECS[one.state.kind].label
                if one.state.kind is not PieceKind.OTHER
                else str(one.current),
                "tone": STANDING_TONES[one.state.standing],
                "opens": one.state.kind is not PieceKind.BANK or bank,
                "masked": mask_iban(one.current.account_number) if one.current and bank else "",
                "number": one.current.account_number if one.current and bank else "",
            }
            for one in kinds
        ],
        "wanting": sum(one.state.standing in (Standing.MISSING, Standing.OLD) for one in kinds),
        "officers": officers.select_related("person").order_by("title", "person__name_key"),
        "years": sorted({*years, today.year, today.year + 1}, reverse=True),
        "written": set(years),
        "writes": can_record(actor, house.pk).allowed,
        "bank": bank,
    }
    return render(request, "funding/permanent.html", context)


def add(request: Request) -> HttpResponse:
    """`/dossier-permanent/verser/?piece=&demande=`."""
    actor = request.actor
    bank = reads_bank(actor)
    wanted = request.GET.get("piece", "")
    known = {one.value for one in PieceKind}
    initial = {"kind": wanted if wanted in known else "", "year": timezone.localdate().year - 1}
    form = PieceForm(request.POST or None, request.FILES or None, bank=bank, initial=initial)
    back = _back(request)
    house = House.objects.select_related("organisation").get(pk=actor.house)

    def act(data: Any, keys: Any) -> str:
        file = data.pop("file")
        try:
            actions.add_file_piece(
                actor=actor,
                house=house,
                file=(file.name, file.chunks()) if file else None,
                key=keys.key,
                **data,
            )
        except TooLarge as large:
            raise Refused(str(large)) from large
        return back

    return _answer(
        request,
        form,
        act=act,
        back=back,
        heading="Verser une pièce",
        submit="Verser au dossier",
        done="La pièce est au dossier : elle servira à toutes les demandes.",
        lead="Une version de plus : celles d’avant restent, avec leur date.",
        day_field="dated_on",
    )


def withdraw(request: Request, pk: int) -> HttpResponse:
    """`/dossier-permanent/<id>/retirer/`."""
    actor = request.actor
    piece = _piece(request, pk)
    back = reverse(PAGE)

    def act(data: Any, keys: Any) -> str:
        actions.withdraw_file_piece(actor=actor, piece=piece, reason=data["reason"], key=keys.key)
        return back

    return _answer(
        request,
        ReasonForm(request.POST or None),
        act=act,
        back=back,
        heading="Retirer une version",
        submit="Retirer",
        done="La version est retirée du dossier ; les demandes qui l’ont jointe la gardent.",
        lead=str(piece),
    )


def file(request: Request, pk: int) -> FileResponse:
    """`/dossier-permanent/<id>/fichier/`: the bank statement for those alone who need it."""
    piece = _piece(request, pk)
    if piece.document is None:
        raise Http404
    return serve(piece.document)


def budget(request: Request, year: int) -> HttpResponse:
    """`/dossier-permanent/budget/<année>/`: the budget of the house, part 5 of the form."""
    actor = request.actor
    if not 1900 <= year <= 2199:
        raise Http404
    house = House.objects.select_related("organisation").get(pk=actor.house)
    lines = list(HouseBudgetLine.objects.filter(house=house, year=year))
    taken_from = None
    if not lines:
        past = HouseBudgetLine.objects.filter(house=house, year__lt=year).order_by("-year").first()
        taken_from = past.year if past else None
        if past:
            lines = list(HouseBudgetLine.objects.filter(house=house, year=past.year))
    form = HouseBudgetForm(
        request.POST or None, year=year, lines=lines, funders=_funders(house.pk, lines)
    )
    back = _back(request)

    def act(data: Any, keys: Any) -> str:
        actions.set_house_budget(
            actor=actor,
            house=house,
            year=year,
            lines=form.lines(data),
            read_at=keys.read_at,
            key=keys.key,
        )
        return back

    heading = f"Budget de l’association, {year}"
    return answer(
        request,
        form,
        act=act,
        template="funding/house_budget.html",
        subject=Subject(house.pk, FILE, house.pk),
        back=back,
        done=f"Le budget {year} est écrit.",
        day_field="",
        context={
            "heading": heading,
            "year": year,
            "taken_from": taken_from,
            "trail": crumbs("Dossier permanent", reverse(PAGE), f"Budget {year}"),
            "sides": form.sides(),
        },
    )


def _funders(house_id: int, lines: list[HouseBudgetLine]) -> list[Organisation]:
    """The funders that a budget may name: of the conventions, of the requests, of its lines."""
    parties = Party.objects.filter(convention__house_id=house_id, role=Party.Role.FUNDER)
    wanted = set(parties.values_list("organisation_id", flat=True))
    asked = FundingRequest.objects.filter(house_id=house_id)
    wanted |= set(asked.values_list("funder_id", flat=True))
    wanted |= {one.funder_id for one in lines if one.funder_id is not None}
    return list(Organisation.objects.filter(pk__in=wanted).order_by("name_key"))


def _piece(request: Request, pk: int) -> FilePiece:
    pieces = FilePiece.objects.visible_to(request.actor).select_related("document", "house")
    found: FilePiece | None = pieces.filter(pk=pk).first()
    if found is None or (found.kind == PieceKind.BANK and not reads_bank(request.actor)):
        raise Http404
    return found


def _back(request: Request) -> str:
    """The request from which one came to mend the file, else the file."""
    number = request.GET.get("demande", "")
    if number.isascii() and number.isdigit() and len(number) < 16:
        address = href_pattern("funding:request") % int(number)
        if url_has_allowed_host_and_scheme(address, allowed_hosts=None):
            return address
    return reverse(PAGE)


def _answer(
    request: Request,
    form: forms.BaseForm,
    *,
    act: Any,
    back: str,
    heading: str,
    submit: str,
    done: str,
    lead: str,
    day_field: str = "",
) -> HttpResponse:
    house = request.actor.house
    return answer(
        request,
        form,
        act=act,
        template="programmes/form.html",
        subject=Subject(house, FILE, house),
        back=back,
        done=done,
        day_field=day_field,
        context={
            "heading": heading,
            "submit": submit,
            "trail": crumbs("Dossier permanent", reverse(PAGE), heading),
            "lead": lead,
            "above": "",
        },
    )
