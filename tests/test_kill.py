"""A server killed in the middle of writes loses no acknowledged fact, and keeps none twice.

Acknowledged means that the response was read. Writers note numbered accueils through the product's
own form; a number whose answer was lost is sent again with the same key until one is read. Parent
and workers are killed with SIGKILL at random, again and again. At the end the numbers that were
acknowledged are exactly those that the database holds, each once, and the chains verify.
"""

import contextlib
import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import threading
import time
import uuid
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from probant.bench.client import Client
from tests.harness import nursery
from tests.harness.instances import connect, environment, probant
from tests.harness.serving import free_port

ROOT = Path(__file__).resolve().parent.parent
KILLS, WRITERS = 50, 3
ACCUEIL, SIGN_IN = "/dossiers/accueil/", "/connexion/"


class Served:
    """The instance under test: started, killed, started again."""

    def __init__(self, env: dict[str, str], folder: Path) -> None:
        self.port = free_port()
        self.log = folder / "server.log"
        self.address = ("127.0.0.1", self.port)
        self.nursery = subprocess.Popen(
            [sys.executable, "-m", "tests.harness.nursery", str(self.port), str(self.log)],
            cwd=ROOT,
            env={**env, "DJANGO_SETTINGS_MODULE": "probant.config.settings"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        laid = self._line()
        assert laid, "the nursery did not start"
        self.laid: dict[str, int] = json.loads(laid)
        self.parent = 0

    def _line(self) -> str:
        assert self.nursery.stdout is not None
        return self.nursery.stdout.readline()

    def start(self) -> None:
        assert self.nursery.stdin is not None
        self.nursery.stdin.write("start\n")
        self.nursery.stdin.flush()
        self.parent = int(self._line())
        self.wait()

    def wait(self) -> None:
        """Until it answers: a connection alone may be one that a dying worker will not read."""
        limit = time.monotonic() + 20
        while time.monotonic() < limit:
            with contextlib.suppress(OSError), contextlib.closing(Client(self.address)) as client:
                client.get(SIGN_IN)
                return
            time.sleep(0.01)
        raise AssertionError(f"the server does not answer: {self.log.read_text()[-2000:]}")

    def workers(self) -> list[int]:
        """None where the parent is gone."""
        try:
            told = Path(f"/proc/{self.parent}/task/{self.parent}/children").read_text()
        except OSError:
            return []
        return [int(pid) for pid in told.split()]

    def alive(self) -> bool:
        """Whether the parent is there: it gives up when a worker dies just after its start."""
        return Path(f"/proc/{self.parent}").exists()

    def kill_everything(self) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.parent, signal.SIGKILL)

    def close(self) -> None:
        if self.parent:
            self.kill_everything()
        assert self.nursery.stdin is not None and self.nursery.stdout is not None
        self.nursery.stdin.close()
        self.nursery.wait(10)
        self.nursery.stdout.close()


@contextlib.contextmanager
def served(env: dict[str, str], folder: Path) -> Iterator[Served]:
    instance = Served(env, folder)
    try:
        instance.start()
        yield instance
    finally:
        instance.close()


class Writers:
    """People who note accueils without rest; each sends a number until it is acknowledged."""

    def __init__(self, instance: Served) -> None:
        self.instance = instance
        self.acknowledged: list[int] = []
        self.sent_again = 0
        self.failures: list[str] = []
        self._next = iter(range(1, 1_000_000))
        self._lock = threading.Lock()
        self._stop = threading.Event()
        with contextlib.closing(Client(instance.address)) as client:
            client.sign_in(SIGN_IN, nursery.EMAIL, nursery.PASSWORD)
            self.token = client.get(ACCUEIL).hidden()["csrfmiddlewaretoken"]
            self.cookies = client.cookies
        self.threads = [threading.Thread(target=self._write) for _ in range(WRITERS)]

    def __enter__(self) -> "Writers":
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        for thread in self.threads:
            thread.join(60)

    def wait_for_more(self, count: int) -> None:
        """Until so many more were acknowledged: a server killed before it writes proves nothing."""
        wanted, limit = len(self.acknowledged) + count, time.monotonic() + 5
        while len(self.acknowledged) < wanted and time.monotonic() < limit:
            if not self.instance.alive():
                self.instance.kill_everything()
                self.instance.start()
            time.sleep(0.002)

    def _write(self) -> None:
        client = Client(self.instance.address, dict(self.cookies))
        while not self._stop.is_set():
            with self._lock:
                number = next(self._next)
            form = {
                "csrfmiddlewaretoken": self.token,
                "cle": str(uuid.uuid4()),
                "name": f"Appel {number:06d}",
                "who": "project",
                "mode": "telephone",
                "outcome": "case",
                "case_programme": str(self.instance.laid["programme"]),
                "occurred_on": "01/09/2026",
            }
            while not self._sent(client, form):
                self.sent_again += 1
                time.sleep(0.01)
            with self._lock:
                self.acknowledged.append(number)
        client.close()

    def _sent(self, client: Client, form: dict[str, str]) -> bool:
        """Whether the answer was read; another answer than the expected one fails the test."""
        try:
            client.post(ACCUEIL, form)
        except OSError:
            client.close()
            return False
        except Exception as wrong:  # the thread must not die unseen
            self.failures.append(str(wrong))
        return True


def strike(instance: Served, dice: random.Random) -> bool:
    """Kill somebody; returns whether the server is gone and must be started again."""
    workers = instance.workers()
    victim = dice.choice(["worker", "worker", "parent", "all", "workers first"])
    if victim == "worker" and workers:
        with contextlib.suppress(ProcessLookupError):
            os.kill(dice.choice(workers), signal.SIGKILL)  # the parent puts another in its place
        return False
    with contextlib.suppress(ProcessLookupError):
        if victim == "parent":
            os.kill(instance.parent, signal.SIGKILL)
            time.sleep(dice.random() * 0.02)
        if victim == "workers first":
            for pid in workers:
                os.kill(pid, signal.SIGKILL)
    instance.kill_everything()
    return True


def rows(url: str, statement: str) -> Counter[str]:
    """How many times each value of the first column comes."""
    if url.startswith("sqlite"):
        with contextlib.closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as file:
            return Counter(str(row[0]) for row in file.execute(statement))
    with connect(url.rpartition("/")[2]) as link:
        return Counter(str(row[0]) for row in link.execute(statement.encode()))


@pytest.mark.django_db  # for the migrated database that is copied
def test_killed_server_loses_no_acknowledged_fact_and_keeps_none_twice(
    blank_url: str, tmp_path: Path
) -> None:
    dice = random.Random(20260321)
    env = environment(tmp_path, blank_url)
    with served(env, tmp_path) as instance:
        with Writers(instance) as writers:
            for _ in range(KILLS):
                writers.wait_for_more(dice.randrange(1, 4))
                time.sleep(dice.random() * 0.03)  # anywhere in the writes that follow
                if strike(instance, dice):
                    instance.start()
            writers.wait_for_more(WRITERS)
        assert writers.failures == []
    acknowledged = Counter(f"Appel {number:06d}" for number in writers.acknowledged)
    assert len(acknowledged) > KILLS
    assert writers.sent_again > 0
    assert rows(blank_url, "SELECT project_title FROM support_case") == acknowledged
    for table in ("support_caseopened", "support_phasereached"):
        facts = f"SELECT c.project_title FROM {table} f JOIN support_case c ON c.id = f.case_id"
        assert rows(blank_url, facts) == acknowledged
    checked = probant(["check"], env)
    assert (checked.returncode, checked.stderr) == (0, "")
