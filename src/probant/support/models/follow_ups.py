"""What became of those who were supported, and of the structures created; when one asks."""

from django.db import models
from django.db.models import Q

from probant.directory.models import House
from probant.journal.facts import fact_indexes
from probant.programmes.models import Programme
from probant.support.models.facts import STANDING, CaseFact


class Since(models.TextChoices):
    """What the months of a follow-up are counted from."""

    SUPPORT = "support", "la fin de l'accompagnement"
    BIRTH = "birth", "la création de la structure"


class FollowUpTerm(models.Model):
    """A month at which a programme (or, without one, the house) asks what became of a case.

    A house without any keeps to `rules.TERMS`; a programme with none of its own to its house's.
    """

    house = models.ForeignKey(House, models.PROTECT, related_name="follow_up_terms")
    programme = models.ForeignKey(
        Programme, models.PROTECT, null=True, blank=True, related_name="follow_up_terms"
    )
    since = models.CharField("à compter de", max_length=8, choices=Since)
    months = models.PositiveSmallIntegerField("mois")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "since", "months"],
                condition=Q(programme__isnull=False),
                name="follow_up_term_once",
                violation_error_message="Ce suivi est déjà prévu.",
            ),
            models.UniqueConstraint(
                fields=["house", "since", "months"],
                condition=Q(programme__isnull=True),
                name="follow_up_term_of_house_once",
                violation_error_message="Ce suivi est déjà prévu.",
            ),
            models.CheckConstraint(
                condition=Q(months__gt=0, months__lte=120), name="follow_up_term_months"
            ),
        ]


class FollowedUp(CaseFact):
    """What a structure or a project had become, some months after: once a term.

    `headcount` and `fte_hundredths` are all its jobs that day; which jobs counted earlier are still
    there is `JobFact` of kind `kept`.
    """

    class State(models.TextChoices):
        ACTIVE = "active", "en activité"
        STOPPED = "stopped", "arrêtée"
        MERGED = "merged", "fusionnée ou reprise"
        UNREACHABLE = "unreachable", "injoignable"

    since = models.CharField("à compter de", max_length=8, choices=Since)
    months = models.PositiveSmallIntegerField("mois")
    state = models.CharField("ce qu'elle est devenue", max_length=12, choices=State)
    headcount = models.IntegerField("emplois", null=True, blank=True)
    fte_hundredths = models.IntegerField("équivalent temps plein", null=True, blank=True)

    class Meta(CaseFact.Meta):
        constraints = [
            *CaseFact.Meta.constraints,
            models.UniqueConstraint(
                fields=["case", "since", "months"],
                condition=STANDING,
                name="followed_up_once",
                violation_error_message="Ce suivi est déjà noté.",
            ),
            models.CheckConstraint(
                condition=(Q(headcount__isnull=True) | Q(headcount__gte=0))
                & (Q(fte_hundredths__isnull=True) | Q(fte_hundredths__gte=0)),
                name="followed_up_counted",
                violation_error_message="Un nombre d'emplois n'est pas négatif.",
            ),
        ]
        indexes = fact_indexes(
            "followed_up",
            "programme_code",
            "since",
            "months",
            "state",
            counted=("headcount", "fte_hundredths", "organisation", "case"),
        )
