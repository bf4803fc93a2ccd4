"""The user's guide: the Markdown files of `docs/guide`, in the order of their names."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import nh3
from django.conf import settings
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt


@dataclass(frozen=True)
class Chapter:
    """A chapter: its address, its title (the first heading) and its text as HTML."""

    slug: str
    title: str
    html: SafeString


@cache
def chapters() -> tuple[Chapter, ...]:
    """Every chapter; `01-premiers-pas.md` is served at `/aide/premiers-pas/`."""
    return tuple(_read(path) for path in sorted(Path(settings.GUIDE).glob("[0-9]*.md")))


def _read(path: Path) -> Chapter:
    text = path.read_text(encoding="utf-8")
    first, _, rest = text.partition("\n")
    html = nh3.clean(MarkdownIt("commonmark").enable("table").render(rest))
    text_of = mark_safe(html)  # noqa: S308  cleaned on the line above
    return Chapter(path.stem.partition("-")[2], first.lstrip("# ").strip(), text_of)


def chapter(slug: str) -> Chapter | None:
    """The chapter of an address; the first without one."""
    if not slug:
        return next(iter(chapters()), None)
    return next((found for found in chapters() if found.slug == slug), None)
