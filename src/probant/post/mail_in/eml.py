"""Mails as they travel (RFC 5322): what mail programs save as .eml."""

import datetime
import email
import email.policy
from collections.abc import Iterator
from email.header import decode_header, make_header
from email.message import Message as Part
from email.utils import getaddresses, parsedate_to_datetime

from probant.post.mail_in.html import words_of
from probant.post.mail_in.message import (
    ADDRESS,
    DEEPEST,
    MOST_ATTACHMENTS,
    MOST_PARTS,
    Address,
    Attachment,
    Message,
    Unreadable,
    cleaned,
    cleaned_text,
    file_name,
)

NOT_A_MAIL = (
    "Ce fichier n’est pas un courriel lisible : enregistrez-le de nouveau depuis votre messagerie "
    "(format .eml ou .msg)."
)
TOO_DEEP = "Ce courriel est trop imbriqué pour être lu : transférez seulement celui qui compte."
# the tolerant reader: it never raises for what a head may hold
POLICY = email.policy.compat32


def read_eml(data: bytes) -> Message:
    """Read the bytes of an .eml. Raises `Unreadable`."""
    try:
        root = email.message_from_bytes(data, policy=POLICY)
        if not any(root[name] for name in ("From", "To", "Subject", "Date", "Received")):
            raise Unreadable(NOT_A_MAIL)
        return _message(root)
    except RecursionError as error:
        raise Unreadable(TOO_DEEP) from error


def _message(root: Part) -> Message:
    body, html, notes = "", "", list[str]()
    attachments: list[Attachment] = []
    for count, part in enumerate(_leaves(root, 0)):
        if count >= MOST_PARTS or len(attachments) >= MOST_ATTACHMENTS:
            notes.append("Les dernières pièces jointes n’ont pas été lues : il y en a trop.")
            break
        kind = part.get_content_type()
        if _is_body(part, kind):
            if kind == "text/html":
                html = html or _text(part)
            else:
                body = f"{body}\n{_text(part)}" if body else _text(part)
        else:
            attachments.append(_attachment(part, len(attachments) + 1))
    text = cleaned_text(body) or cleaned_text(words_of(html))
    sender = next(iter(_addresses(root, "From") or _addresses(root, "Sender")), None)
    return Message(
        sender=sender,
        recipients=tuple(found for name in ("To", "Cc", "Bcc") for found in _addresses(root, name)),
        subject=_line(root.get("Subject", "")),
        sent_at=_date(str(root.get("Date", ""))),
        text=text,
        attachments=tuple(attachments),
        notes=tuple(notes),
        identifier=cleaned(str(root.get("Message-ID", "")))[:300],
    )


def _leaves(part: Part, depth: int) -> Iterator[Part]:
    """The parts that hold something; a mail joined to this one is one of them."""
    if depth > DEEPEST:
        raise Unreadable(TOO_DEEP)
    inside = part.get_payload()
    if part.get_content_maintype() == "multipart" and isinstance(inside, list):
        for child in inside:
            if isinstance(child, Part):
                yield from _leaves(child, depth + 1)
    else:
        yield part


def _is_body(part: Part, kind: str) -> bool:
    if kind not in ("text/plain", "text/html"):
        return False
    return part.get_content_disposition() != "attachment" and not part.get_filename()


def _text(part: Part) -> str:
    payload = part.get_payload(decode=True)
    if not isinstance(payload, bytes):
        return str(part.get_payload() or "")
    return decoded(payload, part.get_content_charset() or "")


def decoded(payload: bytes, charset: str) -> str:
    """Text in the charset that is said, in UTF-8 where that fails, else as Windows writes it."""
    for name in (charset, "utf-8"):
        try:
            return payload.decode(name) if name else payload.decode("ascii")
        except (LookupError, UnicodeDecodeError, ValueError):
            continue
    return payload.decode("cp1252", "replace")


def _attachment(part: Part, position: int) -> Attachment:
    inside = part.get_payload()
    if part.get_content_type() == "message/rfc822" and isinstance(inside, list) and inside:
        inner = inside[0]
        assert isinstance(inner, Part)
        name = file_name(_line(inner.get("Subject", "")) or "courriel", position)
        return Attachment(f"{name}.eml", inner.as_bytes(policy=POLICY), "message/rfc822")
    content = part.get_payload(decode=True)
    name = file_name(_line(part.get_filename() or ""), position)
    data = content if isinstance(content, bytes) else b""
    return Attachment(name, data, part.get_content_type())


def _line(raw: object) -> str:
    """A head's line, its encoded words read; what is wrongly encoded is shown as it stands."""
    text = str(raw)
    try:
        return cleaned(str(make_header(decode_header(text))))
    except (LookupError, UnicodeError, ValueError):
        return cleaned(text)


def _addresses(root: Part, name: str) -> list[Address]:
    raw = [str(value) for value in root.get_all(name, [])]
    try:
        pairs = getaddresses(raw)
    except (ValueError, IndexError):
        pairs = []
    found = [(_line(told), mail.strip().lower()) for told, mail in pairs]
    if not any(mail for _, mail in found):  # a head that the norm does not know
        found = [("", mail.lower()) for line in raw for mail in ADDRESS.findall(line)]
    part = name.lower() if name != "Sender" else "from"
    kept = [(told, mail) for told, mail in found if ADDRESS.fullmatch(mail)]
    return [Address(mail, told if told != mail else "", part) for told, mail in kept[:500]]


def _date(text: str) -> datetime.datetime | None:
    try:
        found = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    aware = found if found.tzinfo else found.replace(tzinfo=datetime.UTC)
    try:
        aware.astimezone(datetime.UTC)
    except (OverflowError, ValueError):
        return None
    return aware
