"""Houses side by side that do things together: one keeps a collective, the others join it."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.test import Client

from probant.accounts.actions import open_account
from probant.accounts.models import User
from probant.accounts.queries import actor_of
from probant.consortia.actions import (
    answer_invitation,
    answer_match,
    ask_figure,
    found_consortium,
    invite_house,
    propose_match,
    share_figures,
)
from probant.consortia.likeness import Alike, End
from probant.consortia.models import Consortium, Match, MemberHouse, SharedFigure
from probant.directory.actions import create_house
from probant.directory.models import House, Organisation
from probant.directory.writing import write_card, write_organisation
from probant.gatherings.actions import hold_session, plan_session
from probant.gatherings.models import Session
from probant.journal.door import change
from probant.kernel.actor import Actor
from probant.kernel.roles import Role
from probant.programmes.actions import adopt_programme, adopt_session_kinds
from probant.programmes.models import Programme, SessionKind
from probant.support.actions import log_accueil

Day = datetime.date
WELCOMED, WORKSHOPS = "dla.organisations_welcomed", "workshops.sessions"
HEADCOUNT, HELD = "gatherings.headcount", "gatherings.sessions_held"
YEAR = 2021


@dataclass
class Books:
    """A house, its direction, and what it works with."""

    house: House
    user: User
    awa: Actor
    system: Actor
    dla: Programme
    crdva: Programme
    workshop: SessionKind

    def sheet(self, name: str, **identity: Any) -> Organisation:
        """A structure of its directory."""
        given = {"family": "association", "place_code": "21231", **identity}
        with change(self.system, verb="essai", houses=[self.house.pk]) as entry:
            return write_organisation(entry, name=name, **given)

    def adopt(self, organisation: Organisation) -> Organisation:
        """A structure of the instance in its directory too."""
        with change(self.system, verb="essai", houses=[self.house.pk]) as entry:
            write_card(entry, organisation)
        return organisation

    def welcome(self, organisation: Organisation, on: Day = Day(YEAR, 3, 4), **said: Any) -> None:
        """An accueil of the DLA."""
        log_accueil(
            self.system if said else self.awa,
            programme=self.dla,
            occurred_on=on,
            organisation=organisation,
            **said,
        )

    def hold(
        self, title: str, on: Day = Day(YEAR, 5, 6), headcount: int | None = None, **said: Any
    ) -> Session:
        """A workshop of the CRDVA that took place."""
        session = plan_session(
            self.awa,
            kind=self.workshop,
            programme=said.pop("programme", self.crdva),
            title=title,
            starts_on=on,
            **said,
        )
        hold_session(self.awa, session=session, headcount=headcount)
        return session

    def client(self, role: Role = Role.DIRECTION) -> Client:
        """A browser of somebody of the house."""
        user = self.user
        if role is not Role.DIRECTION:
            user = self.colleague(role)
        client = Client()
        client.force_login(user)
        return client

    def colleague(self, role: Role) -> User:
        """Somebody else of the house."""
        return open_account(
            self.system,
            email=f"{role.value}-{self.house.pk}@essai.fr",
            name=role.label,
            organisation=self.house.organisation,
            role=role,
        )


def open_books(name: str) -> Books:
    """A house that runs the DLA and workshops."""
    founder = Actor.system(None, "essai", may_declare=True)
    house = create_house(
        founder,
        identity={"name": f"Association {name}", "family": "association"},
        short_name=name,
        runs_programmes=True,
    )
    system = Actor.system(house.pk, "essai", roles=list(Role), may_declare=True)
    user = open_account(
        system,
        email=f"direction-{house.pk}@essai.fr",
        name=f"Direction de {name}",
        organisation=house.organisation,
        role=Role.DIRECTION,
    )
    dla = adopt_programme(actor=system, house_id=house.pk, code="dla")
    crdva = adopt_programme(actor=system, house_id=house.pk, code="crdva")
    (workshop,) = adopt_session_kinds(actor=system, house_id=house.pk, codes=["atelier"])
    return Books(house, user, actor_of(user.pk), system, dla, crdva, workshop)


@dataclass
class Ring:
    """A collective of houses that share the same figures."""

    consortium: Consortium
    keeper: Books
    books: list[Books]
    members: dict[int, MemberHouse]
    figures: dict[str, SharedFigure]

    @property
    def path(self) -> str:
        """Its page."""
        return f"/collectifs/{self.consortium.pk}/"

    def page(self, code: str) -> str:
        """The page of a figure."""
        return f"/collectifs/chiffres/{self.figures[code].pk}/"

    def match(self, one: Books, mine: Any, other: Books, theirs: Any) -> Match:
        """One house proposes, the other says the same."""
        match = self.propose(one, mine, other, theirs)
        answer_match(other.awa, match=match, is_same=True)
        match.refresh_from_db()
        return match

    def propose(self, one: Books, mine: Any, other: Books, theirs: Any) -> Match:
        """One house proposes."""
        kind = "rencontre" if isinstance(mine, Session) else "structure"
        ends = [
            End(books.house.pk, row.pk, str(row), "")
            for books, row in ((one, mine), (other, theirs))
        ]
        return propose_match(
            one.awa, consortium=self.consortium, alike=Alike(kind, ends[0], ends[1], "essai")
        )


def open_ring(
    *names: str, codes: tuple[str, ...] = (WELCOMED, WORKSHOPS), shared: bool = True
) -> Ring:
    """Houses of these names, the first keeping the collective; all of them share the figures."""
    books = [open_books(name) for name in names]
    keeper = books[0]
    consortium = found_consortium(keeper.awa, name="Mois de l’ESS")
    members = {keeper.house.pk: MemberHouse.objects.get(consortium=consortium)}
    figures = {code: ask_figure(keeper.awa, consortium=consortium, code=code) for code in codes}
    for other in books[1:]:
        invited = invite_house(keeper.awa, consortium=consortium, house=other.house)
        members[other.house.pk] = answer_invitation(other.awa, member=invited, accepts=True)
    if shared:
        for one in books:
            share_figures(one.awa, member=members[one.house.pk], figures=figures.values())
    return Ring(consortium, keeper, books, members, figures)
