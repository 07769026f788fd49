"""Faults of the disk: kills, errors and short writes at the numbered calls of `os` which change it."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from power_loss.interpose import CHANGING, REAL, interposed

KILLED = 137


@dataclass(frozen=True)
class DiskFault:
    """What happens at the call: "kill", "kill in the middle", "short", or an errno's name.

    `repeat`: how many calls in a row fail, 0 for all from there.
    """

    kind: str
    repeat: int = 1

    @property
    def name(self) -> str:
        """As in the table."""
        times = {0: " from there on", 1: ""}.get(self.repeat, f" {self.repeat} times")
        return f"{self.kind} at each call of the disk{times}"

    @property
    def kills(self) -> bool:
        """Whether the program ends there."""
        return self.kind.startswith("kill")

    @property
    def harmless(self) -> bool:
        """Whether the program has to end well all the same."""
        return self.kind == "short"

    @contextmanager
    def strike(self, at: int, log: Path) -> Iterator[None]:
        """Call number `at` (from 1) of this process is hit; what was hit is written to `log`."""
        with interposed(_Faulty(self, at, log)):
            yield


class _Faulty:
    """Makes the calls, with a fault at one of them."""

    def __init__(self, fault: DiskFault, at: int, log: Path) -> None:
        self.fault, self.log, self.count = fault, log, 0
        self.struck = range(at, at + fault.repeat if fault.repeat else sys.maxsize)

    def __call__(self, call: str, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        if call not in CHANGING:
            return REAL[call](*args, **kwargs)
        self.count += 1
        if self.count in self.struck:
            note(self.log, call)
            return self._fail(call, args, kwargs)
        return REAL[call](*args, **kwargs)

    def _fail(self, call: str, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        kind = self.fault.kind
        if call == "write" and len(args[1]) > 1 and kind in ("short", "kill in the middle"):
            count = REAL["write"](args[0], memoryview(args[1])[: _half(len(args[1]))])
            if kind == "short":
                return count
        if self.fault.kills:
            os._exit(KILLED)
        if kind == "short":
            return REAL[call](*args, **kwargs)
        number = getattr(errno, kind)
        raise OSError(number, os.strerror(number))


def note(log: Path, what: str) -> None:
    """One line more, past everything that stands between."""
    fd = REAL["open"](log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    REAL["write"](fd, f"{what}\n".encode())
    REAL["close"](fd)


def _half(size: int) -> int:
    """Half, in whole pages where there are any: a direct write ends on a page."""
    return size // 2 // 4096 * 4096 or size // 2


ALL = (
    DiskFault("kill"),
    DiskFault("kill in the middle"),
    DiskFault("short"),
    DiskFault("EIO"),
    DiskFault("ENOSPC"),
    DiskFault("ENOSPC", 0),
    DiskFault("EDQUOT", 2),
)
