"""From a decision to the awards it makes: what is granted, what is recorded, what is proposed."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from probant.funding.models import ActionSheet, AwardMade, Budget, Convention, Party
from probant.funding.rules import Status
from probant.funding.rules.granting import Offered, check_above, propose
from probant.governance.models import Decision, DecisionAmount, Deliberation
from probant.kernel.actor import Actor
from probant.kernel.finding import Finding


@dataclass(frozen=True)
class Place:
    """Where an award may go: a convention, and one of its actions or none (the whole of it)."""

    convention: Convention
    sheet: ActionSheet | None

    @property
    def key(self) -> str:
        """What names it in a form."""
        return f"{self.convention.pk}-{self.sheet.pk if self.sheet else 0}"

    @property
    def label(self) -> str:
        """In words."""
        return f"{self.convention.title[:70]} : {self.sheet or 'toute la convention'}"


@dataclass(frozen=True)
class Grant:
    """One sum that a decision grants: a part where the act divides it, else the whole.

    `made` is the award that rests on it already; `confirms` the one that waits for its decision.
    """

    decision: Decision
    amount: DecisionAmount
    label: str
    year: int
    proposed: str
    made: AwardMade | None
    confirms: AwardMade | None


@dataclass(frozen=True)
class Grants:
    """What an act grants, and where each sum may go; `exceeding`: the years for which a convention
    states less than what would then be awarded."""

    deliberation: Deliberation
    rows: tuple[Grant, ...]
    places: tuple[Place, ...]
    exceeding: tuple[Finding, ...] = ()

    @property
    def waiting(self) -> tuple[Grant, ...]:
        """Those on which no award rests yet."""
        return tuple(one for one in self.rows if one.made is None)


def grants_of(deliberation: Deliberation, actor: Actor) -> Grants:
    """Read what an act grants against what is recorded. Six queries, whatever its size."""
    decisions = list(
        deliberation.decisions.order_by("number").prefetch_related("amounts__beneficiary")
    )
    places = places_of(deliberation, actor)
    kept = {place.convention.pk for place in places}
    awards = list(AwardMade.objects.now().filter(convention_id__in=kept).order_by("pk"))
    own = {decision.pk for decision in decisions}
    resting = [award for award in awards if award.decision_id in own]
    loose = [award for award in awards if award.decision_id is None]
    stated = _stated(kept)
    standing = [(one.convention_id, one.budget_year, one.amount_cents) for one in awards]
    rows = []
    for decision in decisions:
        for amount in _sums(decision):
            year = amount.budget_year or deliberation.sitting.held_on.year
            made = _take(resting, amount.amount_cents, year, decision.pk)
            confirms = _take(loose, amount.amount_cents, year, None) if made is None else None
            rows.append(
                Grant(
                    decision,
                    amount,
                    _label(decision, amount),
                    year,
                    _proposed(places, stated, amount, year, confirms),
                    made,
                    confirms,
                )
            )
    return Grants(
        deliberation, tuple(rows), tuple(places), tuple(_exceeding(rows, places, stated, standing))
    )


def _exceeding(
    rows: Sequence[Grant],
    places: Sequence[Place],
    stated: dict[tuple[int | None, int], int],
    standing: Sequence[tuple[int, int, int]],
) -> Iterator[Finding]:
    """Where the awards that stand and those proposed are more than the sheets state."""
    conventions = {one.key: one.convention.pk for one in places}
    sheets = {(one.convention.pk, one.sheet.pk) for one in places if one.sheet is not None}
    awarded: Counter[tuple[int, int]] = Counter()
    for convention, year, cents in standing:
        awarded[convention, year] += cents
    asked = {
        (conventions[one.proposed], one.year)
        for one in rows
        if one.made is None and one.proposed in conventions
    }
    for one in rows:
        if one.made is None and one.confirms is None and one.proposed in conventions:
            awarded[conventions[one.proposed], one.year] += one.amount.amount_cents
    for convention, year in sorted(asked):
        known = [stated[sheet, year] for whose, sheet in sheets
                 if whose == convention and (sheet, year) in stated]  # fmt: skip
        yield from check_above(year, awarded[convention, year], sum(known) if known else None)


def places_of(deliberation: Deliberation, actor: Actor) -> list[Place]:
    """The conventions of the house that the deciding authority funds, action by action."""
    funded = Party.objects.filter(
        role=Party.Role.FUNDER, organisation_id=deliberation.sitting.body.organisation_id
    )
    conventions = (
        Convention.objects.visible_to(actor)
        .filter(house_id=deliberation.house_id, pk__in=funded.values("convention"))
        .exclude(status=Status.DROPPED)
        .order_by("-starts_on", "-pk")
        .prefetch_related("sheets__action")
    )
    places = []
    for convention in conventions:
        sheets = sorted(convention.sheets.all(), key=lambda sheet: sheet.number)
        places += [Place(convention, sheet) for sheet in (*sheets, None)]
    return places


def _sums(decision: Decision) -> list[DecisionAmount]:
    """The parts of what a decision divides, the wholes of the rest."""
    amounts = list(decision.amounts.all())
    divided = {one.part_of_id for one in amounts if one.part_of_id is not None}
    return [one for one in amounts if one.pk not in divided]


def _label(decision: Decision, amount: DecisionAmount) -> str:
    who = amount.beneficiary.name if amount.beneficiary else amount.beneficiary_name
    return f"Décision {decision.number} : {amount.purpose or who or decision.text[:90]}"


def _take(
    awards: list[AwardMade], cents: int, year: int, decision_id: int | None
) -> AwardMade | None:
    """The first award of that sum, that year and that decision, which then is no longer free."""
    for award in awards:
        if (award.amount_cents, award.budget_year, award.decision_id) == (cents, year, decision_id):
            awards.remove(award)
            return award
    return None


def _stated(conventions: set[int]) -> dict[tuple[int | None, int], int]:
    budgets = Budget.objects.filter(
        convention_id__in=conventions,
        nature=Budget.Nature.PLANNED,
        stated_grant_cents__isnull=False,
    )
    rows = budgets.values_list("sheet_id", "year", "stated_grant_cents")
    return {(sheet, year): cents for sheet, year, cents in rows if cents is not None}


def _proposed(
    places: Sequence[Place],
    stated: dict[tuple[int | None, int], int],
    amount: DecisionAmount,
    year: int,
    confirms: AwardMade | None,
) -> str:
    if confirms is not None:
        return next(
            (
                one.key
                for one in places
                if one.convention.pk == confirms.convention_id
                and (one.sheet.action_id if one.sheet else None) == confirms.action_id
            ),
            "",
        )
    running = [one for one in places if _covers(one.convention, year)]
    offered = [
        Offered(one.key, one.sheet.number, one.sheet.title, stated.get((one.sheet.pk, year)))
        for one in running
        if one.sheet is not None
    ]
    found = propose(amount.purpose, amount.amount_cents, offered)
    if found or offered:
        return found
    wholes = [one.key for one in running if one.sheet is None]
    return wholes[0] if len(wholes) == 1 else ""


def _covers(convention: Convention, year: int) -> bool:
    first, last = convention.starts_on, convention.ends_on
    return (first is None or first.year <= year) and (last is None or last.year >= year)
