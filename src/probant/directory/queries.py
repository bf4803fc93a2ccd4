"""What the directory's pages read: lists of cards, a sheet, what may be a double."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db import DEFAULT_DB_ALIAS
from django.db.models import Q, QuerySet

from probant.directory.models import (
    Card,
    Family,
    NamingAgreement,
    Organisation,
    Position,
    Territory,
)
from probant.directory.rules import similar_names, telling_words
from probant.directory.territories import VINTAGE
from probant.directory.writing import ORGANISATION
from probant.journal.prepared import Prepared
from probant.kernel.actor import Actor
from probant.kernel.roles import Role
from probant.kernel.text import fold
from probant.search import index as names

LISTED = ("id", "organisation_id", "name", "name_key", "family", "theme", "place_name", "is_member")


@dataclass(frozen=True)
class Filters:
    """What a list of cards is narrowed by; empty values narrow nothing."""

    text: str = ""
    family: str = ""
    place: str = ""
    members: bool = False

    @property
    def only_text(self) -> bool:
        """Whether nothing but a text narrows the list."""
        return bool(self.text) and not (self.family or self.place or self.members)


def cards(
    actor: Actor, filters: Filters, *, first: int | None = None
) -> QuerySet[Card, dict[str, Any]]:
    """The cards of the actor's house that the filters leave, as rows of `LISTED`; not yet read.

    A text is first sought in the index of names (one query more). `first`: how many rows are
    wanted where a list by name begins; more are not looked for where a text alone narrows it.
    """
    return _narrowed(actor, filters, first).values(*LISTED)


def first_cards(actor: Actor, count: int) -> list[dict[str, Any]]:
    """The first cards of the actor's house by name, as rows of `LISTED`: the list as it opens."""
    return _first_cards(actor.roles, count).rows(house=actor.house_id)


@cache
def _first_cards(roles: frozenset[Role], count: int) -> Prepared:
    def build(house: int) -> QuerySet[Card, Any]:
        visible = Card.objects.visible_to(Actor(None, house, house, roles))
        return visible.order_by("name_key", "id").values(*LISTED)[:count]

    return Prepared(build, "house")


EXPORTED = (
    "name",
    "place_name",
    "place_code",
    "family",
    "theme",
    "organisation__siren",
    "organisation__siret",
    "organisation__rna",
    "is_member",
)


def exported_cards(
    actor: Actor, filters: Filters, *, only: Sequence[int] | None = None
) -> QuerySet[Card, tuple[Any, ...]]:
    """All the cards that the filters leave, by name, as tuples of `EXPORTED`; not yet read.

    `only`: those of these numbers.
    """
    found = _narrowed(actor, filters, None)
    if only is not None:
        found = found.filter(pk__in=only)
    return found.order_by("name_key", "id").values_list(*EXPORTED)


def _narrowed(actor: Actor, filters: Filters, first: int | None) -> QuerySet[Card]:
    found = Card.objects.visible_to(actor)
    if fold(filters.text) and actor.house_id is not None:
        limit = first if first and filters.only_text else names.CAP
        ids = names.find_ids(actor.house_id, filters.text, kind=ORGANISATION, limit=limit)
        found = found.filter(organisation_id__in=ids)
    if filters.family:
        found = found.filter(family=filters.family)
    if filters.members:
        found = found.filter(is_member=True)
    if filters.place:
        found = found.filter(_place(filters.place))
    return found


def _place(text: str) -> Q:
    """Cards of a commune or intercommunalité, by its INSEE code, its SIREN or its name."""
    key = fold(text)
    place = (
        Territory.objects.filter(vintage=VINTAGE)
        .filter(Q(code=text.strip()) | Q(name_key=key))
        .order_by("kind")
        .values_list("code", "kind")
        .first()
    )
    if place is None:
        return Q(place_name__iexact=text.strip())
    if place[1] == Territory.Kind.EPCI:
        return Q(
            place_code__in=Territory.objects.filter(vintage=VINTAGE, epci_code=place[0]).values(
                "code"
            )
        )
    return Q(place_code=place[0])


def positions_in(actor: Actor, organisation: Organisation) -> list[dict[str, Any]]:
    """Who holds what in a structure, those who still do first; people of the actor's house."""
    return _positions(actor.roles).rows(house=actor.house_id, organisation=organisation.pk)


