"""The watch list of calls and consultations; what is due of them."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import DateField, F, OuterRef, Subquery, Value
from django.db.models.functions import Coalesce

from probant.funding.models import Call, CallAlert, CallPartner, CallPiece, CallStep
from probant.funding.rules.calls import CallStage, stage_of
from probant.kernel.actor import Actor
from probant.kernel.calendar import Engagement
from probant.kernel.roles import TEAM
from probant.kernel.todo import Todo
from probant.ui.hrefs import href_pattern

FAR = datetime.date(9999, 12, 31)


def call_rows(actor: Actor, *, waiting: bool = False) -> Any:
    """The calls of the house as rows of `values()`, `stage` derived. `waiting`: still to answer."""
    last = CallStep.objects.now().filter(call=OuterRef("pk")).order_by("-seq", "-pk")
    rows = Call.objects.visible_to(actor).annotate(
        stage=Coalesce(Subquery(last.values("stage")[:1]), Value(CallStage.WATCHED.value)),
        until=Coalesce("due_on", Value(FAR, output_field=DateField())),
        won_cents=Subquery(last.values("amount_cents")[:1]),
        organiser_known=F("organiser__name"),
    )
    if waiting:
        rows = rows.filter(stage__in=[one.value for one in CallStage if one.waits])
    return rows.values(
        "id",
        "title",
        "kind",
        "organiser_name",
        "organiser_known",
        "due_on",
        "until",
        "manner",
        "amount_cents",
        "stage",
        "won_cents",
    )


@dataclass(frozen=True)
class CallView:
    """A call whole."""

    call: Call
    stage: CallStage
    steps: tuple[CallStep, ...]
    partners: tuple[CallPartner, ...]
    pieces: tuple[CallPiece, ...]
    alerts: tuple[CallAlert, ...]

    @property
    def won_cents(self) -> int | None:
        """What was obtained, where it was."""
        return self.steps[-1].amount_cents if self.steps else None


def call_view(call: Call) -> CallView:
    """Load a call whole. Four queries."""
    steps = tuple(call.steps.filter(void_seq__isnull=True).order_by("seq", "pk"))
    return CallView(
        call,
        stage_of([one.stage for one in steps]),
        steps,
        tuple(call.partners.select_related("organisation").order_by("-is_lead", "pk")),
        tuple(call.pieces.select_related("file_piece__document", "document").order_by("pk")),
        tuple(call.alerts.select_related("mailing").order_by("pk")),
    )


def calls_to_do(actor: Actor, until: datetime.date) -> Iterable[Todo]:
    """The calls still to answer by a day. One query."""
    if actor.house_id is None or not actor.has(*TEAM):
        return []
    address = href_pattern("funding:call")
    rows = call_rows(actor, waiting=True).filter(due_on__isnull=False, due_on__lte=until)
    return [
        Todo(
            title=f"Répondre : {row['title']}",
            due_on=row["due_on"],
            address=address % row["id"],
            detail=row["organiser_known"] or row["organiser_name"],
            in_calendar=True,
        )
        for row in rows.order_by("due_on", "id")
    ]


def calls_on_calendar(
    actor: Actor, start: datetime.date, end: datetime.date
) -> Iterable[Engagement]:
    """The last days to answer. One query."""
    if actor.house_id is None or not actor.has(*TEAM):
        return []
    address = href_pattern("funding:call")
    rows = call_rows(actor, waiting=True).filter(due_on__gte=start, due_on__lte=end)
    return [
        Engagement(
            kind="funding_call",
            number=row["id"],
            title=f"Dernier jour : {row['title']}",
            start=row["due_on"],
            address=address % row["id"],
        )
        for row in rows.order_by("due_on", "id")
    ]
