"""What a house tells the people whose data it collects (RGPD, art. 13), one row a version."""

from typing import Self

from django.db import models

from probant.directory.models.houses import House
from probant.kernel.actor import Actor
from probant.kernel.roles import TEAM


class PrivacyNoticeQuerySet(models.QuerySet["PrivacyNotice"]):
    def visible_to(self, actor: Actor | None) -> Self:
        """The versions of the actor's house, for its team; the public reads `queries`."""
        if actor is None or actor.house_id is None or not actor.has(*TEAM):
            return self.none()
        return self.filter(house_id=actor.house_id)


class PrivacyNotice(models.Model):
    """One version of a house's notice; the latest is shown, the earlier ones say what was."""

    house = models.ForeignKey(House, models.PROTECT, related_name="privacy_notices")
    published_on = models.DateField("publiée le")
    controller = models.CharField("responsable du traitement", max_length=200)
    contact = models.CharField("à qui s’adresser", max_length=200)
    officer = models.CharField("délégué à la protection des données", max_length=200, blank=True)
    purposes = models.TextField("pourquoi ces données")
    legal_basis = models.TextField("sur quel fondement")
    recipients = models.TextField("qui les reçoit")
    retention = models.TextField("combien de temps")

    objects = PrivacyNoticeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(controller="") & ~models.Q(contact=""),
                name="privacy_notice_says_who",
                violation_error_message="Dites qui est responsable et à qui s’adresser.",
            )
        ]
        indexes = [models.Index(fields=["house", "-id"], name="privacy_notice_latest")]
