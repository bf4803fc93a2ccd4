"""A PostgreSQL for the tests: the wheel's, without syncing to disk: nothing in it is kept."""

from collections.abc import Iterator
from contextlib import contextmanager

from probant.bench import embedded
from probant.bench.embedded import PostgresUnavailable

__all__ = ["PostgresUnavailable", "embedded_postgres"]

SETTINGS = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "shared_buffers": "64MB",
}


@contextmanager
def embedded_postgres() -> Iterator[str]:
    """Start a fresh server; yield its DATABASE_URL; stop it and remove everything."""
    with embedded.embedded_postgres(SETTINGS) as url:
        yield url
