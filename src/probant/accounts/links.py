"""Links that sign in once: made when the letter leaves, recognised by a digest, taken by a POST.

A link is 256 random bits under our signature: a forged one is refused before the database is asked,
and who reads the database, a backup or the letters kept finds nothing to sign in with.
"""

import datetime
import hashlib
import secrets

from allauth.mfa.models import Authenticator
from django.contrib.auth import login
from django.core import signing
from django.utils import timezone

from probant.accounts.middleware import CHOSEN
from probant.accounts.models import SignInLink, User
from probant.accounts.queries import standing_of
from probant.ui.request import Request

SALT = "accounts.sign-in-link"
BACKEND = "probant.accounts.backend.Backend"
SESSION_HOURS = 12
KEPT = datetime.timedelta(days=90)  # used and expired links tell of the last visits


def make_link(user: User, number: int, life: datetime.timedelta) -> str:
    """Make a link for an account, acting for `number`; returns its token, kept nowhere.

    Effects: the row of its digest; the oldest rows of the account go.
    """
    now = timezone.now()
    SignInLink.objects.filter(user=user, expires_at__lt=now - KEPT).delete()
    secret = secrets.token_urlsafe(32)
    SignInLink.objects.create(
        user=user, number=number, digest=_digest(secret), made_at=now, expires_at=now + life
    )
    return signing.Signer(salt=SALT).sign(secret)


def find_link(token: str) -> SignInLink | None:
    """The link of a token that still serves: neither used nor expired, its account open.

    It must still stand for a role, and an account under a second code is never entered by a link.
    """
    try:
        secret = signing.Signer(salt=SALT).unsign(token)
    except signing.BadSignature:
        return None
    rows = SignInLink.objects.filter(
        digest=_digest(secret), used_at__isnull=True, expires_at__gt=timezone.now()
    )
    link = rows.filter(user__is_active=True).select_related("user").first()
    if link is None or not may_enter(link.user, link.number):
        return None
    return link


def may_enter(user: User, number: int) -> bool:
    """Whether a link may open a session of this account, for this place, today."""
    if not user.is_active or Authenticator.objects.filter(user=user).exists():
        return False
    return number in dict(standing_of(user.pk).choices)


def enter_by_link(request: Request, token: str) -> bool:
    """Open the session of a link, which then serves no more; whether it was opened.

    Whoever was signed in here before is signed out. The session lasts half a day. Effects: the
    link and the others of the account are used; a session.
    """
    link = find_link(token)
    if link is None:
        return False
    now = timezone.now()
    mine = SignInLink.objects.filter(pk=link.pk, used_at__isnull=True)
    if mine.update(used_at=now) != 1:  # somebody was quicker
        return False
    SignInLink.objects.filter(user=link.user, used_at__isnull=True).update(used_at=now)
    request.session.flush()
    login(request, link.user, backend=BACKEND)
    request.session[CHOSEN] = link.number
    request.session.set_expiry(SESSION_HOURS * 3600)
    return True


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
