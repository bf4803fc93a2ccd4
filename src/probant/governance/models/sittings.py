"""A sitting as one extract or register shows it: who was there, who was not, whose proxy."""

from django.db import models
from django.db.models import Q

from probant.directory.models import House, Person
from probant.governance.models.bodies import Body, College, GovernanceQuerySet
from probant.governance.models.mandates import Mandate


class SittingQuerySet(GovernanceQuerySet):
    organisation = "body__organisation_id"


class Sitting(models.Model):
    """A sitting of a body; declared counts are claims of the document, lists are the seats.

    Names of chair and secretary are kept as printed: public acts name them. A sitting of our own
    is planned, convened, open, then held; what was entered from an extract is held at once.
    """

    class Status(models.TextChoices):
        PLANNED = "planned", "prévue"
        CONVENED = "convened", "convoquée"
        OPEN = "open", "ouverte"
        HELD = "held", "tenue"
        CANCELLED = "cancelled", "annulée"

    house = models.ForeignKey(House, models.PROTECT, related_name="sittings")
    body = models.ForeignKey(Body, models.PROTECT, related_name="sittings")
    held_on = models.DateField("séance du")
    convened_on = models.DateField("convocation du", null=True, blank=True)
    president = models.CharField("présidence", max_length=120, blank=True)
    secretary = models.CharField("secrétaire de séance", max_length=120, blank=True)
    members_in_office = models.SmallIntegerField("membres en exercice", null=True, blank=True)
    present_declared = models.SmallIntegerField("présents annoncés", null=True, blank=True)
    proxies_declared = models.SmallIntegerField("procurations annoncées", null=True, blank=True)
    place = models.CharField("lieu", max_length=160, blank=True)
    status = models.CharField(
        "état", max_length=12, choices=Status, default=Status.HELD, db_default="held"
    )
    opens_at = models.TimeField("heure", null=True, blank=True)
    closes_at = models.TimeField("levée à", null=True, blank=True)
    is_urgent = models.BooleanField("convocation en urgence", null=True, blank=True)
    second_call_of = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="second_calls",
        verbose_name="seconde convocation de",
    )
    remote_link = models.CharField(
        "lien à distance", max_length=200, blank=True, default="", db_default=""
    )

    objects = SittingQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["house", "held_on", "id"], name="sitting_list")]
        constraints = [
            models.CheckConstraint(
                condition=(Q(members_in_office__isnull=True) | Q(members_in_office__gte=0))
                & (Q(present_declared__isnull=True) | Q(present_declared__gte=0))
                & (Q(proxies_declared__isnull=True) | Q(proxies_declared__gte=0)),
                name="sitting_counts",
                violation_error_message="Un nombre de membres ne peut être négatif.",
            )
        ]

    @property
    def is_live(self) -> bool:
        """Whether it is still to come or under way: its acts are ours, gates hold them."""
        return self.status in (self.Status.PLANNED, self.Status.CONVENED, self.Status.OPEN)


class Seat(models.Model):
    """A member at a sitting, the name as printed; linked to a person where one is known."""

    class Presence(models.TextChoices):
        PRESENT = "present", "présent"
        ABSENT = "absent", "absent"
        EXCUSED = "excused", "excusé"

    sitting = models.ForeignKey(Sitting, models.PROTECT, related_name="seats")
    position = models.SmallIntegerField("ordre")
    name = models.CharField("nom", max_length=120)
    presence = models.CharField("présence", max_length=8, choices=Presence)
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="personne"
    )
    mandate = models.ForeignKey(
        Mandate, models.PROTECT, null=True, blank=True, related_name="seats", verbose_name="mandat"
    )
    college = models.ForeignKey(
        College, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="collège"
    )
    is_remote = models.BooleanField("à distance", null=True, blank=True)

    class Meta:
        ordering = ["sitting", "position"]
        constraints = [
            models.UniqueConstraint(fields=["sitting", "position"], name="seat_position"),
        ]


class Proxy(models.Model):
    """A written proxy, names as printed; a seat where the name fits one member of the sitting.

    It serves from `from_item` on (the whole sitting where null) and no longer at `until_item`,
    where its giver revoked it. One revoked before the sitting opens is deleted: the journal tells.
    """

    sitting = models.ForeignKey(Sitting, models.PROTECT, related_name="proxies")
    position = models.SmallIntegerField("ordre")
    giver_name = models.CharField("donné par", max_length=120)
    holder_name = models.CharField("porté par", max_length=120)
    giver = models.ForeignKey(Seat, models.PROTECT, null=True, blank=True, related_name="given")
    holder = models.ForeignKey(Seat, models.PROTECT, null=True, blank=True, related_name="held")
    received_on = models.DateField("reçu le", null=True, blank=True)
    from_item = models.ForeignKey(
        "governance.AgendaItem",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="à partir du point",
    )
    until_item = models.ForeignKey(
        "governance.AgendaItem",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="révoqué au point",
    )

    class Meta:
        ordering = ["sitting", "position"]
        constraints = [
            models.UniqueConstraint(fields=["sitting", "position"], name="proxy_position"),
        ]
