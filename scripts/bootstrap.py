#!/usr/bin/env python3
"""Prepare `.venv` from nothing but a Python and its standard library.

A bare Debian has neither pip nor a working `python3 -m venv`. So: download one pinned uv wheel,
check its sha256, let the binary in it create the environment and install the hashed requirements.
The index is the one that pip is told to use (environment or pip.conf), because uv reads neither.

    python3 scripts/bootstrap.py             what the application needs
    python3 scripts/bootstrap.py --dev       and what its tests and checks need

A second call that finds nothing changed touches neither disk nor network.
"""

from __future__ import annotations

import sys

MINIMUM = (3, 11)
if sys.version_info < MINIMUM:  # before any import or syntax that an older Python lacks
    sys.stderr.write(
        "probant : Python %d.%d ou plus récent est nécessaire, %s est la version %d.%d ; "
        "indiquez-en une autre : make PYTHON=python3.12\n"
        % (MINIMUM + (sys.executable,) + tuple(sys.version_info[:2]))
    )
    raise SystemExit(2)

import base64
import configparser
import errno
import fcntl
import hashlib
import html
import json
import os
import platform
import re
import shutil
import ssl
import subprocess
import tomllib
import urllib.error
import urllib.parse
import urllib.request
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
CACHE = ROOT / ".cache"
STAMP = VENV / "probant-setup.json"
PUBLIC_INDEX = "https://pypi.org/simple"

UV_VERSION = "0.13.9"
# (system, machine, libc) → wheel tag and sha256 as published on the index
UV_WHEELS = {
    ("linux", "x86_64", "glibc"): (
        "manylinux_2_17_x86_64.manylinux2014_x86_64",
        "d7f459fe4fd247d830351c75686d3996ace3c6f3f728eb0e85a30b7ada0cef19",
    ),
    ("linux", "x86_64", "musl"): (
        "musllinux_1_1_x86_64",
        "2c45530751517d6c3bbc69a19473f6effe47cce047bede01ffd8af7ea7b36b25",
    ),
    ("linux", "aarch64", "glibc"): (
        "manylinux_2_17_aarch64.manylinux2014_aarch64.musllinux_1_1_aarch64",
        "5435c5ce14a56431208ca0996416d310f1598e8c2c8ba707688985a16bb82dbe",
    ),
    ("darwin", "x86_64", ""): (
        "macosx_10_12_x86_64",
        "c16ed11e013557536b3e60065f1b912f6407bd6518e041b961e23ef9e6b4fbf5",
    ),
    ("darwin", "arm64", ""): (
        "macosx_11_0_arm64",
        "66c512266d633bef48384a1f53003f41f2a8e7b36fe6e7fbfd3e0fd52d96fa63",
    ),
}
UV_WHEELS["linux", "aarch64", "musl"] = UV_WHEELS["linux", "aarch64", "glibc"]

NETWORK_WORDS = re.compile(
    r"error sending request|dns error|failed to lookup|connection refused|network is unreachable"
    r"|timed out|operation timed out|network connectivity is disabled|failed to fetch",
    re.IGNORECASE,
)
DISK_WORDS = re.compile(r"no space left|os error 28\b|disk quota|os error 122\b", re.IGNORECASE)
RIGHTS_WORDS = re.compile(
    r"permission denied|read-only file system|os error 13\b|os error 30\b", re.IGNORECASE
)


class SetupFailed(Exception):
    """What stops the set-up, said in one line to the person who typed the command."""


def main(arguments: list[str]) -> int:
    try:
        prepare("dev" if "--dev" in arguments else "runtime")
    except SetupFailed as failure:
        return refuse(str(failure))
    except OSError as failure:
        return refuse(explain_os_error(failure))
    except KeyboardInterrupt:
        return refuse("préparation interrompue ; relancez la même commande pour la reprendre")
    return 0


def refuse(line: str) -> int:
    sys.stderr.write(f"probant : {line}\n")
    return 2


