"""Codes that a telephone reads (QR), drawn as SVG: on a page as an image, in a PDF as a picture."""

import base64
import io

from django.utils.html import format_html
from django.utils.safestring import SafeString


def qr_svg(text: str) -> bytes:
    """The code of a text as an SVG file; about a sixth of it may be dirty or torn (level M)."""
    import segno  # only pages and papers with a code load it

    drawn = io.BytesIO()
    # the mask is given: trying all eight takes four times as long, and any reader reads any mask
    code = segno.make(text, error="m", micro=False, mask=3)
    code.save(drawn, kind="svg", border=4, dark="#000", light="#fff", xmldecl=False)
    return drawn.getvalue()


def draw_qr(text: str, label: str) -> SafeString:
    """An image of the code; `label` says what it is for, for whoever does not see it."""
    data = base64.b64encode(qr_svg(text)).decode()
    return format_html(
        '<img class="qr" src="data:image/svg+xml;base64,{}" alt="{}" width="240" height="240">',
        data,
        label,
    )
