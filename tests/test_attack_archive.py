"""A forged archive is refused in one line, whatever its manifest holds."""

import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from probant.config.keeping.archive import Unreadable, opened

SOUND: dict[str, Any] = {
    "application": "2026.11.0",
    "made_at": "2026-11-22T04:00:00+00:00",
    "engine": "sqlite",
    "migrations": [["accounts", "0001_initial"]],
    "tables": [
        {"model": "accounts.user", "columns": ["id"], "rows": 0, "last_id": 0, "sha256": "0"}
    ],
    "documents": {"0" * 64: 3},
    "missing": [],
    "journals": [{"house_id": 1, "name": "PES 21", "seq": 1, "hash": "0"}],
    "format": "probant-backup",
    "version": 1,
}
TABLE = SOUND["tables"][0]


def archive(folder: Path, manifest: Any) -> Path:
    path = folder / "forgée.zip"
    with zipfile.ZipFile(path, "w") as made:
        made.writestr("manifest.json", json.dumps(manifest))
    return path


def test_a_sound_manifest_is_read(tmp_path: Path) -> None:
    with opened(archive(tmp_path, SOUND)) as found:
        assert found.manifest.documents == {"0" * 64: 3}


@pytest.mark.parametrize(
    "change",
    [
        {"tables": [{**TABLE, "model": ["accounts.user"]}]},
        {"tables": [{**TABLE, "last_id": "9); DROP TABLE accounts_user; --"}]},
        {"tables": [{**TABLE, "rows": "0"}]},
        {"tables": [{**TABLE, "columns": [1]}]},
        {"tables": [{**TABLE, "columns": None}]},
        {"tables": "accounts.user"},
        {"tables": None},
        {"documents": ["../../etc/passwd"]},
        {"documents": {"../../etc/passwd": "12"}},
        {"migrations": [["accounts"]]},
        {"migrations": [[["accounts"], "0001_initial"]]},
        {"migrations": 3},
        {"journals": [{"house_id": "1", "name": "x", "seq": 1, "hash": "0"}]},
        {"journals": [3]},
        {"unknown": 1},
        {"format": None},
    ],
    ids=str,
)
def test_a_forged_manifest_is_refused(tmp_path: Path, change: dict[str, Any]) -> None:
    path = archive(tmp_path, {**SOUND, **change})
    with pytest.raises(Unreadable), opened(path):
        pass


@pytest.mark.parametrize("manifest", [[], None, 3, "x", [[[]]]])
def test_a_manifest_of_another_shape_is_refused(tmp_path: Path, manifest: Any) -> None:
    with pytest.raises(Unreadable), opened(archive(tmp_path, manifest)):
        pass
