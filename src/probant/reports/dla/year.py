"""A year of the DLA as one reader may see it: scope, names, cells."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from probant.directory.models import NamingAgreement, Organisation
from probant.funding.models import Convention, Party
from probant.indicators.access import Reach, reach_of
from probant.kernel.money import write_euros
from probant.kernel.period import Period
from probant.kernel.roles import FUNDERS, HOUSE
from probant.kernel.text import fold
from probant.programmes.models import Action, Programme
from probant.programmes.rules import write_hundredths
from probant.reports.blocks import Cell
from probant.reports.definition import NoReport, ReportOrder
from probant.support.models import Mission

DLA = "dla"
KEPT_APART = "fiche réservée"
SUPPORTED = "dla.organisations_supported"


@dataclass(frozen=True)
class Year:
    """What every part of the report is read with."""

    order: ReportOrder
    programme: Programme
    period: Period
    reach: Reach
    named: frozenset[int] | None

    def facts(self, kind: type[Any]) -> Any:
        """The facts of a kind that stood at the cut, within the year and the reader's scope."""
        found = kind.objects.filter(house_id=self.order.house_id, programme_code=DLA)
        places = self.reach.scope.places
        if places:
            found = found.filter(place_code__in=places)
        return found.during(self.period).cut(self.order.cut)

    def name(self, organisation: Organisation | None) -> str:
        """A structure's name where it may be read."""
        if organisation is None:
            return ""
        return organisation.name if self.may_name(organisation.pk) else KEPT_APART

    def title(self, mission: Mission) -> str:
        """What a mission is about; its title is left out where it names who may not be named."""
        structure = mission.case.organisation if mission.case else None
        if structure is None or self.may_name(structure.pk):
            return mission.title
        if fold(structure.name) in fold(mission.title):
            return f"Ingénierie individuelle ({KEPT_APART})"
        return mission.title

    def may_name(self, organisation_id: int | None) -> bool:
        """Whether a structure is named in this report."""
        return self.named is None or organisation_id in self.named

    def page(self, route: str, *arguments: Any) -> str:
        """An address, for who may open the pages of the house."""
        if not self.order.actor.has(*HOUSE):
            return ""
        return self.order.base_url + reverse(route, args=arguments)


def year_of(request: ReportOrder) -> Year:
    programme = Programme.objects.filter(house_id=request.house_id, official_code=DLA).first()
    if programme is None:
        raise NoReport("cette structure n’a pas de DLA dans son offre.")
    action = _action(request, programme)
    reach = reach_of(request.actor, action_id=action.pk if action else None)
    if reach is None or reach.house_id != request.house_id:
        raise NoReport("le DLA ne relève d’aucune convention que vous pouvez lire.")
    named = _named(request, reach)
    return Year(request, programme, Period.year(request.year), reach, named)


def _action(request: ReportOrder, programme: Programme) -> Action | None:
    """A funder reads through an action of one of its conventions; the house, whole."""
    if request.actor.has(*HOUSE) or not request.actor.has(*FUNDERS):
        return None
    conventions = Convention.objects.visible_to(request.actor).filter(house_id=request.house_id)
    if request.convention_id is not None:
        conventions = conventions.filter(pk=request.convention_id)
    return (
        Action.objects.filter(programmes=programme, sheets__convention__in=conventions)
        .order_by("pk")
        .first()
    )


def _named(request: ReportOrder, reach: Reach) -> frozenset[int] | None:
    """The structures that are named: those that agreed to it, for every funder who will read.

    A report goes out of the house: without a convention nobody knows who will read it, and nobody
    is named (Charte du DLA: what concerns a structure is passed on with its consent).
    """
    if reach.named is not None:
        return reach.named
    if request.convention_id is None:
        return frozenset()
    funders = set(
        Party.objects.filter(
            convention_id=request.convention_id,
            convention__house_id=request.house_id,
            role=Party.Role.FUNDER,
        ).values_list("organisation_id", flat=True)
    )
    agreed: dict[int, set[int]] = defaultdict(set)
    rows = NamingAgreement.objects.standing().filter(house_id=request.house_id)
    for structure, funder in rows.values_list("organisation_id", "funder_id"):
        agreed[structure].add(funder)
    return frozenset(pk for pk, given in agreed.items() if funders and funders <= given)


def count(number: int) -> Cell:
    """A count."""
    return Cell(str(number), number)


def hundredths(value: int | None) -> Cell:
    """Days or full-time equivalents; empty where they are not known."""
    return Cell(write_hundredths(value) if value is not None else "")


def cents(value: int | None) -> Cell:
    """An amount; empty where it is not known."""
    return Cell("") if value is None else Cell(write_euros(value), value, cents=True)
