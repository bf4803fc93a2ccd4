"""Every document's bytes stand where its row says, and are those that were received."""

import hashlib
from collections.abc import Iterator

from probant.documents.models import Document
from probant.documents.store import path_of
from probant.kernel.finding import Finding
from probant.kernel.integrity import Check, broken


def stored_bytes() -> Iterator[Finding]:
    """`documents.missing`, `documents.altered`: a file that is gone, or is another one."""
    rows = Document.objects.order_by("sha256", "pk").values_list("pk", "house_id", "sha256")
    seen, problem = "", ""
    for pk, house_id, sha256 in rows.iterator():
        if sha256 != seen:
            seen, problem = sha256, _problem(sha256)
        if problem:
            told = "manque" if problem == "missing" else "a été modifié"
            yield broken(
                f"documents.{problem}",
                f"Structure {house_id}, document {pk} : son fichier {told} ({path_of(sha256)}).",
            )


def _problem(sha256: str) -> str:
    try:
        with path_of(sha256).open("rb") as handle:
            found = hashlib.file_digest(handle, "sha256").hexdigest()
    except OSError:
        return "missing"
    return "" if found == sha256 else "altered"


CHECKS = (Check("documents", "fichiers des documents", stored_bytes),)
