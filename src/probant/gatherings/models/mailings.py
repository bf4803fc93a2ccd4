"""Messages to chosen contacts of a network: the text as it left, and to whom it went or not."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from probant.directory.models import House, Organisation, Person
from probant.gatherings.models.network import Network, OwnQuerySet


class Mailing(models.Model):
    """A message, kept as it left. `chosen` are the words of the address that chose its readers."""

    house = models.ForeignKey(House, models.PROTECT, related_name="mailings")
    network = models.ForeignKey(
        Network, models.PROTECT, null=True, blank=True, related_name="mailings"
    )
    subject = models.CharField("objet", max_length=200)
    text = models.TextField("message")
    chosen = models.JSONField(default=dict)
    sent_at = models.DateTimeField("parti le")
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    objects = OwnQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["house", "-sent_at", "-id"], name="mailing_list")]

    def __str__(self) -> str:
        return self.subject


class MailingReader(models.Model):
    """Somebody chosen for a message: it left for them (`letter`), or why it did not.

    Letters keep the address; erasing a person leaves nothing here that names them.
    """

    class LeftOut(models.TextChoices):
        NO = "", "envoyé"
        NO_ADDRESS = "no_address", "sans adresse de courriel"
        UNSUBSCRIBED = "unsubscribed", "ne veut plus de ces messages"
        RETURNED = "returned", "un courriel est revenu de cette adresse"
        SAME_ADDRESS = "same_address", "même adresse qu’un autre destinataire"

    mailing = models.ForeignKey(Mailing, models.CASCADE, related_name="readers")
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    letter = models.ForeignKey("post.Letter", models.PROTECT, null=True, related_name="+")
    left_out = models.CharField(max_length=16, choices=LeftOut, blank=True, default="")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(letter__isnull=False, left_out="")
                | (Q(letter__isnull=True) & ~Q(left_out="")),
                name="mailing_reader_sent_or_not",
            ),
            models.CheckConstraint(
                condition=Q(person__isnull=False) | Q(organisation__isnull=False),
                name="mailing_reader_somebody",
            ),
        ]
