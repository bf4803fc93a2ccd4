"""Walk the chains: every entry's digest is computed again from what the tables hold now."""

from collections import defaultdict
from collections.abc import Collection, Iterator

from django.db.models import Max, Model

from probant.journal import guards
from probant.journal.digest import chain_hash, entry_digest, salted_digest
from probant.journal.door import GENESIS
from probant.journal.models import (
    JournalDetail,
    JournalEntry,
    JournalGate,
    JournalHead,
    JournalMention,
)
from probant.kernel.finding import Finding, Severity
from probant.kernel.integrity import Check

STRIDE = 500  # entries verified together, so that memory stays flat on a large journal


def verify() -> list[Finding]:
    """Hold every house's chain, facts and guards against each other.

    Returns findings of severity error: `journal.guard` (a trigger is missing), `journal.gate` (the
    gate of erasures was left open), `journal.link` (an
    entry does not follow the one before), `journal.entry` (an entry no longer matches what it
    wrote: a row was edited, added or removed), `journal.head` (the tail was cut), `journal.orphan`
    (a fact without an entry, or of a house without a journal), `journal.detail` (a text that does
    not match its digest).
    """
    findings = [
        _error("journal.guard", f"Le verrou « {name} » manque dans la base.")
        for name in guards.missing()
    ]
    if JournalGate.objects.exists():
        findings.append(
            _error("journal.gate", "Le passage des effacements est resté ouvert dans la base.")
        )
    heads = list(JournalHead.objects.order_by("house_id"))
    for head in heads:
        findings += _verify_house(head)
    return findings + _strays({head.house_id for head in heads})


def _strays(kept: Collection[int]) -> list[Finding]:
    """Rows of houses that keep no journal."""
    kinds: list[type[Model]] = [*guards.fact_models(), JournalEntry, JournalMention, JournalDetail]
    return [
        _error(
            "journal.orphan",
            f"Structure {house_id} : {model._meta.db_table} porte ses lignes, mais son journal "
            "n’existe pas.",
        )
        for model in kinds
        for house_id in model._base_manager.order_by("house_id")
        .values_list("house_id", flat=True)
        .distinct()
        if house_id not in kept
    ]


def _error(code: str, message: str) -> Finding:
    return Finding(code, Severity.ERROR, message)


def _verify_house(head: JournalHead) -> list[Finding]:
    findings: list[Finding] = []
    prev, expected = GENESIS, 1
    for entries in _strides(head.house_id):
        written = _Written(head.house_id, entries[0].seq, entries[-1].seq)
        findings += written.findings
        for entry in entries:
            where = f"Structure {head.house_id}, écriture {entry.seq}"
            if entry.seq != expected or entry.prev != prev:
                findings.append(_error("journal.link", f"{where} : la chaîne est rompue ici."))
            digest = written.digest_of(entry)
            if digest != entry.digest:
                findings.append(
                    _error("journal.entry", f"{where} : ce qu'elle avait écrit a été modifié.")
                )
            link = chain_hash(entry.prev, head.house_id, entry.seq, entry.at, entry.digest)
            if link != entry.hash:
                findings.append(_error("journal.entry", f"{where} : l'écriture a été modifiée."))
            prev, expected = entry.hash, entry.seq + 1
    if (head.seq, head.hash) != (expected - 1, prev):
        findings.append(
            _error("journal.head", f"Structure {head.house_id} : la fin du journal a été coupée.")
        )
    return findings + _orphans(head.house_id, expected - 1)


def _strides(house_id: int) -> Iterator[list[JournalEntry]]:
    after = 0
    while True:
        entries = list(
            JournalEntry.objects.filter(house_id=house_id, seq__gt=after).order_by("seq")[:STRIDE]
        )
        if not entries:
            return
        yield entries
        after = entries[-1].seq


def _orphans(house_id: int, last: int) -> list[Finding]:
    found = []
    for model in guards.fact_models():
        marks = model.objects.filter(house_id=house_id).aggregate(Max("seq"), Max("void_seq"))
        if max(marks["seq__max"] or 0, marks["void_seq__max"] or 0) > last:
            found.append(
                _error(
                    "journal.orphan",
                    f"Structure {house_id} : {model._meta.db_table} porte des faits sans écriture.",
                )
            )
    return found


class _Written:
    """What the tables hold of a run of entries of a house."""

    def __init__(self, house_id: int, first: int, last: int) -> None:
        self.findings: list[Finding] = []
        self._facts: dict[int, list[tuple[str, str, str]]] = defaultdict(list)
        self._voids: dict[int, list[tuple[str, str, str]]] = defaultdict(list)
        self._mentions: dict[int, list[tuple[str, int]]] = defaultdict(list)
        self._details: dict[int, str] = {}
        span = {"house_id": house_id, "seq__gte": first, "seq__lte": last}
        for model in guards.fact_models():
            table = model._meta.db_table
            for fact in model.objects.filter(**span).iterator(STRIDE):
                self._facts[fact.seq].append((table, fact.key.hex, fact.compute_digest()))
            voided = model.objects.filter(
                house_id=house_id, void_seq__gte=first, void_seq__lte=last
            )
            for seq, key, code in voided.values_list("void_seq", "key", "void_code"):
                self._voids[seq].append((table, key.hex, code))
        for seq, kind, number in JournalMention.objects.filter(**span).values_list(
            "seq", "kind", "object_id"
        ):
            self._mentions[seq].append((kind, number))
        for detail in JournalDetail.objects.filter(**span).iterator(STRIDE):
            self._details[detail.seq] = detail.digest
            if detail.body and salted_digest(detail.salt, detail.body) != detail.digest:
                self.findings.append(
                    _error(
                        "journal.detail",
                        f"Structure {house_id}, écriture {detail.seq} : son texte a été modifié.",
                    )
                )

    def digest_of(self, entry: JournalEntry) -> str:
        return entry_digest(
            verb=entry.verb,
            actor_id=entry.actor_id,
            key=entry.key,
            facts=self._facts[entry.seq],
            voids=self._voids[entry.seq],
            mentions=self._mentions[entry.seq],
            detail=self._details.get(entry.seq),
        )


CHECKS = (Check("journal", "journaux : chaînes, faits, textes et verrous", verify),)
