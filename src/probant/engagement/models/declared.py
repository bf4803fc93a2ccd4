"""Hours that a volunteer says she gave: they count once the team has validated them."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from probant.directory.models import House, Person
from probant.engagement.models.hours import VolunteerHours
from probant.engagement.models.levels import Task
from probant.engagement.models.volunteers import OwnRowQuerySet
from probant.programmes.models import Action, Programme
from probant.support.models import Case


class DeclaredHours(models.Model):
    """One line of a volunteer's week. Validated, it gives birth to the fact that counts.

    `words` are hers and are emptied with her; the fact holds none.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "à valider"
        VALIDATED = "validated", "validées"
        REFUSED = "refused", "non retenues"
        WITHDRAWN = "withdrawn", "retirées"

    house = models.ForeignKey(House, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="declared_hours")
    occurred_on = models.DateField("jour")
    minutes = models.IntegerField("durée")
    task = models.CharField("mission", max_length=20, choices=Task)
    programme = models.ForeignKey(
        Programme, models.PROTECT, null=True, blank=True, related_name="+"
    )
    action = models.ForeignKey(Action, models.PROTECT, null=True, blank=True, related_name="+")
    case = models.ForeignKey(Case, models.PROTECT, null=True, blank=True, related_name="+")
    words = models.CharField("quoi", max_length=200, blank=True)
    state = models.CharField(max_length=12, choices=State, default=State.WAITING)
    declared_on = models.DateField("déclarées le")
    answered_on = models.DateField("répondu le", null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    reason = models.CharField("motif", max_length=200, blank=True)
    fact = models.OneToOneField(
        VolunteerHours, models.PROTECT, null=True, editable=False, related_name="declared"
    )

    objects = OwnRowQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["house", "state", "occurred_on", "id"], name="declared_hours_list")
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(minutes__gt=0, minutes__lte=24 * 60),
                name="declared_hours_minutes",
                violation_error_message="Une durée est comprise entre une minute et une journée.",
            ),
            models.CheckConstraint(
                condition=Q(state="validated", fact__isnull=False)
                | (~Q(state="validated") & Q(fact__isnull=True)),
                name="declared_hours_validated_whole",
            ),
        ]
