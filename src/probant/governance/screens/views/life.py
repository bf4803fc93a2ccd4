"""The life of an association: statutes, what became of decisions, membership fees."""

from typing import Any

from django.forms import Form
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from probant.documents.serving import serve
from probant.documents.store import TooLarge
from probant.documents.writing import Kept, keep
from probant.governance import actions
from probant.governance.access import can_record
from probant.governance.models import Fee, FollowUp, Statutes
from probant.governance.queries import life
from probant.governance.screens import life_forms as forms
from probant.kernel.decision import Refused
from probant.programmes.screens.submit import Act, Subject, answer
from probant.ui.pieces import FindingCard
from probant.ui.request import Request
from probant.ui.spreadsheets import CSV, attachment, csv_bytes
from probant.ui.templatetags.ui import crumbs

FORM = "programmes/form.html"
HEADINGS = ("Année", "Membre", "Montant (€)", "État", "Le", "Remarque")


def page(request: Request) -> HttpResponse:
    """`/vie-associative/`: the statutes in force, what decisions ask, the fees of the year."""
    actor, today = request.actor, timezone.localdate()
    versions = life.statutes_of(actor)
    waiting, done = life.follow_ups(actor)
    context = {
        "versions": versions,
        "current": life.in_force(versions, today),
        "findings": [
            FindingCard(one.severity, one.message, rule="Statuts déclarés et joints.")
            for one in life.statutes_findings(versions, today)
        ],
        "waiting": [(one, one.due_on is not None and one.due_on < today) for one in waiting],
        "done": done,
        "fees": life.fees_of(actor, today.year),
        "may_write": bool(can_record(actor, actor.house)),
    }
    return render(request, "governance/life.html", context)


def add_statutes(request: Request) -> HttpResponse:
    """`/vie-associative/statuts/nouveaux/`: a version, with its assembly and its text."""
    actor = request.actor

    def act(data: Any, keys: Any) -> str:
        copy = _kept(data.pop("copy"))
        actions.add_statutes(actor, house_id=actor.house, copy=copy, key=keys.key, **data)
        return reverse("governance:life")

    return _respond(
        request,
        forms.StatutesForm(request.POST or None, request.FILES or None, actor=actor),
        act,
        heading="Nouvelle version des statuts",
        submit="Garder cette version",
        done="La version est gardée.",
        day_field="adopted_on",
    )


def declare(request: Request, pk: int) -> HttpResponse:
    """`/vie-associative/statuts/<id>/`: declared since, or its text found."""
    row = _row(request, Statutes, pk)

    def act(data: Any, keys: Any) -> str:
        copy = _kept(data.pop("copy"))
        actions.declare_statutes(request.actor, statutes=row, copy=copy, key=keys.key, **data)
        return reverse("governance:life")

    return _respond(
        request,
        forms.DeclareForm(
            request.POST or None, request.FILES or None, initial={"declared_on": row.declared_on}
        ),
        act,
        heading="Déclaration des statuts",
        submit="Noter",
        done="C’est noté.",
        day_field="declared_on",
        lead=f"Statuts adoptés par : {row.adopted_by}.",
    )


def statutes_copy(request: Request, pk: int) -> HttpResponseBase:
    """`/vie-associative/statuts/<id>/texte/`: the text of a version."""
    row = _row(request, Statutes, pk)
    if row.document is None:
        raise Http404
    return serve(row.document)


def ask(request: Request) -> HttpResponse:
    """`/vie-associative/suites/nouvelle/`: what a decision asks to be done."""
    actor = request.actor
    asked = request.GET.get("deliberation", "")
    initial = {"deliberation": int(asked)} if asked.isascii() and asked.isdigit() else {}

    def act(data: Any, keys: Any) -> str:
        actions.ask_follow_up(actor, house_id=actor.house, key=keys.key, **data)
        return reverse("governance:life")

    return _respond(
        request,
        forms.FollowUpForm(request.POST or None, actor=actor, initial=initial),
        act,
        heading="Suite d’une décision",
        submit="Noter la suite",
        done="La suite est notée.",
        day_field="decided_on",
    )


