"""What a worker that was taken over could do: nothing; and what the engine makes of one that lies."""

from __future__ import annotations

import subprocess
import sys
import textwrap

import pytest

from studio_backup.base.clock import SystemClock
from studio_backup.base.errors import StorageUnavailable
from studio_backup.engine.previews.process import Worker
from studio_backup.engine.previews.reasons import Reason
from tests.support.picture_files import jpeg

CONFINED = """
import ctypes, errno, os, socket, sys, threading, time
from studio_backup.engine.previews import confinement
held = confinement.confine()
libc = ctypes.CDLL(None, use_errno=True)
def refused(call):
    try:
        call()
    except (OSError, MemoryError, RuntimeError) as error:
        return type(error).__name__
    return "allowed"
def say(text):
    os.write(1, text.encode())
"""
linux_only = pytest.mark.skipif(sys.platform != "linux", reason="these limits are Linux's")


def _confined(code: str) -> subprocess.CompletedProcess[bytes]:
    whole = CONFINED + textwrap.dedent(code)
    return subprocess.run([sys.executable, "-c", whole], capture_output=True, timeout=60, check=False)


@linux_only
@pytest.mark.parametrize(
    "act",
    [
        'open("/etc/hostname")', 'open("new", "w")', 'os.listdir("/")', 'os.stat("/")', "os.fork()", "socket.socket()",
        'os.execv("/bin/true", ["true"])', "os.kill(os.getppid(), 0)", "os.pipe()", "bytearray(1 << 30)",
        "os.setpriority(os.PRIO_PROCESS, 0, 0)", 'os.unlink("new")', "os.dup(1)", "os.nice(1)",
    ],
)  # fmt: skip
def test_it_cannot(act: str) -> None:
    """Neither files, processes, sockets, signals nor more memory."""
    done = _confined(f"say(refused(lambda: {act}))")
    assert done.stdout in (b"PermissionError", b"MemoryError", b"OSError"), (done.stdout, done.stderr)


@linux_only
def test_it_can_still_compute_and_have_threads() -> None:
    done = _confined(
        """
        done = []
        one = threading.Thread(target=lambda: done.append(sum(range(1000))))
        one.start(); one.join()
        say(str(done) + "\\n".join(held))
        """
    )
    assert done.stdout.startswith(b"[499500]"), done.stderr
    for limit in (b"memory", b"cpu", b"files", b"writing", b"no new privileges", b"system calls"):
        assert limit in done.stdout


@linux_only
def test_a_picture_that_takes_too_much_cpu_ends_it() -> None:
    """Also where nobody is left to kill it."""
    done = _confined(
        """
        confinement.PICTURE_CPU_S = 0.2
        confinement.one_picture()
        while True: pass
        """
    )
    assert done.returncode < 0


def _lying(code: str) -> list[str]:
    say = "def say(kind, body=b''): os.write(1, struct.pack('<BI', kind, len(body)) + body)"
    begun = f"import os, struct, sys, time\n{say}\nsay(16)\nos.read(0, 100)\n"
    return [sys.executable, "-c", begun + textwrap.dedent(code)]


GOOD = jpeg(200, 100)


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("time.sleep(600)", Reason.SLOW),
        ("while True: pass", Reason.SLOW),
        ("sys.exit(1)", Reason.ENDED),
        ("os.abort()", Reason.ENDED),
        ("os.write(1, bytes(1000))", Reason.ENDED),
        ("while True: say(17, struct.pack('<QI', 0, 5)); os.read(0, 100)", Reason.SLOW),
        ("say(17, struct.pack('<QI', 5, 1000))", Reason.ENDED),
        ("say(17, struct.pack('<QI', 2**63, 1))", Reason.ENDED),
        ("say(18, b'no picture'); say(19)", Reason.ENDED),
        ("os.write(1, struct.pack('<BI', 18, 0xFFFFFFFF)); os.write(1, bytes(5_000_000))", Reason.ENDED),
        (f"say(18, {jpeg(400, 300)!r}); say(18, {GOOD!r}); say(19)", Reason.ENDED),
        (f"say(18, {GOOD!r} + bytes(300_000) + b'\\xff\\xd9'); say(18, {GOOD!r}); say(19)", Reason.ENDED),
        (f"say(18, {GOOD!r}[:-2]); say(18, {GOOD!r}); say(19)", Reason.ENDED),
        (f"say(18, {GOOD!r}); say(19)", Reason.ENDED),
        (f"for _ in range(9): say(18, {GOOD!r})", Reason.ENDED),
        ("say(20, b'\\xfe')", Reason.ENDED),
        ("say(19)", Reason.ENDED),
        ("say(20, b'\\x05')", Reason.VIDEO),
    ],
)
def test_a_worker_that_lies_or_hangs(code: str, reason: Reason) -> None:
    """The engine believes nothing, waits not for ever, and the worker is gone."""
    worker = Worker(SystemClock(), _lying(code), picture_s=1.0 if reason is Reason.SLOW else 60.0)
    try:
        assert worker.pictures(100, lambda _, count: bytes(count)) is reason
        assert (worker.pid is None) == (reason is not Reason.VIDEO)
    finally:
        worker.close()


@pytest.mark.skipif(sys.platform == "win32", reason="a pipe tells there not whether it has room")
@pytest.mark.parametrize("code", ["time.sleep(600)", "say(17, struct.pack('<QI', 0, 1 << 20)); time.sleep(600)"])
def test_a_worker_that_reads_nothing_is_not_waited_for(code: str) -> None:
    worker = Worker(SystemClock(), _lying(code), picture_s=0.5)
    try:
        assert worker.pictures(1 << 20, lambda _, count: bytes(count)) is Reason.SLOW
        assert worker.pid is None
    finally:
        worker.close()


def test_what_is_sound_is_taken() -> None:
    """Else the lies above would show nothing."""
    worker = Worker(SystemClock(), _lying(f"say(18, {GOOD!r}); say(18, {GOOD!r}); say(19); time.sleep(600)"))
    try:
        assert worker.pictures(100, lambda _, count: bytes(count)) == (GOOD, GOOD)
    finally:
        worker.close()


def test_one_that_cannot_be_started() -> None:
    for command in (["/no/such/program"], [sys.executable, "-c", "pass"]):
        worker = Worker(SystemClock(), command)
        assert worker.pictures(10, lambda _, count: bytes(count)) is Reason.CANNOT_START


def test_a_place_that_fails_leaves_the_worker_alive() -> None:
    worker = Worker(SystemClock())

    def away(_offset: int, _count: int) -> bytes:
        raise StorageUnavailable("The NAS is away.", hint="Wait.")

    try:
        assert worker.pictures(1_000, away) is Reason.AWAY
        pid = worker.pid
        assert not isinstance(worker.pictures(len(GOOD), lambda at, count: GOOD[at : at + count]), Reason)
        assert worker.pid == pid
    finally:
        worker.close()


def test_a_stopped_one_makes_no_more() -> None:
    worker = Worker(SystemClock())
    worker.stop()
    assert worker.pictures(len(GOOD), lambda at, count: GOOD[at : at + count]) is Reason.CANNOT_START
    assert worker.pid is None


def test_it_inherits_nothing_of_the_engines_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """A secret there would be a secret in a process that decodes what strangers made."""
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "very secret")
    code = "say(20, b'\\x05' if 'AWS_SECRET_ACCESS_KEY' not in os.environ else b'\\x06')"
    worker = Worker(SystemClock(), _lying(code))
    try:
        if sys.platform != "win32":
            assert worker.pictures(10, lambda _, count: bytes(count)) is Reason.VIDEO
    finally:
        worker.close()
