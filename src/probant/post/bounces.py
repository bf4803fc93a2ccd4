"""Letters that come back: the mail server's report says which, and why."""

import re
from collections.abc import Iterable

from django.utils.crypto import constant_time_compare, salted_hmac

from probant.journal.door import change
from probant.kernel.actor import Actor
from probant.post.models import Letter

IDENTIFIER = re.compile(rb"<probant\.(\d{1,15})\.(\d{1,15})\.([0-9a-f]{16})@")
REASON = re.compile(rb"^Diagnostic-Code:\s*[\w-]*;?\s*(.+(?:\r?\n[ \t]+.+)*)", re.M | re.I)
STATUS = re.compile(rb"^Status:\s*([245]\.\d{1,3}\.\d{1,3})", re.M | re.I)

RETURNED = ("Le courriel est revenu", "L’adresse est refusée")  # what reasons begin with


def identifier_of(letter: Letter, host: str) -> str:
    """The Message-ID of a letter: nobody who did not get one can say that it came back."""
    return f"<probant.{letter.house_id}.{letter.pk}.{_token(letter.house_id, letter.pk)}@{host}>"


def note_return(content: bytes) -> Letter | None:
    """Mark the letter that a report (RFC 3464) speaks of as failed, with the server's words.

    None where it is no report, or of no letter of ours. Effects: the letter's row; one entry.
    """
    status = STATUS.search(content)
    if b"delivery-status" not in content.lower() or status is None or status[1][:1] != b"5":
        return None  # delays are not failures
    for house_id, number, token in IDENTIFIER.findall(content):
        if not constant_time_compare(_token(int(house_id), int(number)), token.decode()):
            continue
        letter = Letter.objects.filter(pk=int(number), house_id=int(house_id)).first()
        if letter is not None:
            return _failed(letter, _reason(content, status[1].decode()))
    return None


def returned(house_id: int, addresses: Iterable[str]) -> set[str]:
    """Those of some addresses (in lower case) that refused or sent back the last letter.

    A server that did not answer says nothing of an address, nor does a letter that never left. A
    letter is found as it was addressed, or in lower case. One query.
    """
    typed = {address.strip() for address in addresses if address}
    wanted = typed | {address.lower() for address in typed}
    left = (Letter.State.SENT, Letter.State.FAILED)
    letters = Letter.objects.filter(house_id=house_id, to__in=wanted, state__in=left)
    latest: dict[str, bool] = {}
    for to, state, reason in letters.order_by("written_at", "pk").values_list(
        "to", "state", "reason"
    ):
        latest[to.lower()] = state == Letter.State.FAILED and reason.startswith(RETURNED)
    return {address for address, failed in latest.items() if failed}


def _failed(letter: Letter, reason: str) -> Letter:
    actor = Actor.system(letter.house_id, "post")
    with change(actor, verb="post.letter_returned", houses=[letter.house_id]) as entry:
        letter.state, letter.sent_at = Letter.State.FAILED, None
        letter.reason = f"Le courriel est revenu ({reason})."
        letter.save(update_fields=["state", "sent_at", "reason"])
        entry.mention("letter", letter.pk)
        if letter.about_kind and letter.about_id is not None:
            entry.mention(letter.about_kind, letter.about_id)
    return letter


def _reason(content: bytes, status: str) -> str:
    told = REASON.search(content)
    words = " ".join(told[1].decode("utf-8", "replace").split()) if told else ""
    return f"{status} {words}"[:250].strip()


def _token(house_id: int, number: int) -> str:
    known = f"{house_id} {number}"
    return salted_hmac("post.letter", known, algorithm="sha256").hexdigest()[:16]
