"""What is due, over all conventions and both sides; who answers for it; as a calendar."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from probant.accounts.models import Membership
from probant.funding.access import can_record
from probant.funding.actions.reminders import keep_convention
from probant.funding.models import Keeper
from probant.funding.queries.dues import Dued, dues, mine, running
from probant.funding.queries.reminders import engagements_of
from probant.funding.rules import State
from probant.funding.screens.money_forms import KeeperForm
from probant.funding.screens.views.conventions import load
from probant.funding.screens.views.evidence import FORM, trail
from probant.funding.screens.words import Due
from probant.funding.screens.words import dues as worded
from probant.journal.reading import reading
from probant.kernel.roles import TEAM
from probant.post.calendars import calendar_of
from probant.programmes.screens.submit import Subject, answer
from probant.ui.idempotency import FormKeys
from probant.ui.request import Request

SIDES = (
    ("beneficiary", "À la charge de l’association"),
    ("funder", "À la charge du financeur"),
    ("both", "Des deux côtés"),
)
STATES = {"retard": State.LATE, "faire": State.DUE, "venir": State.OPEN, "fait": State.DONE}
MOST = 200


@dataclass(frozen=True)
class Line:
    """An obligation with its convention and who answers for it."""

    it: Due
    convention_id: int
    title: str
    keeper: str


def listing(request: Request) -> HttpResponse:
    """`/conventions/du/?qui=moi&etat=`: everything due, by side; one's own by default."""
    actor = request.actor
    with reading():
        found = dues(actor, timezone.localdate())
    state = request.GET.get("etat", "")
    who = "tous" if request.GET.get("qui") == "tous" or actor.house_id is None else "moi"
    chosen = found if who == "tous" else mine(actor, found)
    wanted = {STATES[state]} if state in STATES else {State.LATE, State.DUE}
    shown = [one for one in chosen if one.it.state in wanted]
    writes = actor.house_id is not None and actor.has(*TEAM)
    sides = [
        (title, _lines([one for one in shown if one.side == side][:MOST], writes=writes))
        for side, title in SIDES
    ]
    context = {
        "sides": [(title, lines) for title, lines in sides if lines],
        "count": len(shown),
        "late": sum(one.it.state is State.LATE for one in chosen),
        "state": state,
        "states": (
            ("", "en retard ou à faire"),
            ("retard", "en retard"),
            ("faire", "à faire"),
            ("venir", "à venir"),
            ("fait", "faites"),
        ),
        "who": who,
        "is_house": actor.house_id is not None,
    }
    return render(request, "funding/money_dues.html", context)


def _lines(found: list[Dued], *, writes: bool) -> list[Line]:
    return [
        Line(
            worded([one.it], convention_id=one.convention_id, writes=writes)[0],
            one.convention_id,
            one.title,
            one.keeper,
        )
        for one in found
    ]


def calendar(request: Request) -> HttpResponse:
    """`/conventions/du/echeances.ics?convention=&qui=`: the days, as a file that a diary reads."""
    actor, today = request.actor, timezone.localdate()
    chosen = running(actor)
    number = request.GET.get("convention", "")
    if number:
        if not (number.isascii() and number.isdigit() and len(number) < 12):
            raise Http404
        chosen = chosen.filter(pk=load(actor, int(number)).pk)
    owed = dues(actor, today, chosen)
    found = engagements_of(
        mine(actor, owed) if request.GET.get("qui") == "moi" else owed,
        today - datetime.timedelta(days=365),
        today + datetime.timedelta(days=3 * 365),
    )
    response = HttpResponse(
        calendar_of(found, "Échéances des conventions"),
        content_type="text/calendar; charset=utf-8",
    )
    response["Content-Disposition"] = 'attachment; filename="echeances.ics"'
    return response


def keeper(request: Request, pk: int) -> HttpResponse:
    """`/conventions/<id>/responsable/`: who answers for what is due on a convention."""
    convention = load(request.actor, pk)
    if not can_record(request.actor, convention.house_id):
        raise Http404
    rows = (
        Membership.objects.filter(
            organisation_id=convention.house_id, role__in=[one.value for one in TEAM]
        )
        .held_on(timezone.localdate())
        .filter(user__is_active=True)
        .select_related("user")
        .order_by("user__name")
    )
    people = {row.user_id: str(row.user) for row in rows}
    held = Keeper.objects.filter(convention=convention, code="").first()
    form = KeeperForm(
        request.POST or None,
        people=people.items(),
        initial={"user": held.user_id if held else ""},
    )
    back = reverse("funding:convention", args=[pk])

    def act(data: dict[str, Any], keys: FormKeys) -> str:
        keep_convention(
            actor=request.actor, convention=convention, user_id=data["user"], key=keys.key
        )
        return back

    return answer(
        request,
        form,
        act=act,
        template=FORM,
        subject=Subject(convention.house_id, "convention"),
        back=back,
        done="Noté : les rappels lui parviennent.",
        context={
            "heading": "Qui répond de cette convention",
            "submit": "Enregistrer",
            "trail": trail(convention, "Responsable"),
            "lead": convention.title,
        },
        day_field="user",
    )
