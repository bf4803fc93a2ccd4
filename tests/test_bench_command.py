"""Synthetic data that `probant bench` keeps are taken again only for the size that was asked."""

import json
from pathlib import Path

import pytest

from probant.config.cli import main

OF_SCALE_20 = {"scale": 20.0, "houses": 1, "built": {"facts": 1_000_000}}


@pytest.mark.parametrize(
    ("note", "told"),
    [
        ("", "kept.zip.json ne se lit pas ; supprimez"),
        ('{"scale": 20.0}', "kept.zip.json ne se lit pas ; supprimez"),
        (json.dumps(OF_SCALE_20), "kept.zip garde --scale 20 --houses 1 ; donnez les mêmes"),
    ],
)
def test_kept_data_of_another_size_or_without_their_note_are_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], note: str, told: str
) -> None:
    kept = tmp_path / "kept.zip"
    kept.write_bytes(b"an archive")
    kept.with_name("kept.zip.json").write_text(note, "utf-8")
    assert main(["bench", "--scale", "1", "--kept", str(kept)]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert told in line
    assert kept.read_bytes() == b"an archive"
