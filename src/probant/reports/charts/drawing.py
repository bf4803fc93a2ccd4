"""Drawing charts: by one process of its own for all that is not drawn yet, then kept as files.

The grammar's engine takes 60 MB and a second to begin: it never lives in a web worker. A drawing is
kept under the digest of what it draws, so the page, the PDF and the next edition take the same one.
Run as a module, it reads charts' specifications as JSON and answers with their drawings.
"""

import base64
import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Literal

from probant.reports.blocks import Block, Chart, Content
from probant.reports.charts.spec import NUMBERS, VERSION, digest, specification

Ending = Literal["svg", "png"]
TIMEOUT_SECONDS = 60
A_DAY = 24 * 3600
PNG_SCALE = 2
_SIZE = re.compile(r'^(<svg\b[^>]*?) width="[\d.]+" height="[\d.]+"')


class DrawingError(Exception):
    """A chart could not be drawn; its table says the same."""


def with_drawings(content: Content, folder: Path, ending: Ending = "svg") -> Content:
    """The content with its charts drawn; one that cannot be stays as its table."""
    try:
        drawings = draw([one for one in content.blocks if isinstance(one, Chart)], folder, ending)
    except (DrawingError, subprocess.TimeoutExpired):
        return content
    found = iter(drawings)
    blocks: Iterable[Block] = (
        replace(one, drawing=next(found), drawn_as=ending) if isinstance(one, Chart) else one
        for one in content.blocks
    )
    return replace(content, blocks=tuple(blocks))


def draw(charts: Sequence[Chart], folder: Path, ending: Ending = "svg") -> list[str]:
    """The drawings in order: SVG as text, PNG in base 64. Raises `DrawingError`.

    Effects: files of `folder`, one a drawing; a process only where one is missing.
    """
    paths = [_path(folder, one, ending) for one in charts]
    missing = {
        path: specification(one)
        for path, one in zip(paths, charts, strict=True)
        if not path.exists()
    }
    if missing:
        for path, drawing in zip(missing, _drawn(list(missing.values()), ending), strict=True):
            _keep(path, drawing)
    for path in paths:
        mark_used(path)
    return [path.read_text("utf-8") for path in paths]


def mark_used(path: Path) -> None:
    """Say, by the day of the file, that a drawing was used: what nobody uses is thrown away."""
    if time.time() - path.stat().st_mtime > A_DAY:
        os.utime(path)


def _path(folder: Path, chart: Chart, ending: Ending) -> Path:
    name = digest(chart, ending)
    return folder / name[:2] / f"{name}.{ending}"


def _keep(path: Path, drawing: str) -> None:
    """Written whole beside, then named: who reads meanwhile finds all of it or nothing."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_suffix(f".{id(drawing)}.part")
    beside.write_text(drawing, "utf-8")
    beside.replace(path)


def _drawn(specifications: list[dict[str, Any]], ending: Ending) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-m", "probant.reports.charts.drawing", ending],
        input=json.dumps(specifications).encode(),
        capture_output=True,
        timeout=TIMEOUT_SECONDS,
        check=False,
    )
    if done.returncode != 0:
        said = done.stderr.decode(errors="replace").strip().splitlines()
        raise DrawingError(said[-1] if said else "le dessin a échoué")
    drawings: list[str] = json.loads(done.stdout)
    return drawings


def main() -> int:
    """Read specifications on standard input, write their drawings as JSON."""
    import vl_convert

    def svg(one: dict[str, Any]) -> str:
        drawn: str = vl_convert.vegalite_to_svg(one, vl_version=VERSION, format_locale=NUMBERS)
        return _SIZE.sub(r"\1", drawn)  # the page gives it its width

    def png(one: dict[str, Any]) -> str:
        drawn = vl_convert.vegalite_to_png(
            one | {"background": "white"},
            vl_version=VERSION,
            format_locale=NUMBERS,
            scale=PNG_SCALE,
        )
        return base64.b64encode(drawn).decode()

    write = png if sys.argv[1] == "png" else svg
    json.dump([write(one) for one in json.load(sys.stdin)], sys.stdout)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
