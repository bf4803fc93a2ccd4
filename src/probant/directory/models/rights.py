"""What a person asked of the house about their data: access, correction, erasure."""

from typing import Self

from django.db import models
from django.db.models import F, Q

from probant.directory.models.houses import House
from probant.directory.models.people import Person
from probant.kernel.actor import Actor
from probant.kernel.roles import TEAM, Role


class DataRequestQuerySet(models.QuerySet["DataRequest"]):
    def visible_to(self, actor: Actor | None) -> Self:
        """The requests that the actor's house received, for its team; one's own otherwise."""
        if actor is None:
            return self.none()
        if actor.house_id is not None and actor.has(*TEAM):
            return self.filter(house_id=actor.house_id)
        if actor.person_id is not None and actor.has(*Role):
            return self.filter(person_id=actor.person_id)
        return self.none()

    def open(self) -> Self:
        """Requests that nobody answered yet."""
        return self.filter(state=DataRequest.State.OPEN)


class DataRequest(models.Model):
    """A request under articles 15 to 17 of the RGPD; its deadline follows from the day received."""

    class Kind(models.TextChoices):
        ACCESS = "access", "recevoir ses données"
        RECTIFICATION = "rectification", "les faire corriger"
        ERASURE = "erasure", "les faire effacer"

    class State(models.TextChoices):
        OPEN = "open", "à traiter"
        DONE = "done", "satisfaite"
        REFUSED = "refused", "refusée"

    class Ground(models.TextChoices):
        """Why it may be refused: art. 17 § 3, and art. 12 § 5 and 6."""

        LAW = "law", "une obligation légale impose de garder ces données (art. 17, § 3 b)"
        ARCHIVES = "archives", "intérêt public, archives ou statistiques (art. 17, § 3 d)"
        CLAIMS = "claims", "un droit à constater ou défendre en justice (art. 17, § 3 e)"
        EXCESSIVE = "excessive", "demande manifestement infondée ou répétée (art. 12, § 5)"
        UNIDENTIFIED = "unidentified", "l’identité n’a pas pu être vérifiée (art. 12, § 6)"

    house = models.ForeignKey(House, models.PROTECT, related_name="data_requests")
    person = models.ForeignKey(Person, models.PROTECT, related_name="data_requests")
    kind = models.CharField("demande", max_length=16, choices=Kind)
    received_on = models.DateField("reçue le")
    state = models.CharField("état", max_length=8, choices=State, default=State.OPEN)
    settled_on = models.DateField("traitée le", null=True, blank=True)
    ground = models.CharField("motif", max_length=16, choices=Ground, blank=True)
    reason = models.TextField("explication donnée", blank=True)

    objects = DataRequestQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "kind"],
                condition=Q(state="open"),
                name="data_request_once",
                violation_error_message="Cette demande est déjà notée et attend sa réponse.",
            ),
            models.CheckConstraint(
                condition=Q(state="open", settled_on__isnull=True)
                | (~Q(state="open") & Q(settled_on__gte=F("received_on"))),
                name="data_request_settled",
                violation_error_message="La réponse ne peut précéder la demande.",
            ),
            models.CheckConstraint(
                condition=~Q(state="refused") | ~Q(ground=""),
                name="data_request_ground",
                violation_error_message="Un refus dit son motif.",
            ),
        ]
