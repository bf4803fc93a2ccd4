"""The bytes of documents, under `MEDIA_ROOT`, addressed by their sha256."""

import hashlib
import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

from django.conf import settings


class TooLarge(Exception):
    """The file passes the limit; nothing was kept."""

    def __init__(self, limit_bytes: int) -> None:
        super().__init__(
            f"Ce fichier dépasse {limit_bytes // (1024 * 1024)} Mo : déposez-en un extrait, ou "
            "une version sans images."
        )


def path_of(sha256: str) -> Path:
    """Where the bytes of a digest are kept."""
    return Path(settings.MEDIA_ROOT) / sha256[:2] / sha256


def keep(chunks: Iterable[bytes], *, limit_bytes: int) -> tuple[str, int]:
    """Write the bytes once and return (sha256, size in bytes).

    Raises `TooLarge` as soon as the limit is passed. The file is complete and on disk before its
    name appears, so a power cut leaves no half file behind.
    """
    root = Path(settings.MEDIA_ROOT)
    root.mkdir(parents=True, exist_ok=True)
    digest, size = hashlib.sha256(), 0
    with tempfile.NamedTemporaryFile(dir=root, prefix=".incoming-", delete=False) as handle:
        incoming = Path(handle.name)
        try:
            for chunk in chunks:
                size += len(chunk)
                if size > limit_bytes:
                    raise TooLarge(limit_bytes)
                digest.update(chunk)
                handle.write(chunk)
            handle.flush()
            os.fsync(handle.fileno())
        except BaseException:
            incoming.unlink()
            raise
    target = path_of(digest.hexdigest())
    target.parent.mkdir(exist_ok=True)
    incoming.chmod(0o640)
    incoming.replace(target)
    return digest.hexdigest(), size
