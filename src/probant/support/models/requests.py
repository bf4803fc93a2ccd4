"""What people ask by the public form, before anybody of the house has answered."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from probant.directory.models import House, PlacedFact
from probant.journal.facts import fact_indexes
from probant.kernel.actor import Actor
from probant.kernel.roles import TEAM

STANDING = Q(void_seq__isnull=True)


class SupportRequestQuerySet(models.QuerySet["SupportRequest"]):
    def visible_to(self, actor: Actor | None) -> Self:
        """The requests made to the actor's own house, for its team."""
        if actor is None or actor.house_id is None or not actor.has(*TEAM):
            return self.none()
        return self.filter(house_id=actor.house_id)

    def awaiting(self) -> Self:
        """Those that nobody has taken or set aside."""
        return self.filter(state=SupportRequest.State.AWAITING)


class SupportRequest(models.Model):
    """A request received by the public form. No account is made; erasing empties every text.

    `origin` is a code of the house's list. What is typed by a stranger stays here: it enters the
    directory only when somebody of the house takes the request.
    """

    class State(models.TextChoices):
        AWAITING = "awaiting", "à prendre"
        TAKEN = "taken", "prise"
        REFUSED = "refused", "sans suite"
        DUPLICATE = "duplicate", "doublon"
        SPAM = "spam", "indésirable"

    class Kind(models.TextChoices):
        ORGANISATION = "organisation", "une structure"
        PROJECT = "project", "un projet qui n’est pas encore une structure"

    house = models.ForeignKey(House, models.PROTECT, related_name="support_requests")
    reference = models.CharField("référence", max_length=16)
    received_at = models.DateTimeField("reçue le")
    state = models.CharField(
        "état", max_length=12, choices=State, default=State.AWAITING, db_index=False
    )
    kind = models.CharField("qui", max_length=12, choices=Kind)
    name = models.CharField("structure ou projet", max_length=200, blank=True)
    number = models.CharField("SIREN ou RNA", max_length=14, blank=True)
    given_name = models.CharField("prénom", max_length=80, blank=True)
    family_name = models.CharField("nom", max_length=80, blank=True)
    email = models.EmailField("courriel", blank=True)
    telephone = models.CharField("téléphone", max_length=20, blank=True)
    place_code = models.CharField("commune (code)", max_length=9, blank=True)
    place_vintage = models.SmallIntegerField(null=True, blank=True)
    place_name = models.CharField("commune", max_length=120, blank=True)
    words = models.TextField("besoin", blank=True)
    origin = models.CharField("origine", max_length=32, blank=True)
    settled_on = models.DateField("traitée le", null=True, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    erased_on = models.DateField(null=True, editable=False)

    objects = SupportRequestQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["house", "state", "received_at", "id"], name="request_list")
        ]
        constraints = [
            models.UniqueConstraint(fields=["house", "reference"], name="request_reference"),
            models.CheckConstraint(
                condition=Q(state="awaiting", settled_on__isnull=True)
                | (~Q(state="awaiting") & Q(settled_on__isnull=False)),
                name="request_settled_whole",
                violation_error_message="Une demande traitée a une date.",
            ),
            models.CheckConstraint(
                condition=Q(erased_on__isnull=True)
                | Q(
                    name="",
                    number="",
                    given_name="",
                    family_name="",
                    email="",
                    telephone="",
                    words="",
                ),
                name="request_erased_whole",
            ),
        ]

    def __str__(self) -> str:
        return self.name or f"demande {self.reference}"

    @property
    def contact(self) -> str:
        """Who wrote."""
        return f"{self.given_name} {self.family_name}".strip()

    @property
    def is_awaiting(self) -> bool:
        """Whether nobody has answered yet."""
        return self.state == self.State.AWAITING


class RequestReceived(PlacedFact):
    """A request came in by the public form; voided where it is a double or was no request."""

    request = models.ForeignKey(SupportRequest, models.PROTECT, related_name="received")
    kind = models.CharField("qui", max_length=12, choices=SupportRequest.Kind)
    origin = models.CharField("origine", max_length=32, blank=True, default="")

    class Meta(PlacedFact.Meta):
        constraints = [
            *PlacedFact.Meta.constraints,
            models.UniqueConstraint(
                fields=["request"], condition=STANDING, name="request_received_once"
            ),
        ]
        indexes = fact_indexes(
            "request_received", "kind", counted=("origin", "place_code", "request")
        )
