"""How often a stranger may write: a few times an hour from one address, and for one house."""

import hashlib
import time

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

REGISTRATIONS_FROM_ONE_ADDRESS = 20  # a classroom, an office registering its people
REGISTRATIONS_FOR_ONE_SESSION = 2000
TOO_MANY_REGISTRATIONS = (
    "Trop d’inscriptions sont parties de cette connexion en peu de temps. Ce que vous avez écrit "
    "est toujours là : renvoyez-le dans une heure, ou appelez-nous."
)

LINKS_FROM_ONE_ADDRESS, LINKS_TO_ONE = 10, 4  # asked for in an hour
TOO_MANY_LINKS = (
    "Trop de liens ont été demandés en peu de temps. Regardez vos courriels, indésirables compris, "
    "ou réessayez dans une heure."
)


def may_send(request: Request, house_id: int) -> Decision:
    """Whether one more request may be kept now; nothing is counted by asking."""
    for key, most in _counters(request, house_id):
        if _held(key) >= most:
            return refused(TOO_MANY)
    return ALLOWED


def count_sent(request: Request, house_id: int) -> None:
    """Count a request that was kept."""
    for key, _ in _counters(request, house_id):
        _count(key)


def may_register_from(request: Request, session_id: int) -> Decision:
    """Whether one more registration may come from here now; nothing is counted by asking."""
    if any(_held(key) >= most for key, most in _registration_counters(request, session_id)):
        return refused(TOO_MANY_REGISTRATIONS)
    return ALLOWED


def count_registered(request: Request, session_id: int) -> None:
    """Count a registration that was sent, whether or not the address was registered already."""
    for key, _ in _registration_counters(request, session_id):
        _count(key)


def _registration_counters(request: Request, session_id: int) -> tuple[tuple[str, int], ...]:
    return (
        (f"portal.register.from.{_digest(request)}", REGISTRATIONS_FROM_ONE_ADDRESS),
        (f"portal.register.for.{session_id}", REGISTRATIONS_FOR_ONE_SESSION),
    )


def may_ask_link(request: Request, email: str) -> Decision:
    """Whether one more link may be asked for now, from here and for this e-mail, known or not."""
    for key, most in _link_counters(request, email):
        if _held(key) >= most:
            return refused(TOO_MANY_LINKS)
    return ALLOWED


def count_asked(request: Request, email: str) -> None:
    """Count a link that was asked for, whether or not it leaves."""
    for key, _ in _link_counters(request, email):
        _count(key)


def _link_counters(request: Request, email: str) -> tuple[tuple[str, int], ...]:
    written = hashlib.sha256(email.strip().lower().encode()).hexdigest()[:32]
    return (
        (f"portal.link.from.{_digest(request)}", LINKS_FROM_ONE_ADDRESS),
        (f"portal.link.to.{written}", LINKS_TO_ONE),
    )


def _held(key: str) -> int:
    """How many were counted in the hour that goes on."""
    count, until = cache.get(key) or (0, 0.0)
    return int(count) if until > time.time() else 0


def _count(key: str) -> None:
    """One more; the hour begins with the first one, and nothing makes it longer."""
    now = time.time()
    count, until = cache.get(key) or (0, 0.0)
    if until <= now:
        count, until = 0, now + AN_HOUR
    cache.set(key, (count + 1, until), until - now)


def _digest(request: Request) -> str:
    return hashlib.sha256(address_of(request).encode()).hexdigest()[:32]


def _counters(request: Request, house_id: int) -> tuple[tuple[str, int], ...]:
    return (
        (f"portal.ask.from.{_digest(request)}", FROM_ONE_ADDRESS),
        (f"portal.ask.for.{house_id}", FOR_ONE_HOUSE),
    )


def address_of(request: Request) -> str:
    """Where a request comes from; behind our own proxy, the address that the proxy added last."""
    forwarded = str(request.META.get("HTTP_X_FORWARDED_FOR", ""))
    if settings.SECURE_PROXY_SSL_HEADER and forwarded:
        return forwarded.rpartition(",")[2].strip()
    return str(request.META.get("REMOTE_ADDR", ""))
