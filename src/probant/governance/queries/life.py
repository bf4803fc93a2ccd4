"""What the page of an association's life reads: statutes, follow-ups, fees, what is late."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone

from probant.governance.models import Fee, FollowUp, Statutes
from probant.kernel.actor import Actor
from probant.kernel.dates import write_date
from probant.kernel.finding import Finding, Severity
from probant.kernel.parameters import NotInForce, parameter
from probant.kernel.period import months_after
from probant.kernel.todo import Todo

MOST_DONE = 20  # follow-ups done that the page still shows
UNDECLARED, UNDOCUMENTED = "association.statutes_undeclared", "association.statutes_no_document"


def statutes_of(actor: Actor) -> list[Statutes]:
    """The versions, the latest first. One query."""
    rows = Statutes.objects.visible_to(actor)
    return list(rows.select_related("deliberation").order_by("-in_force_from", "-pk"))


def in_force(versions: list[Statutes], on: datetime.date) -> Statutes | None:
    """The version in force on a day, of versions with the latest first."""
    return next((one for one in versions if one.in_force_from <= on), None)


def statutes_findings(versions: list[Statutes], today: datetime.date) -> Iterator[Finding]:
    """Versions not declared in time (loi du 1er juillet 1901, art. 5), the current one unread."""
    for one in versions:
        try:
            months = parameter("association.declaration_months", on=one.adopted_on)
        except NotInForce:
            continue  # adopted before the law
        last = months_after(one.adopted_on, int(months.value))
        told = f"Statuts adoptés le {write_date(one.adopted_on)}"
        if one.declared_on is None and last < today:
            yield Finding(
                UNDECLARED,
                Severity.WARNING,
                f"{told} : leur déclaration en préfecture était à faire avant le "
                f"{write_date(last)} ({months.source}).",
            )
        elif one.declared_on is not None and one.declared_on > last:
            yield Finding(
                UNDECLARED,
                Severity.INFO,
                f"{told}, déclarés le {write_date(one.declared_on)}, après les "
                f"{months.value} mois ({months.source}).",
            )
    current = in_force(versions, today)
    if current is not None and current.document_id is None:
        yield Finding(
            UNDOCUMENTED, Severity.GAP, "Le texte des statuts en vigueur n’est pas joint."
        )


def follow_ups(actor: Actor) -> tuple[list[FollowUp], list[FollowUp]]:
    """What is still to do, the earliest day first, then the latest done. Two queries."""
    rows = FollowUp.objects.visible_to(actor).select_related("deliberation")
    waiting = rows.filter(done_on__isnull=True)
    far = datetime.date.max
    open_ = sorted(waiting, key=lambda one: (one.due_on or far, one.pk))
    done = rows.filter(done_on__isnull=False).order_by("-done_on", "-pk")[:MOST_DONE]
    return open_, list(done)


@dataclass(frozen=True)
class Fees:
    """The fees of a year."""

    year: int
    rows: tuple[Fee, ...]

    def _sum(self, *states: str) -> int:
        return sum(one.amount_cents for one in self.rows if one.state in states)

    @property
    def paid_cents(self) -> int:
        """What was paid."""
        return self._sum(Fee.State.PAID)

    @property
    def left_cents(self) -> int:
        """What is still called."""
        return self._sum(Fee.State.CALLED)

    @property
    def owing(self) -> int:
        """How many have not paid."""
        return sum(1 for one in self.rows if one.state == Fee.State.CALLED)


def fees_of(actor: Actor, year: int) -> Fees:
    """The fees of a year, those still called first, then by name. One query."""
    rows = list(Fee.objects.visible_to(actor).filter(year=year).order_by("name", "pk"))
    rows.sort(key=lambda one: one.state != Fee.State.CALLED)
    return Fees(year, tuple(rows))


def life_to_do(actor: Actor, until: datetime.date) -> Iterator[Todo]:
    """What decisions ask of the actor by a day. One query, none for who has no account."""
    if actor.user_id is None or actor.house_id is None:
        return
    rows = FollowUp.objects.filter(
        house_id=actor.house_id, user_id=actor.user_id, done_on__isnull=True, due_on__lte=until
    )
    for one in rows.order_by("due_on", "pk"):
        yield Todo(
            title=one.what,
            due_on=one.due_on or timezone.localdate(),
            address=reverse("governance:follow-up", args=[one.pk]),
            detail=f"décidé le {write_date(one.decided_on)}",
        )
