"""`probant serve` starts, refuses, stops and dies the way an administrator expects."""

import gc
import signal
import subprocess
from pathlib import Path
from typing import Any

import pytest

from probant.config.commands.serve import share
from tests.harness.serving import PROGRAM, ServedApplication, environment_of, free_port

pytestmark = pytest.mark.sqlite  # nothing here touches a database


@pytest.fixture
def served(tmp_path: Path) -> ServedApplication:
    return ServedApplication(environment_of(tmp_path), workers=2)


@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGINT])
def test_signal_stops_it_cleanly(served: ServedApplication, sign: signal.Signals) -> None:
    with served:
        assert served.stop(sign) == 0
        said = served.output().splitlines()
        assert said[0] == f"Probant est servi sur {served.url} (Ctrl-C pour arrêter)."
        assert said[-1] == "Probant est arrêté."


def test_parent_killed_leaves_nobody_on_the_port(served: ServedApplication) -> None:
    with served:
        served.kill()
        served.start()
        assert served.stop() == 0


@pytest.mark.parametrize("command", ["serve", "run"])
def test_port_in_use_is_said_in_one_line(
    served: ServedApplication, command: str, tmp_path: Path
) -> None:
    with served:
        second = subprocess.run(
            [PROGRAM, command, "--port", str(served.port)],
            env=served.environment,
            capture_output=True,
            text=True,
            timeout=60,
        )
    assert second.returncode == 2
    assert second.stdout == ""
    assert second.stderr == (
        f"probant : le port {served.port} est déjà pris ; choisissez-en un autre "
        f"(make run PORT={served.port + 1}, ou probant serve --port {served.port + 1})\n"
    )


@pytest.mark.parametrize("arguments", [["--port", "0"], ["--port", "abc"], ["--workers", "0"]])
def test_absurd_argument_is_refused_in_one_line(arguments: list[str]) -> None:
    refused = subprocess.run([PROGRAM, "serve", *arguments], capture_output=True, text=True)
    assert refused.returncode == 2
    assert len(refused.stderr.splitlines()) == 1


def test_address_of_another_machine_is_refused_in_one_line(served: ServedApplication) -> None:
    refused = subprocess.run(
        [PROGRAM, "serve", "--host", "192.0.2.1", "--port", str(free_port())],
        env=served.environment,
        capture_output=True,
        text=True,
    )
    assert refused.returncode == 2
    assert refused.stderr.startswith("probant : impossible d’écouter sur 192.0.2.1")
    assert len(refused.stderr.splitlines()) == 1


@pytest.mark.django_db
def test_what_is_shared_before_the_fork_asks_the_database_nothing(
    django_assert_num_queries: Any,
) -> None:
    """A connection that the parent opened would be shared by its workers: none stands that."""
    with django_assert_num_queries(0):
        share()
    gc.unfreeze()
