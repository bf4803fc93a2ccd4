"""Steering committees held, and whether they let a convention be renewed."""

import datetime

from probant.funding.models import Clause, CommitteeHeld, Convention, ObligationMet
from probant.funding.rules import Kind, Status
from probant.kernel.decision import ALLOWED, Decision, refused


def committees_of(convention: Convention) -> list[CommitteeHeld]:
    """The committees held, latest first; a fact that was voided is left out. One query."""
    rows = CommitteeHeld.objects.filter(convention=convention, met__void_seq__isnull=True)
    return list(rows.select_related("met", "sitting__body").order_by("-met__occurred_on", "-met"))


def may_follow(convention: Convention, today: datetime.date) -> Decision:
    """Whether the convention may be renewed after its last year, as its committee said.

    The committee of the last year answers; that of the year before too, where the convention ends
    before July and its last committee may not have been held yet.
    """
    if convention.status == Status.DENOUNCED or convention.denounced_on is not None:
        return refused("La convention qu’elle renouvelle a été dénoncée.")
    end = convention.ends_on or today
    told = may_renew(convention, end.year)
    if told.allowed or end.month > 6:
        return told
    before = may_renew(convention, end.year - 1)
    return before if before.allowed else told


def may_renew(convention: Convention, year: int) -> Decision:
    """Whether the committee of a year lets the convention be renewed.

    A clause may ask for its minutes (seed 002: « au vu du procès-verbal du comité »); without a
    clause on committees nothing is asked. Three queries at most.
    """
    if not Clause.objects.filter(convention=convention, kind=Kind.COMMITTEE).exists():
        return ALLOWED
    met = ObligationMet.objects.now().filter(
        convention=convention, code=ObligationMet.Code.COMMITTEE, budget_year=year
    )
    held = met.select_related("committee").order_by("-occurred_on").first()
    if held is None:
        return refused(
            f"Le comité de pilotage {year} n’a pas été tenu : son compte rendu conditionne la "
            "reconduction. Notez-le d’abord."
        )
    told = CommitteeHeld.objects.filter(met=held).first()
    if told is not None and told.opinion == CommitteeHeld.Opinion.AGAINST:
        return refused(f"Le comité de pilotage {year} s’est dit défavorable à la reconduction.")
    return ALLOWED
