"""What the whole-product tests ask for besides the harness of every test."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.db import transaction

from tests.harness.instances import copied_database

if TYPE_CHECKING:
    from probant.bench.data.build import Built


@pytest.fixture
def blank_url(blank: Path, tmp_path: Path, django_db_blocker: Any) -> Iterator[str]:
    """DATABASE_URL of a migrated database without a record, of the engine under test."""
    with django_db_blocker.unblock(), copied_database(blank, tmp_path) as url:
        yield url


@pytest.fixture(scope="module")
def house_base(blank: Path, django_db_blocker: Any) -> Iterator["Built"]:
    """A small synthetic house, built once and taken back afterwards."""
    from probant.bench.data.build import build

    with django_db_blocker.unblock(), transaction.atomic():
        yield build(0.005)
        transaction.set_rollback(True)


@pytest.fixture
def built(house_base: "Built", db: None) -> "Built":
    return house_base


@pytest.fixture
def media(tmp_path: Path, settings: Any) -> Path:
    """Where documents are kept, in a folder of the test; the register of erasures beside it."""
    settings.MEDIA_ROOT = tmp_path / "source-documents"
    settings.ERASURE_REGISTER = tmp_path / "erasures.jsonl"
    return tmp_path / "source-documents"
