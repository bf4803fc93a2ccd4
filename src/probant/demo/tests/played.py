"""The demonstration year for the tests of a room: played once, taken away after its last test."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from probant.accounts.models import User
from probant.demo import build
from probant.demo.stage import address_of
from probant.directory.models import House


class NeverKept(Exception):
    """Raised to take the demonstration year away."""


@pytest.fixture(scope="package")
def demonstration(django_db_setup: None, django_db_blocker: Any) -> Iterator[House]:
    """The house of the demonstration; each test works inside the transaction that holds it."""
    with django_db_blocker.unblock():
        try:
            with transaction.atomic():
                build.build()
                yield House.objects.get(runs_programmes=True)
                raise NeverKept
        except NeverKept:
            pass


def signed_in(key: str) -> Client:
    """A browser signed in as a demonstration account: `direction`, `metropole`…"""
    client = Client()
    client.force_login(User.objects.get(email=address_of(key)))
    return client
