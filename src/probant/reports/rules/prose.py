"""Markdown read into paragraphs and runs: what every writer sets, page and paper alike.

Nothing of a text reaches a page as markup. The library reads the Markdown, and what it read is set
again by each writer from plain words: tags, scripts and pictures in a text are words, or nothing.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from probant.kernel.text import typeset
from probant.reports.blocks import Paragraph, Prose, Run
from probant.reports.rules.markers import MARKER, Marker, read_marker
from probant.reports.rules.typed_numbers import typed_numbers

LONGEST = 40_000  # characters of one text
_LINKS = re.compile(r"(?:https?://|mailto:)[^\s]+$", re.IGNORECASE)
_UNSUPPORTED = "\ue000"  # opens the braces of a typed number: a character that no text keeps

#: Says a marker in words: given what it asks for, the run that stands in its place.
Say = Callable[[Marker], Run]


def _marker(state: StateInline, silent: bool) -> bool:
    """`{{ … }}` as a token of its own, whatever emphasis its words would make."""
    found = MARKER.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    if not silent:
        state.push("marker", "", 0).content = found[1]
    state.pos = found.end()
    return True


_REFUSED = ["image", "html_inline", "html_block", "reference"]
_READER = MarkdownIt("commonmark", {"html": False, "breaks": False}).disable(_REFUSED)
_WITHOUT_MARKERS = MarkdownIt("commonmark", {"html": False, "breaks": False}).disable(_REFUSED)
_READER.inline.ruler.before("escape", "marker", _marker)


def read_prose(text: str, say: Say) -> Prose:
    """The paragraphs of a Markdown text; `say` words its markers.

    >>> [one.text for one in read_prose("- **Oui** <b>non</b>", lambda said: Run("")).paragraphs]
    ['Oui <b>non</b>']
    """
    return Prose(tuple(_paragraphs(_READER.parse(_with_typed(text[:LONGEST])), say)))


def plain_prose(text: str) -> Prose:
    """The paragraphs of a Markdown text whose numbers are words: each line is one, as typed.

    >>> [one.text for one in plain_prose("Une *belle* année,\\n12 ateliers.").paragraphs]
    ['Une belle année,', '12 ateliers.']
    """
    lines = "\n\n".join(text[:LONGEST].splitlines())
    return Prose(tuple(_paragraphs(_WITHOUT_MARKERS.parse(lines), lambda said: Run(""))))


def _with_typed(text: str) -> str:
    """The text with its unsupported numbers in braces that only this module writes."""
    text = text.replace(_UNSUPPORTED, " ")
    for one in reversed(typed_numbers(text)):
        braced = f"{{{{{_UNSUPPORTED}{one.text}}}}}"
        text = text[: one.start] + braced + text[one.end :]
    return text


def _paragraphs(tokens: Sequence[Token], say: Say) -> Iterator[Paragraph]:
    """Block tokens, walked once: what encloses a line decides its style."""
    lists: list[int | None] = []  # the next number of each list that is open; None for dashes
    quotes, heading, sign = 0, False, ""
    for token in tokens:
        if token.type in ("bullet_list_open", "ordered_list_open"):
            lists.append(int(token.attrs.get("start", 1)) if token.type[0] == "o" else None)
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            lists.pop()
        elif token.type == "list_item_open":
            sign = "–" if lists[-1] is None else f"{lists[-1]}."
            lists[-1] = None if lists[-1] is None else lists[-1] + 1
        elif token.type in ("blockquote_open", "blockquote_close"):
            quotes += 1 if token.nesting == 1 else -1
        elif token.type in ("heading_open", "heading_close"):
            heading = token.nesting == 1
        elif token.type in ("code_block", "fence"):
            yield Paragraph((Run(token.content.strip()),))
        elif token.type == "inline":
            runs = tuple(_runs(token.children or [], say))
            if heading:
                yield Paragraph(runs, "heading")
            elif lists:
                yield Paragraph(runs, "item", sign)
                sign = ""
            else:
                yield Paragraph(runs, "quote" if quotes else "body")


def _runs(tokens: Sequence[Token], say: Say) -> Iterator[Run]:
    strong = soft = 0
    href = ""
    for token in tokens:
        if token.type in ("strong_open", "strong_close"):
            strong += token.nesting
        elif token.type in ("em_open", "em_close"):
            soft += token.nesting
        elif token.type == "link_open":
            target = str(token.attrs.get("href", ""))
            href = target if _LINKS.match(target) else ""
        elif token.type == "link_close":
            href = ""
        else:
            run = _run(token, say)
            if run.text:
                yield replace(
                    run, is_strong=bool(strong), is_soft=bool(soft), href=run.href or href
                )


def _run(token: Token, say: Say) -> Run:
    if token.type == "marker":
        if token.content.startswith(_UNSUPPORTED):
            return Run(token.content[1:], mark="unsupported")
        return say(read_marker(token.content))
    if token.type in ("softbreak", "hardbreak"):
        return Run(" ")
    return Run(typeset(token.content) if token.type == "text" else token.content)
