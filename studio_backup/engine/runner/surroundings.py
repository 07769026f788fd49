"""The machine around the engine: its power, its network, its sleep, and how loudly a job works.

A thin shell over what the platforms tell; what cannot be known is None, and what cannot be done is left undone, since
a backup matters more than either.
"""

from __future__ import annotations

import ctypes
import logging
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import psutil

from studio_backup.base.clock import Clock
from studio_backup.domain.job import Job, rank
from studio_backup.engine.runner.conditions import Surroundings, Thresholds

LOOK_EVERY_S: Final = 15.0
_ASK_SECONDS: Final = 2.0
_METERED: Final = {"u 1": True, "u 2": False, "u 3": True, "u 4": False}
"""NetworkManager's NMMetered: yes, no, and its guesses; 0 is unknown."""
_NICENESS: Final = 10
_LOWEST_OF_BEST_EFFORT: Final = 7
"""Not the idle class: under a busy disk that would never be read at all."""
_MAC_UTILITY: Final = 0x11
_WINDOWS_BACKGROUND: Final = 0x00010000
_WINDOWS_AWAKE: Final = 0x80000000 | 0x00000001  # until said otherwise; the system is required
_WINDOWS_AS_USUAL: Final = 0x80000000
_LOG = logging.getLogger("studio_backup.engine.runner")


@dataclass(frozen=True, slots=True)
class Power:
    """`percent`: of the battery, None without one. `on_mains`: None where the platform does not tell."""

    percent: float | None
    on_mains: bool | None


def power() -> Power:
    """As the platform tells it now; a machine without a battery is on mains."""
    try:
        battery = psutil.sensors_battery()
    except (AttributeError, OSError, RuntimeError, ValueError):  # a platform, or a driver, which cannot tell
        return Power(None, None)
    if battery is None:
        return Power(None, True)
    return Power(float(battery.percent), battery.power_plugged)


def metered() -> bool | None:
    """Whether the network costs money: told by NetworkManager on Linux, not known elsewhere."""
    busctl = shutil.which("busctl") if sys.platform == "linux" else None
    if busctl is None:
        return None
    name, path = "org.freedesktop.NetworkManager", "/org/freedesktop/NetworkManager"
    command = [busctl, "--system", "--auto-start=no", "get-property", name, path, name, "Metered"]
    try:
        answer = subprocess.run(command, capture_output=True, text=True, timeout=_ASK_SECONDS, check=False)
    except (OSError, subprocess.SubprocessError, UnicodeError):
        return None
    return _METERED.get(answer.stdout.strip()) if answer.returncode == 0 else None


class Lookout:
    """Looks at power and network, at most every LOOK_EVERY_S.

    Whether the vault is locked, and what a person set, is asked each time.
    """

    def __init__(
        self,
        clock: Clock,
        is_locked: Callable[[], bool] = lambda: False,
        *,
        power: Callable[[], Power] = power,
        metered: Callable[[], bool | None] = metered,
        thresholds: Callable[[], Thresholds] = Thresholds,
    ) -> None:
        self._clock, self._is_locked = clock, is_locked
        self._power, self._metered, self._thresholds = power, metered, thresholds
        self._seen = Surroundings()
        self._again = clock.monotonic()

    def look(self) -> Surroundings:
        """What is around now."""
        now = self._clock.monotonic()
        if now >= self._again:
            self._again = now + LOOK_EVERY_S
            battery = self._power()
            self._seen = Surroundings(
                battery_percent=battery.percent, on_mains=battery.on_mains, metered=self._metered()
            )
        return Surroundings(
            locked=self._is_locked(),
            battery_percent=self._seen.battery_percent,
            on_mains=self._seen.on_mains,
            metered=self._seen.metered,
            thresholds=self._thresholds(),
        )


class Wakefulness:
    """Keeps the machine from falling asleep by itself, until told otherwise or until this process ends.

    `keep` is called from one thread, which lives on: on Windows the wish belongs to its thread. On Linux and macOS a
    child holds the wish; it ends with this process, even a killed one.
    """

    def __init__(self, command: list[str] | None = None) -> None:
        self._command = _holder() if command is None else command
        self._child: subprocess.Popen[bytes] | None = None

    @property
    def kept(self) -> bool:
        """Whether a child holds the wish."""
        return self._child is not None and self._child.poll() is None

    def keep(self, wanted: bool) -> None:
        """Stay awake from now on, or sleep as usual."""
        if sys.platform == "win32":
            ctypes.windll.kernel32.SetThreadExecutionState(_WINDOWS_AWAKE if wanted else _WINDOWS_AS_USUAL)
        elif wanted and not self.kept:
            self._let_go()
            self._hold()
        elif not wanted:
            self._let_go()

    def _hold(self) -> None:
        if not self._command:
            return
        try:
            self._child = subprocess.Popen(
                self._command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
            )
        except OSError as error:
            _LOG.info("The machine may fall asleep during a backup: %s", error.strerror)

    def _let_go(self) -> None:
        child, self._child = self._child, None
        if child is None:
            return
        if child.stdin is not None:
            child.stdin.close()
        child.terminate()
        try:
            child.wait(_ASK_SECONDS)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()


def _holder() -> list[str]:
    """A command which keeps the machine awake until its input ends, or this process does; [] where there is none."""
    if sys.platform == "darwin" and (caffeinate := shutil.which("caffeinate")):
        return [caffeinate, "-i", "-w", str(os.getpid())]
    if sys.platform == "linux" and (inhibit := shutil.which("systemd-inhibit")) and (cat := shutil.which("cat")):
        who, why = "--who=Studio Backup", "--why=Backing up a wedding"
        return [inhibit, "--what=sleep:idle", who, why, "--mode=block", cat]
    return []


def quieten(job: Job) -> None:
    """Lower the CPU and I/O priority of the calling thread, and of those it will make; critical work keeps its own.

    It lasts until the thread ends. On Windows threads which it makes later are not lowered.
    """
    if rank(job.level) >= rank("critical"):
        return
    try:
        _lower_this_thread()
    except (AttributeError, OSError, psutil.Error) as error:
        _LOG.debug("The priority of job %s stays: %s", job.id, type(error).__name__)


def _lower_this_thread() -> None:
    if sys.platform == "win32":
        kernel = ctypes.windll.kernel32
        kernel.GetCurrentThread.restype = ctypes.c_void_p
        kernel.SetThreadPriority(ctypes.c_void_p(kernel.GetCurrentThread()), _WINDOWS_BACKGROUND)
    elif sys.platform == "darwin":
        ctypes.CDLL(None).pthread_set_qos_class_self_np(_MAC_UTILITY, 0)
    elif sys.platform == "linux":
        thread = threading.get_native_id()
        os.setpriority(os.PRIO_PROCESS, thread, max(_NICENESS, os.getpriority(os.PRIO_PROCESS, thread)))
        psutil.Process(thread).ionice(psutil.IOPRIO_CLASS_BE, _LOWEST_OF_BEST_EFFORT)
