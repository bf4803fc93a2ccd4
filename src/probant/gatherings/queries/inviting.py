"""Whom a session may be sent to: structures or people, by family, domain, territory, presence."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from django.db.models import Q

from probant.directory.models import Card, Family, Person, Position, Territory, Theme
from probant.directory.territories import VINTAGE
from probant.gatherings.models import Attendance, Invitation, Session
from probant.gatherings.queries.sessions import standing_positions
from probant.kernel.actor import Actor
from probant.kernel.text import fold
from probant.post.bounces import returned
from probant.programmes.models import Programme
from probant.search import index as names

MOST = 600  # names on one page; beyond, the list is narrowed

PEOPLE, PEOPLE_CAME = "personnes", "personnes-venues"
AUDIENCES = (
    ("", "structures de l’annuaire"),
    ("membres", "structures membres du réseau"),
    ("venues", "structures déjà venues"),
    (PEOPLE, "personnes de l’annuaire"),
    (PEOPLE_CAME, "personnes déjà venues"),
)


@dataclass(frozen=True)
class Choice:
    """The words of the address: `q`, `famille`, `domaine`, `territoire`, `programme`, `qui`."""

    text: str = ""
    family: str = ""
    theme: str = ""
    territory: str = ""
    programme: int | None = None
    audience: str = ""

    @classmethod
    def read(cls, query: Mapping[str, str]) -> "Choice":
        """Read the filters of an address; nonsense is ignored."""
        number = query.get("programme", "")
        return cls(
            text=" ".join(query.get("q", "").split())[:80],
            family=query.get("famille", "") if query.get("famille") in Family.values else "",
            theme=query.get("domaine", "") if query.get("domaine") in Theme.values else "",
            territory=" ".join(query.get("territoire", "").split())[:120],
            programme=int(number) if number.isascii() and number.isdigit() and number else None,
            audience=query.get("qui", "") if query.get("qui") in dict(AUDIENCES) else "",
        )

    @property
    def says_something(self) -> bool:
        """Whether anything was asked: otherwise nobody is proposed.

        All the people of the directory are no answer: a name, or one word more.
        """
        return self not in (Choice(), Choice(audience=PEOPLE))

    @property
    def of_people(self) -> bool:
        """Whether people are invited by themselves, not structures."""
        return self.audience in (PEOPLE, PEOPLE_CAME)

    @property
    def by(self) -> str:
        """How those chosen are said to have been chosen."""
        by = Invitation.By
        if self.audience in ("venues", PEOPLE_CAME):
            return by.ATTENDANCE
        if self.territory:
            return by.TERRITORY
        if self.programme:
            return by.PROGRAMME
        if self.theme:
            return by.THEME
        return by.FAMILY if self.family else by.LIST


@dataclass(frozen=True)
class Guest:
    """A structure (`o5`) or a person (`p12`) that may be invited, and whether a letter arrives."""

    value: str
    name: str
    place: str
    email: str
    reached: str  # "" where a letter leaves; else why not


def guests(actor: Actor, session: Session, choice: Choice) -> list[Guest]:
    """Those of the choice who are not invited yet, by name. Six queries at most."""
    if choice.of_people:
        return _people(actor, session, choice)
    cards = Card.objects.visible_to(actor).exclude(organisation_id=session.house_id)
    invited = Invitation.objects.filter(session=session, withdrawn_on__isnull=True)
    cards = cards.exclude(
        organisation_id__in=invited.exclude(organisation=None).values("organisation_id")
    ).filter(organisation__merged_into__isnull=True)
    cards = cards.filter(_condition(actor, session, choice))
    rows = list(
        cards.order_by("name_key", "pk").values_list(
            "organisation_id", "name", "place_name", "organisation__email"
        )[:MOST]
    )
    dead = returned(session.house_id, (email for *_, email in rows))
    return [
        Guest(f"o{number}", name, place, email, _reached(email, dead))
        for number, name, place, email in rows
    ]


def _people(actor: Actor, session: Session, choice: Choice) -> list[Guest]:
    """People by themselves, each with the structure she is of today; `place` is its name.

    Who has no address of her own is reached by her structure's only where that is invited.
    """
    invited = Invitation.objects.filter(session=session, withdrawn_on__isnull=True)
    people = Person.objects.visible_to(actor).exclude(
        pk__in=invited.exclude(person=None).values("person_id")
    )
    if choice.text:
        found = names.find(actor.house, choice.text, kinds=["person"], limit=100)
        people = people.filter(pk__in=[one.object_id for one in found])
    if choice.audience == PEOPLE_CAME or choice.programme is not None:
        came = Attendance.objects.now().filter(house_id=session.house_id, own_staff=False)
        if choice.programme is not None:
            came = came.filter(programme_id=choice.programme)
        people = people.filter(pk__in=came.exclude(person=None).values("person_id"))
    if choice.family or choice.theme or choice.territory:
        whole = replace(choice, text="", audience="", programme=None)
        cards = Card.objects.visible_to(actor).filter(_condition(actor, session, whole))
        held = Position.objects.filter(
            ends_on__isnull=True, organisation_id__in=cards.values("organisation_id")
        )
        people = people.filter(pk__in=held.values("person_id"))
    chosen = list(people.order_by("name_key", "pk")[:MOST])
    standing = standing_positions(chosen)
    dead = returned(session.house_id, (one.email for one in chosen))
    return [
        Guest(
            f"p{one.pk}",
            str(one),
            standing[one.pk].name if one.pk in standing else "",
            one.email,
            _reached(one.email, dead),
        )
        for one in chosen
    ]


def _reached(email: str, dead: set[str]) -> str:
    if not email:
        return "sans adresse"
    return "adresse qui ne répond plus" if email.lower() in dead else ""


def _condition(actor: Actor, session: Session, choice: Choice) -> Q:
    asked = Q()
    if choice.text:
        found = names.find(actor.house, choice.text, kinds=["organisation"], limit=100)
        asked &= Q(organisation_id__in=[one.object_id for one in found])
    if choice.family:
        asked &= Q(family=choice.family)
    if choice.theme:
        asked &= Q(theme=choice.theme)
    if choice.territory:
        asked &= Q(place_code__in=communes_of(choice.territory))
    if choice.audience == "membres":
        asked &= Q(is_member=True)
    if choice.audience == "venues" or choice.programme is not None:
        came = Attendance.objects.now().filter(house_id=session.house_id)
        if choice.programme is not None:
            came = came.filter(programme_id=choice.programme)
        asked &= Q(organisation_id__in=came.exclude(organisation=None).values("organisation_id"))
    return asked


def communes_of(text: str) -> list[str]:
    """The communes of a territory as one types it: a commune, or all those of an EPCI."""
    code = text.rpartition("(")[2].rstrip(") ") if "(" in text else ""
    wanted = Q(code=code) if code else Q(name_key=fold(text)) | Q(code=text)
    rows = Territory.objects.filter(wanted, vintage=VINTAGE).values_list("code", "kind")
    found: list[str] = []
    for place, kind in rows:
        if kind == Territory.Kind.COMMUNE:
            found.append(place)
        else:
            inside = Territory.objects.filter(vintage=VINTAGE, epci_code=place)
            found += inside.values_list("code", flat=True)
    return found


def programmes_of(actor: Actor) -> list[tuple[int, str]]:
    """The programmes one may choose by. One query."""
    rows = Programme.objects.visible_to(actor).order_by("name").values_list("pk", "name")
    return list(rows)
