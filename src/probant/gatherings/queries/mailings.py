"""Who a message would go to: those chosen, with an address or why they are left out."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Q, QuerySet

from probant.directory.models import Card, Organisation, Person, Position, Territory, Theme
from probant.gatherings.models import MailingReader, NetworkMember
from probant.gatherings.models.mailings import Mailing
from probant.kernel.actor import Actor
from probant.post.bounces import returned
from probant.post.letters import digest_of
from probant.post.models import Unsubscription

CATEGORY = "network"  # what one unsubscribes from
MOST = 1000  # readers of one message
ORGANISATIONS, PEOPLE, BOTH = "structures", "personnes", "toutes"
AUDIENCES = (
    (BOTH, "aux structures et à leurs responsables"),
    (ORGANISATIONS, "à l’adresse de la structure"),
    (PEOPLE, "aux personnes qui y ont une fonction"),
)
LeftOut = MailingReader.LeftOut


@dataclass(frozen=True)
class Choice:
    """The words of the address that choose readers; nonsense is ignored.

    `network` None is the whole directory; `ticked` are members (ids) chosen one by one.
    """

    network: int | None = None
    family: str = ""
    theme: str = ""
    place: str = ""
    ticked: tuple[int, ...] = ()
    audience: str = BOTH

    @classmethod
    def read(cls, query: Mapping[str, Any]) -> "Choice":
        """Read the choice from an address."""
        network, family = str(query.get("reseau", "")), str(query.get("famille", ""))
        theme, audience = str(query.get("domaine", "")), str(query.get("a", BOTH))
        ticked = str(query.get("coches", ""))
        return cls(
            int(network) if network.isascii() and network.isdigit() and len(network) < 16 else None,
            family if re.fullmatch(r"[a-z0-9-]{1,32}", family) else "",
            theme if theme in Theme.values else "",
            str(query.get("commune", "")).strip()[:9],
            tuple(sorted({int(one) for one in re.findall(r"[0-9]{1,15}", ticked)})),
            audience if audience in dict(AUDIENCES) else BOTH,
        )

    def words(self) -> dict[str, Any]:
        """What is kept of the choice: no name."""
        said = {
            "reseau": self.network,
            "famille": self.family,
            "domaine": self.theme,
            "commune": self.place,
            "coches": list(self.ticked),
            "a": self.audience,
        }
        return {name: value for name, value in said.items() if value}


@dataclass(frozen=True)
class Reader:
    """Somebody chosen: where the message would go, or why it would not."""

    organisation: Organisation
    person: Person | None
    address: str
    left_out: str = ""

    @property
    def name(self) -> str:
        """Who it is, as the team reads it."""
        return f"{self.person}, {self.organisation.name}" if self.person else self.organisation.name


@dataclass
class Reading:
    """Those chosen: who gets the message, who does not and why."""

    sent: list[Reader] = field(default_factory=list)
    left: dict[str, list[Reader]] = field(default_factory=lambda: defaultdict(list))

    @property
    def left_out(self) -> list[tuple[str, list[Reader]]]:
        """Why, and who, in the order of the reasons."""
        return [
            (str(why.label), self.left[why.value]) for why in LeftOut if self.left.get(why.value)
        ]


def chosen_organisations(actor: Actor, choice: Choice) -> list[Organisation]:
    """The structures that a choice leaves, by name. One query, two where a territory is named."""
    if choice.network is None and not choice.ticked:
        found = Organisation.objects.filter(pk__in=_cards(actor, choice).values("organisation_id"))
    else:
        members: Any = NetworkMember.objects.visible_to(actor)
        members = members.filter(left_on__isnull=True, is_struck=False)
        if choice.network is not None:
            members = members.filter(network_id=choice.network)
        if choice.ticked:
            members = members.filter(pk__in=choice.ticked)
        if choice.family:
            members = members.filter(family__code=choice.family)
        found = Organisation.objects.filter(pk__in=members.values("organisation_id"))
    if choice.theme:
        found = found.filter(theme=choice.theme)
    if choice.place:
        found = found.filter(place_code__in=_places(choice.place))
    return list(found.order_by("name_key", "pk")[: MOST + 1])


def _cards(actor: Actor, choice: Choice) -> QuerySet[Card]:
    return Card.objects.visible_to(actor)


def _places(code: str) -> list[str]:
    """A commune, or those of an intercommunalité."""
    inside = Territory.objects.filter(Q(code=code) | Q(epci_code=code))
    return [code, *inside.values_list("code", flat=True).distinct()]


def readers_of(actor: Actor, choice: Choice) -> Reading:
    """Hold every address against refusals and returns. Five queries, whatever their number."""
    organisations = chosen_organisations(actor, choice)
    candidates = list(_candidates(actor, organisations, choice.audience))
    addresses = {one.address.lower() for one in candidates if one.address}
    refused = _unsubscribed(actor.house, addresses)
    gone = returned(actor.house, addresses)
    reading, seen = Reading(), set[str]()
    for one in candidates:
        address = one.address.lower()
        why = (
            LeftOut.NO_ADDRESS
            if not address
            else LeftOut.UNSUBSCRIBED
            if address in refused
            else LeftOut.RETURNED
            if address in gone
            else LeftOut.SAME_ADDRESS
            if address in seen
            else LeftOut.NO
        )
        seen.add(address)
        if why == LeftOut.NO:
            reading.sent.append(one)
        else:
            reading.left[why.value].append(
                Reader(one.organisation, one.person, one.address, why.value)
            )
    return reading


def _candidates(
    actor: Actor, organisations: Collection[Organisation], audience: str
) -> Iterator[Reader]:
    people: dict[int, list[Person]] = defaultdict(list)
    if audience != ORGANISATIONS:
        held = Position.objects.visible_to(actor).filter(
            organisation__in=[one.pk for one in organisations],
            ends_on__isnull=True,
            person__erased_on__isnull=True,
        )
        for position in held.select_related("person").order_by("person__name_key", "pk"):
            people[position.organisation_id].append(position.person)
    for organisation in organisations:
        with_address = [one for one in people[organisation.pk] if one.email]
        if audience != PEOPLE and organisation.email:
            yield Reader(organisation, None, organisation.email.strip())
        elif not with_address:
            yield Reader(organisation, None, "")
        for person in with_address:
            yield Reader(organisation, person, person.email.strip())


def _unsubscribed(house_id: int, addresses: Collection[str]) -> set[str]:
    """The addresses that want no message of the network any more. One query."""
    digests = {digest_of(house_id, address): address for address in addresses}
    held = Unsubscription.objects.filter(
        house_id=house_id, category=CATEGORY, address_digest__in=list(digests)
    )
    return {digests[digest] for digest in held.values_list("address_digest", flat=True)}


def mailing_rows(actor: Actor) -> QuerySet[Any, Any]:
    """The messages of the house with how many they left for, and not. One query."""
    own: Any = Mailing.objects.visible_to(actor)
    found: QuerySet[Any, Any] = own.annotate(
        sent=Count("readers", filter=Q(readers__left_out="")),
        left=Count("readers", filter=~Q(readers__left_out="")),
    ).values("id", "subject", "network__name", "sent_at", "sent", "left")
    return found
