"""The first signal asks, the second ends."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap

from studio_backup.base.control import CancelToken
from studio_backup.cli.signals import stopping


def test_a_signal_cancels_and_handlers_are_put_back() -> None:
    before = signal.getsignal(signal.SIGTERM)
    cancel = CancelToken()
    with stopping(cancel):
        os.kill(os.getpid(), signal.SIGTERM)
        assert cancel.cancelled
    assert signal.getsignal(signal.SIGTERM) == before


def test_an_ignored_hangup_stays_ignored() -> None:
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        with stopping(CancelToken()):
            assert signal.getsignal(signal.SIGHUP) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGHUP, before)


def test_the_second_signal_ends_at_once() -> None:
    script = """
        import os, signal, time
        from studio_backup.base.control import CancelToken
        from studio_backup.cli.signals import stopping
        with stopping(CancelToken()):
            os.kill(os.getpid(), signal.SIGINT)
            print("still here", flush=True)
            os.kill(os.getpid(), signal.SIGINT)
            time.sleep(30)
    """
    done = subprocess.run([sys.executable, "-c", textwrap.dedent(script)], capture_output=True, timeout=20, check=False)
    assert (done.returncode, done.stdout) == (130, b"still here\n")