@cache
def _positions(roles: frozenset[Role]) -> Prepared:
    def build(house: int, organisation: int) -> QuerySet[Position, Any]:
        visible = Position.objects.visible_to(Actor(None, house, house, roles))
        rows = visible.filter(organisation_id=organisation)
        return rows.order_by("ends_on", "person__name_key").values(
            "pk",
            "title",
            "starts_on",
            "ends_on",
            "person_id",
            "person__given_name",
            "person__family_name",
            "person__email",
            "person__telephone",
        )

    return Prepared(build, "house", "organisation")


def agreements_of(actor: Actor, organisation: Organisation) -> list[dict[str, Any]]:
    """The structure's agreements to be named, standing ones first."""
    return _agreements(actor.roles).rows(house=actor.house_id, organisation=organisation.pk)


@cache
def _agreements(roles: frozenset[Role]) -> Prepared:
    def build(house: int, organisation: int) -> QuerySet[NamingAgreement, Any]:
        visible = NamingAgreement.objects.visible_to(Actor(None, house, house, roles))
        rows = visible.filter(organisation_id=organisation)
        return rows.order_by("withdrawn_on", "funder__name_key").values(
            "funder_id", "funder__name", "agreed_on", "withdrawn_on"
        )

    return Prepared(build, "house", "organisation")


_CARD = [field.attname for field in Card._meta.concrete_fields]
_KNOWN = [field.attname for field in Organisation._meta.concrete_fields]


def card_of(actor: Actor, organisation_id: int) -> Card | None:
    """The card that the actor's house keeps of a structure, with the structure. One query."""
    rows = _card(actor.roles).rows(house=actor.house_id, organisation=organisation_id)
    if not rows:
        return None
    (row,) = rows
    card = Card.from_db(DEFAULT_DB_ALIAS, _CARD, [row[name] for name in _CARD])
    known = [row[f"organisation__{name}"] for name in _KNOWN]
    card.organisation = Organisation.from_db(DEFAULT_DB_ALIAS, _KNOWN, known)
    return card


@cache
def _card(roles: frozenset[Role]) -> Prepared:
    def build(house: int, organisation: int) -> QuerySet[Card, dict[str, Any]]:
        visible = Card.objects.visible_to(Actor(None, house, house, roles))
        shown = [*_CARD, *(f"organisation__{name}" for name in _KNOWN)]
        return visible.filter(organisation_id=organisation).values(*shown)

    return Prepared(build, "house", "organisation")


def funders_for(actor: Actor) -> QuerySet[Organisation]:
    """Whom one may agree to: public bodies and foundations of the directory, and other houses."""
    kinds = (Family.AUTHORITY, Family.STATE, Family.FOUNDATION)
    known = Q(family__in=kinds) | Q(organisation__house__isnull=False)
    cards = Card.objects.visible_to(actor).filter(known).exclude(organisation=actor.house_id)
    return Organisation.objects.filter(pk__in=cards.values("organisation_id")).order_by("name_key")


@dataclass(frozen=True)
class Double:
    """A structure that may be the one being entered, and what makes one think so."""

    organisation_id: int
    name: str
    place: str
    because: str


def doubles(actor: Actor, identity: Mapping[str, Any]) -> list[Double]:
    """Structures of the house's directory that may be the one described; the surest first.

    Same SIREN or RNA, same e-mail, same telephone, or a name that looks like it. At most four
    queries, whatever the size of the directory.
    """
    reasons: dict[int, str] = {}
    same = (("siren", "même SIREN"), ("rna", "même RNA"), ("email", "même courriel"))
    for field, because in (*same, ("telephone", "même téléphone")):
        if identity.get(field):
            rows = Organisation.objects.filter(
                **{field: identity[field]}, cards__house_id=actor.house_id
            )
            for number in rows.values_list("pk", flat=True)[:5]:
                reasons.setdefault(number, because)
    for number in _named_alike(actor, identity.get("name", "")):
        reasons.setdefault(number, "nom voisin")
    known = Card.objects.visible_to(actor).filter(organisation_id__in=list(reasons))
    shown = {row[0]: row for row in known.values_list("organisation_id", "name", "place_name")}
    return [Double(*shown[pk], because) for pk, because in reasons.items() if pk in shown][:6]


def _named_alike(actor: Actor, name: str) -> list[int]:
    words = telling_words(name) or fold(name).split()
    if not words or actor.house_id is None:
        return []
    ids = names.find_like(actor.house_id, words, kind=ORGANISATION)
    keys = Card.objects.visible_to(actor).filter(organisation_id__in=ids)
    return similar_names(name, dict(keys.values_list("organisation_id", "name_key")))
