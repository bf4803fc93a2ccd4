"""Mails that the mail server hands over: forwarded by a colleague, kept for her house's inbox."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils import timezone

from probant.accounts.models import Membership, User
from probant.accounts.queries import standing_of
from probant.directory.models import House
from probant.ingestion.actions.receiving import Received, receive
from probant.kernel.decision import Refused
from probant.kernel.roles import TEAM
from probant.post.mail_in import read_message


@dataclass(frozen=True)
class Handed:
    """A mail as `receive` takes a file."""

    name: str
    content: bytes

    @property
    def size(self) -> int:
        return len(self.content)

    def chunks(self) -> Iterator[bytes]:
        yield self.content


def take_forwarded(content: bytes, *, house_id: int | None = None) -> Received:
    """Put a forwarded mail in the inbox of the house where its sender works.

    A mail that was joined to it (forwarded as an attachment) is the one kept. The sender's address
    must be that of somebody of the team today; an address can be forged, so nothing is filed by
    itself: the mail waits in the inbox. Raises `Unreadable`, `Refused`.
    """
    message = read_message(content)
    sender = message.sender.email if message.sender else ""
    user = User.objects.filter(email=sender, is_active=True).first() if sender else None
    if user is None:
        raise Refused(f"{sender or 'Cet expéditeur'} n’est l’adresse d’aucun compte.")
    houses = _houses_of(user, house_id)
    if len(houses) != 1:
        raise Refused(
            f"{sender} ne travaille dans aucune structure qui reçoit des courriels ici."
            if not houses
            else f"{sender} travaille dans plusieurs structures : précisez --organisation."
        )
    joined = next((one for one in message.attachments if one.mime == "message/rfc822"), None)
    subject = (read_message(joined.content) if joined else message).subject
    handed = Handed(f"{subject or 'courriel'}.eml"[-200:], joined.content if joined else content)
    (received,) = receive(standing_of(user.pk, houses[0]).actor, houses[0], [handed])
    return received


def _houses_of(user: User, house_id: int | None) -> list[int]:
    held = Membership.objects.held_on(timezone.localdate()).filter(user=user, role__in=TEAM)
    houses = House.objects.filter(pk__in=held.values("organisation_id"))
    if house_id is not None:
        houses = houses.filter(pk=house_id)
    return list(houses.order_by("pk").values_list("pk", flat=True))
