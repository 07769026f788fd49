import os
import signal
import subprocess
import sys
import threading
import time
import unicodedata

import pytest

from studio_backup.base.errors import DamagedSlot, RefusedError, UnlockError
from studio_backup.repository import derivation
from studio_backup.repository.crypto import argon2id
from studio_backup.repository.derivation import KdfParameters, derive_passphrase_key

CHEAP = KdfParameters(65_536, 1, 1, b"s" * 16)


def test_the_child_derives_what_argon2id_says():
    assert derive_passphrase_key("a", CHEAP) == argon2id(b"a", b"s" * 16, memory_kib=65_536, passes=1, lanes=1)


def test_composed_and_decomposed_letters_are_one_passphrase():
    name = "Łódź Müller"
    forms = {unicodedata.normalize(form, name) for form in ("NFC", "NFD")}
    assert len(forms) == 2 and len({derive_passphrase_key(form, CHEAP) for form in forms}) == 1


@pytest.mark.parametrize(
    "parameters",
    [
        KdfParameters(65_535, 1, 1, b"s" * 16),
        KdfParameters(524_289, 1, 1, b"s" * 16),
        KdfParameters(2**40, 1, 1, b"s" * 16),
        KdfParameters(65_536, 0, 1, b"s" * 16),
        KdfParameters(65_536, 17, 1, b"s" * 16),
        KdfParameters(65_536, 1, 0, b"s" * 16),
        KdfParameters(65_536, 1, 17, b"s" * 16),
        KdfParameters(65_536, 1, 1, b"s" * 15),
        KdfParameters(65_536, 1, 1, b""),
    ],
)
def test_bounds_are_checked_before_anything_is_derived(parameters, monkeypatch):
    monkeypatch.setattr(derivation, "_ask_child", lambda _: pytest.fail("derived"))
    with pytest.raises(DamagedSlot, match="limits"):
        derive_passphrase_key("a", parameters)


def test_bytes_that_are_no_text_are_refused():
    with pytest.raises(UnlockError, match="no text"):
        derive_passphrase_key("\udcff", CHEAP)


def test_a_child_that_dies_is_said(monkeypatch):
    monkeypatch.setattr(derivation, "_CHILD", "no_such_module")
    with pytest.raises(RefusedError, match="memory"):
        derive_passphrase_key("a", CHEAP)


def test_no_interpreter_is_said(monkeypatch):
    monkeypatch.setattr(sys, "executable", "/nonexistent/python")
    with pytest.raises(RefusedError, match="could not be derived"):
        derive_passphrase_key("a", CHEAP)


def test_neither_environment_nor_working_folder_is_imported_from(tmp_path, monkeypatch):
    (tmp_path / "struct.py").write_text("raise SystemExit('caught')")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    assert len(derive_passphrase_key("a", CHEAP)) == 32


@pytest.mark.skipif(os.name != "posix", reason="signals")
def test_the_child_ends_with_its_parent():
    """The parent is killed in the middle of a long derivation; nobody is left holding the memory."""
    code = (
        "from studio_backup.repository.derivation import *;"
        "derive_passphrase_key('a', KdfParameters(524_288, 16, 1, b's' * 16))"
    )
    parent = subprocess.Popen([sys.executable, "-c", code], env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)})
    children = f"/proc/{parent.pid}/task/{parent.pid}/children"
    if not os.path.exists(children):
        parent.kill()
        parent.wait()
        pytest.skip("this system does not list children")
    child = _until(lambda: _pids(children))
    _until(lambda: _resident_kib(child[0]) > 400_000)
    parent.send_signal(signal.SIGKILL)
    parent.wait()
    _until(lambda: not _resident_kib(child[0]), seconds=3)  # left alone it would go on for ten more


def _until(found, seconds: float = 20):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if value := found():
            return value
        threading.Event().wait(0.01)
    raise AssertionError("it never happened")


def _resident_kib(pid: int) -> int:
    try:
        with open(f"/proc/{pid}/status") as file:
            return next((int(line.split()[1]) for line in file if line.startswith("VmRSS")), 0)
    except FileNotFoundError:
        return 0


def _pids(path: str) -> list[int]:
    with open(path) as file:
        return [int(pid) for pid in file.read().split()]
