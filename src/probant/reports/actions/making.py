"""Making a report: collect, write, and seal what it published."""

from collections.abc import Callable, Mapping

from probant.journal.door import change
from probant.reports.blocks import Content
from probant.reports.definition import ReportOrder, catalogue
from probant.reports.press import print_pdf
from probant.reports.spreadsheet import write_xlsx
from probant.reports.word import write_docx

WRITERS: Mapping[str, Callable[[Content], bytes]] = {
    "pdf": print_pdf,
    "docx": write_docx,
    "xlsx": write_xlsx,
}


def make_report(slug: str, request: ReportOrder, ending: str) -> tuple[Content, bytes]:
    """Collect a report and write it as `pdf`, `docx` or `xlsx`.

    Raises `definition.NoReport`, `press.PressError`. Effects: one entry that seals what stands: a
    fact that was published is no longer a fresh slip.
    """
    report = catalogue()[slug]
    content = report.collect(request)
    own = report.writers.get(ending)
    written = own(request) if own is not None else WRITERS[ending](content)
    if not report.publishes:
        return content, written
    with change(request.actor, verb=f"reports.{slug}", houses=[request.house_id]) as entry:
        entry.seal("report")
    return content, written
