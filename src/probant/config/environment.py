"""Typed readers of environment variables: a value that cannot be understood stops the start.

The readers refuse rather than guess: `PROBANT_DEBUG=ture` is an error, not `False`.
"""

import contextlib
import os
import re
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import environ

TRUE, FALSE = {"1", "true", "yes", "oui"}, {"0", "false", "no", "non"}


class UnreadableSetting(Exception):
    """A variable whose value is not of its kind; the message names it and what it takes."""


def read_text(name: str, default: str) -> str:
    """The variable's text, or the default where it is absent."""
    return os.environ.get(name, default)


def read_bool(name: str, default: bool) -> bool:
    """True for 1/true/yes/oui, False for 0/false/no/non; anything else is refused."""
    value = os.environ.get(name, "").strip().lower()
    if not value:
        return default
    if value in TRUE or value in FALSE:
        return value in TRUE
    raise UnreadableSetting(f"{name}={value!r}: attendu 1 ou 0 (true ou false).")


def read_int(name: str, default: int) -> int:
    """A whole number, zero or more."""
    value = os.environ.get(name, "").strip()
    if not value:
        return default
    if not value.isdigit():
        raise UnreadableSetting(f"{name}={value!r}: attendu un nombre entier.")
    return int(value)


def read_list(name: str, default: list[str]) -> list[str]:
    """Values separated by commas."""
    value = os.environ.get(name, "").strip()
    return [item.strip() for item in value.split(",") if item.strip()] if value else default


def read_service(name: str, default: str) -> str:
    """The base address of a service that is asked, without a final slash; "" where `non`.

    `http://` or `https://`, a host, perhaps a port and a path: no user, no question, no fragment.
    """
    url = os.environ.get(name, "").strip() or default
    if url.lower() in FALSE | {"aucun", "none"}:
        return ""
    try:
        parts = urlsplit(url)
        plain = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        plain = False
    if not plain or parts.username or parts.query or parts.fragment or " " in url:
        raise UnreadableSetting(
            f"{name}={url!r}: attendu l’adresse d’un service (https://…), ou « non »."
        )
    return url.rstrip("/")


@dataclass(frozen=True)
class Tiles:
    """A server of map tiles: its pattern, what a page must be allowed to load, whom to name."""

    url: str
    origin: str
    attribution: str


def read_tiles(name: str, attribution: str) -> Tiles | None:
    """The tile server of the maps, or None: by default no other server is asked.

    `https://host/{z}/{x}/{y}.png`; `{s}` begins the host where there are several. Whoever sets a
    server says whom its maps come from: `attribution`, which the map shows.
    """
    url = os.environ.get(name, "").strip()
    if not url or url.lower() in FALSE | {"aucun", "none"}:
        return None
    parts = urlsplit(url.replace("{s}.", "*.").replace("{r}", ""))
    if not (
        parts.scheme in ("http", "https")
        and re.fullmatch(r"(\*\.)?[a-z0-9-]+(\.[a-z0-9-]+)*(:[0-9]+)?", parts.netloc.lower())
        and all(part in url for part in ("{z}", "{x}", "{y}"))
    ):
        raise UnreadableSetting(
            f"{name}={url!r}: attendu https://…/{{z}}/{{x}}/{{y}}.png, ou « non »."
        )
    if not attribution.strip():
        raise UnreadableSetting(
            f"{name}={url!r}: dites aussi de qui viennent ces fonds (PROBANT_TILE_ATTRIBUTION)."
        )
    return Tiles(url, f"{parts.scheme}://{parts.netloc}", attribution.strip())


def read_secret(name: str, file: Path) -> str:
    """The variable's text, or what stands in `file`, drawn at random the first time (mode 600)."""
    value = os.environ.get(name, "")
    if value:
        return value
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        drawn = file.with_suffix(f".{os.getpid()}")
        drawn.touch(mode=0o600)
        drawn.write_text(secrets.token_urlsafe(48), encoding="utf-8")
        with contextlib.suppress(FileExistsError):  # another process drew it first
            os.link(drawn, file)
        drawn.unlink()
    return file.read_text(encoding="utf-8").strip()


SQLITE_OPTIONS = {
    # An acknowledged fact survives a power cut (FULL); writers queue, not fail (IMMEDIATE).
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": (
        "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA journal_size_limit=27103364;"
        # INSERT OR REPLACE deletes rows; the guards see it only with this
        "PRAGMA recursive_triggers=ON"
    ),
}


def read_database(name: str, default: str) -> dict[str, Any]:
    """`sqlite:///path` or `postgres://user:password@host:port/name` as Django's dictionary."""
    url = os.environ.get(name, "").strip() or default
    try:
        database: dict[str, Any] = environ.Env.db_url_config(url)
    except Exception as error:
        raise UnreadableSetting(f"{name}: adresse de base incompréhensible ({url}).") from error
    if database.get("ENGINE") == "django.db.backends.sqlite3":
        database["OPTIONS"] = dict(SQLITE_OPTIONS)
    elif database.get("ENGINE") != "django.db.backends.postgresql":
        raise UnreadableSetting(f"{name}: seuls sqlite:// et postgres:// sont acceptés.")
    database["CONN_MAX_AGE"] = 600
    database["CONN_HEALTH_CHECKS"] = False
    return database


@dataclass(frozen=True)
class MailServer:
    """How letters leave: Django's backend, and the server where there is one."""

    backend: str
    folder: str = ""
    host: str = ""
    port: int = 25
    user: str = ""
    password: str = ""
    starttls: bool = False
    tls: bool = False


# scheme → (STARTTLS, TLS from the first byte, usual port)
MAIL_SCHEMES = {
    "smtp": (False, False, 25),
    "smtp+tls": (True, False, 587),
    "smtps": (False, True, 465),
}


def read_mail(name: str, folder: Path) -> MailServer:
    """`smtp://`, `smtp+tls://` (STARTTLS) or `smtps://` `user:password@host:port`.

    `console:` prints the letters; absent or `files:`, they are files in `folder`.
    """
    url = os.environ.get(name, "").strip()
    if url in ("", "files:"):
        backend = "django.core.mail.backends.filebased.EmailBackend"
        return MailServer(backend, folder=str(folder))
    if url == "console:":
        return MailServer("django.core.mail.backends.console.EmailBackend")
    parts = urlsplit(url)
    try:
        starttls, tls, usual = MAIL_SCHEMES[parts.scheme]
        host, port = parts.hostname or "", parts.port or usual
        if not host or parts.path.strip("/") or parts.query:
            raise ValueError
    except (KeyError, ValueError) as error:
        known = "://…, ".join(MAIL_SCHEMES)
        raise UnreadableSetting(
            f"{name}: adresse de serveur incompréhensible ({known}://…, files: ou console:)."
        ) from error
    return MailServer(
        "django.core.mail.backends.smtp.EmailBackend",
        host=host,
        port=port,
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        starttls=starttls,
        tls=tls,
    )
