"""Requests side by side: the list of a house or of a funder, what is due of them, their dates."""

import datetime
from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, Subquery, Sum

from probant.funding.models import (
    AmountAsked,
    AmountProposed,
    AwardMade,
    FundingRequest,
    RequestAction,
    RequestPiece,
    RequestStep,
)
from probant.funding.rules.requests import RequestState, Step, state_of
from probant.kernel.actor import Actor
from probant.kernel.calendar import Engagement
from probant.kernel.roles import FUNDERS, TEAM
from probant.kernel.todo import Todo
from probant.ui.hrefs import href_pattern


def request_rows(actor: Actor, *, year: int | None = None) -> Any:
    """The requests an actor sees, as rows of `values()`; `standing` needs `with_states`."""
    rows = FundingRequest.objects.visible_to(actor)
    if year is not None:
        rows = rows.filter(year__lte=year, last_year__gte=year)
    asked = (
        AmountAsked.objects.now()
        .filter(request=OuterRef("pk"))
        .order_by()
        .values("request")
        .annotate(total=Sum("amount_cents"))
    )
    granted = (
        AwardMade.objects.now()
        .filter(
            convention=OuterRef("convention"),
            funder=OuterRef("funder"),
            budget_year=OuterRef("year"),
        )
        .filter(Q(action=None) | Q(action__in=_actions_of(OuterRef(OuterRef("pk")))))
        .order_by()
        .values("convention")
        .annotate(total=Sum("amount_cents"))
    )
    decided = RequestStep.objects.now().filter(request=OuterRef("pk"), step=Step.GRANTED)
    return rows.annotate(
        funder_name=F("funder__name"),
        house_name=F("house__organisation__name"),
        asked_cents=Subquery(asked.values("total")[:1]),
        is_granted=Exists(decided),
        awarded_cents=Subquery(granted.values("total")[:1]),
    ).values(
        "id",
        "title",
        "year",
        "last_year",
        "due_on",
        "funder_name",
        "house_name",
        "asked_cents",
        "is_granted",
        "awarded_cents",
        "funder_id",
    )


def _actions_of(request: Any) -> Any:
    return RequestAction.objects.filter(request=request).values("sheet__action")


def with_states(rows: Iterable[dict[str, Any]], actor: Actor) -> list[dict[str, Any]]:
    """Add to each row its state (`RequestState`) and what was granted. Two queries."""
    held = list(rows)
    states = states_of([row["id"] for row in held], actor)
    for row in held:
        row["standing"] = states.get(row["id"], RequestState.PREPARED)
        row["granted_cents"] = row["awarded_cents"] if row["is_granted"] else None
    return held


def states_of(numbers: Iterable[int], actor: Actor | None) -> dict[int, RequestState]:
    """The state of several requests, as an actor reads it. Two queries."""
    wanted = list(numbers)
    steps: dict[int, list[str]] = {}
    pieces: dict[int, dict[int, set[str]]] = {}
    told = RequestStep.objects.now().filter(request__in=wanted).order_by("seq", "pk")
    for pk, step, piece in told.values_list("request_id", "step", "piece_id"):
        steps.setdefault(pk, []).append(step)
        if piece is not None:
            pieces.setdefault(pk, {}).setdefault(piece, set()).add(step)
    opined = set(
        AmountProposed.objects.visible_to(actor)
        .now()
        .filter(request__in=wanted)
        .values_list("request_id", flat=True)
    )
    return {
        pk: state_of(
            steps.get(pk, []),
            pieces_waiting=any(
                Step.PIECE_ASKED in told and Step.PIECE_GIVEN not in told
                for told in pieces.get(pk, {}).values()
            ),
            has_opinion=pk in opined,
        )
        for pk in wanted
    }


def requests_to_do(actor: Actor, until: datetime.date) -> Iterable[Todo]:
    """Requests to deposit, pieces to give, requests to instruct: what is due of the actor."""
    if actor.house_id is not None and actor.has(*TEAM):
        yield from _deposits(actor, until)
        yield from _pieces(actor, until)


def _deposits(actor: Actor, until: datetime.date) -> Iterator[Todo]:
    moved = RequestStep.objects.now().filter(request=OuterRef("pk"))
    found = (
        FundingRequest.objects.visible_to(actor)
        .filter(due_on__isnull=False, due_on__lte=until)
        .exclude(Exists(moved))
        .select_related("funder")
    )
    address = href_pattern("funding:request")
    for one in found.order_by("due_on", "pk"):
        yield Todo(
            title=f"Déposer la demande : {one.title}",
            due_on=one.due_on or until,
            address=address % one.pk,
            detail=one.funder.name,
            in_calendar=True,
        )


def _pieces(actor: Actor, until: datetime.date) -> Iterator[Todo]:
    asked = RequestStep.objects.now().filter(piece=OuterRef("pk"), step=Step.PIECE_ASKED)
    given = RequestStep.objects.now().filter(piece=OuterRef("pk"), step=Step.PIECE_GIVEN)
    waiting = (
        RequestPiece.objects.visible_to(actor)
        .filter(Exists(asked), ~Exists(given))
        .annotate(asked_on=Subquery(asked.values("occurred_on")[:1]))
        .select_related("request__funder")
    )
    address = href_pattern("funding:request")
    for one in waiting.order_by("due_on", "pk"):
        day = one.due_on or one.asked_on
        if day <= until:
            yield Todo(
                title=f"Remettre : {one.label}",
                due_on=day,
                address=address % one.request_id,
                detail=one.request.funder.name,
            )


def requests_on_calendar(
    actor: Actor, start: datetime.date, end: datetime.date
) -> Iterable[Engagement]:
    """The last days to deposit; nothing for a funder, who sets them."""
    if actor.house_id is None or not actor.has(*TEAM):
        return
    moved = RequestStep.objects.now().filter(request=OuterRef("pk"))
    found = (
        FundingRequest.objects.visible_to(actor)
        .filter(due_on__gte=start, due_on__lte=end)
        .exclude(Exists(moved))
        .select_related("funder")
    )
    address = href_pattern("funding:request")
    for one in found.order_by("due_on", "pk"):
        yield Engagement(
            kind="funding_request",
            number=one.pk,
            title=f"Dernier jour : demande à {one.funder.name}",
            start=one.due_on or start,
            address=address % one.pk,
        )


def years_asked(actor: Actor) -> list[int]:
    """The years for which something was asked, latest first. One query."""
    found = FundingRequest.objects.visible_to(actor).values_list("year", flat=True)
    return sorted(set(found), reverse=True)


def last_request(house_id: int, funder_id: int) -> FundingRequest | None:
    """The last request of a house to a funder, from which the next one starts. One query."""
    found: FundingRequest | None = (
        FundingRequest.objects.filter(house_id=house_id, funder_id=funder_id)
        .order_by("-year", "-pk")
        .first()
    )
    return found


def is_funder(actor: Actor) -> bool:
    """Whether the actor reads as a funder's: no house of its own."""
    return actor.house_id is None and actor.has(*FUNDERS)
