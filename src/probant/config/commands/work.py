"""`probant work`: the background work alone, until SIGTERM or Ctrl-C.

`probant serve` has a worker of its own; this one is for a second machine, or for a server started
with `--without-work`.
"""

import argparse
import signal

NAME = "work"
HELP = "fait les travaux de fond (envois, imports, rappels), sans servir l’application"
NEEDS_DJANGO = True


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--once", action="store_true", help="fait ce qui attend, puis s’arrête (tâche planifiée)"
    )


def run(options: argparse.Namespace) -> int:
    if options.once:
        return once()
    print("Travaux de fond : prêt (Ctrl-C pour arrêter).", flush=True)
    until_stopped()
    print("Travaux de fond : arrêté.", flush=True)
    return 0


def once() -> int:
    """Take back what the dead held, hear the hours, do what is due."""
    from django.utils import timezone

    from probant.post import queue
    from probant.post.schedule import strike
    from probant.post.worker import run_due

    queue.reap(queue.name_of_this_process())
    strike(timezone.now())
    count = run_due()
    print(f"{count} essais." if count > 1 else f"{count} essai.", flush=True)
    return 0


def until_stopped(most_mib: int | None = None) -> None:
    """Work until SIGTERM or Ctrl-C: the job under way ends first; a second signal does not wait.

    `most_mib`: return also after a job that needed more memory, for a fresh process to go on.
    """
    from probant.post.worker import Worker

    worker = Worker(most_mib=most_mib)

    def stop(*_: object) -> None:
        worker.stop()
        for sign in (signal.SIGTERM, signal.SIGINT):
            signal.signal(sign, signal.SIG_DFL)

    for sign in (signal.SIGTERM, signal.SIGINT):
        signal.signal(sign, stop)
    worker.run()
