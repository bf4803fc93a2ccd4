"""From the vote to force: the stations of an act, the deadlines that the law hangs on each.

An act of an authority is executory once published and transmitted to the préfet (CGCT L2131-1); an
individual decision, such as a grant, is transmitted within fifteen days; the préfet may refer it
to the court within two months of its transmission (L2131-6). An association's act needs nothing.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from probant.governance.rules.calendar import executory_on
from probant.kernel.dates import write_date
from probant.kernel.finding import Finding, Severity
from probant.kernel.parameters import NotInForce, Parameter, parameter
from probant.kernel.period import months_after


class Status(StrEnum):
    """How far an act has come."""

    CITED = "cited"
    REJECTED = "rejected"
    VOTED = "voted"
    TRANSMITTED = "transmitted"
    PUBLISHED = "published"
    EXECUTORY = "executory"
    NOTIFIED = "notified"
    WITHDRAWN = "withdrawn"
    ANNULLED = "annulled"

    @property
    def label(self) -> str:
        """The word of the screens."""
        return {
            "cited": "citée",
            "rejected": "rejetée",
            "voted": "votée",
            "transmitted": "transmise",
            "published": "publiée",
            "executory": "exécutoire",
            "notified": "exécutoire et notifiée",
            "withdrawn": "retirée",
            "annulled": "annulée",
        }[self.value]


@dataclass(frozen=True, slots=True)
class Life:
    """The days of an act. `is_public`: the CGCT binds its body; `grants`: it gives money to one."""

    held_on: date
    is_public: bool
    adopted: bool | None = None
    grants: bool = False
    transmitted_on: date | None = None
    published_on: date | None = None
    notified_on: date | None = None
    withdrawn_on: date | None = None
    annulled_on: date | None = None
    cited_only: bool = False


@dataclass(frozen=True, slots=True)
class Stage:
    """A station. state: done, due, late or open; `on`: its day, else the last day allowed."""

    code: str
    title: str
    state: str
    on: date | None
    detail: str = ""


def status_of(life: Life) -> Status:
    """How far the act has come; the end of its life first.

    >>> status_of(Life(date(2009, 3, 30), True, True, transmitted_on=date(2009, 4, 7),
    ...     published_on=date(2009, 4, 9))).label
    'exécutoire'
    """
    if life.annulled_on is not None:
        return Status.ANNULLED
    if life.withdrawn_on is not None:
        return Status.WITHDRAWN
    if life.cited_only:
        return Status.CITED
    if life.adopted is False:
        return Status.REJECTED
    if not life.is_public:
        return Status.NOTIFIED if life.notified_on else Status.VOTED
    if executory_on(life.transmitted_on, life.published_on) is not None:
        return Status.NOTIFIED if life.notified_on else Status.EXECUTORY
    if life.transmitted_on is not None:
        return Status.TRANSMITTED
    return Status.PUBLISHED if life.published_on else Status.VOTED


def transmission_deadline(life: Life) -> date | None:
    """The last day to transmit an individual decision (L2131-1); None where the law sets none."""
    delay = _delay("council.individual_transmission_delay", life.held_on)
    if not life.is_public or not life.grants or delay is None:
        return None
    return life.held_on + timedelta(days=int(delay.value))


def referral_deadline(life: Life) -> date | None:
    """The last day on which the préfet may refer the act to the court (L2131-6)."""
    if not life.is_public or life.transmitted_on is None:
        return None
    delay = _delay("council.prefect_appeal_delay", life.transmitted_on)
    return None if delay is None else months_after(life.transmitted_on, int(delay.value))


def payment_deadline(life: Life) -> date | None:
    """The last day to pay a grant whose act sets no other: sixty days from its notification."""
    if not life.grants or life.notified_on is None:
        return None
    delay = _delay("subsidy.payment_delay", life.notified_on)
    return None if delay is None else life.notified_on + timedelta(days=int(delay.value))


def stages(life: Life, today: date) -> list[Stage]:
    """The stations of an act, in order, as they stand today.

    >>> act = Life(date(2024, 3, 21), True, True, grants=True)
    >>> [(one.code, one.state, one.on) for one in stages(act, date(2024, 4, 1))][1]
    ('transmitted', 'due', datetime.date(2024, 4, 5))
    """
    return list(_stages(life, today))


def _stages(life: Life, today: date) -> Iterator[Stage]:
    ended = life.withdrawn_on is not None or life.annulled_on is not None
    yield Stage("voted", "Vote", "done", life.held_on, "rejet" if life.adopted is False else "")
    if life.adopted is not False and not life.cited_only:
        if life.is_public:
            yield from _public(life, today, ended)
        if life.notified_on or (life.grants and not ended):
            yield from _notified(life, today)
    if life.withdrawn_on is not None:
        yield Stage("withdrawn", "Retrait", "late", life.withdrawn_on)
    if life.annulled_on is not None:
        yield Stage("annulled", "Annulation", "late", life.annulled_on)


def _public(life: Life, today: date, ended: bool) -> Iterator[Stage]:
    last = transmission_deadline(life)
    if life.transmitted_on is not None:
        until = referral_deadline(life)
        detail = f"déféré possible jusqu’au {write_date(until)}" if until and until >= today else ""
        if until and until < today:
            detail = f"délai de déféré passé le {write_date(until)}"
        yield Stage("transmitted", "Transmission au préfet", "done", life.transmitted_on, detail)
    elif not ended:
        state = "open" if last is None else "late" if last < today else "due"
        detail = (
            "" if last is None else "non connue ici ; quinze jours pour une décision individuelle"
        )
        yield Stage("transmitted", "Transmission au préfet", state, last, detail)
    if life.published_on is not None:
        yield Stage("published", "Publication", "done", life.published_on)
    elif not ended:
        yield Stage("published", "Publication", "open", None)
    in_force = executory_on(life.transmitted_on, life.published_on)
    if in_force is not None:
        yield Stage("executory", "Exécutoire", "done", in_force)
    elif not ended:
        yield Stage("executory", "Exécutoire", "open", None, "une fois publiée et transmise")


def _notified(life: Life, today: date) -> Iterator[Stage]:
    if life.notified_on is None:
        detail = "le délai de versement en partira"
        yield Stage("notified", "Notification au bénéficiaire", "open", None, detail)
        return
    until = payment_deadline(life)
    detail = "" if until is None else f"versement attendu avant le {write_date(until)}"
    yield Stage("notified", "Notification au bénéficiaire", "done", life.notified_on, detail)


def check_life(life: Life) -> list[Finding]:
    """`transmission.late`: an individual decision transmitted after fifteen days;
    `notified.early`: notified before it was executory; `life.rejected`: what was not adopted has
    no formalities to fulfil.

    >>> late = Life(date(2024, 3, 21), True, True, True, transmitted_on=date(2024, 4, 20))
    >>> [one.code for one in check_life(late)]
    ['transmission.late']
    """
    found = []
    last = transmission_deadline(life)
    if last is not None and life.transmitted_on is not None and life.transmitted_on > last:
        told = (
            f"Transmise le {write_date(life.transmitted_on)}, après le {write_date(last)} : une "
            "décision individuelle est transmise dans les quinze jours."
        )
        found.append(Finding("transmission.late", Severity.WARNING, told))
    in_force = executory_on(life.transmitted_on, life.published_on)
    if life.is_public and life.notified_on and in_force and life.notified_on < in_force:
        told = (
            f"Notifiée le {write_date(life.notified_on)}, avant d’être exécutoire "
            f"({write_date(in_force)})."
        )
        found.append(Finding("notified.early", Severity.WARNING, told))
    ended = life.annulled_on or life.withdrawn_on
    if ended is not None and ended < life.held_on:
        told = f"Retirée ou annulée le {write_date(ended)}, avant le vote."
        found.append(Finding("date.order", Severity.WARNING, told))
    return found


def list_deadline(held_on: date) -> Parameter | None:
    """The delay to publish the list of deliberations (L2121-25), None before it was the law."""
    return _delay("council.deliberations_list_delay", held_on)


def _delay(key: str, on: date) -> Parameter | None:
    try:
        return parameter(key, on=on)
    except NotInForce:
        return None
