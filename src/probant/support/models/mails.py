"""Mails filed on a case: what they say, who reads them, and the file that they came in."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from probant.documents.models import Document
from probant.kernel.actor import Actor
from probant.kernel.roles import TEAM, Role
from probant.support.models.cases import Audience, Case, cases_of_party


class CaseMailQuerySet(models.QuerySet["CaseMail"]):
    def visible_to(self, actor: Actor | None) -> Self:
        """All for the team; what is shared, on cases entrusted, for a volunteer; none for others.

        Somebody who is a party to the case reads what is shared with its holder, nothing else.
        """
        if actor is None or actor.house_id is None or not actor.has(*TEAM, Role.VOLUNTEER):
            return self.none()
        mine = self.filter(case__house_id=actor.house_id)
        if not actor.has(*TEAM):
            open_to_me = ~Q(audience=Audience.TEAM) | Q(filed_by_id=actor.user_id)
            mine = mine.filter(open_to_me, case__in=Case.objects.visible_to(actor))
        if actor.person_id is not None:
            parts = Q(case__in=cases_of_party(actor)) & ~Q(audience=Audience.HOLDER)
            mine = mine.exclude(parts)
        return mine


class CaseMail(models.Model):
    """One mail on one case. Erasing empties its words and lets its file go; its day stays."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="mails", db_index=False)
    document = models.ForeignKey(Document, models.PROTECT, null=True, related_name="case_mails")
    sender_name = models.CharField("expéditeur", max_length=200, blank=True)
    sender_email = models.CharField("courriel", max_length=320, blank=True)
    recipients = models.TextField("destinataires", blank=True)
    identifier = models.CharField(max_length=300, blank=True)  # the sender's own (Message-ID)
    subject = models.CharField("objet", max_length=300, blank=True)
    text = models.TextField("texte", blank=True)
    attachments = models.JSONField(default=list)  # names, in the order of the file
    audience = models.CharField("qui le lit", max_length=8, choices=Audience, default=Audience.TEAM)
    dated_on = models.DateField("daté du")
    sent_at = models.DateTimeField(null=True)
    filed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    filed_on = models.DateField(editable=False)
    seq = models.BigIntegerField(editable=False)
    erased_on = models.DateField(null=True, editable=False)

    objects = CaseMailQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["case", "dated_on", "id"], name="case_mail_list")]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "document"],
                name="case_mail_once",
                violation_error_message="Ce courriel est déjà sur ce dossier.",
            ),
            models.CheckConstraint(
                condition=Q(erased_on__isnull=True, document__isnull=False)
                | Q(
                    erased_on__isnull=False,
                    document__isnull=True,
                    sender_name="",
                    sender_email="",
                    recipients="",
                    identifier="",
                    subject="",
                    text="",
                ),
                name="case_mail_erased_whole",
            ),
        ]

    def __str__(self) -> str:
        return self.subject or ("courriel effacé" if self.erased_on else "sans objet")

    @property
    def sender(self) -> str:
        """Who wrote it, as one says it."""
        return self.sender_name or self.sender_email
