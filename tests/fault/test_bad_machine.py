"""A disk that fills up, and a NAS that hangs: clear sentences, old data whole, the next run goes on."""

import contextlib
import os
import subprocess
import sys
import threading

import every_call
import oracle
import pytest
from os_calls import note
from power_loss.interpose import interposed, plainly
from rig import WEDDING, Rig, contents_of, edit_source
from storage_calls import nobody_waits

from studio_backup.storage import share
from studio_backup.storage.share import ShareStorage

SMALL = 3  # MiB
DEADLINE = 0.5  # seconds which a silent NAS is given here


@contextlib.contextmanager
def small_disk(place):
    """A file system of a few MiB at `place`, with what lies there; skipped where one cannot be mounted."""
    if sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip("mounting a small file system needs root on Linux")
    aside = place.with_name("aside")
    place.rename(aside)
    place.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", f"size={SMALL}m", "small", str(place)]
    if subprocess.run(command, capture_output=True, check=False).returncode:
        aside.replace(place)
        pytest.skip("this machine lets nobody mount a file system")
    try:
        subprocess.run(["cp", "-a", f"{aside}/.", str(place)], check=True)
        yield lambda: subprocess.run(["mount", "-o", "remount,size=64m", str(place)], check=True)
    finally:
        subprocess.run(["umount", "-l", str(place)], check=True)


@pytest.fixture
def rig(tmp_path):
    made = Rig.made(tmp_path / "rig", seed=5)
    made.back_up()
    made.replicate()
    edit_source(made.source, seed=5)
    return made


def _large(rig):
    (rig.source / "large.CR2").write_bytes(os.urandom(2 * SMALL << 20))


def _is_a_clear_sentence(got):
    assert got.exit == 1, got
    assert "space" in (got.facts["error"] + got.facts["hint"]).lower(), got


def test_a_vault_on_a_full_disk(rig):
    with small_disk(rig.place("vault")) as grow:
        _large(rig)
        _is_a_clear_sentence(rig.call("backup", rig.source, *WEDDING))
        oracle.promises_hold(rig, rig.promises)
        oracle.objects_are_whole(rig)
        grow()
        oracle.next_run_finishes(rig)


def test_a_tier_on_a_full_disk(rig):
    _large(rig)
    rig.back_up()
    with small_disk(rig.place("nas")) as grow:
        _is_a_clear_sentence(rig.call("replicate"))
        oracle.promises_hold(rig, rig.promises)
        oracle.objects_are_whole(rig)
        grow()
        oracle.next_run_finishes(rig)


def test_a_restore_to_a_full_disk(rig):
    _large(rig)
    wanted = rig.back_up().contents
    target = rig.disk / "out"
    target.mkdir()
    with small_disk(target) as grow:
        _is_a_clear_sentence(rig.call("restore", *WEDDING[:2], "--to", target))
        grow()
        rig.must("restore", *WEDDING[:2], "--to", target)
        assert contents_of(target / rig.source.name) == dict(wanted)


class Hang:
    """An attack: no call which opens, looks at or changes anything below a folder ever returns."""

    name, kills, harmless = "a NAS that hangs", False, False

    def __init__(self, folder):
        self.folder = str(folder)

    def _touches(self, path, dir_fd):
        where = os.readlink(f"/proc/self/fd/{dir_fd}") if isinstance(dir_fd, int) else os.fspath(path)
        return os.fsdecode(where).startswith(self.folder)

    def _hang(self, path, kwargs):
        if self._touches(path, path if isinstance(path, int) else kwargs.get("dir_fd", kwargs.get("src_dir_fd"))):
            note(self.log, "hung")
            threading.Event().wait()

    def _hanging(self, function):
        def through(path, *args, **kwargs):
            self._hang(path, kwargs)
            return function(path, *args, **kwargs)

        return through

    @contextlib.contextmanager
    def strike(self, _at, log):
        """Never undone: the process which is struck ends with it."""
        self.log = log
        real = ShareStorage.__init__
        ShareStorage.__init__ = lambda *a, **k: real(*a, **{**k, "deadline": DEADLINE})
        share._SLOWEST = 1 << 40  # and no time for the bytes themselves
        for name in ("stat", "scandir"):
            setattr(os, name, self._hanging(getattr(os, name)))
        with nobody_waits(), interposed(plainly, lambda _c, args, kwargs: self._hang(args[0], kwargs), exclusive=False):
            yield


@pytest.mark.skipif(sys.platform != "linux", reason="it looks into /proc")
@pytest.mark.parametrize(
    "verb",
    [
        "replicate",
        "verify",
        "restore",
        "backup",
        "status",
    ],
)
def test_a_nas_that_hangs(rig, monkeypatch, verb):
    monkeypatch.setattr(every_call, "PATIENCE", 15.0)
    words = {
        "backup": ["backup", rig.source, *WEDDING],
        "restore": ["restore", *WEDDING[:2], "--to", rig.disk / "out"],
    }
    got, _ = every_call.attacked(rig, Hang(rig.place("nas")), 1, *words.get(verb, [verb]))
    assert got.exit != every_call.NEVER, "it waits for ever"
    if verb in ("backup", "restore"):  # they can do without it
        assert got.exit in (0, 3), got
    elif verb in ("replicate", "verify"):
        assert got.exit in (1, 3, 4) and "answer" in str(got.facts), got
    oracle.promises_hold(rig, rig.promises)
    oracle.next_run_finishes(rig)
