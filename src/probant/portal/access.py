"""How often a stranger may write: a few times an hour from one address, and for one house."""

import hashlib

from django.conf import settings
from django.core.cache import cache

from probant.kernel.decision import ALLOWED, Decision, refused
from probant.ui.request import Request

AN_HOUR = 3600
FROM_ONE_ADDRESS = 5  # a family, an office behind one address: rarely more in an hour
FOR_ONE_HOUSE = 200  # beyond, it is a flood
TOO_MANY = (
    "Trop de demandes sont parties de cette connexion en peu de temps. Ce que vous avez écrit est "
    "toujours là : renvoyez-le dans une heure, ou téléphonez-nous."
)


def may_send(request: Request, house_id: int) -> Decision:
    """Whether one more request may be kept now; nothing is counted by asking."""
    for key, most in _counters(request, house_id):
        if cache.get(key, 0) >= most:
            return refused(TOO_MANY)
    return ALLOWED


def count_sent(request: Request, house_id: int) -> None:
    """Count a request that was kept."""
    for key, _ in _counters(request, house_id):
        cache.add(key, 0, AN_HOUR)
        try:
            cache.incr(key)
        except ValueError:  # it expired between the two
            cache.set(key, 1, AN_HOUR)


def _counters(request: Request, house_id: int) -> tuple[tuple[str, int], ...]:
    address = hashlib.sha256(address_of(request).encode()).hexdigest()[:32]
    return (
        (f"portal.ask.from.{address}", FROM_ONE_ADDRESS),
        (f"portal.ask.for.{house_id}", FOR_ONE_HOUSE),
    )


def address_of(request: Request) -> str:
    """Where a request comes from; behind our own proxy, the address that the proxy added last."""
    forwarded = str(request.META.get("HTTP_X_FORWARDED_FOR", ""))
    if settings.SECURE_PROXY_SSL_HEADER and forwarded:
        return forwarded.rpartition(",")[2].strip()
    return str(request.META.get("REMOTE_ADDR", ""))
