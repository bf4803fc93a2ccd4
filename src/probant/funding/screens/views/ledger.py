"""The accounts of a year: where they go, the entries behind an amount, what a file moved."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from probant.funding.access import can_record
from probant.funding.actions import ledger as actions
from probant.funding.models import AccountMapping, LedgerFile, ShareKey
from probant.funding.queries.actuals import (
    OUTSIDE,
    UNASSIGNED,
    actuals_of,
    entries_of,
    standing_mappings,
)
from probant.funding.queries.ledger import accounts_of, moves_of, years_of_accounts
from probant.funding.rules import account_label
from probant.funding.rules.ledger import EntryLine
from probant.funding.screens.ledger_forms import OUT, AssignForm, ShareKeyForm
from probant.funding.screens.ledger_tables import ENTRIES, MOVES, entry_rows, move_rows
from probant.funding.screens.views.conventions import asked_year
from probant.journal.reading import reading
from probant.kernel.actor import Actor
from probant.programmes.models import Action
from probant.programmes.screens.submit import Subject, answer
from probant.ui.idempotency import FormKeys
from probant.ui.request import Request
from probant.ui.templatetags.ui import crumbs

FORM = "programmes/form.html"
MOST_ENTRIES = 2000
PARTS = {"directe": False, "indirecte": True}


def _trail(*parts: str) -> str:
    return crumbs(
        "Conventions",
        reverse("funding:conventions"),
        "Comptes",
        reverse("funding:accounts"),
        *parts,
    )


def accounts(request: Request) -> HttpResponse:
    """`/conventions/comptes/?annee=`: the accounts of a year and where each cent goes."""
    actor = request.actor
    with reading():
        years = years_of_accounts(actor)
        asked = asked_year(request)
        year = asked or (years[0] if years else timezone.localdate().year - 1)
        found = accounts_of(actor, year)
        context = {
            "found": found,
            "year": year,
            "years": years,
            "may_write": can_record(actor, actor.house).allowed,
            "entries_href": reverse("funding:entries", args=[year]),
        }
        return render(request, "funding/accounts.html", context)


def entries(request: Request, year: int) -> HttpResponse:
    """`/conventions/comptes/<year>/ecritures/?action=&compte=&section=`: what makes an amount."""
    actor = request.actor
    if not 1900 <= year <= 2199:
        raise Http404
    numbers = _numbers(request.GET.get("action", ""))
    account = request.GET.get("compte", "")
    section = request.GET.get("section")
    with reading():
        shared = PARTS.get(request.GET.get("part", ""))
        found = entries_of(actuals_of(actor.house, year), numbers, account, shared=shared)
        if section is not None:
            found = [one for one in found if one.entry.section == section]
        names = dict(
            Action.objects.visible_to(actor).filter(pk__in=numbers).values_list("pk", "name")
        )
        what = _what(numbers, names)
        label = account_label(account, year)
        context = {
            "year": year,
            "what": what,
            "account": f"{account} {label}".strip(),
            "section": section,
            "count": len(found),
            "more": len(found) - MOST_ENTRIES,
            "total": sum(one.cents for one in found),
            "table": ENTRIES.render(
                entry_rows(found[:MOST_ENTRIES]),
                query=request.GET,
                caption=f"Écritures {year}, {what}",
            ),
        }
        return render(request, "funding/entries.html", context)


def _numbers(text: str) -> list[int]:
    if text == "affecter":
        return [UNASSIGNED]
    if text == OUT:
        return [OUTSIDE]
    return [int(one) for one in text.split(",")[:50] if one.isascii() and one.isdigit()]


def _what(numbers: list[int], names: dict[int, str]) -> str:
    if numbers == [UNASSIGNED]:
        return "à affecter"
    if numbers == [OUTSIDE]:
        return "hors actions"
    return ", ".join(names[one] for one in numbers if one in names) or "aucune action"


def ledger_file(request: Request, pk: int) -> HttpResponse:
    """`/conventions/comptes/fichiers/<id>/`: a file, and what it moved."""
    with reading():
        file = (
            LedgerFile.objects.visible_to(request.actor)
            .select_related("replaced_by")
            .filter(pk=pk)
            .first()
        )
        if file is None:
            raise Http404
        moved, before = moves_of(file)
        context = {
            "file": file,
            "before": before,
            "moved": moved,
            "count": len(moved.added) + len(moved.removed) + len(moved.changed),
            "entries": len(moved.same) + len(moved.added) + len(moved.changed),
            "gap": _weight(moved.added)
            - _weight(moved.removed)
            + _weight([new for _, new in moved.changed])
            - _weight([old for old, _ in moved.changed]),
            "table": MOVES.render(move_rows(moved)[:MOST_ENTRIES], query=request.GET),
        }
        return render(request, "funding/ledger_file.html", context)


def _weight(lines: Any) -> int:
    found: list[EntryLine] = list(lines)
    return sum(line.cents for line in found if line.account.startswith("6"))


def _writer(request: Request) -> Actor:
    actor = request.actor
    if not can_record(actor, actor.house):
        raise Http404
    return actor


def assign(request: Request) -> HttpResponse:
    """`/conventions/comptes/affecter/?section=&compte=`: where entries go."""
    actor = _writer(request)
    year = asked_year(request)
    back = reverse("funding:accounts") + (f"?annee={year}" if year else "")
    initial = {
        "section": request.GET.get("section", ""),
        "account": request.GET.get("compte", ""),
    }
    same = AccountMapping.objects.visible_to(actor).filter(**initial)
    held = standing_mappings(same, year or timezone.localdate().year)
    shown: dict[str, Any] = dict(initial)
    if held:
        shown |= {"heading": held[0].heading, "target": _target(held[0])}
        shown["from_year"] = held[0].from_year or None
    form = AssignForm(request.POST or None, actor=actor, initial=shown)

    def act(data: dict[str, Any], keys: FormKeys) -> str:
        actions.assign(
            actor=actor,
            house_id=actor.house,
            section=data["section"],
            account=data["account"],
            heading=data["heading"],
            from_year=data["from_year"] or 0,
            key=keys.key,
            **form.chosen(),
        )
        return back

    return answer(
        request,
        form,
        act=act,
        template=FORM,
        subject=Subject(actor.house, "house"),
        back=back,
        done="Affectation retenue : les écritures de chaque exercice qu’elle couvre la suivent.",
        context={
            "heading": "Affecter des écritures",
            "submit": "Retenir cette affectation",
            "trail": _trail("Affecter"),
            "lead": "La section d’abord, puis le début de compte le plus long, l’emportent.",
        },
    )


def _target(mapping: AccountMapping) -> str:
    if mapping.action_id is not None:
        return f"a{mapping.action_id}"
    return f"c{mapping.share_key_id}" if mapping.share_key_id is not None else OUT


def forget(request: Request, pk: int) -> HttpResponse:
    """`/conventions/comptes/affectations/<id>/oublier/`: the entries are to be assigned again."""
    actor = _writer(request)
    mapping = AccountMapping.objects.visible_to(actor).filter(pk=pk).first()
    if mapping is None:
        raise Http404
    actions.forget_assignment(actor=actor, mapping=mapping)
    messages.success(request, "Affectation oubliée : ses écritures sont de nouveau à affecter.")
    year = asked_year(request)
    return redirect(
        reverse("funding:accounts") + (f"?{urlencode({'annee': year})}" if year else "")
    )


def share_key(request: Request, pk: int = 0) -> HttpResponse:
    """`/conventions/comptes/cles/<id>/?annee=`: a written rule, and its parts for a year."""
    actor = _writer(request)
    found = ShareKey.objects.visible_to(actor).filter(pk=pk).first()
    if pk and found is None:
        raise Http404
    year = asked_year(request) or timezone.localdate().year - 1
    form = ShareKeyForm(request.POST or None, actor=actor, share_key=found, year=year)
    back = f"{reverse('funding:accounts')}?annee={year}"

    def act(data: dict[str, Any], keys: FormKeys) -> str:
        actions.write_share_key(
            actor=actor,
            house_id=actor.house,
            name=data["name"],
            rule=data["rule"],
            year=data["year"],
            parts=form.parts(),
            share_key=found,
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
        done="Clé de répartition retenue.",
        context={
            "heading": "Clé de répartition",
            "submit": "Retenir cette clé",
            "trail": _trail("Clé de répartition"),
            "lead": "Ce qui n’est pas réparti (moins de 100 %) reste hors actions.",
        },
    )