def settle(request: Request, pk: int) -> HttpResponse:
    """`/vie-associative/suites/<id>/`: done, or to do by another day."""
    row = _row(request, FollowUp, pk)
    initial = {"done_on": row.done_on, "outcome": row.outcome, "due_on": row.due_on}

    def act(data: Any, keys: Any) -> str:
        actions.settle_follow_up(
            request.actor, follow_up=row, read_at=keys.read_at, key=keys.key, **data
        )
        return reverse("governance:life")

    return _respond(
        request,
        forms.SettleForm(request.POST or None, initial=initial),
        act,
        heading=row.what,
        submit="Enregistrer",
        done="La suite est à jour.",
        day_field="done_on",
        lead=f"Par {row.who}.",
        subject=Subject(row.house_id, actions.FOLLOW_UP, row.pk),
    )


def fees(request: Request) -> HttpResponse:
    """`/vie-associative/cotisations/`: the fees of a year, and the call for all members."""
    actor, year = request.actor, _year(request)
    here = f"{reverse('governance:fees')}?annee={year}"

    def act(data: Any, keys: Any) -> str:
        actions.call_fees(actor, house_id=actor.house, year=year, key=keys.key, **data)
        return here

    this = timezone.localdate().year
    return answer(
        request,
        forms.CallForm(request.POST or None),
        act=act,
        template="governance/fees.html",
        subject=Subject(actor.house, actions.FEE),
        back=here,
        done="Les cotisations sont appelées.",
        context={
            "fees": life.fees_of(actor, year),
            "year": year,
            "years": range(this - 2, this + 2),
            "may_write": bool(can_record(actor, actor.house)),
            "trail": _trail(f"Cotisations {year}"),
        },
    )


def fees_csv(request: Request) -> HttpResponse:
    """`/vie-associative/cotisations/cotisations.csv`: the same list."""
    found = life.fees_of(request.actor, _year(request))
    rows = [
        (
            one.year,
            one.name,
            one.amount_cents / 100,
            str(one.get_state_display()),
            one.settled_on or "",
            one.note,
        )
        for one in found.rows
    ]
    return attachment(csv_bytes(HEADINGS, rows), f"cotisations-{found.year}.csv", CSV)


def add_fee(request: Request) -> HttpResponse:
    """`/vie-associative/cotisations/nouvelle/`: one member more."""
    actor, year = request.actor, _year(request)

    def act(data: Any, keys: Any) -> str:
        actions.add_fee(actor, house_id=actor.house, year=year, key=keys.key, **data)
        return f"{reverse('governance:fees')}?annee={year}"

    return _respond(
        request,
        forms.FeeForm(request.POST or None, house_id=actor.house),
        act,
        heading=f"Cotisation {year}",
        submit="Appeler cette cotisation",
        done="La cotisation est notée.",
    )


def fee(request: Request, pk: int) -> HttpResponse:
    """`/vie-associative/cotisations/<id>/`: paid, excused."""
    row = _row(request, Fee, pk)
    initial = {
        "state": row.state if row.settled_on else Fee.State.PAID,
        "settled_on": row.settled_on or timezone.localdate(),
        "note": row.note,
    }

    def act(data: Any, keys: Any) -> str:
        actions.settle_fee(request.actor, fee=row, key=keys.key, **data)
        return f"{reverse('governance:fees')}?annee={row.year}"

    return _respond(
        request,
        forms.FeeSettleForm(request.POST or None, initial=initial),
        act,
        heading=f"Cotisation {row.year} de {row.name}",
        submit="Noter",
        done="C’est noté.",
        day_field="settled_on",
    )


def _respond(request: Request, form: Form, act: Act, *, heading: str, **said: Any) -> HttpResponse:
    house = request.actor.house
    if not can_record(request.actor, house):
        raise Http404
    return answer(
        request,
        form,
        act=act,
        template=FORM,
        subject=said.pop("subject", None) or Subject(house, "association"),
        back=reverse("governance:life"),
        done=said.pop("done"),
        day_field=said.pop("day_field", "decided_on"),
        context={"heading": heading, "trail": _trail(heading), "lead": "", "above": "", **said},
    )


def _trail(heading: str) -> Any:
    return crumbs("Vie associative", reverse("governance:life"), heading)


def _row(request: Request, model: Any, pk: int) -> Any:
    row = model.objects.visible_to(request.actor).filter(pk=pk).first()
    if row is None:
        raise Http404
    return row


def _kept(file: Any) -> Kept | None:
    try:
        return keep(file.name or "statuts", file.chunks()) if file else None
    except TooLarge as large:
        raise Refused(str(large)) from large


def _year(request: Request) -> int:
    asked, this = request.GET.get("annee", ""), timezone.localdate().year
    usable = asked.isascii() and asked.isdigit() and len(asked) == 4
    return int(asked) if usable and 1900 < int(asked) <= this + 1 else this
