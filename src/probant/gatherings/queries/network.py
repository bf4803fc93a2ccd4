"""What is read of networks: who belongs, where the house sits, who was invited, came, organised."""

import datetime
import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from probant.directory.models import Card, Organisation
from probant.gatherings.models import (
    Affiliation,
    Attendance,
    Invited,
    MemberJoined,
    MemberLeft,
    Network,
    NetworkFamily,
    NetworkMember,
    Session,
)
from probant.kernel.actor import Actor
from probant.kernel.cut import Cut
from probant.kernel.period import Period
from probant.kernel.text import fold

PRESENT, GONE = "membres", "anciens"
NO_FAMILY = "famille non renseignée"


@dataclass(frozen=True)
class MemberFilter:
    """The words of the address: `q`, `famille`, `college`, `etat`; nonsense is ignored."""

    text: str = ""
    family: str = ""
    college: str = ""
    state: str = PRESENT

    @classmethod
    def read(cls, query: Mapping[str, Any]) -> "MemberFilter":
        """Read the filters of an address."""
        family = str(query.get("famille", ""))
        return cls(
            str(query.get("q", "")).strip()[:120],
            family if re.fullmatch(r"[a-z0-9-]{1,32}", family) else "",
            str(query.get("college", "")).strip()[:60],
            GONE if query.get("etat") == GONE else PRESENT,
        )

    def words(self) -> dict[str, str]:
        """The filters as an address says them, empty ones left out."""
        said = {"q": self.text, "famille": self.family, "college": self.college}
        if self.state == GONE:
            said["etat"] = GONE
        return {name: value for name, value in said.items() if value}

    def condition(self) -> Q:
        """The filters as one condition on members."""
        wanted = Q(is_struck=False, left_on__isnull=self.state != GONE)
        if self.text:
            wanted &= Q(organisation__name_key__contains=fold(self.text))
        if self.family:
            wanted &= Q(family__code=self.family)
        if self.college:
            wanted &= Q(college=self.college)
        return wanted


def network_rows(actor: Actor) -> QuerySet[Any, Any]:
    """The networks of the house with how many belong to them today. One query."""
    standing = Q(members__left_on__isnull=True, members__is_struck=False)
    return (
        Network.objects.visible_to(actor)
        .annotate(count=Count("members", filter=standing & Q(members__isnull=False)))
        .order_by("-is_open", "name")
        .values("id", "name", "purpose", "programme__name", "is_open", "count")
    )


def member_rows(network: Network, chosen: MemberFilter) -> QuerySet[Any, Any]:
    """The members of a network that the filters leave."""
    return (
        NetworkMember.objects.filter(network=network)
        .filter(chosen.condition())
        .values(
            "id",
            "organisation_id",
            "joined_on",
            "left_on",
            "college",
            name=F("organisation__name"),
            name_key=F("organisation__name_key"),
            family_name=F("family__name"),
            place_name=F("organisation__place_name"),
        )
    )


def families_of(house_id: int, *, closed: bool = False) -> list[NetworkFamily]:
    """The families of a house in their order. One query."""
    own = NetworkFamily.objects.filter(house_id=house_id).order_by("position", "id")
    return list(own if closed else own.filter(is_open=True))


def family_counts(house_id: int) -> list[dict[str, Any]]:
    """The families of a house with how many members of any network bear each today. One query."""
    standing = Q(members__left_on__isnull=True, members__is_struck=False)
    own = NetworkFamily.objects.filter(house_id=house_id).order_by("position", "id")
    counted = own.annotate(count=Count("members__organisation", filter=standing, distinct=True))
    rows: Any = counted.values("id", "name", "since", "is_open", "count")
    return list(rows)


def colleges_of(network: Network) -> list[str]:
    """The colleges that members of a network bear. One query."""
    said = network.members.exclude(college="").order_by("college").values_list("college", flat=True)
    return list(said.distinct())


def affiliations_of(actor: Actor) -> list[Affiliation]:
    """Where the house belongs or sits, present ones first. One query."""
    own = Affiliation.objects.visible_to(actor).select_related("organisation", "person")
    return sorted(
        own, key=lambda one: (one.ends_on is not None, one.organisation.name_key, one.starts_on)
    )


def addable(actor: Actor, text: str = "") -> QuerySet[Card]:
    """The cards of the house that may be let in a network, by name."""
    cards = Card.objects.visible_to(actor)
    return cards.filter(name_key__contains=fold(text)) if text else cards


def standing_on(network: Network, period: Period, cut: Cut) -> QuerySet[Any]:
    """The facts `MemberJoined` of those who were members at one moment of a period at least."""
    left = MemberLeft.objects.filter(member=OuterRef("member"), occurred_on__lt=period.start).cut(
        cut
    )
    joined = MemberJoined.objects.filter(network=network, occurred_on__lte=period.end)
    found: QuerySet[Any] = joined.cut(cut).filter(~Exists(left))
    return found


