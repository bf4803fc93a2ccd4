"""What a project holder may send: kinds of file that people exchange, and how they begin.

A file is never opened here, nor shown by the browser; this refuses what nobody meant to send, and
says so before anything is kept.
"""

#: Ending → how such a file begins; any of them, or nothing to hold it against.
BEGINNINGS: dict[str, tuple[bytes, ...]] = {
    "pdf": (b"%PDF",),
    "jpg": (b"\xff\xd8\xff",),
    "jpeg": (b"\xff\xd8\xff",),
    "png": (b"\x89PNG\r\n\x1a\n",),
    "webp": (b"RIFF",),
    "heic": (b"\x00\x00\x00",),
    "docx": (b"PK\x03\x04",),
    "xlsx": (b"PK\x03\x04",),
    "pptx": (b"PK\x03\x04",),
    "odt": (b"PK\x03\x04",),
    "ods": (b"PK\x03\x04",),
    "odp": (b"PK\x03\x04",),
    "doc": (b"\xd0\xcf\x11\xe0", b"{\\rtf"),
    "xls": (b"\xd0\xcf\x11\xe0",),
    "ppt": (b"\xd0\xcf\x11\xe0",),
    "rtf": (b"{\\rtf",),
    "txt": (),
    "csv": (),
}
ACCEPTED = ",".join(f".{ending}" for ending in BEGINNINGS)
KINDS = "un PDF, une photo, un document de traitement de texte ou un tableur"


def fault_of(name: str, size_bytes: int, head: bytes, *, limit_bytes: int) -> str:
    """Why a file cannot be sent, in French; "" where it can.

    >>> fault_of("statuts.pdf", 900, b"%PDF-1.7", limit_bytes=1000)
    ''
    >>> fault_of("statuts.pdf", 900, b"MZ", limit_bytes=1000)
    '« statuts.pdf » n’est pas lisible comme un fichier .pdf : enregistrez-le de nouveau.'
    """
    ending = name.rpartition(".")[2].lower() if "." in name else ""
    if ending not in BEGINNINGS:
        return f"« {name} » ne peut pas être envoyé : choisissez {KINDS}."
    if size_bytes == 0:
        return f"« {name} » est vide."
    if size_bytes > limit_bytes:
        most = limit_bytes // (1024 * 1024)
        return f"« {name} » dépasse {most} Mo : envoyez-en une version plus légère."
    begins = BEGINNINGS[ending]
    if begins and not head.startswith(begins):
        return (
            f"« {name} » n’est pas lisible comme un fichier .{ending} : enregistrez-le de nouveau."
        )
    return ""
