"""The two hidden fields of every form that records something.

`key` makes a double submission harmless; `read_at` is the journal's position when the form was
read, so that the second of two editors sees what changed and keeps what was typed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID, uuid4

from django.utils.html import format_html
from django.utils.safestring import SafeString

KEY = "cle"
READ_AT = "lu_a"


@dataclass(frozen=True)
class FormKeys:
    """What a submitted form carries; None where it is missing or unreadable."""

    key: UUID | None
    read_at: int | None


def read_keys(posted: Mapping[str, str]) -> FormKeys:
    """Read the hidden fields of `request.POST`; nonsense is treated as missing."""
    try:
        key = UUID(posted.get(KEY, ""))
    except ValueError:
        key = None
    number = posted.get(READ_AT, "")
    usable = number.isascii() and number.isdigit() and len(number) < 16
    return FormKeys(key, int(number) if usable else None)


def draw_keys(posted: Mapping[str, str], read_at: int | None = None) -> SafeString:
    """Return the hidden fields; a form shown again after an error keeps those it came with."""
    held = read_keys(posted)
    seq = held.read_at if held.read_at is not None else read_at
    return format_html(
        '<input type="hidden" name="{}" value="{}"><input type="hidden" name="{}" value="{}">',
        KEY,
        held.key or uuid4(),
        READ_AT,
        "" if seq is None else seq,
    )
