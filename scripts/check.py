"""Every check that does not run the application: `make check`.

    scripts/check.py [name…]        all of them, or those named

One line per check; the output of those that fail; the exit status tells.
"""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
PYTHON_FOLDERS = ["src", "tests", "scripts", "conftest.py"]


def commands() -> dict[str, list[str]]:
    """Name → command; each leaves the tree as it found it."""
    django = [str(BIN / "django-admin")]
    return {
        "lint": [str(BIN / "ruff"), "check", "--quiet", *PYTHON_FOLDERS],
        "format": [str(BIN / "ruff"), "format", "--check", "--quiet", *PYTHON_FOLDERS],
        "types": [str(BIN / "mypy"), "--no-error-summary"],
        "imports": [str(BIN / "lint-imports"), "--no-logo"],
        "templates": [str(BIN / "djade"), "--check", "--target-version", "5.2", *templates()],
        "migrations": [*django, "makemigrations", "--check", "--dry-run", "--skip-checks"],
        "folded": [sys.executable, str(ROOT / "scripts" / "fold_migrations.py"), "--check"],
        "system": [*django, "check", "--fail-level", "WARNING"],
        "doctests": [sys.executable, "-m", "pytest", "-q", "--doctest-modules", *doctested()],
        "documentation": [sys.executable, "-m", "pytest", "-q", *documentation()],
        "lock": [str(ROOT / "scripts" / "lock.sh"), "--check"],
    }


def templates() -> list[str]:
    return sorted(str(path) for path in (ROOT / "src").rglob("templates/**/*.html"))


def doctested() -> list[str]:
    """Modules whose docstrings carry examples taken from the law: they must hold."""
    modules = [path for path in (ROOT / "src").rglob("*.py") if "tests" not in path.parts]
    return sorted(str(path) for path in modules if ">>> " in path.read_text("utf-8"))


def documentation() -> list[str]:
    return [str(ROOT / "tests" / "test_documentation.py")]


def main(names: list[str]) -> int:
    known = commands()
    unknown = [name for name in names if name not in known]
    if unknown:
        print(
            f"unknown check: {', '.join(unknown)} (there are {', '.join(known)})", file=sys.stderr
        )
        return 2
    failed = []
    with tempfile.TemporaryDirectory(prefix="probant-check-") as folder:
        environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "probant.config.settings",
            "PROBANT_VAR": folder,  # the checks load the settings, which must not touch var/
            "DATABASE_URL": f"sqlite:///{folder}/check.sqlite3",
        }
        for name in names or known:
            if not run(name, known[name], environment):
                failed.append(name)
    print(f"\ncheck: {'FAILED: ' + ', '.join(failed) if failed else 'all passed'}")
    return 1 if failed else 0


def run(name: str, command: list[str], environment: dict[str, str]) -> bool:
    begun = time.monotonic()
    done = subprocess.run(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    passed = done.returncode == 0
    took = time.monotonic() - begun
    print(f"{name:<14} {'ok' if passed else 'FAILED':<7} {took:5.1f} s", flush=True)
    if not passed:
        sys.stdout.write(done.stdout.decode("utf-8", "replace").rstrip() + "\n\n")
    return passed


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
