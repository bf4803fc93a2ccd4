"""Writes an Outlook mail for the tests: a compound file ([MS-CFB]) of MAPI properties."""

import struct
from dataclasses import dataclass, field

SECTOR, MINI = 512, 64
FREE, END, FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
UNICODE, BINARY, STRING8, INTEGER, TIME = 0x001F, 0x0102, 0x001E, 0x0003, 0x0040


@dataclass
class Node:
    """A storage (`children`) or a stream (`data`)."""

    name: str
    data: bytes | None = None
    children: "list[Node]" = field(default_factory=list)


def properties(header: int, values: dict[tuple[int, int], str | bytes | int]) -> list[Node]:
    """The streams of one object: its table of properties, and a stream for each long value."""
    table, streams = b"\0" * header, []
    for (number, kind), value in values.items():
        head = struct.pack("<HHI", kind, number, 6)
        if isinstance(value, int):
            table += head + struct.pack("<Q", value)
            continue
        raw = value if isinstance(value, bytes) else value.encode("utf-16-le")
        table += head + struct.pack("<II", len(raw), 0)
        streams.append(Node(f"__substg1.0_{number:04X}{kind:04X}", raw))
    return [Node("__properties_version1.0", table), *streams]


def outlook_mail(
    values: dict[tuple[int, int], str | bytes | int],
    recipients: list[dict[tuple[int, int], str | bytes | int]] | None = None,
    attachments: list[dict[tuple[int, int], str | bytes | int]] | None = None,
) -> bytes:
    """The bytes of a .msg."""
    nodes = properties(32, values)
    for number, one in enumerate(recipients or []):
        nodes.append(Node(f"__recip_version1.0_#{number:08X}", children=properties(8, one)))
    for number, one in enumerate(attachments or []):
        nodes.append(Node(f"__attach_version1.0_#{number:08X}", children=properties(8, one)))
    return compound(nodes)


def compound(nodes: list[Node]) -> bytes:
    """A compound file that holds these nodes under its root."""
    entries: list[list[object]] = [["Root Entry", 5, FREE, FREE, 0, b""]]

    def place(children: list[Node]) -> int:
        first, last = FREE, None
        for node in children:
            entry: list[object] = [node.name, 2, FREE, FREE, 0, node.data or b""]
            entries.append(entry)
            number = len(entries) - 1
            if node.data is None:
                entry[1], entry[3] = 1, place(node.children)
            if last is not None:
                last[2] = number
            first, last = (number if first == FREE else first), entry
        return first

    entries[0][3] = place(nodes)
    mini, chains = b"", []
    minifat: list[int] = []
    for entry in entries[1:]:
        data = entry[5]
        assert isinstance(data, bytes)
        if entry[1] == 2 and len(data) < 4096:
            entry[4] = len(mini) // MINI if data else END
            count = -(-len(data) // MINI)
            minifat += [len(minifat) + at + 1 for at in range(count - 1)] + [END] * bool(count)
            mini += data.ljust(count * MINI, b"\0")
        elif entry[1] == 2:
            chains.append(entry)
    sectors: list[bytes] = []
    fat: list[int] = []

    def lay(data: bytes) -> int:
        start, count = len(sectors), max(1, -(-len(data) // SECTOR))
        for at in range(count):
            sectors.append(data[at * SECTOR : (at + 1) * SECTOR].ljust(SECTOR, b"\0"))
            fat.append(start + at + 1 if at < count - 1 else END)
        return start

    for entry in chains:
        entry[4] = lay(entry[5])  # type: ignore[arg-type]
    entries[0][4], entries[0][5] = lay(mini), mini
    minifat_at = lay(struct.pack(f"<{len(minifat)}I", *minifat).ljust(SECTOR, b"\xff"))
    minifat_count = len(sectors) - minifat_at
    directory_at = lay(b"".join(_entry(*entry) for entry in entries))  # type: ignore[arg-type]
    fat_at = len(sectors)
    fat.append(FAT)
    assert len(fat) <= SECTOR // 4
    sectors.append(struct.pack(f"<{len(fat)}I", *fat).ljust(SECTOR, b"\xff"))
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16 + struct.pack(
        "<HHHHH6xIIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, directory_at, 0, 4096,
        minifat_at, minifat_count, END, 0, fat_at,
    )  # fmt: skip
    return head.ljust(SECTOR, b"\xff") + b"".join(sectors)


def _entry(name: str, kind: int, after: int, child: int, start: int, data: bytes) -> bytes:
    raw = name.encode("utf-16-le") + b"\0\0"
    return struct.pack(
        "<64sHBBIII16xI8x8xIQ", raw, len(raw), kind, 1, FREE, after, child, 0, start, len(data)
    )