def prepare(wanted: str) -> None:
    """Bring `.venv` to the wanted set, "runtime" or "dev"; the larger serves for the smaller."""
    if is_ready(wanted):
        return
    CACHE.mkdir(exist_ok=True)
    with (CACHE / "setup.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if is_ready(wanted):  # another call has just done it
            return
        done = read_stamp()
        # never shrink: a developer who types `make run` keeps the tools of `make test`
        kind = "dev" if done.get("kind") == "dev" else wanted
        say("préparation de l’environnement…")
        environment = uv_environment()
        uv = find_uv()
        if done.get("interpreter") != interpreter() or not (VENV / "bin" / "python").exists():
            run_uv(
                [uv, "venv", "--quiet", "--clear", "--python", sys.executable, VENV], environment
            )
        STAMP.unlink(missing_ok=True)  # an interrupted installation must not look finished
        install(uv, kind, environment)
        STAMP.write_text(
            json.dumps({"kind": kind, "interpreter": interpreter(), "key": key(kind)}),
            encoding="utf-8",
        )


def install(uv: str, kind: str, environment: dict[str, str]) -> None:
    python = ["--quiet", "--python", VENV / "bin" / "python"]
    # compiled once here: a server whose user may not write would compile all of it at every start
    sync = [uv, "pip", "sync", *python, "--require-hashes", "--compile-bytecode"]
    sync.append(requirements(kind))
    # what an earlier call downloaded is enough when only the project itself has changed
    if not (CACHE / "uv").exists() or not run_quietly([*sync, "--offline"], environment):
        run_uv(sync, environment)
    run_uv(
        [uv, "pip", "install", *python, "--offline", "--no-deps", "--no-build-isolation"]
        + ["--editable", ROOT],
        environment,
    )
    run_quietly([VENV / "bin" / "python", "-m", "compileall", "-q", ROOT / "src"], environment)


# --- whether there is anything to do


def requirements(kind: str) -> Path:
    return ROOT / ("requirements-dev.txt" if kind == "dev" else "requirements.txt")


def interpreter() -> str:
    return f"{os.path.realpath(sys.executable)} {platform.python_version()} in {ROOT}"


def key(kind: str) -> str:
    """Digest of everything that decides what is in the environment."""
    seen = hashlib.sha256(interpreter().encode())
    for path in (Path(__file__), requirements(kind)):
        seen.update(path.read_bytes())
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    for table in (project["build-system"], project["project"], project["tool"]["hatch"]):
        seen.update(json.dumps(table, sort_keys=True).encode())
    version = re.search(
        r"^## (\d+\.\d+\.\d+)", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE
    )
    seen.update((version.group(1) if version else "").encode())
    return seen.hexdigest()


def read_stamp() -> dict[str, str]:
    try:
        stamp: dict[str, str] = json.loads(STAMP.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return stamp


def is_ready(wanted: str) -> bool:
    done = read_stamp()
    if not done or (wanted == "dev" and done["kind"] != "dev"):
        return False
    return done["key"] == key(done["kind"]) and (VENV / "bin" / "probant").exists()


# --- uv


def find_uv() -> str:
    """Path of the pinned uv, downloaded on the first call; elsewhere, of the uv on PATH."""
    binary = CACHE / f"uv-{UV_VERSION}" / "uv"
    if binary.exists():
        return str(binary)
    system, machine = platform.system().lower(), platform.machine().lower()
    libc = "" if system != "linux" else (platform.libc_ver()[0] or "musl")
    wheel = UV_WHEELS.get((system, machine, libc))
    if wheel is None:
        found = shutil.which("uv")
        if found:
            return found
        raise SetupFailed(
            f"plateforme non prévue ({system} {machine}) ; installez uv puis relancez la commande"
        )
    tag, digest = wheel
    archive = CACHE / f"uv-{UV_VERSION}.whl.part"
    download(f"uv-{UV_VERSION}-py3-none-{tag}.whl", archive, digest)
    binary.parent.mkdir(exist_ok=True)
    fresh = binary.with_suffix(".part")
    with zipfile.ZipFile(archive) as content, fresh.open("wb") as out:
        out.write(content.read(f"uv-{UV_VERSION}.data/scripts/uv"))
    fresh.chmod(0o755)
    fresh.rename(binary)
    archive.unlink()
    return str(binary)


def download(filename: str, target: Path, digest: str) -> None:
    """Fetch one wheel of uv from the configured index; its content must have the pinned sha256."""
    page_address = f"{index_url().rstrip('/')}/uv/"
    with fetch(page_address) as answer:
        page = answer.read().decode("utf-8", "replace")
        base = answer.geturl()
    for href in re.findall(r'href="([^"]+)"', page):
        address = urllib.parse.urljoin(base, html.unescape(href)).partition("#")[0]
        if urllib.parse.unquote(address.rpartition("/")[2]) == filename:
            break
    else:
        raise SetupFailed(f"l’index {hide_password(page_address)} ne propose pas {filename}")
    seen = hashlib.sha256()
    with fetch(address) as answer, target.open("wb") as out:
        for block in iter(lambda: answer.read(1 << 20), b""):
            seen.update(block)
            out.write(block)
    if seen.hexdigest() != digest:
        target.unlink()
        raise SetupFailed(f"{filename} n’a pas l’empreinte attendue ; rien n’a été installé")


def fetch(address: str) -> urllib.request.addinfourl:
    parts = urllib.parse.urlsplit(address)
    request = urllib.request.Request(
        parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl(),
        headers={"User-Agent": "probant-setup", "Accept": "text/html, */*;q=0.1"},
    )
    if parts.username:
        pair = (
            f"{urllib.parse.unquote(parts.username)}:{urllib.parse.unquote(parts.password or '')}"
        )
        token = base64.b64encode(pair.encode()).decode()
        request.add_header("Authorization", f"Basic {token}")
    try:
        context = ssl.create_default_context(cafile=certificates())
        return urllib.request.urlopen(request, timeout=60, context=context)
    except (urllib.error.URLError, TimeoutError, ConnectionError) as failure:
        reason = getattr(failure, "reason", failure)
        raise SetupFailed(
            f"pas de réseau, ou index injoignable : {hide_password(address)} ({reason})"
        ) from failure


def run_uv(command: list[str | Path], environment: dict[str, str]) -> None:
    done = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True)
    if done.returncode == 0:
        return
    if DISK_WORDS.search(done.stderr):
        raise SetupFailed(no_space())
    if RIGHTS_WORDS.search(done.stderr):
        raise SetupFailed(f"écriture refusée dans {ROOT}")
    if NETWORK_WORDS.search(done.stderr):
        index = hide_password(environment["UV_DEFAULT_INDEX"])
        raise SetupFailed(f"pas de réseau, ou index injoignable : {index}")
    sys.stderr.write(done.stderr)
    raise SetupFailed("l’installation des dépendances a échoué ; les lignes ci-dessus disent où")


def run_quietly(command: list[str | Path], environment: dict[str, str]) -> bool:
    return subprocess.run(command, env=environment, cwd=ROOT, capture_output=True).returncode == 0


def uv_environment() -> dict[str, str]:
    """The caller's environment, with what pip was told said again in uv's words."""
    environment = {
        name: value
        for name, value in os.environ.items()
        if name not in ("VIRTUAL_ENV", "PYTHONHOME", "PYTHONPATH", "UV_PYTHON", "UV_OFFLINE")
    }
    environment["UV_CACHE_DIR"] = str(CACHE / "uv")
    environment["UV_PYTHON_DOWNLOADS"] = "never"
    environment["UV_DEFAULT_INDEX"] = index_url()
    environment.setdefault("UV_HTTP_TIMEOUT", "120")
    authority = certificates()
    if authority:
        environment["SSL_CERT_FILE"] = authority
    return environment


# --- what pip was told


def index_url() -> str:
    chosen = os.environ.get("UV_DEFAULT_INDEX") or os.environ.get("UV_INDEX_URL")
    return chosen or pip_setting("index-url") or PUBLIC_INDEX


def certificates() -> str | None:
    return os.environ.get("SSL_CERT_FILE") or pip_setting("cert")


def pip_setting(name: str) -> str | None:
    """A setting of pip, read where pip reads it: its environment variable, then its files."""
    value = os.environ.get("PIP_" + name.upper().replace("-", "_"))
    if value:
        return value
    for path in reversed(pip_files()):
        settings = configparser.RawConfigParser()
        try:
            settings.read(path, encoding="utf-8")
        except (configparser.Error, OSError, UnicodeDecodeError):
            continue
        for section in ("install", "global"):
            value = settings.get(section, name, fallback="").strip()
            if value:
                return value
    return None


def pip_files() -> list[Path]:
    """pip's configuration files, the weakest first."""
    chosen = os.environ.get("PIP_CONFIG_FILE")
    if chosen == os.devnull:
        return []
    home = Path(os.path.expanduser("~"))
    config = Path(os.environ.get("XDG_CONFIG_HOME") or home / ".config")
    files = [Path("/etc/xdg/pip/pip.conf"), Path("/etc/pip.conf")]
    files += [home / ".pip" / "pip.conf", config / "pip" / "pip.conf"]
    return [*files, Path(chosen)] if chosen else files


# --- saying it


def explain_os_error(failure: OSError) -> str:
    if failure.errno in (errno.ENOSPC, errno.EDQUOT):
        return no_space()
    if failure.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return f"écriture refusée : {failure.filename or ROOT}"
    return f"préparation impossible : {failure}"


def no_space() -> str:
    return f"plus de place sur le disque de {ROOT} : il faut environ 1 Go"


def hide_password(address: str) -> str:
    return re.sub(r"//[^/@]*@", "//", address)


def say(line: str) -> None:
    sys.stderr.write(f"probant : {line}\n")


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
