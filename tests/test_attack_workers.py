"""What bounds attempts to sign in is shared by the workers, and every answer says its policy."""

import os
import subprocess
import sys

import pytest
from django.core.cache import cache
from django.test import Client


def test_attempts_are_counted_for_all_workers() -> None:
    cache.set("attempts", 3)
    told = (
        "import django; django.setup(); from django.core.cache import cache; "
        "print(cache.get('attempts'))"
    )
    done = subprocess.run(
        [sys.executable, "-c", told],
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "probant.config.settings"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "3"


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/connexion/", "/inconnue/", "/aide/", "/dossiers/"])
def test_every_answer_tells_its_content_policy(client: Client, address: str) -> None:
    answer = client.get(address)
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert "'unsafe" not in answer["Content-Security-Policy"]
    assert (answer["X-Content-Type-Options"], answer["X-Frame-Options"]) == ("nosniff", "DENY")
