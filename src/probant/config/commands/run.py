"""`probant run`: from an empty database to the served application (what `make run` calls)."""

import argparse
import os
import sys
from pathlib import Path

from probant.config.cli import CommandError
from probant.config.commands import serve

NAME = "run"
HELP = "prépare la base, la démonstration si elle est vide, puis sert l’application"
NEEDS_DJANGO = True


def configure(parser: argparse.ArgumentParser) -> None:
    serve.configure(parser)


def run(options: argparse.Namespace) -> int:
    serve.require_free_port(options.host, options.port)  # before the work, not after it
    prepare_database()
    sys.stdout.flush()
    # a fresh process: what the preparation loaded would otherwise weigh on every worker
    program = str(Path(sys.executable).with_name("probant"))
    command = [program, serve.NAME, "--host", options.host, "--port", str(options.port)]
    command += ["--workers", str(options.workers)]
    if options.without_work:
        command.append("--without-work")
    os.execv(program, command)


def prepare_database() -> None:
    """Migrate; fill an empty database with the demonstration year; name its accounts."""
    from django.core.management import call_command
    from django.db import Error, connections

    from probant.config.commands import demo
    from probant.demo import build

    try:
        waiting = _waiting_migrations()
        if waiting:
            print(f"Mise à jour de la base : {waiting} étapes, quelques minutes…", flush=True)
        call_command("migrate", interactive=False, verbosity=0)
        if build.is_empty():
            print("Base vide : construction de l’année de démonstration…", flush=True)
            demo.run(argparse.Namespace(reset=False))
        elif build.is_built():
            demo.print_accounts()
    except Error as error:
        raise CommandError(f"base de données inutilisable : {str(error).strip()}") from error
    finally:
        connections.close_all()


def _waiting_migrations() -> int:
    """How many migrations a base in use waits for; 0 of one that holds nothing yet."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    if not executor.loader.applied_migrations:
        return 0
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
