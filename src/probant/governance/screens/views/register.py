"""The register: the list of deliberations and the page of one."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString, mark_safe

from probant.governance.access import can_change, can_record
from probant.governance.models import Deliberation, Seat
from probant.governance.queries import Register, deliberation_rows, register_of, years_of
from probant.governance.rules.sources import SOURCES
from probant.governance.screens.tables import REGISTER, REGISTER_READ, words
from probant.journal.reading import reading
from probant.kernel.actor import Actor
from probant.kernel.finding import Finding
from probant.ui.pieces import FindingCard, draw_finding
from probant.ui.request import Request
from probant.ui.tables import keyset_page


def listing(request: Request) -> HttpResponse:
    """`/deliberations/`: the acts that the actor sees, latest first; `?annee=` keeps a year."""
    actor = request.actor
    asked = request.GET.get("annee", "")
    year = int(asked) if asked.isascii() and asked.isdigit() and len(asked) == 4 else None
    may_record = actor.house_id is not None and can_record(actor, actor.house_id).allowed
    table = REGISTER if may_record else REGISTER_READ
    rows = deliberation_rows(actor, year=year)
    page = keyset_page(rows, table.sort(request.GET), request.GET)
    context = {
        "table": table.render(words(page.rows), query=request.GET, page=page),
        "years": years_of(actor),
        "year": year,
        "may_record": may_record,
    }
    return render(request, "governance/deliberations.html", context)


def sheet(request: Request, pk: int) -> HttpResponse:
    """`/deliberations/<id>/`: who sat, what was decided, whether it stands."""
    actor = request.actor
    with reading():
        deliberation = load(actor, pk)
        register = register_of(deliberation)
        context = {
            "register": register,
            "deliberation": deliberation,
            "sitting": register.sitting,
            "body": register.body,
            "present": [one for one in register.seats if one.presence == Seat.Presence.PRESENT],
            "absent": absentees(register),
            "decisions": decided(register),
            "findings": findings(register.findings),
            "writes": can_change(actor, deliberation).allowed,
        }
        return render(request, "governance/deliberation.html", context)


def load(actor: Actor, pk: int) -> Deliberation:
    """The deliberation; 404 where the actor may not see it."""
    visible = Deliberation.objects.visible_to(actor).select_related("sitting")
    found: Deliberation | None = visible.filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def absentees(register: Register) -> list[dict[str, str]]:
    """Those who were not there, each with the one who held their proxy."""
    holders = {proxy.giver_id: proxy.holder_name for proxy in register.proxies}
    return [
        {
            "name": seat.name,
            "word": seat.get_presence_display(),
            "holder": holders.get(seat.pk, ""),
        }
        for seat in register.seats
        if seat.presence != Seat.Presence.PRESENT
    ]


def decided(register: Register) -> list[dict[str, Any]]:
    """Decisions with their amounts, each amount with the parts that the act gives of it."""
    shown = []
    for decision in register.decisions:
        amounts = list(decision.amounts.all())
        wholes = [
            {
                "amount": whole,
                "who": whole.beneficiary.name if whole.beneficiary else whole.beneficiary_name,
                "parts": [part for part in amounts if part.part_of_id == whole.pk],
            }
            for whole in amounts
            if whole.part_of_id is None
        ]
        shown.append({"decision": decision, "amounts": wholes})
    return shown


def findings(found: tuple[Finding, ...]) -> SafeString:
    """The findings of an act, each with its rule and law."""
    cards = []
    for one in found:
        rule, law = SOURCES.get(one.code, ("", ""))
        cards.append(draw_finding(FindingCard(one.severity, one.message, rule=rule, law=law)))
    return mark_safe("".join(cards))  # noqa: S308  each part is escaped by the component
