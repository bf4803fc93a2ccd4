"""A case proposed to a volunteer, with the reasons as they were read that day, and the answer."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from probant.directory.models import House, Person
from probant.kernel.actor import Actor
from probant.kernel.roles import TEAM, Role
from probant.support.models import Case, cases_of_party


class ProposalQuerySet(models.QuerySet["CaseProposal"]):
    def visible_to(self, actor: Actor | None) -> Self:
        """The team's, but on a case to which one is a party; for a volunteer, her own."""
        if actor is None or actor.house_id is None:
            return self.none()
        mine = self.filter(house_id=actor.house_id)
        if actor.person_id is not None:
            mine = mine.exclude(case__in=cases_of_party(actor))
        if actor.has(*TEAM):
            return mine
        if actor.has(Role.VOLUNTEER) and actor.person_id is not None:
            return mine.filter(person_id=actor.person_id)
        return self.none()

    def waiting(self) -> Self:
        """Those that await an answer."""
        return self.filter(state=CaseProposal.State.WAITING)


class CaseProposal(models.Model):
    """What a volunteer is told of a case before it is entrusted: `words`, and where and in what.

    `reasons` are sentences of the rule, not of the case; `words` is written for the volunteer and
    is all that she reads of the case until she accepts.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "attend une réponse"
        ACCEPTED = "accepted", "acceptée"
        DECLINED = "declined", "déclinée"
        WITHDRAWN = "withdrawn", "retirée"

    house = models.ForeignKey(House, models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, models.PROTECT, related_name="proposals")
    person = models.ForeignKey(Person, models.PROTECT, related_name="case_proposals")
    proposed_on = models.DateField("proposé le")
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    points = models.SmallIntegerField(default=0)
    reasons = models.JSONField("raisons", default=list)
    words = models.TextField("ce qui en est dit au bénévole", blank=True)
    state = models.CharField(max_length=12, choices=State, default=State.WAITING)
    answered_on = models.DateField("répondu le", null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    answer = models.CharField("réponse", max_length=300, blank=True)

    objects = ProposalQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "person"],
                condition=Q(state="waiting"),
                name="case_proposal_once",
                violation_error_message="Ce dossier est déjà proposé à cette personne.",
            ),
            models.CheckConstraint(
                condition=Q(state="waiting", answered_on__isnull=True)
                | (~Q(state="waiting") & Q(answered_on__isnull=False)),
                name="case_proposal_answered_whole",
            ),
        ]
