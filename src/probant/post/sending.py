"""The job that hands a letter to the mail server, and what a refusal means."""

import smtplib

from django.conf import settings
from django.core import signing
from django.core.mail import EmailMultiAlternatives
from django.urls import reverse
from django.utils import timezone

from probant.kernel.decision import Refused
from probant.kernel.work import JOBS, Outcome, Run
from probant.post.addresses import whole
from probant.post.bounces import identifier_of
from probant.post.letters import CATEGORIES, SECRETS, is_unsubscribed, secret_place
from probant.post.models import Letter
from probant.post.queue import Later

SALT = "post.unsubscribe"


class Returned(Exception):
    """The server refused for good: trying again would be answered the same."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def send(run: Run, letter: int) -> Outcome:
    """Send one letter; a server that does not answer is asked again, one that refuses is not.

    Raises `Later` while attempts are left. Effects: the message leaves; the letter says what came.
    """
    held = Letter.objects.filter(pk=letter, house_id=run.actor.house_id).first()
    if held is None or held.state != Letter.State.QUEUED or not held.to:
        return Outcome("Rien à envoyer.")
    if held.category and is_unsubscribed(held.house_id, held.to, held.category):
        _write(held, Letter.State.SKIPPED, "")
        return Outcome("Cette adresse ne veut plus de ces courriels.")
    held.attempts += 1
    try:
        deliver(held)
    except Refused as refused:
        _write(held, Letter.State.FAILED, refused.reason)
        return Outcome(refused.reason)
    except Returned as refusal:
        _write(held, Letter.State.FAILED, refusal.reason)
        return Outcome(refusal.reason)
    except (OSError, smtplib.SMTPException) as fault:
        reason = f"Le serveur de courriel ne répond pas ({_short(fault)})."
        is_last = run.attempt >= JOBS["post.send"].attempts
        _write(held, Letter.State.FAILED if is_last else Letter.State.QUEUED, reason)
        if is_last:
            return Outcome(reason)
        raise Later(reason) from fault
    _write(held, Letter.State.SENT, "")
    return Outcome("Courriel envoyé.")


def deliver(letter: Letter) -> None:
    """Hand the letter to Django's mail backend.

    Raises `Returned`, `OSError`, `SMTPException`, and `Refused` where what the letter leads to is
    no longer open.
    """
    message = message_of(letter)
    try:
        message.send()
    except smtplib.SMTPRecipientsRefused as refusal:
        code, said = next(iter(refusal.recipients.values()), (550, b""))
        if code >= 500:
            raise Returned(f"L’adresse est refusée ({_said(code, said)}).") from refusal
        raise
    except smtplib.SMTPSenderRefused as refusal:
        if refusal.smtp_code >= 500:
            told = _said(refusal.smtp_code, refusal.smtp_error)
            raise Returned(f"Le serveur refuse notre adresse d’envoi ({told}).") from refusal
        raise
    except smtplib.SMTPResponseException as refusal:
        if refusal.smtp_code >= 500:
            told = _said(refusal.smtp_code, refusal.smtp_error)
            raise Returned(f"Le serveur refuse ce courriel ({told}).") from refusal
        raise


def message_of(letter: Letter) -> EmailMultiAlternatives:
    """The message as it leaves: text first, then HTML and the invitation where there are any."""
    host = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].strip(" >") or "localhost"
    headers = {"Message-ID": identifier_of(letter, host)}
    text = _with_secrets(letter)
    if letter.category:
        address = whole(unsubscribe_path(letter.house_id, letter.to, letter.category))
        headers["List-Unsubscribe"] = f"<{address}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
        words = CATEGORIES.get(letter.category) or "ces courriels"
        text += f"\n-- \nNe plus recevoir {words} : {address}\n"
    message = EmailMultiAlternatives(
        letter.subject, text, settings.DEFAULT_FROM_EMAIL, [letter.to], headers=headers
    )
    if letter.html:
        message.attach_alternative(letter.html, "text/html")
    if letter.calendar:
        message.attach("invitation.ics", letter.calendar, "text/calendar; charset=utf-8")
    return message


def _with_secrets(letter: Letter) -> str:
    """The text as it leaves: personal addresses are made now, and kept nowhere."""
    text = letter.text
    for code, make in SECRETS.items():
        if secret_place(code) in text:
            text = text.replace(secret_place(code), whole(make(letter)))
    return text


def unsubscribe_path(house_id: int, address: str, category: str) -> str:
    """The path that unsubscribes an address, for whoever holds the letter."""
    token = signing.dumps([house_id, address, category], salt=SALT, compress=True)
    return reverse("post:unsubscribe", args=[token])


def read_token(token: str) -> tuple[int, str, str] | None:
    """House, address and category of an unsubscription link; None where it is not ours."""
    try:
        house_id, address, category = signing.loads(token, salt=SALT)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return int(house_id), str(address), str(category)


def _write(letter: Letter, state: str, reason: str) -> None:
    letter.state, letter.reason = state, reason
    letter.sent_at = timezone.now() if state == Letter.State.SENT else None
    letter.save(update_fields=["state", "reason", "attempts", "sent_at"])


def _said(code: int, said: bytes | str) -> str:
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
    return f"{code} {' '.join(text.split())}"[:200].strip()


def _short(fault: Exception) -> str:
    return (str(fault) or type(fault).__name__)[:150]
