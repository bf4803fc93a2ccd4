"""Mails that come in: a file of a mail program, read whatever its shape. Nothing of Django here."""

from probant.post.mail_in.eml import NOT_A_MAIL, read_eml
from probant.post.mail_in.message import LIMIT_BYTES, Address, Attachment, Message, Unreadable

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENDINGS = (".eml", ".msg")

__all__ = ["Address", "Attachment", "Message", "Unreadable", "looks_like_mail", "read_message"]


def read_message(data: bytes, *, limit: int = LIMIT_BYTES) -> Message:
    """Read a mail, .eml or .msg, by its bytes alone. Raises `Unreadable` (French, what to do)."""
    if len(data) > limit:
        raise Unreadable(
            f"Ce courriel dépasse {limit // (1024 * 1024)} Mo : enregistrez d’abord ses pièces "
            "jointes à part."
        )
    if not data.strip():
        raise Unreadable("Ce fichier est vide.")
    if data.startswith(OLE):
        from probant.post.mail_in.msg import read_msg

        return read_msg(data)
    if b"\0" in data[:1024]:
        raise Unreadable(NOT_A_MAIL)
    return read_eml(data)


def looks_like_mail(name: str) -> bool:
    """Whether a file's name says that it is a mail."""
    return name.lower().endswith(ENDINGS)
