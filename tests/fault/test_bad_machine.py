"""A disk that fills up, and a NAS that hangs: clear sentences, old data whole, the next run goes on."""

import contextlib
import os
import subprocess
import sys
import threading
import time

import oracle
import pytest
from power_loss.interpose import interposed, plainly
from rig import WEDDING, Rig, contents_of, edit_source

from studio_backup.storage.share import ShareStorage

SMALL = 3  # MiB
PATIENCE = 1.0  # seconds which a silent NAS is given here
BOUND = 45.0  # seconds after which every verb has to have ended all the same


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


def test_a_nas_that_hangs(rig, monkeypatch):
    rig.back_up()
    monkeypatch.setitem(ShareStorage.__init__.__kwdefaults__, "deadline", PATIENCE)
    nas, back = str(rig.place("nas")), threading.Event()

    def hanging(call, args, kwargs):
        """Every change below the NAS waits until it is back."""
        if call in ("write", "fsync") and os.readlink(f"/proc/self/fd/{args[0]}").startswith(nas):
            back.wait()

    with interposed(plainly, hanging, exclusive=False):
        started = time.monotonic()
        got = rig.call("replicate")
        seconds = time.monotonic() - started
        back.set()
    assert got.exit == 1 and got.facts["error"] and got.facts["hint"], got
    assert seconds < BOUND
    oracle.promises_hold(rig, rig.promises)
    oracle.next_run_finishes(rig)
