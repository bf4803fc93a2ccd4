"""Who holds a mandate in a body, from when to when, and what interests members declared."""

from django.db import models
from django.db.models import F, Q

from probant.directory.models import House, Organisation, Person
from probant.governance.models.bodies import Body, College, GovernanceQuerySet


class MandateQuerySet(GovernanceQuerySet):
    organisation = "body__organisation_id"


class Mandate(models.Model):
    """A seat in a body between two dates; those in office on a day are computed.

    `name` is as acts print it (public in a council, in the minutes of an assembly); `person` where
    the directory knows them; `represents` is the member organisation of a legal person's seat.
    """

    class Role(models.TextChoices):
        MEMBER = "member", "membre"
        CHAIR = "chair", "présidence"
        VICE = "vice", "vice-présidence"
        TREASURER = "treasurer", "trésorerie"
        SECRETARY = "secretary", "secrétariat"
        SUBSTITUTE = "substitute", "suppléance"

    house = models.ForeignKey(House, models.PROTECT, related_name="mandates", db_index=False)
    body = models.ForeignKey(Body, models.PROTECT, related_name="mandates", db_index=False)
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="mandates"
    )
    name = models.CharField("nom", max_length=120)
    name_key = models.CharField(max_length=120, editable=False)
    role = models.CharField("fonction", max_length=12, choices=Role, default=Role.MEMBER)
    college = models.ForeignKey(
        College, models.PROTECT, null=True, blank=True, related_name="mandates"
    )
    represents = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+"
    )
    begins_on = models.DateField("depuis le")
    ends_on = models.DateField("jusqu’au", null=True, blank=True)
    replaces = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="replaced_by"
    )
    interim = models.BooleanField("par intérim", default=False)

    objects = MandateQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["body", "name_key", "id"], name="mandate_list"),
            models.Index(fields=["house", "begins_on"], name="mandate_house"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(name=""),
                name="mandate_named",
                violation_error_message="Un mandat a un nom.",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("begins_on")),
                name="mandate_dates",
                violation_error_message="La fin d’un mandat ne peut précéder son début.",
            ),
            models.CheckConstraint(
                condition=~Q(replaces=F("id")),
                name="mandate_replaces_other",
                violation_error_message="Un mandat ne se remplace pas lui-même.",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Interest(models.Model):
    """The register of interests: what a member is elsewhere, as declared, between two dates.

    `by_law`: designated there by a text of law (CGCT L1111-6): not interested by that fact alone.
    """

    house = models.ForeignKey(House, models.PROTECT, related_name="interests")
    mandate = models.ForeignKey(Mandate, models.PROTECT, related_name="interests")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    role = models.CharField("fonction", max_length=120)
    by_law = models.BooleanField("désigné par la loi", default=False)
    begins_on = models.DateField("depuis le", null=True, blank=True)
    ends_on = models.DateField("jusqu’au", null=True, blank=True)

    class Meta:
        ordering = ["mandate", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True)
                | Q(begins_on__isnull=True)
                | Q(ends_on__gte=F("begins_on")),
                name="interest_dates",
                violation_error_message="La fin d’un intérêt ne peut précéder son début.",
            )
        ]
