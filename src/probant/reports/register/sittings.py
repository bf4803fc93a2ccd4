"""What every paper of a sitting reads: the sitting whole, in one snapshot."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import time, timedelta

from probant.governance.models import AgendaItem, Ballot, Decision, Deliberation, Sitting
from probant.governance.queries import SittingFile, file_of, outcome_of, presence_of
from probant.governance.rules import Floor, Presence, Quorum, quorum_needed
from probant.governance.rules.life import list_deadline
from probant.journal.reading import reading
from probant.kernel.dates import WEEKDAYS, write_date
from probant.reports.blocks import Block, Content
from probant.reports.definition import NoReport, ReportOrder
from probant.reports.register.votes import Pairs, elected_of, rounds_of, votes_of


@dataclass(frozen=True)
class Act:
    """An act of a sitting with its operative part, and what was voted in words."""

    deliberation: Deliberation
    decisions: tuple[Decision, ...]
    ballot: Ballot | None
    votes: Pairs = ()
    result: str = ""


@dataclass(frozen=True)
class Sat:
    """A sitting with its agenda and acts."""

    sitting: Sitting
    file: SittingFile
    presence: Presence
    items: tuple[AgendaItem, ...]
    acts: tuple[Act, ...]

    @property
    def day(self) -> str:
        """« jeudi 21 mars 2024 »."""
        held_on = self.sitting.held_on
        return f"{WEEKDAYS[held_on.weekday()]} {write_date(held_on)}"

    @property
    def hour(self) -> str:
        """« 18 h 30 », "" where it is not known."""
        return write_hour(self.sitting.opens_at)

    @property
    def is_public(self) -> bool:
        """Whether the CGCT binds the body."""
        return self.sitting.body.follows_council_law

    @property
    def quorum(self) -> Quorum | None:
        """The quorum at the opening: of the members listed where the agenda is ours, else of the
        counts that the extract declares; None where the number in office is not known.
        """
        if self.items and self.file.seats:
            return self.file.quorum(0)
        base = self.sitting.members_in_office
        if base is None:
            return None
        rules, presence = self.file.rules, self.presence
        counted = presence.present_count or 0
        if rules.counted != "present":
            counted += presence.proxies_count or 0
        return Quorum(counted, quorum_needed(base, rules), base)

    @property
    def opening(self) -> Floor:
        """Who is there and for whom as the sitting opens."""
        return self.file.floor(0)

    def names(self, *presences: str) -> list[str]:
        """The names of those in these states, in the order of the list."""
        return [seat.name for seat in self.file.seats if seat.presence in presences]

    def act_of(self, item: AgendaItem) -> Act | None:
        """The act that an item became."""
        return next((one for one in self.acts if one.deliberation.pk == item.deliberation_id), None)


def write_hour(at: time | None) -> str:
    """An hour as minutes print it; "" where it is not known.

    >>> write_hour(time(18, 30)), write_hour(time(9)), write_hour(None)
    ('18 h 30', '9 h', '')
    """
    if at is None:
        return ""
    return f"{at.hour} h {at.minute:02d}" if at.minute else f"{at.hour} h"


def sat(order: ReportOrder) -> Sat:
    """Read a sitting whole; the same queries whatever its size. Raises `NoReport`."""
    if order.sitting_id is None:
        raise NoReport("dites quelle séance : --sitting et son numéro.")
    with reading():
        seen = Sitting.objects.visible_to(order.actor).select_related(
            "body__organisation", "house__organisation"
        )
        sitting: Sitting | None = seen.filter(pk=order.sitting_id).first()
        if sitting is None:
            raise NoReport(f"aucune séance n° {order.sitting_id}.")
        file = file_of(sitting)
        items = tuple(sitting.items.select_related("beneficiary").order_by("number"))
        return Sat(
            sitting=sitting,
            file=file,
            presence=presence_of(sitting, file.seats, file.proxies),
            items=items,
            acts=tuple(_acts(file, items)),
        )


def _acts(file: SittingFile, items: Sequence[AgendaItem]) -> Iterator[Act]:
    """The acts in the order of the agenda, then by number."""
    place = {item.deliberation_id: item.number for item in items}
    acts = Deliberation.objects.filter(sitting=file.sitting, cited_only=False)
    found = list(
        acts.prefetch_related(
            "decisions__amounts__beneficiary", "ballots__candidates", "ballots__colleges__college"
        )
    )
    found.sort(key=lambda act: (place.get(act.pk, 10**6), act.number, act.pk))
    for act in found:
        ballots = sorted(act.ballots.all(), key=lambda one: one.round)
        decisions = sorted(act.decisions.all(), key=lambda one: one.number)
        yield _act(file, act, decisions, ballots)


def _act(
    file: SittingFile, act: Deliberation, decisions: Sequence[Decision], ballots: Sequence[Ballot]
) -> Act:
    if not ballots:
        return Act(act, tuple(decisions), None)
    last = ballots[-1]
    if last.is_election:
        names = file.elected(act.pk)
        votes = rounds_of([(one, list(one.candidates.all())) for one in ballots])
        return Act(act, tuple(decisions), last, votes, elected_of(names))
    in_office = file.sitting.members_in_office or len(file.seats) or None
    found = outcome_of(last, file.rules, in_office, tuple(last.colleges.all()))
    return Act(act, tuple(decisions), last, votes_of(last), found.label)


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
