"""Reading the engineering fund: what missions took of it, and who pays for a mission."""

from dataclasses import dataclass

from probant.funding.models import Convention, EngineeringFund, Party
from probant.funding.rules.engineering import Envelope, check_envelope
from probant.kernel.cut import Cut
from probant.kernel.period import Period
from probant.programmes.models import Action, Programme
from probant.support.models import Mission, MissionContracted, MissionEnded
from probant.support.queries.engineering import MissionFile
from probant.support.queries.holding import Held


@dataclass(frozen=True)
class MissionCost:
    """What one mission takes of a fund, in cents; `is_spent` once it is over."""

    mission_id: int
    title: str
    cost_cents: int | None
    is_spent: bool


@dataclass(frozen=True)
class FundView:
    """The fund of a programme and a year: its envelopes and what missions took of them."""

    programme: Programme
    envelope: Envelope
    parts: tuple[EngineeringFund, ...]
    missions: tuple["MissionCost", ...] = ()


def fund_of(programme: Programme, year: int, cut: Cut | None = None) -> FundView | None:
    """The engineering fund of a programme and a year, or None where none is noted. Three queries.

    A mission belongs to the year in which it was contracted, as the order engages that year's
    fund. Ended missions count at what they really cost.
    """
    parts = tuple(
        EngineeringFund.objects.filter(programme=programme, year=year).select_related("convention")
    )
    if not parts:
        return None
    costs = _costs(programme, year, cut or Cut.now())
    envelope = Envelope(
        year=year,
        amount_cents=sum(part.amount_cents for part in parts),
        committed_cents=sum(one.cost_cents or 0 for one in costs if not one.is_spent),
        spent_cents=sum(one.cost_cents or 0 for one in costs if one.is_spent),
        unknown=sum(one.cost_cents is None for one in costs),
    )
    return FundView(programme, envelope, parts, costs)


def last_year_of_fund(programme: Programme, until: int) -> int | None:
    """The last year, not after one, for which a fund of the programme is noted. One query."""
    noted = EngineeringFund.objects.filter(programme=programme, year__lte=until)
    return noted.order_by("-year").values_list("year", flat=True).first()


def _costs(programme: Programme, year: int, cut: Cut) -> tuple[MissionCost, ...]:
    """What each mission contracted in the year costs: in the end, else by its contract."""
    facts = MissionContracted.objects.filter(house_id=programme.house_id, programme=programme)
    signed = list(
        facts.during(Period.year(year))
        .cut(cut)
        .order_by("occurred_on", "seq")
        .values_list("mission_id", "mission__title", "cost_cents")
    )
    ended = dict(
        MissionEnded.objects.filter(
            house_id=programme.house_id, mission__in=[pk for pk, *_ in signed]
        )
        .cut(cut)
        .values_list("mission_id", "cost_cents")
    )
    return tuple(
        MissionCost(pk, title, cost if ended.get(pk) is None else ended[pk], pk in ended)
        for pk, title, cost in signed
    )


def year_of(file: MissionFile) -> int | None:
    """The year whose fund a mission engages: that of its contract, else of its choice."""
    return file.day.year if file.day else None


def held_by_fund(file: MissionFile) -> list[Held]:
    """What the fund says against the order of a mission.

    A mission that is not contracted yet is weighed with what it is expected to cost.
    """
    year = year_of(file)
    view = fund_of(file.mission.programme, year) if year else None
    if view is None:
        return []
    envelope = view.envelope
    if file.contract is None:
        envelope = Envelope(
            envelope.year,
            envelope.amount_cents,
            envelope.committed_cents + (file.cost_cents or 0),
            envelope.spent_cents,
        )
    finding = check_envelope(envelope)
    return [Held(finding.code, finding.message, envelope.over_cents)] if finding else []


def payers_of(mission: Mission, year: int) -> list[tuple[Convention, Party]]:
    """Who pays for a mission of a year: funders of conventions whose action's scope reaches it.

    Derived, never typed: a sheet of that year whose action covers the programme, and the place
    where the action is bound to places. Two queries.
    """
    actions = Action.objects.filter(house_id=mission.house_id, programmes=mission.programme_id)
    place = mission.case.place_code if mission.case else ""
    if mission.case is not None and not place and mission.case.organisation is not None:
        place = mission.case.organisation.place_code
    reaching = [
        action.pk for action in actions if not action.place_codes or place in action.place_codes
    ]
    parties = (
        Party.objects.filter(
            role=Party.Role.FUNDER,
            convention__house_id=mission.house_id,
            convention__sheets__action__in=reaching,
            convention__sheets__first_year__lte=year,
            convention__sheets__last_year__gte=year,
        )
        .select_related("convention", "organisation")
        .distinct()
        .order_by("convention_id", "position")
    )
    return [(party.convention, party) for party in parties]
