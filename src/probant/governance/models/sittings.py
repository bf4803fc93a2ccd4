"""A sitting as one extract or register shows it: who was there, who was not, whose proxy."""

from django.db import models
from django.db.models import Q

from probant.directory.models import House, Person
from probant.governance.models.bodies import Body, GovernanceQuerySet


class SittingQuerySet(GovernanceQuerySet):
    organisation = "body__organisation_id"


class Sitting(models.Model):
    """A sitting of a body; declared counts are claims of the document, lists are the seats.

    Names of chair and secretary are kept as printed: public acts name them.
    """

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

    class Meta:
        ordering = ["sitting", "position"]
        constraints = [
            models.UniqueConstraint(fields=["sitting", "position"], name="seat_position"),
        ]


class Proxy(models.Model):
    """A written proxy, names as printed; a seat where the name fits one member of the sitting."""

    sitting = models.ForeignKey(Sitting, models.PROTECT, related_name="proxies")
    position = models.SmallIntegerField("ordre")
    giver_name = models.CharField("donné par", max_length=120)
    holder_name = models.CharField("porté par", max_length=120)
    giver = models.ForeignKey(Seat, models.PROTECT, null=True, blank=True, related_name="given")
    holder = models.ForeignKey(Seat, models.PROTECT, null=True, blank=True, related_name="held")

    class Meta:
        ordering = ["sitting", "position"]
        constraints = [
            models.UniqueConstraint(fields=["sitting", "position"], name="proxy_position"),
        ]
