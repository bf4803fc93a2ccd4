"""The `probant` command: one file per command in `config/commands/`, discovered.

Exit status: 0 done; 1 done but findings of severity *error* were printed; 2 wrong usage or
unreadable input, with one clear line on stderr, never a traceback.
"""

import argparse
import importlib
import keyword
import os
import pkgutil
import sys
from collections.abc import Sequence
from types import ModuleType
from typing import NoReturn

from probant.config import commands


class CommandError(Exception):
    """What the person at the keyboard can mend; printed as one line, exit status 2."""


class Parser(argparse.ArgumentParser):
    """argparse, with a one-line error."""

    def error(self, message: str) -> NoReturn:
        print(f"{self.prog} : {message} ({self.prog} --help)", file=sys.stderr)
        raise SystemExit(2)


def command_names() -> list[str]:
    """The commands that exist, by the files that stand in `config/commands/`."""
    found = (module.name for module in pkgutil.iter_modules(commands.__path__))
    return sorted(name.rstrip("_") for name in found)


def _load(name: str) -> ModuleType:
    ending = "_" if keyword.iskeyword(name) else ""  # `import` cannot name a module
    return importlib.import_module(f"{commands.__name__}.{name}{ending}")


def _usage() -> str:
    lines = ["usage : probant COMMANDE …", ""]
    lines += [f"  {_load(name).NAME:<10} {_load(name).HELP}" for name in command_names()]
    return "\n".join(lines)


def run(arguments: Sequence[str]) -> int:
    """Run one command and return its exit status."""
    if not arguments or arguments[0] in ("-h", "--help", "aide"):
        print(_usage())
        return 0 if arguments else 2
    name = arguments[0].replace("-", "_")
    if name not in command_names():
        print(f"probant : commande inconnue « {arguments[0]} » (probant --help)", file=sys.stderr)
        return 2
    command = _load(name)
    parser = Parser(prog=f"probant {command.NAME}", description=command.HELP)
    command.configure(parser)
    options = parser.parse_args(arguments[1:])
    if command.NEEDS_DJANGO:
        start_django()
        return _run_on_database(command, options)
    status: int = command.run(options)
    return status


def _run_on_database(command: ModuleType, options: argparse.Namespace) -> int:
    """Run a command; a database out of reach, or without its tables yet, is told in a line."""
    from django.db import OperationalError, ProgrammingError

    try:
        status: int = command.run(options)
    except (OperationalError, ProgrammingError) as error:
        said = str(error).strip().splitlines()[0]
        raise CommandError(
            f"base de données inutilisable ({said}). Si elle est neuve, `probant run` la prépare ; "
            "sinon, vérifiez DATABASE_URL."
        ) from error
    return status


def start_django() -> None:
    """Load the rooms, with the settings that the environment names at this moment."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "probant.config.settings")
    django.setup()


def main(arguments: Sequence[str] | None = None) -> int:
    """Entry point of the `probant` script; the exit status is the return value."""
    from probant.config.environment import UnreadableSetting

    try:
        return run(sys.argv[1:] if arguments is None else arguments)
    except (CommandError, UnreadableSetting) as error:
        print(f"probant : {error}", file=sys.stderr)
        return 2
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    raise SystemExit(main())
