"""The full-text table of SQLite follows the index of names by triggers: does it say the same?"""

from collections.abc import Iterator

from django.db import DatabaseError, connection

from probant.kernel.finding import Finding
from probant.kernel.integrity import Check, broken


def trigrams() -> Iterator[Finding]:
    """`search.trigrams`: the trigrams are not those of the index of names (SQLite only)."""
    if connection.vendor != "sqlite":
        return  # PostgreSQL keeps its own index equal to the table
    with connection.cursor() as cursor:
        try:
            # with a rank other than 0 FTS5 also compares its index with the table of contents
            cursor.execute("INSERT INTO search_fts(search_fts, rank) VALUES ('integrity-check', 1)")
        except DatabaseError as error:
            yield broken(
                "search.trigrams",
                f"L’index de recherche ne correspond plus à la table des noms ({error}).",
            )


# FTS5 asks for its check as an INSERT, which no reading snapshot allows
CHECKS = (Check("search", "index de recherche", trigrams, in_snapshot=False),)
