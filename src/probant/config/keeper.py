"""Keeps one job worker beside the web workers: forked from the server's parent, started again.

It is forked, so that it shares the loaded application's memory; a thread of the parent waits for
it. The child keeps no file of the parent open: a listening socket held by a job that ends slowly
would keep the port, and connections that nobody answers.
"""

import contextlib
import os
import signal
import sys
import threading
import time
import traceback
from collections.abc import Callable

SECONDS_BEFORE_THE_FIRST = 0.5  # the web workers come first
SECONDS_BEFORE_ANOTHER = 1.0
SECONDS_TO_END = 30.0  # what a job under way is given after SIGTERM; then it is tried again later


class Keeper:
    """One child that does `work`, replaced when it dies; nothing more once `stop` was called."""

    def __init__(self, work: Callable[[], None], begin: Callable[[], None]) -> None:
        self._work, self._begin = work, begin
        self._stopping = threading.Event()
        self._pid = 0
        self._lock = threading.Lock()
        # its end would end the child too (prctl): it lives as long as the process
        self._thread = threading.Thread(target=self._keep, name="keeper", daemon=True)

    def start(self) -> None:
        """Return at once; the child is forked a moment later."""
        self._thread.start()

    def ask_to_stop(self) -> None:
        """Let the job under way end; no other child is started."""
        self._stopping.set()
        self._signal(signal.SIGTERM)

    def stop(self) -> None:
        """Ask, wait, then insist: what was cut is tried again by the next worker."""
        self.ask_to_stop()
        if self._thread.ident is None:
            return  # never started
        self._thread.join(SECONDS_TO_END)
        self._signal(signal.SIGKILL)
        self._thread.join(5)

    def _keep(self) -> None:
        wait = SECONDS_BEFORE_THE_FIRST
        while not self._stopping.wait(wait):
            with self._lock:
                if self._stopping.is_set():
                    return
                self._pid = os.fork()
                if self._pid == 0:
                    self._be_the_child()
            with contextlib.suppress(ChildProcessError):
                os.waitpid(self._pid, 0)
            with self._lock:
                self._pid = 0
            wait = SECONDS_BEFORE_ANOTHER

    def _signal(self, sign: signal.Signals) -> None:
        with self._lock, contextlib.suppress(ProcessLookupError):
            if self._pid:
                os.kill(self._pid, sign)

    def _be_the_child(self) -> None:
        status = 1
        try:
            # the server's own way of stopping came along with the fork: it would swallow the signal
            signal.signal(signal.SIGTERM, signal.SIG_DFL)
            signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent, which hears it, says when
            close_inherited_files()
            self._begin()
            self._work()
            status = 0
        except BaseException:
            traceback.print_exc()
            time.sleep(0.1)
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(status)


def close_inherited_files() -> None:
    """Close every file but the three standard ones."""
    for name in os.listdir("/proc/self/fd" if sys.platform == "linux" else "/dev/fd"):
        if name.isdigit() and int(name) > 2:
            with contextlib.suppress(OSError):
                os.close(int(name))
