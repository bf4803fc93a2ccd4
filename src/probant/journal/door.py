"""The one door for writing: `change` locks the house, reads the clock, appends one entry.

Order is commit order, and a read-modify-write inside the block is safe on both engines, because
the house's head is locked first (several houses in the order of their ids).
"""

import datetime
import secrets
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, TypeVar

from django.db import connection, transaction
from django.utils import timezone

from probant.journal.digest import (
    DIGEST_VERSION,
    canonical,
    chain_hash,
    entry_digest,
    salted_digest,
)
from probant.journal.errors import (
    AlreadyDone,
    AlreadyVoid,
    Change,
    DeclaredDate,
    InTheFuture,
    NoJournal,
    Stale,
)
from probant.journal.facts import Fact
from probant.journal.models import (
    JournalDetail,
    JournalEntry,
    JournalHead,
    JournalMention,
    JournalSeal,
)
from probant.kernel.actor import Actor

GENESIS = "0" * 64
MANY = 1000  # mentions
AnyFact = TypeVar("AnyFact", bound=Fact)


def open_journal(house_id: int) -> None:
    """Begin the journal of a house that has none yet."""
    JournalHead.objects.get_or_create(
        house_id=house_id, defaults={"at": timezone.now(), "hash": GENESIS}
    )


@contextmanager
def change(
    actor: Actor,
    *,
    verb: str,
    houses: Sequence[int],
    declared_on: datetime.date | None = None,
    key: uuid.UUID | None = None,
) -> Iterator["Entry"]:
    """Open the journal of one or more houses for one change; yields the entry of the first.

    `declared_on` (a civil day, not after today) dates the knowledge of what is recorded; only
    actors that may declare (imports, the demonstration) can give it. `key` makes the change
    idempotent.

    Raises `AlreadyDone`, `DeclaredDate`, `NoJournal`. Effects: one transaction; facts and mentions
    as written inside the block; one entry a house on exit, none where nothing was written.
    """
    with transaction.atomic():
        heads = _lock(houses)
        if key is not None:
            refuse_repetition(houses[0], key)
        clock = max([timezone.now(), *(head.at for head in heads.values())])
        today = timezone.localdate(clock)
        if declared_on is not None and (not actor.may_declare or declared_on > today):
            raise DeclaredDate
        entries = {
            house_id: Entry(actor, verb, head, clock, declared_on or today, key)
            for house_id, head in heads.items()
        }
        first = entries[houses[0]]
        first.siblings = entries
        yield first
        for entry in entries.values():
            entry.close()


@contextmanager
def holding(house_id: int) -> Iterator[None]:
    """Several changes of a house in one transaction: nothing of others comes between them.

    Each is an entry of its own, and one that is refused leaves nothing. Raises `NoJournal`.
    """
    with transaction.atomic():
        _lock([house_id])
        yield


def _lock(houses: Sequence[int]) -> dict[int, JournalHead]:
    wanted = sorted(set(houses))
    locked = JournalHead.objects.select_for_update().filter(house_id__in=wanted)
    heads = {head.house_id: head for head in locked.order_by("house_id")}
    if list(heads) != wanted or not wanted:
        raise NoJournal
    return heads


def refuse_repetition(house_id: int, key: uuid.UUID) -> None:
    """Raise `AlreadyDone` where a change of this key is written. One query."""
    done = JournalEntry.objects.filter(house_id=house_id, key=key).values_list("seq").first()
    if done is None:
        return
    mentions = JournalMention.objects.filter(house_id=house_id, seq=done[0])
    raise AlreadyDone(done[0], tuple(mentions.values_list("kind", "object_id")))


