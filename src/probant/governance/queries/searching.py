"""What is sought in the register: words, a body, days, a beneficiary, amounts, a state."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from probant.governance.models import Body, DecisionAmount
from probant.governance.rules.words import words_of
from probant.kernel.actor import Actor
from probant.kernel.text import fold

#: What an act still waits for, or what it became: words of the list, by their value in an address.
STATES = {
    "a-transmettre": "à transmettre au préfet",
    "a-publier": "transmises, à publier",
    "a-notifier": "exécutoires, à notifier",
    "executoires": "exécutoires",
    "terminees": "retirées ou annulées",
}


@dataclass(frozen=True)
class Sought:
    """A question to the register; empty values ask nothing. Amounts in cents, bounds included."""

    words: str = ""
    body_id: int | None = None
    start: datetime.date | None = None
    end: datetime.date | None = None
    beneficiary: str = ""
    least_cents: int | None = None
    most_cents: int | None = None
    state: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether the question keeps everything."""
        return self == Sought()


def sought_rows(rows: QuerySet[Any, Any], sought: Sought) -> QuerySet[Any, Any]:
    """The acts that answer; words and beneficiary without accents, by the beginning of words."""
    for word in words_of(sought.words):
        rows = rows.filter(search_key__contains=word)
    if sought.body_id is not None:
        rows = rows.filter(sitting__body_id=sought.body_id)
    if sought.start is not None:
        rows = rows.filter(sitting__held_on__gte=sought.start)
    if sought.end is not None:
        rows = rows.filter(sitting__held_on__lte=sought.end)
    granted = _granted(sought)
    if granted is not None:
        rows = rows.filter(Exists(granted))
    return _in_state(rows, sought.state)


def _granted(sought: Sought) -> QuerySet[Any] | None:
    """The amounts that answer, of one act; parts of a whole count too."""
    if not sought.beneficiary and sought.least_cents is None and sought.most_cents is None:
        return None
    amounts = DecisionAmount.objects.filter(decision__deliberation=OuterRef("pk"))
    if sought.beneficiary:
        named = Q(beneficiary__name_key__contains=fold(sought.beneficiary))
        amounts = amounts.filter(named | Q(beneficiary_name__icontains=sought.beneficiary))
    if sought.least_cents is not None:
        amounts = amounts.filter(amount_cents__gte=sought.least_cents)
    if sought.most_cents is not None:
        amounts = amounts.filter(amount_cents__lte=sought.most_cents)
    return amounts


def _in_state(rows: QuerySet[Any, Any], state: str) -> QuerySet[Any, Any]:
    ended = Q(withdrawn_on__isnull=False) | Q(annulled_on__isnull=False)
    if state not in STATES:
        return rows
    if state == "terminees":
        return rows.filter(ended)
    public = (Body.Kind.COUNCIL, Body.Kind.BUREAU)
    rows = rows.exclude(ended).filter(cited_only=False, sitting__body__kind__in=public)
    if state == "a-transmettre":
        return rows.filter(transmitted_on__isnull=True)
    if state == "a-publier":
        return rows.filter(transmitted_on__isnull=False, published_on__isnull=True)
    rows = rows.filter(transmitted_on__isnull=False, published_on__isnull=False)
    return rows.filter(notified_on__isnull=True) if state == "a-notifier" else rows


def bodies_of(actor: Actor) -> list[tuple[int, str]]:
    """The bodies whose acts the actor may seek. One query."""
    named = Body.objects.visible_to(actor).order_by("organisation__name_key", "name")
    rows = named.values_list("pk", "name", "organisation__name")
    return [(pk, f"{name}, {organisation}") for pk, name, organisation in rows]
