"""Steering committees held, and whether they let a convention be renewed."""

from probant.funding.models import Clause, CommitteeHeld, Convention, ObligationMet
from probant.funding.rules import Kind
from probant.kernel.decision import ALLOWED, Decision, refused


def committees_of(convention: Convention) -> list[CommitteeHeld]:
    """The committees held, latest first; a fact that was voided is left out. One query."""
    rows = CommitteeHeld.objects.filter(convention=convention, met__void_seq__isnull=True)
    return list(rows.select_related("met", "sitting__body").order_by("-met__occurred_on", "-met"))


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
