"""Absolute addresses, for what is read outside the product: letters, calendars."""

from django.conf import settings
from django.urls import reverse


def absolute(route: str, *arguments: object) -> str:
    """The full address of a route: `absolute("support:case", 12)`."""
    return whole(reverse(route, args=list(arguments)))


def whole(path: str) -> str:
    """The full address of a path of the product; an address that is already whole stays."""
    if not path or path.startswith(("http://", "https://")):
        return path
    return settings.PUBLIC_URL.rstrip("/") + path
