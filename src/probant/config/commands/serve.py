"""`probant serve`: one parent, its web workers and one job worker, until SIGTERM or Ctrl-C."""

import argparse
import ctypes
import errno
import gc
import multiprocessing
import os
import signal
import socket
import sys
import time
from collections.abc import Callable
from functools import partial
from typing import Any

from probant.config.cli import CommandError
from probant.config.commands.work import until_stopped
from probant.config.keeper import Keeper
from probant.kernel.work import WORKER_PROCESS

NAME = "serve"
HELP = "sert l’application, travaux de fond compris"
NEEDS_DJANGO = True

DEFAULT_HOST, DEFAULT_PORT, DEFAULT_WORKERS = "127.0.0.1", 8000, 2
THREADS = 4  # per worker: each keeps a database connection of its own
JOB_WORKER_MIB = 400  # larger than that after a job, it gives way to a fresh one
SECONDS_TO_FINISH = 10  # what a request under way is given after SIGTERM
SECONDS_TO_FREE = 1.5  # a server just killed lets go of its port within this time
PR_SET_PDEATHSIG, PR_SET_NAME = 1, 15  # linux/prctl.h


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--host", default=DEFAULT_HOST, help="adresse écoutée (%(default)s)")
    parser.add_argument("--port", type=port_number, default=DEFAULT_PORT, help="port (%(default)s)")
    parser.add_argument(
        "--workers",
        type=worker_count,
        default=DEFAULT_WORKERS,
        help="processus web (%(default)s)",
    )
    parser.add_argument(
        "--without-work",
        action="store_true",
        help="laisse les travaux de fond à « probant work », lancé à part",
    )


def run(options: argparse.Namespace) -> int:
    from granian.constants import Interfaces
    from granian.log import LogLevels
    from granian.server import MPServer

    require_free_port(options.host, options.port)
    load_application()
    share()
    if sys.platform == "linux":
        # workers share the loaded application's memory; Python 3.14 would no longer fork by itself
        multiprocessing.set_start_method("fork", force=True)
    server = MPServer(
        "probant.config.wsgi:application",
        address=options.host,
        port=options.port,
        interface=Interfaces.WSGI,
        workers=options.workers,
        blocking_threads=THREADS,
        blocking_threads_idle_timeout=600,
        workers_kill_timeout=SECONDS_TO_FINISH,
        respawn_failed_workers=True,
        log_level=LogLevels.error,
    )
    server.on_startup(lambda: announce(options.host, options.port))
    parent = os.getpid()
    keeper = Keeper(lambda: until_stopped(JOB_WORKER_MIB), partial(begin_job_worker, parent))
    if not options.without_work:
        server.on_startup(keeper.start)
        server.on_shutdown(keeper.ask_to_stop)
    try:
        server.serve(target_loader=partial(application_in_worker, parent), wrap_loader=False)
    finally:
        keeper.stop()
    print("Probant est arrêté.", flush=True)
    return 0


def require_free_port(host: str, port: int) -> None:
    """Refuse an address that someone else listens on.

    The server's own socket would not see it: SO_REUSEPORT lets two servers share one port.
    """
    patience = time.monotonic() + SECONDS_TO_FREE
    while True:
        try:
            family, kind, protocol, _, address = socket.getaddrinfo(
                host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
            )[0]
            with socket.socket(family, kind, protocol) as probe:
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                probe.bind(address)
            return
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                raise CommandError(f"impossible d’écouter sur {host}:{port} ({error})") from error
            if time.monotonic() > patience:
                raise CommandError(
                    f"le port {port} est déjà pris ; choisissez-en un autre "
                    f"(make run PORT={port + 1}, ou probant serve --port {port + 1})"
                ) from error
        time.sleep(0.1)


def load_application() -> Callable[..., Any]:
    """Import everything once, before the workers are forked, and leave no connection to share."""
    from django.conf import settings
    from django.db import connections
    from django.urls import get_resolver

    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # whitenoise warns of its absence
    from probant.config.wsgi import application

    _ = get_resolver().url_patterns  # the rooms' urls, views and forms
    connections.close_all()
    return application


def share() -> None:
    """Work out what every page asks for, before the workers are forked; no query.

    Routes by name, the frame of a page, what the models know of each other: each worker would make
    its own, over pages of memory shared until then (a third of what a worker held).
    """
    from django.apps import apps
    from django.template.loader import get_template
    from django.urls import reverse

    reverse("account_login")
    get_template("account/login.html")
    for model in apps.get_models(include_auto_created=True):
        model._meta.get_fields()
        str(model._base_manager.all().query)
    gc.collect()
    gc.freeze()  # a collection in a worker would otherwise touch, and so copy, the shared pages


def application_in_worker(parent: int) -> Callable[..., Any]:
    """What a worker serves; called in the worker."""
    end_with_parent(parent)
    return load_application()


def begin_job_worker(parent: int) -> None:
    """What the job worker does first; called in it."""
    end_with_parent(parent)
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_NAME, WORKER_PROCESS.encode())


def end_with_parent(parent: int) -> None:
    """Ask the kernel for SIGTERM when the parent dies: SIGKILL must leave no worker on the port.

    A parent that died before it was asked would never be told of: the process ends at once.
    """
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
        if os.getppid() != parent:
            os._exit(0)


def announce(host: str, port: int) -> None:
    name = f"[{host}]" if ":" in host else host
    print(f"Probant est servi sur http://{name}:{port} (Ctrl-C pour arrêter).", flush=True)


def port_number(text: str) -> int:
    if not text.isdigit() or not 0 < int(text) < 65536:
        raise argparse.ArgumentTypeError(f"port incompréhensible : {text}")
    return int(text)


def worker_count(text: str) -> int:
    if not text.isdigit() or not 0 < int(text) <= 64:
        raise argparse.ArgumentTypeError(f"nombre de processus incompréhensible : {text}")
    return int(text)
