"""An import killed in the middle leaves nothing in the books, and goes through when run again."""

import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from tests.harness.instances import connect, environment, probant

ROWS, KILLED_AFTER = 1500, 1000
LAY = (
    "from probant.config.cli import start_django; start_django()\n"
    "from tests.harness.nursery import lay; print(lay()['house'])"
)
#: The command as it stands, killed by the kernel once two batches are written.
KILLED = f"""
import os, signal, sys
from probant.config.cli import main, start_django
start_django()
from probant.ingestion.actions import imports
walk = imports.walk
def killed(done, total):
    if done >= {KILLED_AFTER}:
        os.kill(os.getpid(), signal.SIGKILL)
imports.walk = lambda *given, **named: walk(*given, **(named | {{"report": killed}}))
main(sys.argv[1:])
"""
TABLES = ("directory_person", "directory_position", "search_searchentry", "journal_journalentry")


def counted(url: str) -> dict[str, int]:
    """How many rows each table holds."""
    if url.startswith("sqlite"):
        with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as file:
            return {
                one: file.execute(f"SELECT count(*) FROM {one}").fetchone()[0] for one in TABLES
            }
    with connect(url.rpartition("/")[2]) as link:
        rows = {one: link.execute(f"SELECT count(*) FROM {one}".encode()) for one in TABLES}
        return {one: int(str(found.fetchone()[0])) for one, found in rows.items()}  # type: ignore[index]


@pytest.mark.django_db  # for the migrated database that is copied
def test_an_import_killed_in_the_middle_wrote_nothing_and_can_be_run_again(
    blank_url: str, tmp_path: Path
) -> None:
    env = environment(tmp_path, blank_url)
    root = Path(__file__).resolve().parent.parent
    laid = subprocess.run(
        [sys.executable, "-c", LAY], env=env, cwd=root, capture_output=True, text=True, check=True
    )
    path = tmp_path / "contacts.csv"
    path.write_text(
        "Structure;Prénom;Nom\n" + "".join(f"Maison {n:05d};Zoé;Un-{n}\n" for n in range(ROWS))
    )
    given = ["import", "contacts", str(path), "--organisation", laid.stdout.strip()]
    before = counted(blank_url)
    killed = subprocess.run([sys.executable, "-c", KILLED, *given], env=env, capture_output=True)
    assert killed.returncode == -signal.SIGKILL
    assert counted(blank_url) == before
    again = probant(given, env)
    assert (again.returncode, again.stdout.splitlines()[-1]) == (
        0,
        "1\u202f500\u00a0lignes lues. Fait : 1\u202f500\u00a0lignes créées.",
    )
    after = counted(blank_url)
    assert {one: after[one] - before[one] for one in TABLES} == {
        "directory_person": ROWS,
        "directory_position": ROWS,
        "search_searchentry": 2 * ROWS,
        "journal_journalentry": 1,
    }
    checked = probant(["check"], env)
    assert (checked.returncode, checked.stderr) == (0, "")
