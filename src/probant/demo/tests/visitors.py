"""People who look at the demonstration year."""

from django.test import Client

from probant.accounts.models import User
from probant.demo.stage import address_of


def signed_in(key: str) -> Client:
    """A browser signed in as a demonstration account: `direction`, `metropole`…"""
    client = Client()
    client.force_login(User.objects.get(email=address_of(key)))
    return client
