"""Texts that the team writes in Markdown, as HTML that holds nothing but text and links."""

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

_READER = MarkdownIt("commonmark", {"html": False, "breaks": True}).enable("table").disable("image")
_KEPT = nh3.ALLOWED_TAGS - {"img", "svg", "math"}
LOWEST = 6  # headings


def render_markdown(text: str) -> SafeString:
    """The HTML of a text; its headings begin under those of a page's section.

    >>> render_markdown("# Constats <b>forts</b>")
    '<h3>Constats &lt;b&gt;forts&lt;/b&gt;</h3>\\n'
    """
    tokens = _READER.parse(text)
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(LOWEST, int(token.tag[1]) + 2)}"
    html = nh3.clean(_READER.renderer.render(tokens, _READER.options, {}), tags=_KEPT)
    return mark_safe(html)  # noqa: S308  cleaned on the line above
