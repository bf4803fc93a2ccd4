"""Give a file to somebody who may have it: to be saved, never shown or run by the browser.

The rights are those of what the document belongs to (a case's file, a letter, a reading): the view
that knows it asks first, then calls `serve`.
"""

from urllib.parse import quote

from django.http import FileResponse, Http404

from probant.documents.models import Document
from probant.documents.store import path_of

#: Endings whose kind is said, so that the right program opens them; all others are plain bytes.
KINDS = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "odt": "application/vnd.oasis.opendocument.text",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "odp": "application/vnd.oasis.opendocument.presentation",
    "doc": "application/msword",
    "xls": "application/vnd.ms-excel",
    "csv": "text/csv; charset=utf-8",
    "txt": "text/plain; charset=utf-8",
    "eml": "message/rfc822",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "png": "image/png",
    "webp": "image/webp",
    "zip": "application/zip",
}
ANY = "application/octet-stream"


def kind_of(name: str) -> str:
    """The media type of a name by its ending.

    >>> kind_of("Statuts signés.PDF"), kind_of("page.html")
    ('application/pdf', 'application/octet-stream')
    """
    return KINDS.get(name.rpartition(".")[2].lower(), ANY)


def serve(document: Document, name: str = "") -> FileResponse:
    """The bytes of a document under a name, as a file to save.

    Raises `Http404` where the file is gone. Never inline, never sniffed, nothing it holds may run.
    """
    called = name or document.name
    try:
        handle = path_of(document.sha256).open("rb")
    except OSError:
        raise Http404 from None
    response = FileResponse(handle, content_type=kind_of(called))
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(called, safe='')}"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "private, no-store"
    return response
