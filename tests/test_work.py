"""`probant serve` keeps one job worker: it is replaced when it dies, and stops cleanly.

A job whose worker is killed in the middle is done again; what it had written is not kept twice.
"""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from probant.kernel.work import WORKER_PROCESS
from tests.harness.instances import PROGRAM, connect, environment, probant
from tests.harness.serving import ServedApplication

pytestmark = pytest.mark.django_db  # for the migrated database that is copied

# A house with a job queued; the kind is registered by whoever runs it, as a room would.
LAY = """
import django; django.setup()
from probant.directory.actions import create_house
from probant.kernel.actor import Actor
from probant.kernel.work import JOBS
from probant.post.jobs import enqueue
from probant.post.letters import send_letter
house = create_house(Actor.system(None, "essai"), short_name="Pôle", runs_programmes=True,
                     identity={"name": "Pôle", "family": "association"})
send_letter(Actor.system(house.pk, "essai"), house_id=house.pk, to="a@exemple.fr", subject="Essai",
            text="Bonjour")
"""
KILLED = """
import django; django.setup()
from probant.directory.actions import create_house
from probant.kernel.actor import Actor
from probant.kernel.work import JOBS
from probant.post.jobs import enqueue
from probant.post.tests import works
from probant.post.worker import run_due
from probant.post import queue
import sys
JOBS.register("test.die", works.DIE)
if sys.argv[1] == "lay":
    house = create_house(Actor.system(None, "essai"), short_name="Pôle", runs_programmes=True,
                         identity={"name": "Pôle", "family": "association"})
    enqueue(Actor.system(house.pk, "essai"), "test.die")
queue.reap(queue.name_of_this_process())
run_due()
"""


def until(found: Callable[[], object], seconds: float = 30) -> object:
    limit = time.monotonic() + seconds
    while not (value := found()):
        assert time.monotonic() < limit
        time.sleep(0.05)
    return value


def run_python(
    text: str, env: dict[str, str], *arguments: str
) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-c", text, *arguments],
        env={**env, "DJANGO_SETTINGS_MODULE": "probant.config.settings"},
        capture_output=True,
        text=True,
        timeout=120,
    )


def rows(url: str, statement: str) -> list[tuple[object, ...]]:
    if url.startswith("sqlite"):
        file = sqlite3.connect(url.removeprefix("sqlite:///"))
        try:
            return [tuple(row) for row in file.execute(statement)]
        finally:
            file.close()
    with connect(url.rpartition("/")[2]) as link:
        return [tuple(row) for row in link.execute(statement.encode())]


def job_workers(parent: int) -> list[int]:
    """The children of the parent's other threads: granian's own are the main thread's."""
    found = []
    for task in Path(f"/proc/{parent}/task").iterdir():
        if task.name != str(parent):
            found += [int(pid) for pid in (task / "children").read_text().split()]
    return found


def test_job_killed_in_the_middle_is_done_once(blank_url: str, tmp_path: Path) -> None:
    env = environment(tmp_path, blank_url)
    killed = run_python(KILLED, env, "lay")
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    state = "SELECT state, attempts FROM post_backgroundjob"
    assert rows(blank_url, state) == [("running", 1)]
    assert run_python(KILLED, env, "again").returncode == 0
    assert rows(blank_url, state) == [("done", 2)]
    written = "SELECT object_id FROM journal_journalmention WHERE kind = 'case'"
    assert rows(blank_url, written) == [(2,)]
    checked = probant(["check"], env)
    assert (checked.returncode, checked.stderr) == (0, "")


def test_served_application_does_what_is_queued_and_replaces_its_worker(
    blank_url: str, tmp_path: Path
) -> None:
    env = environment(tmp_path, blank_url)
    with ServedApplication(env, workers=1) as served:
        assert served.process is not None
        parent = served.process.pid
        (first,) = until(lambda: job_workers(parent))  # type: ignore[misc]
        os.kill(first, signal.SIGKILL)
        (second,) = until(lambda: [pid for pid in job_workers(parent) if pid != first])  # type: ignore[misc]
        until(lambda: Path(f"/proc/{second}/comm").read_text().strip() == WORKER_PROCESS)
        laid = run_python(LAY, env)
        assert laid.returncode == 0, laid.stderr
        sent = "SELECT state FROM post_letter WHERE state = 'sent'"
        until(lambda: rows(blank_url, sent))
        assert len(list((tmp_path / "var" / "mail").iterdir())) == 1
        assert served.stop() == 0
        assert not Path(f"/proc/{second}").exists()
        assert served.output().splitlines()[-1] == "Probant est arrêté."


def test_killed_server_takes_its_job_worker_away(blank_url: str, tmp_path: Path) -> None:
    env = environment(tmp_path, blank_url)
    with ServedApplication(env, workers=1) as served:
        assert served.process is not None
        (worker,) = until(lambda: job_workers(served.process.pid))  # type: ignore[misc, union-attr]
        served.kill()
        until(lambda: not Path(f"/proc/{worker}").exists())


def test_server_without_work_leaves_it_to_the_other_command(blank_url: str, tmp_path: Path) -> None:
    env = environment(tmp_path, blank_url)
    assert run_python(LAY, env).returncode == 0
    done = probant(["work", "--once"], env)
    assert (done.returncode, done.stdout, done.stderr) == (0, "1 essai.\n", "")
    assert rows(blank_url, "SELECT state FROM post_letter") == [("sent",)]


@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGINT])
def test_work_alone_stops_at_a_signal(blank_url: str, tmp_path: Path, sign: signal.Signals) -> None:
    process = subprocess.Popen(
        [PROGRAM, "work"],
        env=environment(tmp_path, blank_url),
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "Travaux de fond : prêt (Ctrl-C pour arrêter).\n"
    time.sleep(0.5)
    process.send_signal(sign)
    assert process.wait(20) == 0
    assert process.stdout.read() == "Travaux de fond : arrêté.\n"
    process.stdout.close()