@dataclass(frozen=True)
class Line:
    """What a member did in a period, in meetings: invited to, present at, co-organised."""

    member_id: int
    organisation: Organisation
    family: str
    invited: int
    present: int
    organised: int


@dataclass(frozen=True)
class Activity:
    """A network in a period: its members with what they did, by family."""

    network: Network
    period: Period
    sessions: int
    lines: tuple[Line, ...]
    families: tuple[tuple[str, str], ...]

    @property
    def came(self) -> int:
        """How many members came once at least."""
        return sum(1 for line in self.lines if line.present)

    @property
    def presences(self) -> int:
        """How many times a member was at a meeting."""
        return sum(line.present for line in self.lines)

    def by_family(self) -> list[tuple[str, list[Line]]]:
        """The lines under the name of their family, in the order of the house."""
        held: dict[str, list[Line]] = defaultdict(list)
        for line in self.lines:
            held[line.family].append(line)
        named = [*self.families, ("", NO_FAMILY)]
        return [(name, held[code]) for code, name in named if held[code]]


def sessions_of_network(network: Network, period: Period, *, every: bool = False) -> Any:
    """The sessions held in a period that are a network's own, or (`every`) any of the house's."""
    held = Session.objects.filter(
        house_id=network.house_id,
        state=Session.State.HELD,
        starts_on__gte=period.start,
        starts_on__lte=period.end,
    )
    if network.programme_id is not None and not every:
        held = held.filter(programme_id=network.programme_id)
    return held


def last_year_of(network: Network, today: datetime.date, *, every: bool = False) -> int:
    """The last year in which a session of the network was held; this one where none was. One query.

    What a page shows before a year is asked: each January would else begin with nothing.
    """
    period = Period(datetime.date.min, today)
    held = sessions_of_network(network, period, every=every)
    last = held.order_by("-starts_on").values_list("starts_on", flat=True).first()
    return last.year if last is not None else today.year


def _times(kind: Any, network: Network, period: Period, cut: Cut, *, every: bool) -> dict[int, int]:
    """Structure → at how many meetings a fact of this kind names it. One query."""
    facts = kind.objects.filter(
        house_id=network.house_id, organisation__isnull=False, own_staff=False
    )
    if network.programme_id is not None and not every:
        facts = facts.filter(programme_id=network.programme_id)
    counted = facts.during(period).cut(cut).order_by().values_list("organisation_id")
    return dict(counted.annotate(n=Count("session", distinct=True)))


def activity_of(
    network: Network, period: Period, cut: Cut | None = None, *, every: bool = False
) -> Activity:
    """What the members of a network did in a period. Six queries, whatever their number."""
    standing = cut or Cut.now()
    joined = standing_on(network, period, standing).select_related("member__organisation")
    present = _times(Attendance, network, period, standing, every=every)
    invited = _times(Invited, network, period, standing, every=every)
    held = sessions_of_network(network, period, every=every)
    through = Session.co_organisers.through.objects.filter(session__in=held)
    organised = dict(
        through.order_by().values_list("organisation_id").annotate(n=Count("session_id"))
    )
    lines: dict[int, Line] = {}
    for fact in joined:
        who = fact.member.organisation
        ids = {who.pk, fact.organisation_id}  # a sheet merged since: both are the same structure
        lines[who.pk] = Line(
            fact.member_id,
            who,
            fact.heading,
            sum(invited.get(pk, 0) for pk in ids),
            sum(present.get(pk, 0) for pk in ids),
            sum(organised.get(pk, 0) for pk in ids),
        )
    families = families_of(network.house_id, closed=True)
    return Activity(
        network,
        period,
        held.count(),
        tuple(sorted(lines.values(), key=lambda line: line.organisation.name_key)),
        tuple((one.code, one.name) for one in families),
    )


@dataclass(frozen=True)
class Part:
    """A meeting that a member was at, was invited to, or organised with the house."""

    session_id: int
    title: str
    day: datetime.date
    kind: str


def parts_of(member: NetworkMember, period: Period, *, every: bool) -> dict[str, list[Part]]:
    """The meetings behind each number of a member's line. Three queries."""
    network, cut = member.network, Cut.now()
    scope = {"organisation": member.organisation_id, "own_staff": False}

    def named(kind: Any) -> list[Part]:
        facts = kind.objects.filter(house_id=network.house_id, **scope).during(period).cut(cut)
        if network.programme_id is not None and not every:
            facts = facts.filter(programme_id=network.programme_id)
        rows = facts.order_by("occurred_on", "session_id").values_list(
            "session_id", "session__title", "occurred_on", "session__kind__name"
        )
        return list({row[0]: Part(*row) for row in rows}.values())

    organised = sessions_of_network(network, period, every=every).filter(
        co_organisers=member.organisation_id
    )
    rows = organised.order_by("starts_on", "id").values_list(
        "id", "title", "starts_on", "kind__name"
    )
    return {
        "invited": named(Invited),
        "present": named(Attendance),
        "organised": [Part(*row) for row in rows],
    }
