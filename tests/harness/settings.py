"""The settings of the tests: those of the product, cut off from the developer's own data.

The database is SQLite in a temporary file, or what DATABASE_URL names (`make test` sets it for its
second pass); pytest-django creates a database of its own beside it either way.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path
from typing import Any

TEMPORARY = Path(tempfile.mkdtemp(prefix="probant-tests-"))
(TEMPORARY / "static").mkdir()
atexit.register(shutil.rmtree, TEMPORARY, ignore_errors=True)

for name in [name for name in os.environ if name.startswith("PROBANT_")]:
    if name not in ("PROBANT_SHARED", "PROBANT_TEST_SUMMARY"):
        del os.environ[name]  # a developer's settings must not decide what a test says
os.environ["PROBANT_VAR"] = str(TEMPORARY)
os.environ["PROBANT_SECRET_KEY"] = "only-for-the-tests-" + "0" * 40
os.environ["DATABASE_URL"] = (
    os.environ.get("DATABASE_URL") or f"sqlite:///{TEMPORARY / 'unused.sqlite3'}"
)

from probant.config.settings import *  # noqa: E402, F403  after the environment is set
from probant.config.settings import DATABASES, TEMPLATES  # noqa: E402  likewise
from tests.harness.undefined import UndefinedVariable  # noqa: E402  likewise

if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # a file, as in life: threads and served pages see it, which a database in memory does not allow
    DATABASES["default"]["TEST"] = {"NAME": str(TEMPORARY / "test.sqlite3")}
    options = DATABASES["default"]["OPTIONS"]
    options["init_command"] = options["init_command"].replace("synchronous=FULL", "synchronous=OFF")

OPTIONS: dict[str, Any] = TEMPLATES[0]["OPTIONS"]  # type: ignore[assignment]
OPTIONS["string_if_invalid"] = UndefinedVariable()
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # what costs is not tested

# read once, just now: a `probant` that a test starts must find the product's own settings
os.environ.pop("DJANGO_SETTINGS_MODULE", None)
