"""PDF by Typst: tagged, PDF/A-2a and PDF/UA-1, the same bytes for the same content and day.

Web workers call `print_pdf`, which sets the page in a process of its own: the page setter's
memory never stays with them. Run as a module, it reads the content as JSON and writes the PDF.
"""

import json
import re
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

from probant.reports.blocks import Appraisal, Content

TEMPLATES = Path(__file__).parent / "typst"
STANDARDS = ["a-2a", "ua-1"]
TIMEOUT_SECONDS = 60
# beyond Latin letters, punctuation, currencies, arrows, and the signs that our own texts use
_FOREIGN = re.compile(
    "[^\x00-\u024f\u2010-\u2027\u202f-\u205e\u20ac\u2190-\u2193\u2212\u2260\u2264\u2265]"
)


class PressError(Exception):
    """The page could not be set; the message is the page setter's first line."""


def print_pdf(content: Content) -> bytes:
    """Set a report in a process of its own, its charts drawn. Raises `PressError`."""
    return print_page("report", _worded(_drawn(content)))


def print_page(template: str, data: dict[str, Any]) -> bytes:
    """Set plain values by one of our templates, in a process of its own. Raises `PressError`."""
    done = subprocess.run(
        [sys.executable, "-m", "probant.reports.press", template],
        input=json.dumps(data).encode(),
        capture_output=True,
        timeout=TIMEOUT_SECONDS,
        check=False,
    )
    if done.returncode != 0:
        said = done.stderr.decode(errors="replace").strip().splitlines()
        raise PressError(said[-1] if said else "la mise en page a échoué")
    return done.stdout


def set_pdf(data: dict[str, Any], template: str = "report") -> bytes:
    """Set the page here and now; `data` is `Content.as_dict()` with its numbers worded.

    PDF/A refuses a character that the page's fonts do not have (an emoji in a title): where one is
    found the page is set again, with a mark in place of all those that are not French.
    """
    text = json.dumps(data, ensure_ascii=False)
    try:
        return _set(text, template)
    except RuntimeError as error:
        if "could not be displayed" not in str(error):
            raise
    return _set(_FOREIGN.sub("?", text), template)


def _set(text: str, template: str) -> bytes:
    pdf: bytes = _compiler(template).compile(
        format="pdf", sys_inputs={"data": text}, pdf_standards=STANDARDS
    )
    return pdf


def write_pdf(content: Content) -> bytes:
    """Set a report in this process: for commands, which end when it is done."""
    return set_pdf(_worded(_drawn(content)))


def _drawn(content: Content) -> Content:
    from probant.reports.charts.keeping import drawn  # settings: not for the process that sets

    return drawn(content)


@cache
def _compiler(template: str) -> Any:
    import typst  # heavy, and never needed by a page: loaded by the process that sets one

    path = TEMPLATES / f"{template}.typ"
    return typst.Compiler(str(path), root=str(TEMPLATES), ignore_system_fonts=True)


def _worded(content: Content) -> dict[str, Any]:
    from probant.ui.pieces.figure import write_value
    from probant.ui.write import write_count

    content = content.printable()
    data = content.as_dict()
    for block, said in zip(data["blocks"], content.blocks, strict=True):
        if isinstance(said, Appraisal):
            block |= {name: getattr(said, name) for name in ("said", "beside", "lines", "proof")}
        if block["kind"] == "figures":
            for row in block["rows"]:
                row["value_text"] = write_value(row["value"], row["written"])
                row["records_text"] = write_count(row["records"], "fait") + "."
                past, written = row["before"], row["written"]
                row["before_text"] = "" if past is None else write_value(past, written)
    return data


def main() -> int:
    """Read JSON on standard input, write the PDF of argv's template on standard output."""
    sys.stdout.buffer.write(set_pdf(json.load(sys.stdin), sys.argv[1]))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
