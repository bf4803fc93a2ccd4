"""Photographs: read with care, turned upright, made small enough to print, kept as JPEG.

A picture is opened by its own bytes, never by its name; one that says more points than a printer
can use is refused before it is unpacked.
"""

import base64
import io
import warnings
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from PIL import Image, ImageOps, UnidentifiedImageError

from probant.documents.store import path_of
from probant.reports.charts.drawing import mark_used

MOST_BYTES = 15 * 1024 * 1024
MOST_POINTS = 60_000_000
WIDEST = 1400  # points: 12 cm at 300 dpi
QUALITY = 82
FORMATS = ("JPEG", "PNG", "WEBP")
BROKEN = (UnidentifiedImageError, OSError, ValueError, SyntaxError)
TOO_HEAVY = "Cette photo dépasse 15\u202fMo\u00a0: enregistrez-la plus petite."
TOO_LARGE = (
    "Cette photo a plus de 60\u00a0millions de points, plus que ce qui s’imprime\u00a0: "
    "enregistrez-la plus petite."
)


class UnreadablePicture(ValueError):
    """The file is no picture that can be printed; the message is French and says what to do."""


@dataclass(frozen=True)
class Drawn:
    """A picture as it is printed: JPEG in base 64, its size in points."""

    jpeg: str
    width: int
    height: int


def read_picture(data: bytes) -> Image.Image:
    """The picture of a file. Raises `UnreadablePicture`."""
    if len(data) > MOST_BYTES:
        raise UnreadablePicture(TOO_HEAVY)
    found = _opened(data)
    if found.width * found.height > MOST_POINTS:
        raise UnreadablePicture(TOO_LARGE)
    try:
        found.load()
    except BROKEN as error:
        raise UnreadablePicture(
            "Cette photo est abîmée ou incomplète : copiez-la de nouveau depuis l’appareil, puis "
            "choisissez-la encore."
        ) from error
    return found


def _opened(data: bytes) -> Image.Image:
    """What the first bytes say, before anything is unpacked."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            return Image.open(io.BytesIO(data), formats=FORMATS)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise UnreadablePicture(TOO_LARGE) from error
    except BROKEN as error:
        raise UnreadablePicture(
            "Ce fichier ne s’ouvre pas comme une photo : choisissez un JPEG, un PNG ou un WebP."
        ) from error


def as_printed(data: bytes) -> Drawn:
    """A file's picture upright, on white, at most `WIDEST` wide. Raises `UnreadablePicture`."""
    upright = ImageOps.exif_transpose(read_picture(data)).convert("RGBA")
    upright.thumbnail((WIDEST, WIDEST))
    page = Image.new("RGB", upright.size, "white")
    page.paste(upright, mask=upright.getchannel("A"))
    stream = io.BytesIO()
    page.save(stream, "JPEG", quality=QUALITY, optimize=True)
    return Drawn(base64.b64encode(stream.getvalue()).decode(), page.width, page.height)


def drawn_photo(sha256: str) -> Drawn | None:
    """A stored document as it is printed, made once; None where it cannot be."""
    kept = Path(settings.VAR) / "charts" / sha256[:2] / f"{sha256}.jpeg"
    if kept.exists():
        mark_used(kept)
        width, height, jpeg = kept.read_text("utf-8").split(" ")
        return Drawn(jpeg, int(width), int(height))
    path = path_of(sha256)
    if not path.exists():
        return None
    try:
        drawn = as_printed(path.read_bytes())
    except UnreadablePicture:
        return None
    kept.parent.mkdir(parents=True, exist_ok=True)
    beside = kept.with_suffix(f".{id(drawn)}.part")
    beside.write_text(f"{drawn.width} {drawn.height} {drawn.jpeg}", "utf-8")
    beside.replace(kept)
    return drawn
