"""Serves an instance again and again, quickly: `python -m tests.harness.nursery PORT LOG`.

The application is loaded once; each `start` forks a child that runs `probant serve` as it stands,
parent and workers, in a process group of its own. On standard input: `start`, answered by the
child's process id. Before that, one line of JSON says what was laid: a house, its direction.
"""

import argparse
import json
import os
import signal
import sys

from probant.config.cli import start_django
from probant.config.commands import serve

EMAIL, PASSWORD = "direction@essai.invalid", "un mot de passe pour essayer"


def lay() -> dict[str, int]:
    """A house that offers the DLA and somebody of its direction."""
    from probant.accounts.actions import open_account
    from probant.directory.actions import create_house
    from probant.kernel.actor import Actor
    from probant.kernel.roles import Role
    from probant.programmes.actions import adopt_programme

    house = create_house(
        Actor.system(None, "essai"),
        identity={"name": "Pôle d’essai", "family": "association"},
        short_name="Pôle d’essai",
        runs_programmes=True,
    )
    actor = Actor.system(house.pk, "essai", roles=[Role.DIRECTION])
    programme = adopt_programme(actor, house_id=house.pk, code="dla")
    open_account(
        actor,
        email=EMAIL,
        name="Direction",
        organisation=house.organisation,
        role=Role.DIRECTION,
        password=PASSWORD,
    )
    return {"house": house.pk, "programme": programme.pk}


def warm_up() -> None:
    """Sign in and look at the form once: what a first request loads, no child loads again."""
    from django.db import connections
    from django.test import Client

    browser = Client(SERVER_NAME="localhost")
    browser.post("/connexion/", {"login": EMAIL, "password": PASSWORD})
    browser.get("/dossiers/accueil/")
    connections.close_all()


def start(port: int, log: str) -> int:
    """Fork a server; returns its process id."""
    pid = os.fork()
    if pid:
        return pid
    os.setsid()
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    out = os.open(log, os.O_CREAT | os.O_APPEND | os.O_WRONLY)
    os.dup2(out, 1)
    os.dup2(out, 2)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    status = 1
    try:
        status = serve.run(
            argparse.Namespace(host="127.0.0.1", port=port, workers=2, without_work=False)
        )
    finally:
        os._exit(status)


def main() -> None:
    port, log = int(sys.argv[1]), sys.argv[2]
    start_django()
    laid = lay()
    serve.load_application()
    warm_up()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # children killed leave no zombie
    print(json.dumps(laid), flush=True)
    for line in sys.stdin:
        if line.strip() == "start":
            print(start(port, log), flush=True)


if __name__ == "__main__":
    main()
