"""The workbook of the DLA, taken away: what it held is sealed."""

from django.http import HttpResponse
from django.utils import timezone

from probant.journal.door import change
from probant.support.screens.dla_workbook import dla_workbook
from probant.ui.request import Request
from probant.ui.spreadsheets import XLSX, attachment


def workbook(request: Request) -> HttpResponse:
    """`/dla/extraction/` (POST): a sheet for each object, in the words of the national tool."""
    actor = request.actor
    written = dla_workbook(actor.house)
    with change(actor, verb="support.export_dla", houses=[actor.house]) as entry:
        entry.seal("export")
    return attachment(written, f"dla-{timezone.localdate():%Y-%m-%d}.xlsx", XLSX)
