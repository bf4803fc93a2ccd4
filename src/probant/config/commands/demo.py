"""`probant demo`: builds the demonstration year; a second call changes nothing."""

import argparse

NAME = "demo"
HELP = "construit l'année de démonstration et donne ses comptes"
NEEDS_DJANGO = True


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the options of the contract."""
    parser.add_argument(
        "--reset", action="store_true", help="reconstruit la base, si elle est la démonstration"
    )


def run(options: argparse.Namespace) -> int:
    """Migrate, build where the base is empty, print the accounts. Exit status 0."""
    from django.core.management import call_command

    from probant.config.cli import CommandError
    from probant.demo import build

    call_command("migrate", verbosity=0, interactive=False)
    if options.reset:
        reset()
    if build.is_empty():
        build.build()
        print("Année de démonstration construite : reconstitution de 2023 à partir des documents.")
    elif not build.is_built():
        raise CommandError("cette base n'est pas la démonstration : rien n'a été touché.")
    print_accounts()
    return 0


def reset() -> None:
    """Empty a base that holds nothing but the demonstration."""
    from django.core.management import call_command
    from django.db import connection

    from probant.config.cli import CommandError
    from probant.directory.models import House
    from probant.journal import guards

    if House.objects.filter(is_demonstration=False).exists():
        raise CommandError("cette base tient de vrais comptes : --reset est refusé.")
    guards.remove()
    tables = [
        table for table in connection.introspection.table_names() if table != "django_migrations"
    ]
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA foreign_keys=OFF")
        for table in tables:
            if connection.vendor == "sqlite":
                cursor.execute(f'DROP TABLE IF EXISTS "{table}"')
            else:
                cursor.execute(f'DROP TABLE IF EXISTS "{table}" CASCADE')
        cursor.execute("DROP TABLE django_migrations")
    call_command("migrate", verbosity=0, interactive=False)


def print_accounts() -> None:
    """Print the demonstration accounts, one for each role."""
    from probant.demo.build import accounts

    for address, password, role in accounts():
        print(f"  {address:<34} {password}   {role}")
