"""Inside a ballot: votes by name, votes of each college, candidates of a round."""

from django.db import models
from django.db.models import Q

from probant.directory.models import Person
from probant.governance.models.bodies import College
from probant.governance.models.deliberations import Ballot
from probant.governance.models.sittings import Seat


class Vote(models.Model):
    """How a member voted, in person or by proxy; never in a secret ballot."""

    class Choice(models.TextChoices):
        FOR = "for", "pour"
        AGAINST = "against", "contre"
        ABSTAIN = "abstain", "abstention"
        OUT = "out", "ne prend pas part au vote"

    ballot = models.ForeignKey(Ballot, models.CASCADE, related_name="votes", db_index=False)
    seat = models.ForeignKey(Seat, models.PROTECT, related_name="votes")
    holder = models.ForeignKey(Seat, models.PROTECT, null=True, blank=True, related_name="+")
    choice = models.CharField("vote", max_length=8, choices=Choice)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["ballot", "seat"],
                name="vote_once",
                violation_error_message="Ce membre a déjà voté à ce scrutin.",
            )
        ]


class CollegeCount(models.Model):
    """The votes of one college in a ballot."""

    ballot = models.ForeignKey(Ballot, models.CASCADE, related_name="colleges", db_index=False)
    college = models.ForeignKey(College, models.PROTECT, related_name="+")
    votes_for = models.SmallIntegerField("pour", default=0)
    votes_against = models.SmallIntegerField("contre", default=0)
    abstentions = models.SmallIntegerField("abstentions", default=0)

    class Meta:
        ordering = ["ballot", "college"]
        constraints = [
            models.UniqueConstraint(fields=["ballot", "college"], name="college_count_once"),
            models.CheckConstraint(
                condition=Q(votes_for__gte=0, votes_against__gte=0, abstentions__gte=0),
                name="college_count_counts",
                violation_error_message="Un nombre de voix ne peut être négatif.",
            ),
        ]


class Candidacy(models.Model):
    """A candidate (or a list) at a round of an election; who is elected is computed.

    `is_eldest`: of those who tie, the one whom the law elects (CGCT L2121-21); no date of birth.
    """

    ballot = models.ForeignKey(Ballot, models.CASCADE, related_name="candidates", db_index=False)
    position = models.SmallIntegerField("ordre")
    name = models.CharField("candidat", max_length=120)
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    votes = models.SmallIntegerField("voix", default=0)
    is_eldest = models.BooleanField("le plus âgé", default=False)

    class Meta:
        ordering = ["ballot", "position"]
        constraints = [
            models.UniqueConstraint(fields=["ballot", "position"], name="candidacy_position"),
            models.CheckConstraint(
                condition=Q(votes__gte=0),
                name="candidacy_votes",
                violation_error_message="Un nombre de voix ne peut être négatif.",
            ),
        ]
