"""The register: the list of deliberations and the page of one."""

from typing import Any, cast

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe

from probant.governance.access import can_change, can_correct, can_record
from probant.governance.models import Deliberation, Seat
from probant.governance.queries import Register, deliberation_rows, register_of, years_of
from probant.governance.queries.numbers import numbers_beside
from probant.governance.queries.searching import bodies_of, sought_rows
from probant.governance.rules import check_number, stages, status_of
from probant.governance.rules.sources import SOURCES
from probant.governance.screens.search_form import SearchForm
from probant.governance.screens.tables import REGISTER, REGISTER_READ, STATUSES, words
from probant.journal.reading import reading
from probant.kernel.actor import Actor
from probant.kernel.finding import Finding
from probant.ui.pieces import FindingCard, Station, draw_finding, draw_thread
from probant.ui.pieces.thread import State
from probant.ui.request import Request
from probant.ui.tables import keyset_page


def listing(request: Request) -> HttpResponse:
    """`/deliberations/`: the acts that the actor sees, latest first, and what is sought in them."""
    actor = request.actor
    may_record = actor.house_id is not None and can_record(actor, actor.house_id).allowed
    table = REGISTER if may_record else REGISTER_READ
    form = SearchForm(request.GET, bodies=bodies_of(actor), years=years_of(actor))
    sought = form.sought
    rows = sought_rows(deliberation_rows(actor), sought)
    page = keyset_page(rows, table.sort(request.GET), request.GET)
    context = {
        "table": table.render(words(page.rows), query=request.GET, page=page),
        "form": form,
        "sought": sought,
        "found": bool(page.rows),
        "may_record": may_record,
        "sits": actor.has(*SITTERS),
    }
    return render(request, "governance/deliberations.html", context)


def sheet(request: Request, pk: int) -> HttpResponse:
    """`/deliberations/<id>/`: who sat, what was decided, whether it stands."""
    actor = request.actor
    with reading():
        deliberation = load(actor, pk)
        register = register_of(deliberation)
        numbers = check_number(
            register.body.number_pattern,
            register.sitting.held_on,
            deliberation.number,
            numbers_beside(register.sitting, but=pk) if deliberation.number else (),
        )
        context = {
            "register": register,
            "deliberation": deliberation,
            "sitting": register.sitting,
            "body": register.body,
            "present": [one for one in register.seats if one.presence == Seat.Presence.PRESENT],
            "absent": absentees(register),
            "decisions": decided(register),
            "recitals": deliberation.recitals.splitlines(),
            "visas": deliberation.visas.splitlines(),
            "status": STATUSES[status_of(register.life).value],
            "thread": thread_of(register),
            "findings": findings((*register.findings, *numbers)),
            "writes": can_change(actor, deliberation).allowed,
            "corrects": can_correct(actor, deliberation).allowed,
        }
        return render(request, "governance/deliberation.html", context)


def thread_of(register: Register) -> SafeString:
    """The stations of the act, from the vote to force."""
    stations = [
        Station("", one.title, cast(State, one.state), on=one.on, detail=one.detail)
        for one in stages(register.life, timezone.localdate())
    ]
    return draw_thread(stations, "De la séance à l’exécution")


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
        enables = str(decision.get_enables_display()) if decision.enables else ""
        shown.append({"decision": decision, "enables": enables, "amounts": wholes})
    return shown


def findings(found: tuple[Finding, ...]) -> SafeString:
    """The findings of an act, each with its rule and law."""
    cards = []
    for one in found:
        rule, law = SOURCES.get(one.code, ("", ""))
        cards.append(draw_finding(FindingCard(one.severity, one.message, rule=rule, law=law)))
    return mark_safe("".join(cards))  # noqa: S308  each part is escaped by the component
