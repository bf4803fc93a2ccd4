"""The share of the ESS in what an authority supports: by policy and year, down to each grant."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from probant.directory.models import Organisation
from probant.funding.access import can_record
from probant.funding.actions.open_data import correct_beneficiary, forget_correction
from probant.funding.models import GrantCorrection
from probant.funding.queries.ess import Line, chosen, edition_of, lines_of, years_known
from probant.funding.rules.ess import FAMILIES, share_of
from probant.funding.rules.scdl import write_amount
from probant.funding.screens.ess_tables import (
    GRANTS,
    YEARS,
    CorrectForm,
    grant_rows,
    share_rows,
    side_of,
    year_rows,
)
from probant.journal.errors import JournalError
from probant.journal.reading import reading
from probant.kernel.decision import Refused
from probant.programmes.screens.submit import Subject, answer
from probant.ui.idempotency import FormKeys, read_keys
from probant.ui.request import Request
from probant.ui.spreadsheets import CSV, attachment, csv_bytes
from probant.ui.templatetags.ui import crumbs

FORM = "programmes/form.html"
MOST = 1000  # grants of one page; the export has all of them
HEADINGS = (
    "Bénéficiaire", "Identifiant", "Objet", "Politique", "Famille", "Compté", "Pourquoi",
    "Motif de la correction", "Date", "Montant (€)",
)  # fmt: skip
SIDES = {"ess": "ESS", "hors": "hors ESS", "inconnu": "à dire"}


def _may_write(request: Request) -> bool:
    actor = request.actor
    return actor.house_id is not None and can_record(actor, actor.house_id).allowed


def listing(request: Request) -> HttpResponse:
    """`/conventions/ess/`: the authorities and years of which grants are known."""
    with reading():
        years = years_known(request.actor)
        context = {
            "table": YEARS.render(year_rows(years), query=request.GET),
            "may_write": _may_write(request),
        }
        return render(request, "funding/ess.html", context)


def _found(request: Request, pk: int, year: int) -> tuple[Organisation, list[Line]]:
    lines = lines_of(request.actor, pk, year) if 1900 <= year <= 2199 else []
    authority = Organisation.objects.filter(pk=pk).first()
    if authority is None or not lines:
        raise Http404
    return authority, lines


def sheet(request: Request, pk: int, year: int) -> HttpResponse:
    """`/conventions/ess/<authority>/<year>/`: numerator, denominator, by policy and by family."""
    with reading():
        authority, lines = _found(request, pk, year)
        whole, policies, families = share_of(one.weighed for one in lines)
        address = reverse("funding:ess-grants", args=[pk, year])
        edition = edition_of(year)
        context = {
            "authority": authority,
            "year": year,
            "whole": whole,
            "policies": share_rows(policies, address, "politique"),
            "families": share_rows(families, address, "famille"),
            "address": address,
            "edition": edition,
            "late": edition is not None and edition.dated_on.year != year,
            "published": any(one.number for one in lines),
            "corrected": sum(1 for one in lines if one.reason),
            "may_write": _may_write(request),
        }
        return render(request, "funding/ess_year.html", context)


def grants(request: Request, pk: int, year: int) -> HttpResponse:
    """`/conventions/ess/<authority>/<year>/aides/?politique=&famille=&compte=`: what is behind."""
    with reading():
        authority, lines = _found(request, pk, year)
        policy, family = request.GET.get("politique", ""), request.GET.get("famille", "")
        side = request.GET.get("compte", "")
        kept = chosen(lines, policy=policy, family=family, side=side)
        told = [
            "" if not policy else ("politique non dite" if policy == "-" else policy),
            "" if not family else FAMILIES.get("" if family == "-" else family, family),
            SIDES.get(side, ""),
        ]
        rows = grant_rows(
            sorted(kept, key=lambda one: -one.amount_cents)[:MOST],
            request.get_full_path(),
            may_write=_may_write(request),
        )
        context = {
            "authority": authority,
            "year": year,
            "what": ", ".join(one for one in told if one) or "toutes les aides",
            "count": len(kept),
            "more": max(0, len(kept) - MOST),
            "total": sum(one.amount_cents for one in kept),
            "table": GRANTS.render(rows, query=request.GET),
        }
        return render(request, "funding/ess_grants.html", context)


def export(request: Request, pk: int, year: int) -> HttpResponse:
    """`/conventions/ess/<authority>/<year>/export/`: every grant and what it counts as, as CSV."""
    with reading():
        _, lines = _found(request, pk, year)
        rows = [
            (
                one.name,
                one.key,
                one.purpose,
                one.policy,
                FAMILIES.get(one.verdict.family, one.verdict.family),
                SIDES[side_of(one.verdict.is_ess)],
                one.verdict.words,
                one.reason,
                one.signed_on.isoformat() if one.signed_on else "",
                write_amount(one.amount_cents).replace(".", ","),
            )
            for one in lines
        ]
    return attachment(csv_bytes(HEADINGS, rows), f"part-ess-{pk}-{year}.csv", CSV)


def _back(request: Request) -> str:
    asked = request.GET.get("retour", "")
    safe = url_has_allowed_host_and_scheme(asked, allowed_hosts=None)
    return asked if safe and asked.startswith("/conventions/ess/") else reverse("funding:ess")


def correct(request: Request) -> HttpResponse:
    """`/conventions/ess/beneficiaire/?cle=&nom=&retour=`: say what a beneficiary is, and why."""
    actor, back = request.actor, _back(request)
    beneficiary = request.GET.get("cle", "")[:200]
    name = request.GET.get("nom", "")[:200] or beneficiary
    standing = (
        GrantCorrection.objects.filter(
            house_id=actor.house, key=beneficiary, withdrawn_on__isnull=True
        )
        .order_by("-pk")
        .first()
    )
    initial = {}
    if standing is not None:
        side = "" if standing.is_ess is None else side_of(standing.is_ess)
        initial = {"side": side, "policy": standing.policy, "reason": standing.reason}
    form = CorrectForm(request.POST or None, initial=initial)

    def act(data: dict[str, str], keys: FormKeys) -> str:
        if not beneficiary:
            raise Refused("Revenez à la liste des aides, et choisissez le bénéficiaire.")
        correct_beneficiary(
            actor=actor,
            house_id=actor.house,
            beneficiary=beneficiary,
            is_ess=form.is_ess,
            policy=data["policy"],
            reason=data["reason"],
            key=keys.key,
        )
        return back

    return answer(
        request,
        form,
        act=act,
        template=FORM,
        subject=Subject(actor.house, "house"),
        back=back,
        done="Correction retenue, avec son motif, pour toutes les années.",
        context={
            "heading": f"Corriger : {name}" if name else "Corriger un bénéficiaire",
            "submit": "Retenir la correction",
            "trail": crumbs(
                "Conventions", reverse("funding:conventions"), "Part de l’ESS",
                reverse("funding:ess"), "Corriger",
            ),
            "lead": "Elle l’emporte sur les registres et sur la liste, et se lit avec son motif.",
        },
    )  # fmt: skip


def forget(request: Request) -> HttpResponse:
    """`/conventions/ess/beneficiaire/oublier/`: the registers tell again."""
    actor = request.actor
    try:
        forget_correction(
            actor=actor,
            house_id=actor.house,
            beneficiary=request.POST.get("cle", ""),
            key=read_keys(request.POST).key,
        )
        messages.success(request, "Correction retirée : les registres disent de nouveau.")
    except (Refused, JournalError) as refusal:
        messages.error(request, str(refusal))
    return redirect(_back(request))
