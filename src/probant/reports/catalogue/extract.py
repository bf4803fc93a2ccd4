"""The extract of the register of deliberations, for an act of an authority or of an association."""

from probant.reports.blocks import Content
from probant.reports.definition import Report, ReportOrder
from probant.reports.register.extract import content_of, extract_of, write_pdf
from probant.reports.register.word import write_docx


def collect(order: ReportOrder) -> Content:
    """The extract. Raises `NoReport` where the act is not said, not seen, or only cited."""
    extract = extract_of(order)
    return content_of(extract, f"extrait-deliberation-{order.deliberation_id}")


REPORT = Report(
    slug="extract",
    title="Extrait du registre des délibérations",
    collect=collect,
    about="deliberation",
    writers={"pdf": write_pdf, "docx": write_docx},
)
