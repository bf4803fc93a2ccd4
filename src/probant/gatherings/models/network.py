"""The networks that a house animates, who belongs to them, and where the house itself sits.

A network's families are rows of the house: the shipped ones (`data/network_families.toml`) come
with its first network. Who was a member on a day is a set of facts: joined by then, not left.
"""

from typing import Self

from django.db import models
from django.db.models import F, Q

from probant.directory.models import House, Organisation, Person
from probant.journal.facts import fact_indexes
from probant.kernel.actor import Actor
from probant.kernel.roles import HOUSE
from probant.programmes.models import Programme, ProgrammeFact

STANDING = Q(void_seq__isnull=True)


class OwnQuerySet(models.QuerySet["models.Model"]):
    def visible_to(self, actor: Actor | None) -> Self:
        """Rows of the actor's own house, for the people who work or sit there."""
        if actor is None or actor.house_id is None or not actor.has(*HOUSE):
            return self.none()
        return self.filter(house_id=actor.house_id)


class NetworkFamily(models.Model):
    """A family of partners; its code is kept for ever, its name may change.

    Closed, it is no longer offered; the members and facts that bear its code keep it.
    """

    house = models.ForeignKey(
        House, models.PROTECT, related_name="network_families", db_index=False
    )
    code = models.SlugField(max_length=32, editable=False)
    name = models.CharField("nom", max_length=80)
    position = models.SmallIntegerField("rang", default=0)
    since = models.DateField("en usage depuis")
    is_open = models.BooleanField("proposée", default=True)

    objects = OwnQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["house", "code"],
                name="network_family_once",
                violation_error_message="Cette famille existe déjà.",
            )
        ]

    def __str__(self) -> str:
        return self.name


class Network(models.Model):
    """A network that the house animates: the actors of a territory, a club.

    `programme`: the programme whose sessions are its meetings; without one, any of the house's.
    """

    house = models.ForeignKey(House, models.PROTECT, related_name="networks")
    name = models.CharField("nom", max_length=120)
    purpose = models.TextField("à quoi il sert", blank=True)
    programme = models.ForeignKey(
        Programme, models.PROTECT, null=True, blank=True, related_name="networks"
    )
    is_open = models.BooleanField("actif", default=True)

    objects = OwnQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["house", "name"],
                name="network_once",
                violation_error_message="Un réseau porte déjà ce nom.",
            )
        ]

    def __str__(self) -> str:
        return self.name


class NetworkMember(models.Model):
    """A structure in a network, from a day to a day; one that comes back has a second row."""

    house = models.ForeignKey(House, models.PROTECT, related_name="+", db_index=False)
    network = models.ForeignKey(Network, models.PROTECT, related_name="members")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="network_memberships"
    )
    family = models.ForeignKey(
        NetworkFamily, models.PROTECT, null=True, blank=True, related_name="members"
    )
    college = models.CharField("collège", max_length=60, blank=True)
    joined_on = models.DateField("membre depuis")
    left_on = models.DateField("jusqu’au", null=True, blank=True)
    is_struck = models.BooleanField("noté par erreur", default=False)

    objects = OwnQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["network", "organisation"],
                condition=Q(left_on__isnull=True, is_struck=False),
                name="network_member_once",
                violation_error_message="Cette structure est déjà membre de ce réseau.",
            ),
            models.CheckConstraint(
                condition=Q(left_on__isnull=True) | Q(left_on__gte=F("joined_on")),
                name="network_member_dates",
                violation_error_message="La sortie précède l’entrée.",
            ),
        ]
        indexes = [models.Index(fields=["house", "network", "id"], name="network_member_list")]

    def __str__(self) -> str:
        return self.organisation.name


class NetworkFact(ProgrammeFact):
    """A fact about a member: network, programme, family of partners copied from it."""

    network = models.ForeignKey(Network, models.PROTECT, related_name="+")
    member = models.ForeignKey(NetworkMember, models.PROTECT, related_name="+")
    heading = models.CharField("famille de partenaires", max_length=32, blank=True, default="")

    class Meta(ProgrammeFact.Meta):
        abstract = True

    def about(self, member: NetworkMember) -> None:
        """Copy what the figures filter by."""
        self.place_by(member.organisation)
        self.network, self.member = member.network, member
        self.heading = member.family.code if member.family else ""
        self.file_under(member.network.programme)


class MemberJoined(NetworkFact):
    """A structure became a member of a network."""

    class Meta(NetworkFact.Meta):
        constraints = [
            *NetworkFact.Meta.constraints,
            models.UniqueConstraint(
                fields=["member"],
                condition=STANDING,
                name="member_joined_once",
                violation_error_message="Cette entrée est déjà notée.",
            ),
        ]
        indexes = [
            *fact_indexes(
                "member_joined", "programme_code", counted=("organisation", "member", "heading")
            ),
            models.Index(fields=["organisation"], name="member_joined_who"),
        ]


class MemberLeft(NetworkFact):
    """A structure left a network."""

    class Meta(NetworkFact.Meta):
        constraints = [
            *NetworkFact.Meta.constraints,
            models.UniqueConstraint(
                fields=["member"],
                condition=STANDING,
                name="member_left_once",
                violation_error_message="Cette sortie est déjà notée.",
            ),
        ]
        indexes = fact_indexes(
            "member_left", "programme_code", counted=("organisation", "member", "heading")
        )


class Affiliation(models.Model):
    """Where the house itself belongs or sits: a movement, a network, a committee of others.

    `person` is who sits there for it. What it pays is not said here.
    """

    class Kind(models.TextChoices):
        MEMBER = "member", "adhésion"
        SEAT = "seat", "mandat"

    house = models.ForeignKey(House, models.PROTECT, related_name="affiliations")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    kind = models.CharField("nature", max_length=8, choices=Kind, default=Kind.MEMBER)
    role = models.CharField("à quel titre", max_length=120, blank=True)
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    starts_on = models.DateField("depuis")
    ends_on = models.DateField("jusqu’au", null=True, blank=True)

    objects = OwnQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="affiliation_dates",
                violation_error_message="La fin précède le début.",
            )
        ]

    def __str__(self) -> str:
        return self.organisation.name
