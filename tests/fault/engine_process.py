"""A real engine process of a rig: started as the program starts it, killed with all its children, asked by its door."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass

import oracle
from rig import Rig

from studio_backup.api.client import EngineClient, find_engine
from studio_backup.api.remote import RemoteService
from studio_backup.base.errors import StudioBackupError

STARTS_S, CHILDREN_S, ENDS_S = 40.0, 10.0, 6.0  # seconds
_LOOK_S = 0.01


@dataclass
class EngineProcess:
    """One life of the engine; it leads a process group of its own."""

    rig: Rig
    child: subprocess.Popen[bytes]

    @staticmethod
    def started(rig: Rig) -> EngineProcess:
        """Begun; its door opens some moments later."""
        options = ["--json", "--home", rig.place("home"), "--kit", rig.kit]
        command = [sys.executable, "-m", "studio_backup", *map(str, options), "engine", "run"]
        with (rig.base / "engine.out").open("ab") as said:
            return EngineProcess(rig, subprocess.Popen(command, stdout=said, stderr=said, start_new_session=True))

    @contextlib.contextmanager
    def door(self) -> Iterator[RemoteService]:
        """Its door, waited for. Raises oracle.Broken if it does not open."""
        with self._client() as client:
            yield RemoteService(client)

    def _client(self) -> EngineClient:
        end = time.monotonic() + STARTS_S
        while time.monotonic() < end:
            if self.child.poll() is not None:
                raise oracle.Broken(f"the engine ended by itself ({self.child.returncode}): {self._said()}")
            with contextlib.suppress(StudioBackupError):
                client = find_engine(str(self.rig.place("home")))
                if client is not None:
                    return client
            time.sleep(_LOOK_S)
        raise oracle.Broken(f"the engine did not answer within {STARTS_S} s: {self._said()}")

    def wait_for_work(self, kind: str, patience_s: float) -> None:
        """Until a job of this kind runs, or patience ends."""
        with self.door() as door:
            end = time.monotonic() + patience_s
            while all(job.kind != kind for job in door.status().running) and time.monotonic() < end:
                time.sleep(_LOOK_S)

    def kill(self) -> None:
        """SIGKILL to the whole group, now."""
        if self.child.poll() is not None:
            raise oracle.Broken(f"the engine ended by itself ({self.child.returncode}): {self._said()}")
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.child.pid, signal.SIGKILL)
        self.child.wait()
        end = time.monotonic() + CHILDREN_S
        with contextlib.suppress(ProcessLookupError):
            while time.monotonic() < end:
                os.killpg(self.child.pid, 0)
                time.sleep(_LOOK_S)
            raise oracle.Broken("a child process outlived the engine")

    def end(self) -> None:
        """SIGTERM, on which it has to end well and soon."""
        self.child.terminate()
        try:
            code = self.child.wait(ENDS_S)
        except subprocess.TimeoutExpired:
            raise oracle.Broken(f"the engine did not end within {ENDS_S} s of SIGTERM") from None
        if code:
            raise oracle.Broken(f"the engine ended {code} on SIGTERM: {self._said()}")

    def discard(self) -> None:
        """Whatever happened, nothing of it lives on."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.child.pid, signal.SIGKILL)
        self.child.wait()

    def _said(self) -> str:
        return (self.rig.base / "engine.out").read_text(errors="replace")[-1000:]
