"""An import undone as one: its facts voided, what nobody used since removed, the rest said."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.db.models import Model, OuterRef, Subquery
from django.utils import timezone

from probant.directory.models import Card, EssList, Organisation, Person, Position
from probant.directory.writing import CARD_FIELDS, index_card
from probant.funding.actions.ledger import LEDGER, take_back_ledger
from probant.funding.models import GrantFile, LedgerFile, PublishedAct, PublishedGrant
from probant.gatherings.models import Session
from probant.gatherings.writing import settle as settle_session
from probant.ingestion.access import can_import
from probant.ingestion.models import Import
from probant.ingestion.spreadsheets.ess_list import ESS_LIST
from probant.ingestion.spreadsheets.open_data import GRANT_FILE
from probant.journal import guards
from probant.journal.door import Entry, change
from probant.journal.models import JournalMention
from probant.kernel.actor import Actor
from probant.kernel.decision import Refused, require
from probant.search import index as names
from probant.support.actions.corrections import UNDO
from probant.support.models import Case, Provider
from probant.support.writing import settle as settle_case
from probant.ui.write import write_count

AT_ONCE = 500
REASON = "import annulé"
_KEPT = {
    "organisation": ("structure gardée, utilisée depuis", "structures gardées, utilisées depuis"),
    "person": ("personne gardée, utilisée depuis", "personnes gardées, utilisées depuis"),
}


def undo_import(actor: Actor, one: Import, *, key: uuid.UUID | None = None) -> Import:
    """Take back what an import wrote, in one entry.

    Facts are voided; rows that it created and that nothing has used since go, with their places in
    the index; what it filled in is emptied again where nobody changed it. What was used since (a
    later entry mentions it, another row refers to it) stays, and `kept` says so in French.

    Raises `Refused`, `AlreadyDone`.
    """
    require(can_import(actor))
    if one.state != Import.State.APPLIED or one.seq is None:
        raise Refused("Cet import n’a rien écrit qui puisse être annulé.")
    with change(actor, verb="ingestion.undo_import", houses=[one.house_id], key=key) as entry:
        one.refresh_from_db()
        if one.state != Import.State.APPLIED or one.seq is None:
            raise Refused("Cet import est déjà annulé.")
        kept = _void_facts(entry, one, one.seq)
        kept += _give_back(entry, one)
        _take_off_the_register(one, one.seq)
        _take_back_accounts(entry, one)
        _take_back_open_data(one)
        kept += _remove_rows(one, one.seq)
        one.state, one.undone_seq, one.kept = Import.State.UNDONE, entry.seq, kept
        one.settled_at = timezone.now()
        one.save()
        one.changes.all().delete()
        entry.mention("import", one.pk)
        entry.detail(category="imports", label=f"{one.name} : annulé", kept=kept)
    return one


def _void_facts(entry: Entry, one: Import, seq: int) -> list[str]:
    cases: set[int] = set()
    sessions: set[int] = set()
    for model in guards.fact_models():
        facts = model.objects.now().filter(house_id=one.house_id, seq=seq)
        for fact in facts.iterator(AT_ONCE):
            entry.void(fact, code="other", reason=REASON)
            if model in UNDO:
                UNDO[model](entry, fact)
            cases.add(getattr(fact, "case_id", None) or 0)
            sessions.add(getattr(fact, "session_id", None) or 0)
    for case in Case.objects.filter(pk__in=cases - {0}):
        settle_case(case)
        entry.mention("case", case.pk)
    for session in Session.objects.filter(pk__in=sessions - {0}):
        settle_session(session)
        entry.mention("session", session.pk)
    told = []
    created = list(_numbers(one, "case"))
    if created:
        left = Case.objects.filter(pk__in=created).count()
        closed = write_count(left, "dossier fermé", "dossiers fermés")
        told.append(f"{closed}, comme ouvert par erreur : les faits annulés s’y lisent encore.")
    planned = Session.objects.filter(
        pk__in=list(_numbers(one, "session")), state=Session.State.PLANNED
    )
    number = planned.update(state=Session.State.CANCELLED)
    if number:
        told.append(f"{write_count(number, 'rencontre est marquée', 'rencontres sont marquées')} "
                    "annulées.")  # fmt: skip
    return told


def _take_off_the_register(one: Import, seq: int) -> None:
    """Providers that the import registered, unless a later entry speaks of them."""
    made = Provider.objects.filter(pk__in=list(_numbers(one, "provider")))
    whose = set(made.values_list("organisation_id", flat=True))
    made.exclude(organisation_id__in=_mentioned(one, "organisation", whose, seq)).delete()


def _take_back_accounts(entry: Entry, one: Import) -> None:
    """The accounts that the import brought; those that they replaced stand again."""
    for file in LedgerFile.objects.filter(pk__in=list(_numbers(one, LEDGER))):
        take_back_ledger(entry, file)


def _take_back_open_data(one: Import) -> None:
    """The lines of open data and the edition of the list that the import brought.

    Lines that it corrected stand again; those that a later file corrected since stay corrected.
    """
    files = list(_numbers(one, GRANT_FILE))
    for model in (PublishedGrant, PublishedAct):
        lines: Any = model.objects
        later = lines.filter(pk=OuterRef("replaced_by")).values("replaced_by")[:1]
        lines.filter(replaced_by__file__in=files, replaced_by__replaced_by__isnull=False).update(
            replaced_by=Subquery(later)
        )
    GrantFile.objects.filter(pk__in=files).delete()
    EssList.objects.filter(pk__in=list(_numbers(one, ESS_LIST))).delete()


def _give_back(entry: Entry, one: Import) -> list[str]:
    """Empty what the import filled in, where it still says what the import said."""
    models: dict[str, type[Any]] = {"organisation": Organisation, "person": Person}
    changed_since = 0
    for change_made in one.changes.all():
        row = models[change_made.kind].objects.filter(pk=change_made.object_id).first()
        if row is None:
            continue
        given = {}
        for column, (before, after) in change_made.changed.items():
            if getattr(row, column) == after:
                given[column] = before
                setattr(row, column, before)
            else:
                changed_since += 1
        if given:
            row.save(update_fields=list(given))
            entry.mention(change_made.kind, row.pk)
            if isinstance(row, Organisation):
                _follow(one.house_id, row)
    if not changed_since:
        return []
    words = write_count(changed_since, "indication modifiée", "indications modifiées")
    return [f"{words} depuis : gardées."]


def _follow(house_id: int, row: Organisation) -> None:
    """The card and the index say what the structure says."""
    card = Card.objects.filter(house_id=house_id, organisation=row).first()
    if card is not None:
        for name in CARD_FIELDS:
            setattr(card, name, getattr(row, name))
        card.save()
        index_card(card, row)


def _remove_rows(one: Import, seq: int) -> list[str]:
    kept = []
    own = {kind: set(_numbers(one, kind)) for kind in ("position", "card")}
    used_people = _used(one, Person, "person", seq, own)
    _delete(Position, [
        number
        for number, person in Position.objects.filter(pk__in=own["position"])
        .values_list("pk", "person_id")
        if person not in used_people
    ])  # fmt: skip
    remaining = set(Position.objects.filter(pk__in=own["position"]).values_list("pk", flat=True))
    own["position"] -= remaining
    used = _used(one, Organisation, "organisation", seq, own)
    adopted = set(Card.objects.filter(pk__in=own["card"]).values_list("organisation_id", flat=True))
    used |= _referred(Organisation, adopted, own) | _mentioned(one, "organisation", adopted, seq)
    cards = Card.objects.filter(pk__in=own["card"]).exclude(organisation_id__in=used)
    gone = list(cards.values_list("pk", "organisation_id"))
    for batch in _batches([organisation for _, organisation in gone]):
        names.remove_many(one.house_id, "organisation", batch)
    _delete(Card, [card for card, _ in gone])
    for kind, model, busy in (
        ("person", Person, used_people),
        ("organisation", Organisation, used),
    ):
        created = set(_numbers(one, kind))
        free = sorted(created - busy)
        for batch in _batches(free):
            names.remove_many(one.house_id, kind, batch)
        _delete(model, free)
        if created & busy:
            kept.append(f"{write_count(len(created & busy), *_KEPT[kind])}.")
    return kept


def _used(
    one: Import, model: type[Model], kind: str, seq: int, own: dict[str, set[int]]
) -> set[int]:
    created = set(_numbers(one, kind))
    return _mentioned(one, kind, created, seq) | _referred(model, created, own)


def _mentioned(one: Import, kind: str, numbers: Iterable[int], seq: int) -> set[int]:
    """Those that a later entry speaks of."""
    found: set[int] = set()
    for batch in _batches(sorted(numbers)):
        later = JournalMention.objects.filter(
            house_id=one.house_id, kind=kind, object_id__in=batch, seq__gt=seq
        )
        found |= set(later.values_list("object_id", flat=True))
    return found


def _referred(model: type[Model], numbers: Iterable[int], own: dict[str, set[int]]) -> set[int]:
    """Those that a row refers to, the import's own cards and positions apart."""
    found: set[int] = set()
    wanted = sorted(numbers)
    for relation in model._meta.get_fields(include_hidden=True):
        if not relation.auto_created or relation.concrete or relation.many_to_many:
            continue
        other: Any = relation.related_model
        column = relation.field.attname  # type: ignore[union-attr]
        mine = own["position"] if other is Position else own["card"] if other is Card else None
        for batch in _batches(wanted):
            rows = other._base_manager.filter(**{f"{column}__in": batch})
            if mine is None:
                found |= set(rows.values_list(column, flat=True))
            else:
                found |= {number for pk, number in rows.values_list("pk", column) if pk not in mine}
    return found


def _numbers(one: Import, kind: str) -> Iterator[int]:
    for first, last in one.made.get(kind, ()):
        yield from range(first, last + 1)


def _batches(numbers: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(numbers), AT_ONCE):
        yield numbers[start : start + AT_ONCE]


def _delete(model: type[Model], numbers: Sequence[int]) -> None:
    """Delete rows that nothing refers to any more, without loading them."""
    for batch in _batches(numbers):
        rows: Any = model._base_manager.filter(pk__in=batch)
        rows._raw_delete(rows.db)
