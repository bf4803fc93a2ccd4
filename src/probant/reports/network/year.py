"""A year of a network as its report tells it: its members' activity, its meetings, the Club's."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q
from django.urls import reverse

from probant.gatherings.models import Attendance, HeadcountTaken, Invited, Network, Session
from probant.gatherings.queries.network import Activity, activity_of
from probant.indicators.definition import Scope
from probant.kernel.period import Period
from probant.kernel.roles import TEAM
from probant.reports.definition import NoReport, ReportOrder

ACTORS, CLUB = "reseau-acteurs", "club"


@dataclass(frozen=True)
class Meeting:
    """A meeting and who it brought: structures invited and present, people, a headcount."""

    session: Session
    invited: int
    organisations: int
    people: int
    headcount: int | None


@dataclass(frozen=True)
class Year:
    """What every part of the report is read with."""

    order: ReportOrder
    network: Network
    period: Period
    activity: Activity
    meetings: tuple[Meeting, ...]
    club: Network | None
    club_meetings: tuple[Meeting, ...]

    @property
    def scope(self) -> Scope:
        """Its figures are those of its programme."""
        programme = self.network.programme
        return Scope(programmes=(programme.official_code,)) if programme else Scope()

    @property
    def held(self) -> tuple[Meeting, ...]:
        """The meetings that were held."""
        return tuple(one for one in self.meetings if one.session.state == Session.State.HELD)

    def page(self, route: str, *arguments: Any, query: str = "") -> str:
        """An address of the house."""
        return self.order.base_url + reverse(route, args=arguments) + query


def year_of(request: ReportOrder) -> Year:
    """Read the year. Raises `NoReport` for who is not of the team, or where there is no network."""
    if not request.actor.has(*TEAM):
        raise NoReport("ce rapport se fait dans l’équipe de la structure.")
    networks = list(
        Network.objects.filter(house_id=request.house_id)
        .select_related("programme")
        .order_by("-is_open", "pk")
    )
    network = _coded(networks, ACTORS) or next(
        (one for one in networks if one != _coded(networks, CLUB)), None
    )
    if network is None:
        raise NoReport("aucun réseau n’est ouvert : ouvrez-en un sous « Réseaux et Club ».")
    period, club = Period.year(request.year), _coded(networks, CLUB)
    return Year(
        request,
        network,
        period,
        activity_of(network, period, request.cut),
        _meetings(request, network, period),
        club,
        _meetings(request, club, period) if club else (),
    )


def _coded(networks: list[Network], code: str) -> Network | None:
    return next(
        (one for one in networks if one.programme and one.programme.official_code == code), None
    )


def _meetings(request: ReportOrder, network: Network, period: Period) -> tuple[Meeting, ...]:
    """The meetings of a network planned in a period, whatever became of them. Four queries."""
    sessions = Session.objects.filter(
        house_id=network.house_id, starts_on__gte=period.start, starts_on__lte=period.end
    ).select_related("kind")
    if network.programme_id is not None:
        sessions = sessions.filter(programme_id=network.programme_id)
    found = list(sessions.order_by("starts_on", "pk"))
    came = _counted(request, Attendance, found, own_staff=False)
    invited = _counted(request, Invited, found, own_staff=False)
    taken = HeadcountTaken.objects.filter(session__in=found).cut(request.cut)
    headcounts = dict(taken.values_list("session_id", "headcount"))
    return tuple(
        Meeting(
            one,
            invited.get(one.pk, (0, 0))[0],
            *came.get(one.pk, (0, 0)),
            headcounts.get(one.pk),
        )
        for one in found
    )


def _counted(
    request: ReportOrder, kind: Any, sessions: list[Session], **where: Any
) -> dict[int, tuple[int, int]]:
    """Session → structures and people that facts of this kind name. One query."""
    facts = kind.objects.filter(session__in=sessions, **where).cut(request.cut).order_by()
    rows = facts.values("session_id").annotate(
        structures=Count("organisation", distinct=True),
        people=Count("person", distinct=True, filter=Q(person__isnull=False)),
    )
    return {row["session_id"]: (row["structures"], row["people"]) for row in rows}
