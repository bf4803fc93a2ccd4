"""The application served as in life, by `probant serve`, for tests that stop, kill or race it."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from tempfile import TemporaryFile
from types import TracebackType
from typing import IO

PROGRAM = Path(sys.executable).with_name("probant")


class ServedApplication:
    """One `probant serve` on a free port, over a database and a folder of its own.

    `environment` goes on top of the caller's: DATABASE_URL and PROBANT_VAR at least.
    """

    def __init__(self, environment: dict[str, str], *, workers: int = 1, port: int = 0) -> None:
        self.port = port or free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.environment = {**os.environ, **environment}
        self.workers = workers
        self.process: subprocess.Popen[bytes] | None = None
        self.log: IO[bytes] | None = None

    def start(self, *, seconds: float = 120) -> "ServedApplication":
        """Start it and return once it answers a request; it waits for whoever was there before."""
        limit = time.monotonic() + seconds
        while answers(self.url):  # the workers of a parent just killed
            assert time.monotonic() < limit, "the port still answers"
            time.sleep(0.02)
        self._close_log()
        self.log = TemporaryFile()  # noqa: SIM115  closed by _close_log
        self.process = subprocess.Popen(
            [PROGRAM, "serve", "--port", str(self.port), "--workers", str(self.workers)],
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=self.log,
            stderr=subprocess.STDOUT,
        )
        while not answers(self.url):
            if self.process.poll() is not None:
                raise RuntimeError(f"probant serve stopped: {self.output()}")
            if time.monotonic() > limit:
                self.kill()
                raise RuntimeError(f"probant serve does not answer: {self.output()}")
            time.sleep(0.02)
        return self

    def stop(self, sign: signal.Signals = signal.SIGTERM, *, seconds: float = 20) -> int:
        """Ask it to stop and return its exit status."""
        assert self.process is not None
        self.process.send_signal(sign)
        return self.process.wait(seconds)

    def kill(self) -> None:
        """SIGKILL to the parent; the kernel then stops its workers (`serve.end_with_parent`)."""
        assert self.process is not None
        self.process.kill()
        self.process.wait(10)

    def output(self) -> str:
        """What it has printed since its last start."""
        assert self.log is not None
        self.log.seek(0)
        return self.log.read().decode()

    def _close_log(self) -> None:
        if self.log is not None:
            self.log.close()

    def __enter__(self) -> "ServedApplication":
        try:
            return self.start()
        except RuntimeError:
            self._close_log()
            raise

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        if self.process is not None and self.process.poll() is None:
            self.kill()
        self._close_log()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def answers(url: str) -> bool:
    """Whether an HTTP answer of any status comes back."""
    try:
        urllib.request.urlopen(url + "/static/", timeout=5)
    except urllib.error.HTTPError as answer:
        answer.close()
        return True
    except OSError:
        return False
    return True


def environment_of(folder: Path, database_url: str = "") -> dict[str, str]:
    """An instance of its own in a folder."""
    return {
        "PROBANT_VAR": str(folder),
        "DATABASE_URL": database_url or f"sqlite:///{folder / 'probant.sqlite3'}",
    }
