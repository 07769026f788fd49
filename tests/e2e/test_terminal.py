"""On a terminal: a prompt for the passphrase, a bar, Ctrl-C that stops cleanly and says what is safe."""

from __future__ import annotations

import os
import pty
import signal
import subprocess
import threading
import time
from dataclasses import dataclass, field

import pytest

from tests.e2e.desk import DATE, PASSPHRASE, WEDDING, Desk, contents, program


@dataclass
class Terminal:
    """The program on a terminal of its own."""

    child: subprocess.Popen[bytes]
    fd: int
    said: bytearray = field(default_factory=bytearray)

    def __post_init__(self) -> None:
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        while True:
            try:
                self.said += os.read(self.fd, 4096)
            except OSError:
                return

    def wait_for(self, text: bytes, seconds: float = 60) -> None:
        """Until it said this."""
        end = time.monotonic() + seconds
        while text not in self.said:
            if time.monotonic() > end or (self.child.poll() is not None and not self._reader.is_alive()):
                self.child.kill()
                self.child.wait()
                raise AssertionError(bytes(self.said))
            time.sleep(0.01)

    def type(self, text: bytes) -> None:
        """Keys."""
        os.write(self.fd, text)

    def end(self) -> tuple[int, str]:
        """Its exit code and all it said."""
        code = self.child.wait(120)
        self._reader.join(5)
        os.close(self.fd)
        return code, self.said.decode("utf-8", "replace")


def _start(desk: Desk, *words: object) -> Terminal:
    ours, theirs = pty.openpty()
    command = [*program(), "--home", str(desk.home), *map(str, words)]
    env = {**desk.environment(), "TERM": "xterm", "COLUMNS": "110", "PYTHONWARNINGS": ""}
    child = subprocess.Popen(
        command, env=env, cwd=desk.base, stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True
    )
    os.close(theirs)
    return Terminal(child, ours)


def _large(desk: Desk, megabytes: int = 700) -> int:
    """Enough to read and store for a while, none of it twice; returns its bytes."""
    with open(desk.source / "large.mp4", "wb") as file:
        for _ in range(megabytes):
            file.write(os.urandom(1 << 20))
    return megabytes << 20


def test_the_passphrase_is_asked_for_and_not_shown(desk: Desk) -> None:
    terminal = _start(desk, "points")
    terminal.wait_for(b"Passphrase of the vault")
    terminal.type(PASSPHRASE.encode() + b"\n")
    code, said = terminal.end()
    assert code == 0 and PASSPHRASE not in said and "No recovery point yet" in said


def test_ctrl_c_at_the_prompt(desk: Desk) -> None:
    terminal = _start(desk, "points")
    terminal.wait_for(b"Passphrase of the vault")
    os.killpg(terminal.child.pid, signal.SIGINT)
    code, said = terminal.end()
    assert code == 130 and "Traceback" not in said and "Stopped" in said


def test_conflicts_are_asked_about(desk: Desk) -> None:
    desk.back_up()
    desk.must("restore", "--wedding", WEDDING, "--to", desk.base / "back")
    edited = desk.base / "back" / "anna-and-ben" / "Timeline.txt"
    edited.write_text("mine\n")
    words = ("restore", "--wedding", WEDDING, "--to", desk.base / "back", "--on-conflict", "ask")
    assert desk.must(*words, exit=2)["hint"]
    terminal = _start(desk, "--kit", desk.kit, *words)
    terminal.wait_for(b"is different there")
    terminal.type(b"replace\n")
    code, said = terminal.end()
    assert code == 0 and "1 restored" in said and edited.read_text().startswith("14")


def test_a_bar_is_shown_and_ctrl_c_says_what_is_safe(desk: Desk) -> None:
    size = _large(desk, 2500)
    terminal = _start(desk, "--kit", desk.kit, "backup", desk.source, "--wedding", WEDDING, "--date", DATE)
    terminal.wait_for(b"B/s")
    os.killpg(terminal.child.pid, signal.SIGINT)
    code, said = terminal.end()
    assert code == 130, said
    assert "Stopping at the next safe point" in said and "Stopped" in said and "Traceback" not in said
    assert " of " in said and "files" in said and "large.mp4" in said
    assert desk.must("points")["points"] == []
    again = desk.back_up()
    assert again["files"] == 14 and again["bytes_stored"] < 1.1 * size
    desk.must("restore", "--wedding", WEDDING, "--to", desk.base / "back")
    assert contents(desk.base / "back" / "anna-and-ben") == contents(desk.source)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_other_signals_stop_cleanly_too(desk: Desk, number: signal.Signals) -> None:
    """A backup that was done before the signal came proves nothing: then another one, of new bytes."""
    for _ in range(4):
        _large(desk, 1500)
        code, out, err = _told_by_signal(desk, number)
        if code != 0:
            break
    assert code == 130 and b'"exit": 130' in out and not err, (out, err)
    assert not [p for p in desk.vault.rglob(".sb-*")], "nothing half written is left"


def _told_by_signal(desk: Desk, number: signal.Signals) -> tuple[int, bytes, bytes]:
    """Exit code, output and errors of a backup that was sent this signal once it had stored something."""
    words = ("--json", "--home", desk.home, "--kit", desk.kit, "backup", desk.source)
    before = _packs(desk)
    child = subprocess.Popen(
        [*program(), *map(str, words)],
        env=desk.environment(),
        cwd=desk.base,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    end = time.monotonic() + 60
    while _packs(desk) <= before:
        assert time.monotonic() < end
        time.sleep(0.01)
    child.send_signal(number)
    out, err = child.communicate(timeout=120)
    return child.returncode, out, err


def _packs(desk: Desk) -> int:
    return len(list(desk.vault.glob("c/*/packs/*/*")))
