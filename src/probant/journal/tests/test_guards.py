"""What was written is neither edited nor deleted, even by SQL; and if it were, it would show."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.migrations.recorder import MigrationRecorder

from probant.journal import guards
from probant.journal.checks import check_guards
from probant.journal.door import change
from probant.journal.erasure import erase_mentions
from probant.journal.facts import AppendOnly
from probant.journal.integrity import verify
from probant.journal.models import JournalDetail, JournalEntry
from probant.journal.tests.conftest import Hours
from probant.kernel.actor import Actor

Sql = Callable[[str], None]


@pytest.fixture
def written(house_id: int, actor: Actor, hours: Hours) -> list[Any]:
    """Three entries, each with a fact, a mention and a detail."""
    facts = []
    for number in range(3):
        with change(actor, verb="engagement.log_hours", houses=[house_id]) as entry:
            facts.append(entry.record(hours(60 + number)))
            entry.mention("person", facts[-1].person_id)
            entry.detail(category="engagement", note="un texte")
    return facts


def run(statement: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


FACTS = "engagement_volunteerhours"


@pytest.mark.parametrize(
    "statement",
    [
        f"UPDATE {FACTS} SET minutes = 1",
        f"UPDATE {FACTS} SET occurred_on = '2020-01-01'",
        f"UPDATE {FACTS} SET void_seq = 9, void_on = '2030-01-01', void_code = 'x', minutes = 2",
        f"DELETE FROM {FACTS}",
        "UPDATE journal_journalentry SET verb = 'x'",
        "DELETE FROM journal_journalentry",
        "UPDATE journal_journalmention SET object_id = 9",
        "DELETE FROM journal_journalmention",
        "UPDATE journal_journaldetail SET body = ''",
        "DELETE FROM journal_journaldetail",
        "UPDATE journal_journalhead SET seq = 0",
        "DELETE FROM journal_journalhead",
    ],
)
def test_sql_that_edits_or_deletes_is_refused(written: list[Any], statement: str) -> None:
    with pytest.raises(DatabaseError, match=guards.REFUSAL):
        run(statement)
    assert verify() == []


def test_a_voided_fact_is_not_voided_again_nor_brought_back_by_sql(
    written: list[Any], house_id: int, actor: Actor
) -> None:
    with change(actor, verb="x.void", houses=[house_id]) as entry:
        entry.void(written[0], code="error")
    for statement in (
        f"UPDATE {FACTS} SET void_seq = 9 WHERE id = {written[0].pk}",
        f"UPDATE {FACTS} SET void_seq = NULL, void_on = NULL, void_code = '' "
        f"WHERE id = {written[0].pk}",
    ):
        with pytest.raises(DatabaseError, match=guards.REFUSAL):
            run(statement)


def test_facts_are_not_edited_or_deleted_by_a_queryset_either(
    written: list[Any], hours_model: Any
) -> None:
    with pytest.raises(AppendOnly):
        hours_model.objects.update(minutes=1)
    with pytest.raises(AppendOnly):
        hours_model.objects.all().delete()
    written[0].minutes = 3
    with pytest.raises(DatabaseError, match=guards.REFUSAL), transaction.atomic():
        written[0].save()
    with pytest.raises(DatabaseError, match=guards.REFUSAL), transaction.atomic():
        written[0].delete()


def test_every_guard_stands_and_a_missing_one_is_told(written: list[Any]) -> None:
    assert guards.missing() == []
    name = f"guard_{FACTS}_update"
    _drop(name, FACTS)
    assert guards.missing() == [name]
    assert [finding.code for finding in verify()] == ["journal.guard"]


def _drop(name: str, table: str) -> None:
    on = f' ON "{table}"' if connection.vendor == "postgresql" else ""
    run(f'DROP TRIGGER "{name}"{on}')


@pytest.mark.parametrize(
    ("statement", "code", "place"),
    [
        (f"UPDATE {FACTS} SET minutes = 1 WHERE seq = 2", "journal.entry", "écriture 2"),
        (f"DELETE FROM {FACTS} WHERE seq = 3", "journal.entry", "écriture 3"),
        ("UPDATE journal_journalentry SET verb = 'x' WHERE seq = 1", "journal.entry", "écriture 1"),
        ("DELETE FROM journal_journalmention WHERE seq = 2", "journal.entry", "écriture 2"),
        (
            "UPDATE journal_journaldetail SET body = 'z' WHERE seq = 2",
            "journal.detail",
            "écriture 2",
        ),
        (
            "UPDATE journal_journalentry SET actor_id = 99 WHERE seq = 3",
            "journal.entry",
            "écriture 3",
        ),
    ],
)
def test_what_was_changed_behind_the_guards_is_found_and_located(
    written: list[Any], statement: str, code: str, place: str
) -> None:
    guards.remove()
    run(statement)
    guards.install()
    found = verify()
    assert {finding.code for finding in found} == {code}
    assert all(f"{place} :" in finding.message for finding in found)


def test_a_cut_tail_is_found(written: list[Any]) -> None:
    guards.remove()
    for table in ("journal_journalentry", "journal_journalmention", "journal_journaldetail", FACTS):
        run(f"DELETE FROM {table} WHERE seq = 3")
    guards.install()
    assert [finding.code for finding in verify()] == ["journal.head"]


def test_a_fact_without_an_entry_is_found(written: list[Any], hours_model: Any) -> None:
    fact = written[0]
    fact.pk, fact.seq = None, 9
    fact.key = "0" * 32
    fact.save(force_insert=True)
    assert [finding.code for finding in verify()] == ["journal.orphan"]


def test_erasing_empties_text_and_key_and_the_chain_stands(
    written: list[Any], house_id: int
) -> None:
    before = list(JournalEntry.objects.order_by("seq").values_list("hash", flat=True))
    assert erase_mentions(house_id, "person", written[0].person_id) == 3
    assert set(JournalDetail.objects.values_list("salt", "body")) == {("", "")}
    assert list(JournalEntry.objects.order_by("seq").values_list("hash", flat=True)) == before
    assert verify() == []
    with pytest.raises(DatabaseError, match=guards.REFUSAL):
        run("UPDATE journal_journaldetail SET body = 'retour'")


@pytest.mark.django_db
def test_a_base_that_waits_for_migrations_is_not_held_to_guards_of_columns_to_come() -> None:
    guards.remove()
    assert [error.id for error in check_guards(databases=["default"])] == ["probant.E010"]
    MigrationRecorder(connection).record_unapplied("journal", "0001_initial")
    assert check_guards(databases=["default"]) == []