class Entry:
    """What one change writes in one house; made by `change`, closed on exit."""

    def __init__(
        self,
        actor: Actor,
        verb: str,
        head: JournalHead,
        at: datetime.datetime,
        known_on: datetime.date,
        key: uuid.UUID | None,
    ) -> None:
        self.actor = actor
        self.verb = verb
        self.house_id: int = head.house_id
        self.seq: int = head.seq + 1
        self.at = at
        self.today = timezone.localdate(at)
        self.known_on = known_on
        self.key = key
        self.siblings: dict[int, Entry] = {}
        self._head = head
        self._facts: list[tuple[str, str, str]] = []
        self._voids: list[tuple[str, str, str]] = []
        self._mentions: set[tuple[str, int]] = set()
        self._category = ""
        self._body: dict[str, Any] = {}

    def other(self, house_id: int) -> "Entry":
        """The entry of another house named when the change was opened."""
        return self.siblings[house_id]

    def record(self, fact: AnyFact) -> AnyFact:
        """Insert a fact. Raises `InTheFuture` where it is dated after the day it is known."""
        self._stamp(fact)
        fact.save(force_insert=True)
        return fact

    def record_many(self, facts: Sequence[AnyFact]) -> None:
        """Insert facts of one kind by a bulk path that keeps every mark and digest."""
        for fact in facts:
            self._stamp(fact)
        if facts:
            type(facts[0]).objects.bulk_create(facts, batch_size=500)

    def void(self, fact: Fact, *, code: str, reason: str = "") -> None:
        """Void a standing fact; the reason is free text and stays outside the chain.

        Raises `AlreadyVoid` where somebody was quicker.
        """
        on = max(self.known_on, fact.known_on)
        marked = type(fact).objects.filter(pk=fact.pk, house_id=self.house_id)
        if marked.mark_void(seq=self.seq, on=on, code=code) != 1:
            raise AlreadyVoid
        fact.void_seq, fact.void_on, fact.void_code = self.seq, on, code
        self._voids.append((fact._meta.db_table, fact.key.hex, code))
        if reason:
            self._body.setdefault("reasons", {})[fact.key.hex] = reason
            self._category = self._category or fact._meta.app_label

    @contextmanager
    def knowing(self, day: datetime.date) -> Iterator[None]:
        """Record what was known on an earlier day: an import tells each fact on its own day.

        Raises `DeclaredDate` where the actor may not declare, or the day is to come.
        """
        if not self.actor.may_declare or day > self.today:
            raise DeclaredDate
        before, self.known_on = self.known_on, day
        try:
            yield
        finally:
            self.known_on = before

    def replace(self, fact: Fact, by: AnyFact, *, code: str, reason: str = "") -> AnyFact:
        """Void a fact, then record the one that stands in its place."""
        self.void(fact, code=code, reason=reason)
        by.replaces = fact
        return self.record(by)

    def mention(self, kind: str, object_id: int) -> None:
        """Put this entry on the timeline of an object."""
        self._mentions.add((kind, object_id))

    def detail(self, *, category: str, **body: Any) -> None:
        """Free text, names and differences: erasable, outside the chain, under a keyed digest."""
        self._category = category
        self._body.update(body)

    def guard(self, kind: str, object_id: int, *, read_at: int | None) -> None:
        """Refuse with `Stale` where the object was changed after the position it was read at."""
        if read_at is None:
            return
        later = JournalMention.objects.filter(
            house_id=self.house_id, kind=kind, object_id=object_id, seq__gt=read_at
        ).values("seq")
        entries = JournalEntry.objects.filter(house_id=self.house_id, seq__in=later)
        since = tuple(
            Change(*row)
            for row in entries.order_by("seq").values_list("seq", "at", "actor_id", "verb")
        )
        if since:
            raise Stale(since)

    def seal(self, reason: str) -> None:
        """Say that what stands now was published or exported: no longer a fresh slip."""
        JournalSeal.objects.create(
            house_id=self.house_id,
            upto_seq=self._head.seq,
            at=self.at,
            actor_id=self.actor.user_id,
            reason=reason,
        )
        self.mention(f"seal.{reason}", self._head.seq)

    def _stamp(self, fact: Fact) -> None:
        if fact.occurred_on > self.known_on:
            raise InTheFuture
        fact.house_id = self.house_id
        fact.seq = self.seq
        fact.known_on = self.known_on
        fact.is_declared = self.known_on != self.today
        fact.digest_version = DIGEST_VERSION
        fact.digest = fact.compute_digest()
        self._facts.append((fact._meta.db_table, fact.key.hex, fact.digest))

    def _write_detail(self) -> str | None:
        if not self._body:
            return None
        salt, body = secrets.token_hex(16), canonical(self._body)
        digest = salted_digest(salt, body)
        JournalDetail.objects.create(
            house_id=self.house_id,
            seq=self.seq,
            category=self._category,
            salt=salt,
            body=body,
            digest=digest,
        )
        return digest

    def close(self) -> None:
        """Append the entry and move the head; nothing where nothing was written."""
        if not (self._facts or self._voids or self._mentions or self._body):
            return
        digest = entry_digest(
            verb=self.verb,
            actor_id=self.actor.user_id,
            key=self.key,
            facts=self._facts,
            voids=self._voids,
            mentions=list(self._mentions),
            detail=self._write_detail(),
        )
        prev = self._head.hash
        link = chain_hash(prev, self.house_id, self.seq, self.at, digest)
        JournalEntry.objects.create(
            house_id=self.house_id,
            seq=self.seq,
            at=self.at,
            actor_id=self.actor.user_id,
            verb=self.verb,
            key=self.key,
            digest=digest,
            prev=prev,
            hash=link,
        )
        self._write_mentions()
        JournalHead.objects.filter(house_id=self.house_id).update(
            seq=self.seq, at=self.at, hash=link
        )

    def _write_mentions(self) -> None:
        """Few as ever, or an import's thousands: then by one prepared statement."""
        mentions = sorted(self._mentions)
        if len(mentions) > MANY:
            with connection.cursor() as cursor:
                for start in range(0, len(mentions), MANY):
                    cursor.executemany(
                        "INSERT INTO journal_journalmention (house_id, kind, object_id, seq) "
                        "VALUES (%s, %s, %s, %s)",
                        [
                            (self.house_id, kind, object_id, self.seq)
                            for kind, object_id in mentions[start : start + MANY]
                        ],
                    )
            return
        JournalMention.objects.bulk_create(
            JournalMention(house_id=self.house_id, kind=kind, object_id=object_id, seq=self.seq)
            for kind, object_id in mentions
        )
