"""A mail as it was read, whatever file it came in."""

import datetime
import re
from dataclasses import dataclass, field

LIMIT_BYTES = 40 * 1024 * 1024
MOST_CHARACTERS = 400_000  # of the text
MOST_ATTACHMENTS = 100
MOST_PARTS = 1000
DEEPEST = 20  # mails within mails
ADDRESS = re.compile(r"[\w.+'’-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")


class Unreadable(Exception):
    """The file is no mail that can be read; the message is French and says what to do."""


@dataclass(frozen=True, slots=True)
class Address:
    """Somebody a mail names: `part` is from, to, cc or bcc. The e-mail is in lower case."""

    email: str
    name: str = ""
    part: str = "to"


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file joined to a mail; a mail joined to another is an .eml."""

    name: str
    content: bytes = field(repr=False)
    mime: str = "application/octet-stream"


@dataclass(frozen=True, slots=True)
class Message:
    """What a mail says. `sent_at` is an aware instant, None where it is not said or is nonsense.

    `notes` tells in French what could not be read; `identifier` is the sender's own (Message-ID).
    """

    sender: Address | None
    recipients: tuple[Address, ...]
    subject: str
    sent_at: datetime.datetime | None
    text: str
    attachments: tuple[Attachment, ...] = ()
    notes: tuple[str, ...] = ()
    identifier: str = ""

    @property
    def addresses(self) -> frozenset[str]:
        """Every e-mail of its head, in lower case."""
        found = {one.email for one in self.recipients if one.email}
        return frozenset(found | ({self.sender.email} if self.sender else set()))

    @property
    def quoted_addresses(self) -> frozenset[str]:
        """E-mails in the text: those of a mail that was forwarded or answered."""
        found = ADDRESS.findall(self.text[:MOST_CHARACTERS])
        return frozenset(address.lower().strip(".'’-") for address in found[:200])


def cleaned(text: str) -> str:
    """A line of a head: no control character, single spaces."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def cleaned_text(text: str) -> str:
    """A body: ordinary line ends, no zero byte, at most two empty lines together."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    plain = "\n".join(line.rstrip() for line in plain.split("\n"))
    return re.sub(r"\n{4,}", "\n\n\n", plain).strip()[:MOST_CHARACTERS]


def file_name(name: str, position: int, ending: str = "") -> str:
    """A name without path or control characters."""
    last = cleaned(name).replace("\\", "/").rpartition("/")[2].strip(" .")
    return last[:150] or f"pièce {position}{ending}"
