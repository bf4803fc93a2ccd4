"""The world that a measure runs in: a database, a folder and a server of its own, on loopback.

Nothing here imports Django: the environment is laid before it starts.
"""

import contextlib
import os
import secrets
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from probant.bench.embedded import embedded_postgres

# as an administrator would set it: commits wait for the disk
POSTGRES = {"shared_buffers": "256MB", "work_mem": "16MB", "jit": "off"}
SECONDS_TO_START, SECONDS_TO_STOP = 60.0, 20.0
PATIENCE = 0.01  # between two knocks at the door of a server that starts


@dataclass
class World:
    """Where the bench lives; `engine` is sqlite or postgresql."""

    engine: str
    folder: Path
    environment: dict[str, str]
    port: int = 0
    server: "subprocess.Popen[bytes] | None" = field(default=None, repr=False)

    @property
    def address(self) -> tuple[str, int]:
        return ("127.0.0.1", self.port)

    def start(self, *, workers: int = 2) -> float:
        """Serve the product; returns the seconds until it accepts a connection."""
        self.port = free_port()
        program = str(Path(sys.executable).with_name("probant"))
        begun = time.perf_counter()
        with (self.folder / "server.log").open("w") as log:
            self.server = subprocess.Popen(
                [program, "serve", "--port", str(self.port), "--workers", str(workers)],
                env={**os.environ, **self.environment},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        while not self._accepts():
            if self.server.poll() is not None or time.perf_counter() - begun > SECONDS_TO_START:
                raise RuntimeError(f"le serveur ne démarre pas : {self.log()}")
            time.sleep(PATIENCE)
        return time.perf_counter() - begun

    def _accepts(self) -> bool:
        with contextlib.suppress(OSError), socket.create_connection(self.address, 1):
            return True
        return False

    def log(self) -> str:
        """What the server has printed."""
        return (self.folder / "server.log").read_text("utf-8", "replace")[-2000:]

    def processes(self) -> list[int]:
        """The server's parent and its workers."""
        assert self.server is not None
        found, waiting = [], [self.server.pid]
        while waiting:
            pid = waiting.pop()
            found.append(pid)
            for task in Path(f"/proc/{pid}/task").iterdir():
                with contextlib.suppress(OSError):
                    waiting += [int(child) for child in (task / "children").read_text().split()]
        return found

    def stop(self) -> None:
        """Stop the server, by force where it does not listen."""
        if self.server is None or self.server.poll() is not None:
            return
        self.server.send_signal(signal.SIGTERM)
        try:
            self.server.wait(SECONDS_TO_STOP)
        except subprocess.TimeoutExpired:
            self.server.kill()
            self.server.wait()


@contextlib.contextmanager
def opened(engine: str | None) -> Iterator[World]:
    """A world that is taken away afterwards; the process's environment points to it.

    `engine` None follows DATABASE_URL: a PostgreSQL server named there lends a database of its own
    for the time of the measures; otherwise SQLite, in a temporary file. "postgresql" without such
    an address starts the wheel's. Raises `PostgresUnavailable`.
    """
    given = os.environ.get("DATABASE_URL", "")
    is_postgres = given.startswith("postgres")
    engine = engine or ("postgresql" if is_postgres else "sqlite")
    with contextlib.ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="probant-bench-")))
        if engine == "sqlite":
            url = f"sqlite:///{folder / 'bench.sqlite3'}"
        else:
            server = given if is_postgres else stack.enter_context(embedded_postgres(POSTGRES))
            url = stack.enter_context(lent_database(server))
        environment = {
            "DATABASE_URL": url,
            "PROBANT_VAR": str(folder),
            "PROBANT_SECRET_KEY": secrets.token_urlsafe(48),
            "PROBANT_ERASURE_REGISTER": str(folder / "erasures.jsonl"),
            "PROBANT_DEBUG": "0",
        }
        os.environ.update(environment)
        world = World(engine, folder, environment)
        stack.callback(world.stop)
        yield world


@contextlib.contextmanager
def lent_database(url: str) -> Iterator[str]:
    """A database of our own on a PostgreSQL server, dropped afterwards."""
    import psycopg
    from environ import Env

    server = Env.db_url_config(url)
    name = f"probant_bench_{os.getpid()}_{secrets.token_hex(4)}"
    with psycopg.connect(
        host=server["HOST"] or None,
        port=server["PORT"] or None,
        user=server["USER"] or None,
        password=server["PASSWORD"] or None,
        dbname=server["NAME"],
        autocommit=True,
    ) as link:
        link.execute(f'CREATE DATABASE "{name}"'.encode())
        try:
            yield f"{url.rpartition('/')[0]}/{name}"
        finally:
            link.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)'.encode())


def free_port() -> int:
    """A port of the loopback that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port
