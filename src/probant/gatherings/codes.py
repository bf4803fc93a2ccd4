"""Codes that are scanned: the one of a printed sheet, the one of the door, the one of a person.

A sheet's and the door's codes are signed here; a person's is the random number of their own
registration, which nobody guesses. Each says whose it is, so that another one is told apart.
"""

import datetime
import secrets

from django.core import signing
from django.utils import timezone

from probant.gatherings.models import Session
from probant.gatherings.rules.attendance import SHEET_MARK, SheetReference, read_reference

_SHEET, _DOOR = "gatherings.sheet", "gatherings.door"
_CERTIFICATE = "gatherings.certificate"
CERTIFICATE_LIFE = datetime.timedelta(days=365)
OPENS_BEFORE = datetime.timedelta(hours=1)
CLOSES_AFTER = datetime.timedelta(hours=2)


class ForgedCode(ValueError):
    """A code that we did not make; the message is French."""


def new_printing() -> str:
    """What tells one printing of a sheet from another."""
    return secrets.token_hex(4)


def sign_sheet(reference: SheetReference) -> str:
    """The text of the code of a page."""
    return SHEET_MARK + signing.Signer(salt=_SHEET).sign(str(reference))


def read_sheet(text: str) -> SheetReference | None:
    """What the code of a page says; None where it is not the code of a sheet at all.

    Raises `ForgedCode` where it looks like ours and is not.
    """
    if not text.startswith(SHEET_MARK):
        return None
    try:
        said = signing.Signer(salt=_SHEET).unsign(text.removeprefix(SHEET_MARK))
    except signing.BadSignature:
        said = ""
    found = read_reference(said)
    if found is None:
        raise ForgedCode(
            "le code de cette feuille d’émargement n’est pas de ceux que Probant imprime ici : "
            "elle n’est rattachée à aucune rencontre."
        )
    return found


def sign_door(session_id: int) -> str:
    """What the code of a session's door says."""
    return signing.Signer(salt=_DOOR).sign(str(session_id))


def read_door(token: str) -> int | None:
    """The session of a door's code; None where we did not make it."""
    try:
        said = signing.Signer(salt=_DOOR).unsign(token)
    except signing.BadSignature:
        return None
    return int(said) if said.isascii() and said.isdigit() else None


def sign_certificate(attendance_id: int) -> str:
    """What the link to a certificate of attendance says."""
    return signing.TimestampSigner(salt=_CERTIFICATE).sign(str(attendance_id))


def read_certificate(token: str) -> int | None:
    """The presence of a link to a certificate; None where it is forged or a year old."""
    try:
        said = signing.TimestampSigner(salt=_CERTIFICATE).unsign(token, max_age=CERTIFICATE_LIFE)
    except signing.BadSignature:
        return None
    return int(said) if said.isascii() and said.isdigit() else None


def door_hours(session: Session) -> tuple[datetime.datetime, datetime.datetime]:
    """When the code of the door serves: from an hour before a session to two hours after it.

    A session without hours has the whole of its days.
    """
    zone = timezone.get_current_timezone()
    first = session.starts_time or datetime.time(0)
    last_day = session.ends_on or session.starts_on
    last = session.ends_time or datetime.time(23, 59)
    begins = datetime.datetime.combine(session.starts_on, first, zone)
    ends = datetime.datetime.combine(last_day, last, zone)
    opens = begins - OPENS_BEFORE if session.starts_time else begins
    closes = ends + CLOSES_AFTER if session.ends_time else ends
    return opens, closes


def is_door_open(session: Session) -> bool:
    """Whether the code of the door serves now."""
    opens, closes = door_hours(session)
    return opens <= timezone.now() <= closes
