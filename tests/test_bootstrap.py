"""Set-up says in one line what stops it, obeys the index given to pip, and repeats quickly."""

import http.server
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
FILES = ["scripts/bootstrap.py", "pyproject.toml", "requirements.txt", "requirements-dev.txt"]

pytestmark = pytest.mark.sqlite  # no database here: once is enough


@pytest.fixture
def bare_tree(tmp_path: Path) -> Path:
    """A clone in which nothing has been prepared yet."""
    tree = tmp_path / "clone"
    for name in [*FILES, "CHANGELOG.md"]:
        (tree / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, tree / name)
    return tree


def bootstrap(tree: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    inherited = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("PIP_", "UV_")) and not name.lower().endswith("_proxy")
    }
    return subprocess.run(
        [sys.executable, tree / "scripts" / "bootstrap.py"],
        env={**inherited, "PIP_CONFIG_FILE": os.devnull, **environment},
        capture_output=True,
        text=True,
        timeout=60,
    )


class Index(http.server.BaseHTTPRequestHandler):
    """An index that offers one file of the right name and the wrong content, and notes requests."""

    seen: list[tuple[str, str]]

    def do_GET(self) -> None:
        self.seen.append((self.path, self.headers.get("Authorization", "")))
        self.send_response(200)
        self.end_headers()
        if self.path.endswith("/uv/"):
            offered = [f"uv-{VERSION}-py3-none-{tag}.whl" for tag, _ in WHEELS.values()]
            self.wfile.write("".join(f'<a href="{name}">' for name in offered).encode())
        else:
            self.wfile.write(b"not a wheel")

    def log_message(self, *_: object) -> None:
        pass


def _pins() -> tuple[str, dict[object, tuple[str, str]]]:
    import runpy

    pins = runpy.run_path(str(ROOT / "scripts" / "bootstrap.py"))
    return pins["UV_VERSION"], pins["UV_WHEELS"]


VERSION, WHEELS = _pins()


@pytest.fixture
def index() -> Iterator[str]:
    """Address of a local index."""
    Index.seen = []
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Index)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def test_no_network_is_one_clear_line(bare_tree: Path) -> None:
    refused = bootstrap(bare_tree, PIP_INDEX_URL="http://127.0.0.1:9/simple")
    assert refused.returncode == 2
    said = refused.stderr.splitlines()
    assert said[-1].startswith(
        "probant : pas de réseau, ou index injoignable : http://127.0.0.1:9/simple/uv/ ("
    )
    assert len(said) == 2  # what it was doing, and why it stopped


def test_index_comes_from_pips_environment_and_its_password_goes_along(
    bare_tree: Path, index: str
) -> None:
    refused = bootstrap(bare_tree, PIP_INDEX_URL=f"http://awa:s%20cret@{index}/mirror/simple/")
    assert Index.seen[0] == ("/mirror/simple/uv/", "Basic YXdhOnMgY3JldA==")
    assert refused.returncode == 2
    assert "cret" not in refused.stderr


def test_index_comes_from_pips_configuration_file(
    bare_tree: Path, index: str, tmp_path: Path
) -> None:
    configuration = tmp_path / "pip.conf"
    configuration.write_text(f"[global]\nindex-url = http://{index}/house/simple\n")
    bootstrap(bare_tree, PIP_CONFIG_FILE=str(configuration))
    assert Index.seen[0] == ("/house/simple/uv/", "")


def test_download_that_is_not_what_was_pinned_is_refused(bare_tree: Path, index: str) -> None:
    refused = bootstrap(bare_tree, PIP_INDEX_URL=f"http://{index}/simple")
    assert refused.returncode == 2
    assert refused.stderr.splitlines()[-1].endswith(
        "n’a pas l’empreinte attendue ; rien n’a été installé"
    )
    assert sorted(path.name for path in (bare_tree / ".cache").iterdir()) == ["setup.lock"]


def test_full_disk_is_one_clear_line(bare_tree: Path, index: str) -> None:
    (bare_tree / ".cache").mkdir()
    (bare_tree / ".cache" / f"uv-{VERSION}.whl.part").symlink_to("/dev/full")
    refused = bootstrap(bare_tree, PIP_INDEX_URL=f"http://{index}/simple")
    assert refused.returncode == 2
    assert refused.stderr.splitlines()[1:] == [
        f"probant : plus de place sur le disque de {bare_tree} : il faut environ 1 Go"
    ]


if os.geteuid() != 0:  # root may write everywhere

    def test_tree_that_may_not_be_written_is_one_clear_line(bare_tree: Path) -> None:
        bare_tree.chmod(0o555)
        refused = bootstrap(bare_tree)
        bare_tree.chmod(0o755)
        assert refused.returncode == 2
        assert [line[:26] for line in refused.stderr.splitlines()] == ["probant : écriture refusée"]


def test_prepared_tree_needs_neither_network_nor_time() -> None:
    again = bootstrap(ROOT, PIP_INDEX_URL="http://127.0.0.1:9/simple")
    assert (again.returncode, again.stderr) == (0, "")
