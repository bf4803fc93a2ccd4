"""The register: the list of deliberations and the page of one."""

from typing import Any, cast

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.safestring import SafeString

from probant.governance.access import SITTERS, can_change, can_correct, can_record
from probant.governance.models import Deliberation, Seat
from probant.governance.queries import Register, deliberation_rows, register_of, years_of
from probant.governance.queries.numbers import numbers_beside
from probant.governance.queries.searching import bodies_of, sought_rows
from probant.governance.rules import check_number, stages, status_of
from probant.governance.screens.search_form import SearchForm
from probant.governance.screens.tables import REGISTER, REGISTER_READ, STATUSES, words
from probant.governance.screens.words import cards
from probant.journal.reading import reading
from probant.kernel.actor import Actor
from probant.ui.pieces import Station, draw_thread
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
            "present": [one for one in register.seats if _is_there(register, one)],
            "absent": absentees(register),
            "decisions": decided(register),
            "recitals": deliberation.recitals.splitlines(),
            "visas": deliberation.visas.splitlines(),
            "status": STATUSES[status_of(register.life).value],
            "thread": thread_of(register),
            "findings": cards(
                (*register.findings, *numbers), council=register.body.follows_council_law
            ),
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
    if register.file is not None and register.item is not None:
        floor = register.file.floor(register.item.number)
        holders = {
            giver: register.file.names[holder] for giver, holder in floor.represented.items()
        }
    return [
        {
            "name": seat.name,
            "word": seat.get_presence_display(),
            "holder": holders.get(seat.pk, ""),
        }
        for seat in register.seats
        if not _is_there(register, seat)
    ]


def _is_there(register: Register, seat: Seat) -> bool:
    """Whether a member was there when the act was voted: at its item, in a sitting of ours."""
    if register.file is None or register.item is None:
        return seat.presence == Seat.Presence.PRESENT
    return seat.pk in register.file.floor(register.item.number).present


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
