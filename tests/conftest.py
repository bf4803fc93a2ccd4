"""What the whole-product tests ask for besides the harness of every test."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.harness.instances import copied_database


@pytest.fixture
def blank_url(blank: Path, tmp_path: Path, django_db_blocker: Any) -> Iterator[str]:
    """DATABASE_URL of a migrated database without a record, of the engine under test."""
    with django_db_blocker.unblock(), copied_database(blank, tmp_path) as url:
        yield url
