"""Ways round the guards: rows replaced, a gate left open, guards switched off or written anew."""

from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from probant.journal import guards
from probant.journal.door import change
from probant.journal.integrity import verify
from probant.journal.tests.conftest import Hours
from probant.kernel.actor import Actor

FACTS = "engagement_volunteerhours"


@pytest.fixture
def written(house_id: int, actor: Actor, hours: Hours) -> Any:
    with change(actor, verb="engagement.log_hours", houses=[house_id]) as entry:
        fact = entry.record(hours(60))
        entry.mention("person", fact.person_id)
        entry.detail(category="engagement", note="un texte")
    connection.check_constraints()  # PostgreSQL alters no table that has some left to check
    return fact


def run(*statements: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


@pytest.mark.sqlite
@pytest.mark.parametrize("model", [*guards.FROZEN[:2], guards.JournalDetail, guards.JournalHead])
def test_a_row_of_the_journal_is_not_replaced(written: Any, model: Any) -> None:
    table = model._meta.db_table
    with pytest.raises(DatabaseError, match=guards.REFUSAL):
        run(f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}")
    assert verify() == []


@pytest.mark.sqlite
def test_a_fact_is_not_replaced(written: Any) -> None:
    with pytest.raises(DatabaseError, match=guards.REFUSAL):
        run(f"INSERT OR REPLACE INTO {FACTS} SELECT * FROM {FACTS}")
    with pytest.raises(DatabaseError, match=guards.REFUSAL):
        run(f"UPDATE OR REPLACE {FACTS} SET minutes = 1")


OPEN = "INSERT INTO journal_journalgate (opened_for) VALUES ('x')"


@pytest.mark.parametrize(
    "column",
    ["body = 'faux'", "salt = 'ab', body = ''", "category = 'x', body = '', salt = ''"]
    + ["house_id = 999, body = '', salt = ''", "digest = 'x', body = '', salt = ''"],
)
def test_the_gate_empties_texts_and_does_nothing_else(written: Any, column: str) -> None:
    with pytest.raises(DatabaseError, match=guards.REFUSAL):
        run(OPEN, f"UPDATE journal_journaldetail SET {column}")
    assert verify() == []


def test_a_gate_left_open_shows(written: Any) -> None:
    run(OPEN)
    assert [finding.code for finding in verify()] == ["journal.gate"]


@pytest.mark.sqlite
def test_a_guard_written_anew_shows(written: Any) -> None:
    name = f"guard_{FACTS}_delete"
    run(
        f"DROP TRIGGER {name}",
        f"CREATE TRIGGER {name} BEFORE DELETE ON {FACTS} WHEN 0 BEGIN SELECT 1; END",
    )
    assert guards.missing() == [name]


@pytest.mark.postgresql
@pytest.mark.parametrize("name", [f"guard_{FACTS}_delete", f"guard_{FACTS}_delete_all"])
def test_a_guard_switched_off_shows(written: Any, name: str) -> None:
    run(f"ALTER TABLE {FACTS} DISABLE TRIGGER {name}")
    assert guards.missing() == [name]
    run(f"DROP TRIGGER {name} ON {FACTS}")
    assert guards.missing() == [name]


@pytest.mark.postgresql
def test_a_fact_table_is_not_truncated(written: Any) -> None:
    for table in (FACTS, "journal_journalentry", "journal_journaldetail", "journal_journalhead"):
        with pytest.raises(DatabaseError, match=guards.REFUSAL):
            run(f"TRUNCATE {table} CASCADE")
