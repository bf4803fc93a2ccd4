"""The words of an HTML mail: no markup, no style, a line for each block."""

from html.parser import HTMLParser

BLOCKS = frozenset(
    {"address", "article", "blockquote", "br", "dd", "div", "dl", "dt", "hr", "li", "ol", "p"}
    | {"h1", "h2", "h3", "h4", "h5", "h6", "pre", "table", "tr", "ul"}
)
UNSEEN = frozenset({"head", "script", "style", "template", "title"})


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._unseen: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in UNSEEN:
            self._unseen.append(tag)
        elif tag in BLOCKS:
            self.parts.append("\n")
            if tag == "li":
                self.parts.append("- ")
        elif tag in ("td", "th"):
            self.parts.append("\t")

    def handle_endtag(self, tag: str) -> None:
        if tag in self._unseen:
            del self._unseen[self._unseen.index(tag) :]
        elif tag in BLOCKS and tag != "br":
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self.parts.append(" ".join(data.split("\n")))


def words_of(html: str) -> str:
    """The text of an HTML body.

    >>> words_of("<style>p{}</style><p>Bonjour&nbsp;!<br>À <b>mardi</b></p>").replace(chr(160), " ")
    'Bonjour !\\nÀ mardi'
    """
    reader = _Words()
    reader.feed(html)
    reader.close()
    lines = (" ".join(line.split(" ")).strip() for line in "".join(reader.parts).split("\n"))
    found: list[str] = []
    for line in lines:
        if line or (found and found[-1]):
            found.append(line)
    return "\n".join(found).strip()
