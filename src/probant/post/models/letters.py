"""Letters that leave by mail, and the addresses that no longer want a category of them."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from probant.directory.models import House, Person
from probant.kernel.actor import Actor
from probant.kernel.roles import TEAM


class LetterQuerySet(models.QuerySet["Letter"]):
    def visible_to(self, actor: Actor | None) -> Self:
        """The letters of the actor's own house, for its team."""
        if actor is None or actor.house_id is None or not actor.has(*TEAM):
            return self.none()
        return self.filter(house_id=actor.house_id)


class Letter(models.Model):
    """One message to one address. Erasing empties what names somebody; the row says it left.

    `about_kind` and `about_id` name what it is about (a case, a session…), as on timelines.
    `category` empty is a letter that one cannot refuse (an answer, an appointment).
    """

    class State(models.TextChoices):
        QUEUED = "queued", "à envoyer"
        SENT = "sent", "envoyé"
        FAILED = "failed", "échec"
        SKIPPED = "skipped", "désabonné"

    house = models.ForeignKey(House, models.PROTECT, related_name="letters")
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    to = models.EmailField("à", blank=True)
    subject = models.CharField("objet", max_length=200, blank=True)
    text = models.TextField("texte", blank=True)
    html = models.TextField(blank=True)
    calendar = models.TextField(blank=True, help_text="une invitation, jointe")
    category = models.CharField(max_length=40, blank=True)
    about_kind = models.CharField(max_length=40, blank=True)
    about_id = models.BigIntegerField(null=True)
    key = models.CharField(max_length=120, null=True, unique=True)
    state = models.CharField("état", max_length=8, choices=State, default=State.QUEUED)
    reason = models.TextField("motif", blank=True)
    attempts = models.PositiveSmallIntegerField("essais", default=0)
    written_at = models.DateTimeField("écrit le")
    sent_at = models.DateTimeField("parti le", null=True)
    erased_on = models.DateField(null=True, editable=False)

    objects = LetterQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["house", "-written_at", "-id"], name="letter_list"),
            models.Index(fields=["house", "state", "-written_at", "-id"], name="letter_state"),
            models.Index(fields=["house", "about_kind", "about_id"], name="letter_about"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="sent", sent_at__isnull=False)
                | (~Q(state="sent") & Q(sent_at__isnull=True)),
                name="letter_sent_whole",
            ),
            models.CheckConstraint(
                condition=Q(erased_on__isnull=True)
                | Q(to="", subject="", text="", html="", calendar=""),
                name="letter_erased_whole",
            ),
        ]

    def __str__(self) -> str:
        return self.subject


class Unsubscription(models.Model):
    """An address that wants no more letters of a category from a house; kept as a digest."""

    house = models.ForeignKey(House, models.PROTECT, related_name="+")
    address_digest = models.CharField(max_length=64)
    category = models.CharField(max_length=40)
    since = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["house", "address_digest", "category"], name="unsubscription_once"
            )
        ]

    def __str__(self) -> str:
        return self.category
