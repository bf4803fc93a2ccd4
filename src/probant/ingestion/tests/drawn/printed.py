"""A drawn document as a PDF: its tables set in cells, its lines as lines."""

from __future__ import annotations

import json
from pathlib import Path

import typst


def as_pdf(text: str, folder: Path) -> bytes:
    """The pages of a text; lines with tabs or bars are the rows of a table."""
    out: list[str] = []
    rows: list[list[str]] = []
    for line in [*text.split("\n"), ""]:
        if line and set(line) <= set("|-: "):
            continue
        if "\t" in line or line.startswith("|"):
            cells = line.split("\t") if "\t" in line else line.strip("|").split("|")
            rows.append([cell.strip() for cell in cells])
            continue
        if rows:
            width = max(map(len, rows))
            cells = [cell for row in rows for cell in [*row, *[""] * (width - len(row))]]
            out.append(f"#table(columns: {width}, {', '.join(_words(cell) for cell in cells)})")
            rows = []
        out.append(f"#{_quoted(line)}\\" if line else "")
    source = folder / "document.typ"
    source.write_text("#set page(margin: 12mm)\n#set text(8pt)\n" + "\n".join(out), "utf-8")
    pages = typst.compile(str(source))
    assert isinstance(pages, bytes)
    return pages


def _quoted(words: str) -> str:
    return json.dumps(words, ensure_ascii=False)


def _words(cell: str) -> str:
    return f"[#{_quoted(cell)}]"
