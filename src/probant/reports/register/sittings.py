"""What every paper of a sitting reads: the sitting whole, in one snapshot."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

from probant.governance.models import (
    AgendaItem,
    Ballot,
    Decision,
    Deliberation,
    Movement,
    Proxy,
    Seat,
    Sitting,
)
from probant.governance.queries import presence_of, rules_on
from probant.governance.rules import BodyRules, Count, Outcome, Presence, outcome, quorum_needed
from probant.governance.rules.life import list_deadline
from probant.journal.reading import reading
from probant.kernel.dates import write_date
from probant.reports.blocks import Block, Content
from probant.reports.definition import NoReport, ReportOrder
from probant.reports.register.extract import DAYS


@dataclass(frozen=True)
class Act:
    """An act of a sitting with its operative part and its ballot."""

    deliberation: Deliberation
    decisions: tuple[Decision, ...]
    ballot: Ballot | None
    outcome: Outcome


@dataclass(frozen=True)
class Sat:
    """A sitting with its seats, proxies, agenda and acts."""

    sitting: Sitting
    rules: BodyRules
    seats: tuple[Seat, ...]
    proxies: tuple[Proxy, ...]
    presence: Presence
    items: tuple[AgendaItem, ...]
    movements: tuple[Movement, ...]
    acts: tuple[Act, ...]

    @property
    def day(self) -> str:
        """« jeudi 21 mars 2024 »."""
        held_on = self.sitting.held_on
        return f"{DAYS[held_on.weekday()]} {write_date(held_on)}"

    @property
    def hour(self) -> str:
        """« 18 h 30 », "" where it is not known."""
        at = self.sitting.opens_at
        return "" if at is None else f"{at.hour} h {at.minute:02d}" if at.minute else f"{at.hour} h"

    @property
    def is_public(self) -> bool:
        """Whether the CGCT binds the body."""
        return self.sitting.body.follows_council_law

    @property
    def quorum(self) -> int | None:
        """The members who must be present, where the number in office is known."""
        if self.sitting.members_in_office is None:
            return None
        return quorum_needed(self.sitting.members_in_office, self.rules)

    def names(self, *presences: str) -> list[str]:
        """The names of those in these states, in the order of the list."""
        return [seat.name for seat in self.seats if seat.presence in presences]

    def act_of(self, item: AgendaItem) -> Act | None:
        """The act that an item became."""
        return next((one for one in self.acts if one.deliberation.pk == item.deliberation_id), None)


def sat(order: ReportOrder) -> Sat:
    """Read a sitting whole; ten queries whatever its size. Raises `NoReport`."""
    if order.sitting_id is None:
        raise NoReport("dites quelle séance : --sitting et son numéro.")
    with reading():
        seen = Sitting.objects.visible_to(order.actor).select_related(
            "body__organisation", "house__organisation"
        )
        sitting: Sitting | None = seen.filter(pk=order.sitting_id).first()
        if sitting is None:
            raise NoReport(f"aucune séance n° {order.sitting_id}.")
        seats = tuple(sitting.seats.order_by("position"))
        proxies = tuple(sitting.proxies.order_by("position"))
        items = tuple(sitting.items.select_related("beneficiary").order_by("number"))
        moved = Movement.objects.filter(item__sitting=sitting).select_related("seat", "item")
        rules = rules_on(sitting.body, sitting.held_on)
        return Sat(
            sitting=sitting,
            rules=rules,
            seats=seats,
            proxies=proxies,
            presence=presence_of(sitting, seats, proxies),
            items=items,
            movements=tuple(moved.order_by("item__number", "id")),
            acts=tuple(_acts(sitting, items, rules)),
        )


def _acts(sitting: Sitting, items: Sequence[AgendaItem], rules: BodyRules) -> Iterator[Act]:
    """The acts in the order of the agenda, then by number."""
    place = {item.deliberation_id: item.number for item in items}
    acts = Deliberation.objects.filter(sitting=sitting, cited_only=False)
    found = list(acts.prefetch_related("decisions__amounts__beneficiary", "ballots"))
    found.sort(key=lambda act: (place.get(act.pk, 10**6), act.number, act.pk))
    for act in found:
        ballots = sorted(act.ballots.all(), key=lambda one: one.round)
        last = ballots[-1] if ballots else None
        yield Act(
            act,
            tuple(sorted(act.decisions.all(), key=lambda one: one.number)),
            last,
            outcome(last.count if last else Count(), rules),
        )


def paper(
    found: Sat, order: ReportOrder, title: str, slug: str, blocks: Iterator[Block]
) -> Content:
    """A paper of a sitting, with its head and foot."""
    sitting = found.sitting
    return Content(
        title=title,
        subtitle=f"{sitting.body.name}, {sitting.body.organisation.name}",
        author=sitting.body.organisation.name,
        cut=f"Séance du {found.day}" + (f" à {found.hour}" if found.hour else ""),
        proof=f"Établi par {sitting.house.organisation.name} le {write_date(order.today)}.",
        file_name=f"{slug}-{sitting.held_on.isoformat()}-{sitting.pk}",
        blocks=tuple(blocks),
    )


def shown_until(found: Sat) -> str:
    """Within how long the list of deliberations is displayed (L2121-25); "" for associations."""
    delay = list_deadline(found.sitting.held_on) if found.is_public else None
    if delay is None:
        return ""
    last = found.sitting.held_on + timedelta(days=int(delay.value))
    return f"À afficher et à mettre en ligne au plus tard le {write_date(last)} ({delay.source})."


def listed(names: Sequence[str]) -> str:
    """Names on one line; « aucun » where there is none."""
    return ", ".join(names) if names else "aucun"
