"""Two sheets of one structure: which was merged into which, as a fact of each house's journal."""

from django.db import models
from django.db.models import F, Q

from probant.directory.models.organisations import Organisation
from probant.journal.facts import Fact


class OrganisationMerged(Fact):
    """The sheet `merged` turned out to be that of `kept`; voided when they are parted again.

    It is a fact, so a figure as known on a day, or at a position of the journal, counts with the
    merges that stood then. At any cut each merged structure points to one that is not merged
    itself: merging `kept` further replaces the facts that point to it.
    """

    merged = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    kept = models.ForeignKey(Organisation, models.PROTECT, related_name="+")

    class Meta(Fact.Meta):
        constraints = [
            *Fact.Meta.constraints,
            models.UniqueConstraint(
                fields=["house_id", "merged"],
                condition=Q(void_seq__isnull=True),
                name="organisation_merged_once",
                violation_error_message="Cette fiche est déjà fusionnée dans une autre.",
            ),
            models.CheckConstraint(
                condition=~Q(merged=F("kept")),
                name="organisation_merged_into_another",
                violation_error_message="Une fiche ne se fusionne pas dans elle-même.",
            ),
        ]
        indexes = [
            models.Index(fields=["house_id", "merged"], name="organisation_merged_from"),
            models.Index(fields=["house_id", "kept"], name="organisation_merged_into"),
            models.Index(fields=["house_id", "seq"], name="organisation_merged_seq"),
        ]


class MergeMove(models.Model):
    """Rows that a merge moved from the merged structure to the kept one, so that it can be undone.

    `kind` names who moved them in `kernel.merging.MERGING`; `moved` is what that room gave back.
    """

    house_id = models.BigIntegerField()
    seq = models.BigIntegerField()
    merged = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=40)
    moved = models.JSONField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["house_id", "seq", "merged", "kind"], name="merge_move_once"
            )
        ]
