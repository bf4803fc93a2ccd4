"""What pages of collectives ask: members, what each shares, figures rolled up, what was said."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from probant.consortia.identity import sameness_in, session_pairs, structure_pairs
from probant.consortia.models import Consortium, MemberHouse, Partner, Said, SharedFigure, Sharing
from probant.consortia.rules import most_and_least
from probant.directory.models import House, NamingAgreement
from probant.indicators.access import Reach
from probant.indicators.across import Part, Whole, clamp, population_across, roll_up
from probant.indicators.definition import EVERYTHING, Indicator, Scope
from probant.indicators.registry import indicator as of_catalogue
from probant.kernel.actor import Actor
from probant.kernel.cut import Cut
from probant.kernel.period import Period
from probant.kernel.roles import TEAM, Role


def consortium_rows(actor: Actor) -> list[MemberHouse]:
    """The actor's house in each of its collectives: invitations first, then memberships."""
    rows = MemberHouse.objects.concerned().visible_to(actor).filter(house_id=actor.house_id)
    found = rows.select_related("consortium__keeper")
    return sorted(found, key=lambda one: (one.accepted_on is not None, one.consortium.name))


def members_of(consortium: Consortium) -> list[MemberHouse]:
    """Everybody it ever had or invited, the first to enter first; who is invited last."""
    rows = list(consortium.members.select_related("house").order_by("pk"))
    return sorted(rows, key=lambda one: (one.accepted_on is None, one.accepted_on or 0, one.pk))


def figures_of(consortium: Consortium) -> list[SharedFigure]:
    """The figures that it adds up, in order. One query."""
    return list(consortium.figures.filter(dropped_on__isnull=True))


def sharings_of(figures: Iterable[SharedFigure]) -> dict[int, list[MemberHouse]]:
    """Figure → the members that share it, in the order in which they entered. One query."""
    rows = (
        Sharing.objects.filter(figure__in=list(figures), withdrawn_on__isnull=True)
        .filter(member__accepted_on__isnull=False)
        .select_related("member__house")
        .order_by("member__accepted_on", "member__pk")
    )
    found: dict[int, list[MemberHouse]] = {}
    for one in rows:
        found.setdefault(one.figure_id, []).append(one.member)
    return found


def houses_to_invite(consortium: Consortium) -> list[House]:
    """The houses of the instance that are not in it, nor invited; by name."""
    inside = MemberHouse.objects.concerned().filter(consortium=consortium)
    return list(House.objects.exclude(pk__in=inside.values("house")).order_by("short_name"))


def scope_of(figure: SharedFigure) -> Scope:
    """What narrows what leaves a house."""
    return Scope(
        programmes=(figure.programme_code,) if figure.programme_code else (),
        themes=(figure.theme,) if figure.theme else (),
    )


def parts_of(figure: SharedFigure, members: Iterable[MemberHouse], period: Period) -> list[Part]:
    """What each member brings to a figure in a period: its days in the collective, the scope."""
    scope, closed = scope_of(figure), figure.consortium.closed_on
    days = [
        (one.house_id, clamp(period, one.counts_from, one.left_on or closed)) for one in members
    ]
    return [Part(house, within, scope) for house, within in days if within is not None]


@dataclass(frozen=True)
class Sayings:
    """What was said of a figure and year: of each partner, and of the whole collective."""

    of_partners: tuple[Said, ...] = ()
    of_whole: tuple[Said, ...] = ()

    @property
    def partners_said(self) -> tuple[int, int]:
        """The least and the most that partners say together; they may have said several numbers."""
        each: dict[int, list[int]] = {}
        for one in self.of_partners:
            assert one.partner_id is not None
            each.setdefault(one.partner_id, []).append(one.claim.value)
        return most_and_least(each.values())


@dataclass(frozen=True)
class Line:
    """A figure of a collective, rolled up; `indicator` is None where it is no longer known."""

    figure: SharedFigure
    indicator: Indicator | None
    members: tuple[MemberHouse, ...]
    whole: Whole | None
    heard: Sayings


def lines_of(
    consortium: Consortium, figures: Sequence[SharedFigure], period: Period, cut: Cut
) -> list[Line]:
    """Figures rolled up. Four queries, three at most a figure, four where numbers tell."""
    sharing = sharings_of(figures)
    sessions, structures = session_pairs(consortium, cut), structure_pairs(consortium, cut)
    heard = heard_of(figures, period)
    lines = []
    for figure in figures:
        indicator = of_catalogue(figure.code)
        members = sharing.get(figure.pk, [])
        parts = parts_of(figure, members, period)
        whole = None
        if indicator is not None and parts:
            brought = population_across(indicator, parts, cut=cut)
            same = sameness_in(indicator, brought, structures=structures, sessions=sessions)
            whole = roll_up(indicator, parts, cut=cut, sameness=same)
        said = heard.get(figure.pk, Sayings())
        lines.append(Line(figure, indicator, tuple(members), whole, said))
    return lines


def heard_of(figures: Iterable[SharedFigure], period: Period) -> dict[int, Sayings]:
    """What was said of these figures in a year. One query."""
    rows = (
        Said.objects.filter(figure__in=list(figures), withdrawn_on__isnull=True)
        .filter(claim__year=period.start.year)
        .select_related("claim__document", "claim__house", "partner")
        .order_by("claim__said_on", "pk")
    )
    found: dict[int, Sayings] = {}
    for one in rows:
        before = found.get(one.figure_id, Sayings())
        if one.partner_id is None:
            found[one.figure_id] = Sayings(before.of_partners, (*before.of_whole, one))
        else:
            found[one.figure_id] = Sayings((*before.of_partners, one), before.of_whole)
    return found


def partners_of(consortium: Consortium) -> list[Partner]:
    """Those who keep no books here. One query."""
    return list(consortium.partners.filter(gone_on__isnull=True).select_related("organisation"))


def reaches_of(actor: Actor, houses: Iterable[int]) -> dict[int, Reach]:
    """House → what the actor reads of its facts: all of their own, of others what was agreed.

    As for a funder: a structure is named where it agreed to be to the reader's house.
    """
    others = sorted(set(houses) - {actor.house_id})
    agreed: dict[int, set[int]] = {}
    rows = NamingAgreement.objects.standing().filter(house_id__in=others, funder_id=actor.house_id)
    for house, organisation in rows.values_list("house_id", "organisation_id"):
        agreed.setdefault(house, set()).add(organisation)
    found = {
        house: Reach(house, EVERYTHING, named=frozenset(agreed.get(house, ()))) for house in others
    }
    if actor.house_id is not None:
        names = None if actor.has(*TEAM, Role.BOARD) else frozenset[int]()
        found[actor.house_id] = Reach(actor.house_id, EVERYTHING, named=names)
    return found
