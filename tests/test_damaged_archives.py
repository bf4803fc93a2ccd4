"""A backup that is cut, changed, of another version or no backup at all is refused in words."""

import json
import zipfile
from pathlib import Path

import pytest
from django.db.migrations.loader import MigrationLoader

from probant.bench.data.build import Built
from probant.config.keeping.archive import Unreadable
from probant.config.keeping.backup import back_up
from probant.config.keeping.restoring import restore, route_to
from tests.harness.instances import environment, probant


def damaged(source: Path, target: Path, **changes: bytes) -> Path:
    """A copy of an archive with some members replaced."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            new.writestr(name, changes.get(name, old.read(name)))
    return target


def test_archive_cut_short_is_refused(built: Built, media: Path, tmp_path: Path) -> None:
    back_up(tmp_path / "backup.zip")
    content = (tmp_path / "backup.zip").read_bytes()
    (tmp_path / "cut.zip").write_bytes(content[: len(content) // 2])
    with pytest.raises(Unreadable, match="n’est pas une sauvegarde de Probant, ou elle est incom"):
        restore(tmp_path / "cut.zip")


def test_archive_with_a_byte_changed_is_refused(built: Built, media: Path, tmp_path: Path) -> None:
    back_up(tmp_path / "backup.zip")
    content = bytearray((tmp_path / "backup.zip").read_bytes())
    with zipfile.ZipFile(tmp_path / "backup.zip") as archive:
        place = archive.getinfo("tables/support.phasereached.jsonl").header_offset + 200
    content[place] ^= 0xFF
    (tmp_path / "changed.zip").write_bytes(bytes(content))
    with pytest.raises(Unreadable, match=r"sauvegarde endommagée : tables/support\.phasereached"):
        restore(tmp_path / "changed.zip")


def test_archive_whose_rows_are_not_those_written_is_refused(
    built: Built, media: Path, tmp_path: Path
) -> None:
    back_up(tmp_path / "backup.zip")
    path = damaged(
        tmp_path / "backup.zip", tmp_path / "d.zip", **{"tables/accounts.user.jsonl": b""}
    )
    with pytest.raises(Unreadable, match=r"accounts\.user\.jsonl n’est pas ce qui avait été"):
        restore(path)


@pytest.mark.parametrize(
    ("manifest", "said"),
    [
        (b"{}", "manifest.json est illisible"),
        (b"[1", "manifest.json est illisible"),
        (b'{"format": "probant-backup", "version": 9}', "est au format 9"),
    ],
    ids=["empty", "cut", "version"],
)
def test_archive_with_another_manifest_is_refused(
    tmp_path: Path, manifest: bytes, said: str, db: None
) -> None:
    with zipfile.ZipFile(tmp_path / "foreign.zip", "w") as archive:
        archive.writestr("manifest.json", manifest)
    with pytest.raises(Unreadable, match=said):
        restore(tmp_path / "foreign.zip")


FIRST_PUBLISHED = {
    *(
        (app, "0001_initial")
        for app in (
            "accounts",
            "directory",
            "documents",
            "engagement",
            "funding",
            "gatherings",
            "governance",
            "indicators",
            "ingestion",
            "journal",
            "programmes",
            "search",
            "support",
        )
    ),
    ("directory", "0002_territories"),
    ("search", "0002_trigrams"),
}


def migrated_for(given: set[tuple[str, str]]) -> set[tuple[str, str]]:
    """What a restoration applies to an empty base, and what that replaces."""
    loader = MigrationLoader(None)
    steps = [
        step for target in route_to(given, loader) for step in loader.graph.forwards_plan(target)
    ]
    return set(steps) | {name for step in steps for name in loader.graph.nodes[step].replaces}


def test_archive_of_an_earlier_version_brings_the_tables_to_its_own_migrations() -> None:
    loader = MigrationLoader(None)
    known = set(loader.disk_migrations)
    assert migrated_for(known) == known
    newest = {
        key
        for key, node in loader.graph.node_map.items()
        if not node.children and not loader.disk_migrations[key].replaces
    }
    before = known - newest
    assert migrated_for(before) == before
    ours = {key for key in migrated_for(FIRST_PUBLISHED) if key[0] in dict(FIRST_PUBLISHED)}
    assert ours == FIRST_PUBLISHED


def test_archive_of_a_newer_version_is_refused(built: Built, media: Path, tmp_path: Path) -> None:
    back_up(tmp_path / "backup.zip")
    with zipfile.ZipFile(tmp_path / "backup.zip") as archive:
        manifest = json.loads(archive.read("manifest.json"))
    manifest["migrations"].append(["support", "0999_from_tomorrow"])
    text = json.dumps(manifest).encode()
    path = damaged(tmp_path / "backup.zip", tmp_path / "new.zip", **{"manifest.json": text})
    with pytest.raises(Unreadable, match="vient d’une version plus récente"):
        restore(path)


def test_command_refuses_what_is_no_backup_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("rien de tel")
    instance = environment(tmp_path, f"sqlite:///{tmp_path / 'x.sqlite3'}")
    for name in ("notes.txt", "absent.zip"):
        refused = probant(["restore", str(tmp_path / name)], instance)
        assert refused.returncode == 2
        assert len(refused.stderr.splitlines()) == 1
        assert refused.stderr.startswith("probant : ")
