"""Canonical form and digests: the same content gives the same bytes on both engines."""

import datetime
import hashlib
import json
import uuid
from typing import Any

DIGEST_VERSION = 5


def current_version() -> int:
    """The version that a fact written today bears; facts keep the one they were written under."""
    return DIGEST_VERSION


def _plain(value: Any) -> Any:
    if isinstance(value, datetime.datetime):
        return value.astimezone(datetime.UTC).isoformat(timespec="microseconds")
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    if isinstance(value, uuid.UUID):
        return value.hex
    raise TypeError(f"No canonical form for {type(value).__name__}")


_encode = json.JSONEncoder(
    sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=_plain
).encode


def canonical(content: Any) -> str:
    """JSON with sorted keys and no spaces; dates, hours, instants and uuids as text."""
    return _encode(content)


def digest_of(content: Any) -> str:
    """sha256 of the canonical form, in hexadecimal."""
    return hashlib.sha256(canonical(content).encode()).hexdigest()


def salted_digest(salt: str, body: str) -> str:
    """sha256 of salt and text: without the salt, a guessed text cannot be confirmed."""
    return hashlib.sha256(f"{salt}\n{body}".encode()).hexdigest()


def chain_hash(prev: str, house_id: int, seq: int, at: datetime.datetime, digest: str) -> str:
    """The hash that chains an entry to the one before it in the same house."""
    return digest_of([prev, house_id, seq, at, digest])


def entry_digest(
    *,
    verb: str,
    actor_id: int | None,
    key: uuid.UUID | None,
    facts: list[tuple[str, str, str]],
    voids: list[tuple[str, str, str]],
    mentions: list[tuple[str, int]],
    detail: str | None,
) -> str:
    """Digest of what an entry wrote.

    `facts` are (table, key, digest), `voids` (table, key, code), `mentions` (kind, id), `detail`
    the keyed digest of the erasable body. Order does not matter.
    """
    return digest_of([verb, actor_id, key, sorted(facts), sorted(voids), sorted(mentions), detail])
