"""HTML to lines: blocks end a line, cells are parted by tabs, scripts and styles are left out.
Markdown stays text.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser

_BLOCKS = frozenset(
    [
        "p",
        "div",
        "br",
        "li",
        "ul",
        "ol",
        "tr",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "table",
        "section",
        "article",
        "header",
        "footer",
        "blockquote",
        "hr",
        "dt",
        "dd",
        "pre",
        "title",
        "caption",
        "thead",
        "tbody",
    ]
)
_SKIPPED = frozenset(("script", "style", "noscript", "template", "svg", "head"))


class _Lines(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.hidden: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SKIPPED:
            self.hidden.append(tag)
        elif tag in ("td", "th"):
            self.parts.append("\t")
        elif tag in _BLOCKS:
            self.parts.append("\n")
            if tag == "li":
                self.parts.append("- ")

    def handle_endtag(self, tag: str) -> None:
        if tag in self.hidden:
            while self.hidden and self.hidden.pop() != tag:
                pass
        elif tag in _BLOCKS and tag != "br":
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.parts.append(re.sub(r"[ \t\r\n]+", " ", data))


def html_text(source: str) -> str:
    """The text that a reader of the page sees, line by line."""
    parser = _Lines()
    parser.feed(source)
    parser.close()
    lines = [
        "\t".join(cell.strip() for cell in line.split("\t")).strip("\t ")
        for line in "".join(parser.parts).split("\n")
    ]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n")


def looks_like_html(text: str) -> bool:
    """Whether a text is a page of HTML, whatever its name."""
    return bool(
        re.match(
            r"\s*(?:<!doctype html|<html|<\?xml[^>]*>\s*<!doctype html|<body|<head)", text, re.I
        )
    )
