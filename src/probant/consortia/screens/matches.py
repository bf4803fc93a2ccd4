"""What may be one thing in two houses: proposed by one, answered by the other, undone by either."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from probant.consortia import actions
from probant.consortia.access import can_work_in
from probant.consortia.likeness import SESSION, STRUCTURE, Alike, End, alike_in, places_of
from probant.consortia.models import Consortium, Match, SessionMatch, StructureMatch
from probant.consortia.queries import figures_of, lines_of, members_of
from probant.consortia.screens.finding import asked_period, find_consortium, find_membership
from probant.consortia.screens.tables import query_of
from probant.gatherings.models import Session
from probant.journal.errors import AlreadyDone, JournalError
from probant.journal.reading import reading
from probant.kernel.cut import Cut
from probant.kernel.decision import Refused
from probant.kernel.period import Period
from probant.ui.idempotency import read_keys
from probant.ui.request import Request

KINDS: dict[str, type[Match]] = {SESSION: SessionMatch, STRUCTURE: StructureMatch}


@dataclass(frozen=True)
class Proposal:
    """A match as the reader's house sees it; `theirs` is named: whoever proposed said its name."""

    match: Match
    kind: str
    mine: Any
    theirs: Any
    house: str
    is_asked: bool

    @property
    def key(self) -> str:
        """What a form calls it."""
        return f"{self.kind}-{self.match.pk}"

    @property
    def names_theirs(self) -> bool:
        """Whether the other house said what it calls it: it proposed, or it confirmed."""
        return self.is_asked or bool(self.match.is_same)


def matches(request: Request, pk: int) -> HttpResponse:
    """What is alike in two members' figures of a year, what was proposed, what was settled."""
    _, period, _ = asked_period(request)
    consortium = find_consortium(request, pk)
    mine = find_membership(request, consortium)
    if request.method == "POST":
        return _gesture(request, consortium, period)
    with reading():
        names = {one.house_id: one.house.short_name for one in members_of(consortium)}
        alike = [
            (one, sides)
            for one in suggestions(consortium, period)
            if (sides := one.seen_by(mine.house_id)) is not None
        ]
        places = places_of([end for _, sides in alike for end in sides])
        proposals = proposals_of(request, consortium, names)
        days = _days([one for one, _ in alike])
        context = {
            "consortium": consortium,
            "period": period,
            "form": asked_period(request)[0],
            "cut": Cut.now(),
            "alike": [_shown(one, sides, names, places, days) for one, sides in alike],
            "asked": [o for o in proposals if o.is_asked and o.match.is_same is None],
            "waiting": [o for o in proposals if not o.is_asked and o.match.is_same is None],
            "settled": [o for o in proposals if o.match.is_same],
            "refused": [o for o in proposals if o.match.is_same is False],
            "may": can_work_in(request.actor, consortium),
        }
        return render(request, "consortia/matches.html", context)


def suggestions(consortium: Consortium, period: Period) -> list[Alike]:
    """What is alike among the facts of all the figures shared, each once."""
    found: dict[str, Alike] = {}
    for line in lines_of(consortium, figures_of(consortium), period, Cut.now()):
        if line.whole is not None:
            found |= {one.key: one for one in alike_in(consortium, line.whole)}
    return list(found.values())


def _days(alike: list[Alike]) -> dict[int, Any]:
    ids = [one.one.id for one in alike if one.kind == SESSION]
    rows = Session.objects.filter(pk__in=ids) if ids else Session.objects.none()
    return dict(rows.values_list("pk", "starts_on"))


def _shown(
    one: Alike,
    sides: tuple[End, End],
    names: dict[int, str],
    places: dict[str, str],
    days: dict[int, Any],
) -> dict[str, Any]:
    mine, theirs = sides
    return {
        "key": one.key,
        "name": mine.name,
        "day": days.get(one.one.id),
        "house": names.get(theirs.house_id, ""),
        "place": places.get(theirs.place_code, theirs.place_code),
        "told": theirs.told,
        "because": one.because,
        "is_session": one.kind == SESSION,
    }


def proposals_of(request: Request, consortium: Consortium, names: dict[int, str]) -> list[Proposal]:
    """The matches of the actor's house that stand; two queries."""
    house = request.actor.house_id
    found = []
    for kind, model in KINDS.items():
        rows: Any = model._default_manager.filter(consortium=consortium, undone_on__isnull=True)
        for one in rows.select_related("of_proposer", "of_asked").order_by("-pk"):
            if house not in (one.proposer_id, one.asked_id):
                continue
            asked = one.asked_id == house
            mine, theirs = (
                (one.of_asked, one.of_proposer) if asked else (one.of_proposer, one.of_asked)
            )
            other = one.proposer_id if asked else one.asked_id
            found.append(Proposal(one, kind, mine, theirs, names.get(other, ""), asked))
    return found


def _gesture(request: Request, consortium: Consortium, period: Period) -> HttpResponse:
    key = read_keys(request.POST).key
    here = reverse("consortia:matches", args=[consortium.pk]) + query_of(period, Cut.now())
    try:
        if "proposer" in request.POST:
            asked = request.POST["proposer"]
            alike = {one.key: one for one in suggestions(consortium, period)}
            if asked not in alike or alike[asked].seen_by(request.actor.house_id) is None:
                raise Http404
            actions.propose_match(request.actor, consortium=consortium, alike=alike[asked], key=key)
            done = "La proposition est envoyée : elle compte quand l’autre maison la confirme."
        elif "meme" in request.POST or "autre" in request.POST:
            is_same = "meme" in request.POST
            match = _match(request, consortium, request.POST["meme" if is_same else "autre"])
            actions.answer_match(request.actor, match=match, is_same=is_same, key=key)
            done = "C’est noté : le collectif le compte une fois." if is_same else "C’est noté."
        elif "defaire" in request.POST:
            match = _match(request, consortium, request.POST["defaire"])
            actions.undo_match(request.actor, match=match, key=key)
            done = "Le rapprochement est défait : chacune compte à nouveau le sien."
        else:
            raise Http404
        messages.success(request, done)
    except (AlreadyDone, Refused, JournalError) as refusal:
        messages.info(request, str(refusal))
    return redirect(here)


def _match(request: Request, consortium: Consortium, asked: str) -> Match:
    kind, _, number = asked.partition("-")
    if kind not in KINDS or not (number.isascii() and number.isdecimal() and len(number) < 16):
        raise Http404
    rows: Any = KINDS[kind]._default_manager.filter(consortium=consortium, pk=int(number))
    found: Match | None = rows.select_related("consortium").first()
    if found is None or request.actor.house_id not in (found.proposer_id, found.asked_id):
        raise Http404
    return found
