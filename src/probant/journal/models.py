"""Who did what, per house: head, entries, mentions, erasable details, seals.

House ids are plain numbers: the journal stands below the directory and knows nobody by name.
Rows are written by `door.change` alone; triggers refuse every other change (`guards`).
"""

from django.db import models
from django.db.models import Q


class JournalHead(models.Model):
    """The last position of a house's journal; locked first by every change."""

    house_id = models.BigIntegerField(primary_key=True)
    seq = models.BigIntegerField(default=0)
    at = models.DateTimeField()
    hash = models.CharField(max_length=64)


class JournalEntry(models.Model):
    """One change: who, when, which verb; `digest` covers what it wrote, `hash` chains it."""

    house_id = models.BigIntegerField()
    seq = models.BigIntegerField()
    at = models.DateTimeField()
    actor_id = models.BigIntegerField(null=True)
    verb = models.CharField(max_length=64)
    key = models.UUIDField(null=True)
    digest = models.CharField(max_length=64)
    prev = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["house_id", "seq"], name="journal_entry_position"),
            models.UniqueConstraint(
                fields=["house_id", "key"], condition=Q(key__isnull=False), name="journal_entry_key"
            ),
            models.CheckConstraint(condition=Q(seq__gt=0), name="journal_entry_seq_positive"),
        ]


class JournalMention(models.Model):
    """An object that an entry speaks of: the timeline of an object is one query."""

    pk = models.CompositePrimaryKey("house_id", "kind", "object_id", "seq")
    house_id = models.BigIntegerField()
    kind = models.CharField(max_length=32)
    object_id = models.BigIntegerField()
    seq = models.BigIntegerField()

    class Meta:
        indexes = [models.Index(fields=["house_id", "seq"], name="journal_mention_seq")]


class JournalDetail(models.Model):
    """Free text and differences of an entry, outside the chain: erasing empties salt and body.

    `digest` = sha256(salt + canonical body) stands in the entry's own digest and stays for ever;
    without the salt it can no longer be matched with a guessed text.
    """

    pk = models.CompositePrimaryKey("house_id", "seq")
    house_id = models.BigIntegerField()
    seq = models.BigIntegerField()
    category = models.CharField(max_length=32)
    salt = models.CharField(max_length=32, blank=True)
    body = models.TextField(blank=True)
    digest = models.CharField(max_length=64)


class JournalSeal(models.Model):
    """Facts up to `upto_seq` were published or exported: they are no longer a fresh slip."""

    house_id = models.BigIntegerField()
    upto_seq = models.BigIntegerField()
    at = models.DateTimeField()
    actor_id = models.BigIntegerField(null=True)
    reason = models.CharField(max_length=32)

    class Meta:
        indexes = [models.Index(fields=["house_id", "upto_seq"], name="journal_seal_upto")]


class JournalGate(models.Model):
    """A row exists only inside an erasing transaction; the triggers look at it."""

    opened_for = models.CharField(max_length=32)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(opened_for=""), name="journal_gate_has_reason")
        ]
