"""Starting the engine in the background, ending it, and asking whether it runs: what a client does from outside."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import msgspec

from studio_backup.api.client import EngineClient, find_engine
from studio_backup.api.wire import StatusView, VaultState
from studio_backup.base.clock import Clock
from studio_backup.base.errors import StudioBackupError
from studio_backup.base.names import display
from studio_backup.base.program import program_command
from studio_backup.engine.home import Home
from studio_backup.engine.process.ending import wait_until_gone
from studio_backup.engine.process.single import running_engine
from studio_backup.engine.unlock import Options

START_S = 30.0
STOP_S = 8.0
_STEP_S = 0.05


@dataclass(frozen=True, slots=True)
class EngineState:
    """Whether an engine serves this home. `since_ns`: when it started, ns UTC; `answers`: whether its door does.

    `port`: where on the loopback address, for programs with a token of their own. `vault`: "none" before one is created
    or opened, "" while nobody knows.
    """

    running: bool
    pid: int = 0
    unlocked: bool = False
    since_ns: int = 0
    answers: bool = False
    port: int = 0
    vault: VaultState | Literal[""] = ""


class _Said(msgspec.Struct):
    """What an engine which could not start left on its standard output."""

    error: str = ""
    hint: str = ""


def engine_state(home: Home) -> EngineState:
    """What can be found out now."""
    pid = running_engine(home)
    if pid is None:
        return EngineState(False)
    client = _connected(home)
    if client is None:
        return EngineState(True, pid)
    with client:
        status = client.get("/v1/status", StatusView)
    port, vault = client.endpoint.port, status.vault
    return EngineState(True, pid, status.unlocked, status.since_ns, answers=True, port=port, vault=vault)


def _connected(home: Home) -> EngineClient | None:
    with contextlib.suppress(StudioBackupError):
        return find_engine(home.path)
    return None


def engine_command(home: Home, options: Options) -> list[str]:
    """The command line of this home's engine. It bears paths only, never a secret."""
    factors = ["--passphrase-file", os.path.abspath(options.passphrase_file)] if options.passphrase_file else []
    factors += ["--kit", os.path.abspath(options.kit_file)] if options.kit_file and options.kit_file != "-" else []
    return [*program_command(), "--json", "--home", home.path, *factors, "engine", "run"]


def start_engine(home: Home, options: Options, clock: Clock) -> EngineState:
    """Start it and wait until it answers; one that runs already is good as well. Raises StudioBackupError with why."""
    found = engine_state(home)
    if found.answers:
        return found
    said = home.file("engine-start.txt")
    os.makedirs(home.path, 0o700, exist_ok=True)
    with open(said, "wb", opener=_of_its_owner) as output:
        child = _spawn(engine_command(home, options), output.fileno())
    end = clock.monotonic() + START_S
    while clock.monotonic() < end:
        code = child.poll()
        found = engine_state(home)
        if found.answers:
            child.returncode = child.returncode or 0  # it lives on: nobody waits for it here
            return found
        if code is not None:
            raise _failed(said, code)
        clock.sleep(_STEP_S)
    raise StudioBackupError(
        f"The engine (process {child.pid}) did not answer within {START_S:.0f} seconds.",
        hint="If this computer asks for the password of its keyring, type it: the engine waits for that. Its log is"
        f" {display(home.file('logs', 'engine.log'))}; `studio-backup engine stop` ends it.",
    )


def _of_its_owner(path: str, flags: int) -> int:
    """Opened so that others cannot read it, also where an earlier start left it open to them."""
    opened = os.open(path, flags, 0o600)
    if sys.platform != "win32":
        os.fchmod(opened, 0o600)
    return opened


def _spawn(command: Sequence[str], output: int) -> subprocess.Popen[bytes]:
    flags = 0
    if sys.platform == "win32":
        flags = subprocess.CREATE_NEW_PROCESS_GROUP | subprocess.DETACHED_PROCESS
    return subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=output,
        start_new_session=True,
        creationflags=flags,
        cwd=os.path.expanduser("~") if os.path.isdir(os.path.expanduser("~")) else None,
    )


def _failed(said: str, code: int) -> StudioBackupError:
    with open(said, "rb") as file:
        text = file.read(64 << 10)
    try:
        answer = msgspec.json.decode(text.strip().rsplit(b"\n", 1)[-1], type=_Said)
    except msgspec.DecodeError:
        answer = _Said()
    if answer.error:
        return StudioBackupError(answer.error, hint=answer.hint)
    return StudioBackupError(f"The engine ended at once (code {code}).", hint=f"What it said is in {display(said)}.")


def stop_engine(home: Home, clock: Clock) -> EngineState:
    """End the engine at its next safe point; returns what ran. Raises StudioBackupError if it does not end."""
    found = engine_state(home)
    if not found.running:
        return found
    _ask_to_stop(home, found.pid)
    end = clock.monotonic() + STOP_S
    while running_engine(home) is not None:
        if clock.monotonic() > end:
            raise StudioBackupError(
                f"The engine (process {found.pid}) did not end within {STOP_S:.0f} seconds.",
                hint="End that process by hand: nothing that was acknowledged is lost.",
            )
        clock.sleep(_STEP_S)
    wait_until_gone(found.pid, clock, end - clock.monotonic())
    return found


def _ask_to_stop(home: Home, pid: int) -> None:
    client = _connected(home)
    if client is not None:
        with client, contextlib.suppress(StudioBackupError):
            client.post("/v1/stop", None, type(None))
            return
    if pid and sys.platform != "win32":
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGTERM)
