"""One style sheet and one script a page, made at start from files that people edit.

Fifteen small CSS files are good to work in and bad to download. They are joined once a process, in
the order below, and served under an address that holds their digest, to be kept for a year: no
build step, nothing to collect, no query. In DEBUG they are read again when a file changes.
"""

from __future__ import annotations

import gzip
import hashlib
import re
from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

import django_htmx
from django.conf import settings

HERE = Path(__file__).parent / "static" / "ui"


def _static_of(package: str) -> Path:
    """The static files of an installed package; it is not imported, so none of its code runs."""
    found = find_spec(package)
    assert found is not None and found.submodule_search_locations
    return Path(found.submodule_search_locations[0]) / "static"


STYLES = (
    "tokens",
    "page",
    "search",
    "rail",
    "breadcrumb",
    "message",
    "form",
    "table",
    "tag",
    "empty",
    "figure",
    "thread",
    "finding",
    "fact-row",
    "panel",
    "progress",
    "chart",
    "report",
    "star",
    "grid",
    "convention",
    "door",
    "call",
    "checklist",
    "roll",
    "week",
    "volunteers",
    "programme",
    "agenda",
    "time",
    "board",
    "reading",
    "inbox",
    "dialog",
    "print",
    "measure",
)
_CSS = tuple(HERE / "css" / f"{name}.css" for name in STYLES)
_HTMX = Path(django_htmx.__file__).parent / "static" / "django_htmx" / "htmx-2.min.js"
_JS = (_HTMX, HERE / "js" / "app.js", HERE / "js" / "fill.js", HERE / "js" / "board.js")
_SVG = (HERE / "icon.svg",)
_LEAFLET = _static_of("leaflet") / "leaflet"
_MAP_CSS = (_LEAFLET / "leaflet.css", HERE / "css" / "map.css")
_MAP_JS = (_LEAFLET / "leaflet.js", HERE / "js" / "map.js")
_TAPS_JS = (HERE / "js" / "taps.js",)
_GRID_JS = (HERE / "js" / "grid.js",)
FILES = {
    "app.css": (_CSS, "text/css; charset=utf-8"),
    "app.js": (_JS, "text/javascript; charset=utf-8"),
    "icon.svg": (_SVG, "image/svg+xml"),
    # Only the pages that have a map ask for these.
    "map.css": (_MAP_CSS, "text/css; charset=utf-8"),
    "map.js": (_MAP_JS, "text/javascript; charset=utf-8"),
    "taps.js": (_TAPS_JS, "text/javascript; charset=utf-8"),
    "grid.js": (_GRID_JS, "text/javascript; charset=utf-8"),
}
_COMMENT = re.compile(r"/\*.*?\*/\s*", re.DOTALL)


@dataclass(frozen=True)
class Bundle:
    """A file ready to be sent."""

    name: str
    content_type: str
    body: bytes
    packed: bytes
    digest: str


def bundle(name: str) -> Bundle:
    """Return the bundle of that name. Raises KeyError if there is none."""
    paths, _ = FILES[name]
    stamp = sum(path.stat().st_mtime_ns for path in paths) if settings.DEBUG else 0
    return _made(name, stamp)


@lru_cache(maxsize=16)
def _made(name: str, stamp: int) -> Bundle:
    paths, content_type = FILES[name]
    text = "\n".join(path.read_text(encoding="utf-8") for path in paths)
    if name.endswith(".css"):
        text = _COMMENT.sub("", text)
    body = text.encode()
    digest = hashlib.sha256(body).hexdigest()[:12]
    return Bundle(name, content_type, body, gzip.compress(body, mtime=0), digest)
