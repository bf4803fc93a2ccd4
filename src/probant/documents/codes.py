"""Codes (QR) found in a photo or on the pages of a PDF, in a process of its own.

    python -m probant.documents.codes FILE

prints the texts found as JSON. An image can crash or swell what decodes it: only that process goes,
under limits of time and memory. Nothing of Django is imported here.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

SECONDS = 20
MEMORY_BYTES = 1_500_000_000
MAX_PAGES = 40
MAX_PIXELS = 60_000_000  # a photo of 48 million is the largest that telephones take
SCALES = (2.0, 3.5)  # 144 and 252 points an inch: a scan that is small or pale asks for the second
IMAGES = (b"\x89PNG", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*", b"RIFF")


def looks_scanned(data: bytes) -> bool:
    """Whether the first bytes of a file are those of an image or of a PDF."""
    return data.startswith(IMAGES) or b"%PDF-" in data[:1024]


def codes_in(path: Path) -> list[str]:
    """The texts of the codes in a file, page after page, each once; none where it is not readable.

    One page of a scanner takes about a tenth of a second.
    """
    command = [sys.executable, "-m", "probant.documents.codes", str(path)]
    try:
        done = subprocess.run(command, capture_output=True, timeout=SECONDS, check=False)
    except subprocess.TimeoutExpired:
        return []
    if done.returncode != 0:
        return []
    found: list[str] = json.loads(done.stdout)
    return found


def read_codes(data: bytes) -> list[str]:
    """The texts of the codes in the bytes of a file, in this process. May raise anything."""
    found: dict[str, None] = {}
    for image in _pages(data) if b"%PDF-" in data[:1024] else _photo(data):
        found |= dict.fromkeys(_decoded(image))
    return list(found)


def _photo(data: bytes) -> Iterator[Any]:
    import io

    from PIL import Image

    Image.MAX_IMAGE_PIXELS = MAX_PIXELS
    with Image.open(io.BytesIO(data)) as image:
        if image.width * image.height <= MAX_PIXELS:
            yield image.convert("L")


def _pages(data: bytes) -> Iterator[Any]:
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    for index in range(min(len(document), MAX_PAGES)):
        for scale in SCALES:
            image = document[index].render(scale=scale, grayscale=True).to_pil()
            yield image
            if _decoded(image):
                break


def _decoded(image: Any) -> list[str]:
    import zxingcpp

    codes = zxingcpp.read_barcodes(image)
    is_qr = zxingcpp.BarcodeFormat.QRCode
    return [code.text for code in codes if code.text and code.format == is_qr]


def main() -> int:
    """Read argv's file under limits of processor time and memory, and print what was found."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    sys.stdout.write(json.dumps(read_codes(Path(sys.argv[1]).read_bytes())))
    return 0


if __name__ == "__main__":
    sys.exit(main())
