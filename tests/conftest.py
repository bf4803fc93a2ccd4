"""What the whole-product tests ask for besides the harness of every test."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.harness.instances import blank_database, lay_template


@pytest.fixture(scope="session")
def template(
    tmp_path_factory: pytest.TempPathFactory, django_db_setup: None, django_db_blocker: Any
) -> Path:
    """A folder that holds what `blank_database` copies."""
    folder = tmp_path_factory.mktemp("template")
    with django_db_blocker.unblock():
        lay_template(folder)
    return folder


@pytest.fixture
def blank_url(template: Path, tmp_path: Path, django_db_blocker: Any) -> Iterator[str]:
    """DATABASE_URL of a migrated database without a record, of the engine under test."""
    with django_db_blocker.unblock(), blank_database(template, tmp_path) as url:
        yield url
