"""Lists of cases: filtered by words of the address, and of one structure."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Prefetch, Q, QuerySet, Value
from django.db.models.functions import Coalesce, NullIf
from django.utils import timezone

from probant.accounts.models import Membership, User
from probant.journal.prepared import PreparedModels, Seen
from probant.kernel.actor import Actor
from probant.kernel.roles import HOUSE, TEAM, Role
from probant.programmes.models import Phase, Programme
from probant.support.models import Case
from probant.support.queries.findings import with_finding

OPEN, CLOSED, ALL = "ouverts", "clos", "tous"
MINE, NOBODY = "moi", "personne"


@dataclass(frozen=True)
class CaseFilter:
    """The words of the address: `etat`, `programme`, `etape`, `referent`, `constat`.

    Nonsense is ignored.
    """

    state: str = OPEN
    programme: str = ""
    phase: str = ""
    referent: str = ""
    finding: str = ""

    @classmethod
    def read(cls, query: Mapping[str, str]) -> "CaseFilter":
        """Read the filters of an address."""
        state = query.get("etat", OPEN)
        return cls(
            state if state in (OPEN, CLOSED, ALL) else OPEN,
            word_in(query, "programme"),
            word_in(query, "etape"),
            word_in(query, "referent"),
            word_in(query, "constat"),
        )

    def condition(self, actor: Actor) -> Q:
        """The filters as one condition."""
        wanted = Q()
        if self.state != ALL:
            wanted &= Q(state=Case.State.OPEN if self.state == OPEN else Case.State.CLOSED)
        if self.programme:
            wanted &= coded("programme", self.programme)
        if self.phase:
            wanted &= coded("phase", self.phase)
        if self.referent == MINE:
            wanted &= followed_by(actor)
        elif self.referent == NOBODY:
            wanted &= Q(referent__isnull=True)
        elif self.referent.isascii() and self.referent.isdigit():
            wanted &= Q(referent_id=int(self.referent[:18]))
        return wanted


def followed_by(actor: Actor) -> Q:
    """Cases of which one is the referent, or replaces them today."""
    mine = Q(referent_id=actor.user_id)
    if actor.user_id is None:
        return mine
    replaced = Case.objects.replaced_by(actor.user_id, timezone.localdate())
    return mine | Q(pk__in=replaced.values("pk"))


def word_in(query: Mapping[str, str], name: str) -> str:
    """A word of an address: letters, digits and hyphens; anything else is ignored."""
    word = query.get(name, "")
    return word if re.fullmatch(r"[A-Za-z0-9-]{1,40}", word) else ""


def coded(name: str, word: str) -> Q:
    """An official code, or the id of a row of the house's own making, written `n12`."""
    number = word.removeprefix("n")
    if word.startswith("n") and number.isascii() and number.isdigit():
        return Q(**{f"{name}_id": int(number[:18])})
    return Q(**{f"{name}__official_code": word})


def word_of(row: Programme | Phase) -> str:
    """How a programme or a phase is written in an address."""
    return row.official_code or f"n{row.pk}"


def narrowed(actor: Actor, chosen: CaseFilter) -> QuerySet[Case]:
    """The cases that the filters leave; six queries more where a finding is asked for."""
    cases: QuerySet[Case] = Case.objects.visible_to(actor).filter(chosen.condition(actor))
    if chosen.finding:
        cases = with_finding(cases, chosen.finding, timezone.localdate())
    return cases


def named(cases: QuerySet[Case]) -> QuerySet[Any, Any]:
    """Cases with what a list calls them: of the structure, or of the project."""
    return cases.annotate(
        name=Coalesce("organisation__name", "project_title"),
        name_key=Coalesce("organisation__name_key", "project_key"),
        where=Coalesce(NullIf("place_name", Value("")), "organisation__place_name", Value("")),
        referent_name=F("referent__name"),
        programme_name=F("programme__name"),
        phase_name=F("phase__name"),
    )


def case_rows(actor: Actor, chosen: CaseFilter) -> QuerySet[Any, Any]:
    """Rows of the list; `name_key` is the sort key of the structure, or of the project."""
    return named(narrowed(actor, chosen)).values(
        "id",
        "name",
        "name_key",
        "where",
        "programme_name",
        "phase_name",
        "referent_name",
        "touched_on",
        "state",
    )


def cases_of(actor: Actor, organisation_id: int) -> list[dict[str, Any]]:
    """The cases of a structure that the actor may see, newest first, as rows. One query."""
    return _CASES_OF.rows(actor, organisation=organisation_id)


def _rows_of(actor: Actor, organisation: int) -> QuerySet[Any, Any]:
    visible = Case.objects.visible_to(actor)
    rows = visible.filter(organisation_id=organisation).order_by("-opened_on", "-id")
    return rows.values(
        "id",
        "state",
        "phase_since_on",
        "touched_on",
        "programme__name",
        "phase__name",
        "referent__name",
        "referent__email",
    )[:20]


_CASES_OF = Seen(_rows_of, "organisation")


def programmes_with_phases(actor: Actor) -> list[Programme]:
    """The house's programmes that have phases, with them. Two queries."""
    programmes = Programme.objects.visible_to(actor).filter(phases__isnull=False).distinct()
    laid = Prefetch("phases", Phase.objects.laid())
    return list(programmes.order_by("name").prefetch_related(laid))


def people_of(house_id: int, *, team_only: bool = True) -> list[User]:
    """The users who have a role in the house today, by name. One query."""
    return (_TEAM if team_only else _PEOPLE).all(house=house_id)


def _having(roles: frozenset[Role]) -> PreparedModels[User]:
    def build(house: int) -> QuerySet[User]:
        members = Membership.objects.filter(
            organisation_id=house, role__in=roles, ends_on__isnull=True
        )
        users = User.objects.filter(pk__in=members.values("user_id"), is_active=True)
        return users.order_by("name", "id")

    return PreparedModels(build, "house")


_TEAM, _PEOPLE = _having(TEAM), _having(HOUSE)


def volunteers_of(house_id: int) -> list[User]:
    """The users who volunteer for the house today, by name. One query."""
    members = Membership.objects.filter(
        organisation_id=house_id, role=Role.VOLUNTEER, ends_on__isnull=True
    )
    return list(
        User.objects.filter(pk__in=members.values("user_id"), is_active=True).order_by("name", "id")
    )
