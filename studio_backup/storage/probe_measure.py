"""What a probe measures of any kind of place."""

from __future__ import annotations

import contextlib
import hashlib
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from statistics import median
from typing import Protocol

from studio_backup.base.clock import Clock
from studio_backup.base.errors import AlreadyThere, StudioBackupError
from studio_backup.storage.interface import Buffer, Listed

PROBE_FOLDER = "probe"
_SPEED_SIZE = 8 << 20
_ROUNDS = 5


class Probed(Protocol):
    """What the measurements need of a place."""

    def put(self, name: str, data: Buffer, *, sha256: bytes) -> None: ...
    def get(self, name: str) -> bytes: ...
    def stat(self, name: str) -> Listed: ...
    def delete(self, name: str) -> None: ...


@dataclass(frozen=True, slots=True)
class Speeds:
    """Seconds, and bytes a second."""

    latency: float
    put: float
    get: float
    clock_offset: float
    readback: bool


def probe_name(chance: random.Random) -> str:
    """A fresh name under `probe/`."""
    return f"{PROBE_FOLDER}/{chance.getrandbits(128):032x}"


def digest(data: bytes) -> bytes:
    """The SHA-256 that goes with a put."""
    return hashlib.sha256(data).digest()


def is_exclusive(storage: Probed, name: str, chance: random.Random) -> bool:
    """Whether a second put of other bytes fails and leaves the first as they were."""
    first, second = chance.randbytes(100), chance.randbytes(100)
    storage.put(name, first, sha256=digest(first))
    try:
        storage.put(name, second, sha256=digest(second))
    except AlreadyThere:
        return storage.get(name) == first
    return False


def measure(storage: Probed, name: str, clock: Clock, chance: random.Random) -> Speeds:
    """Write and read a few MiB, ask for its state some times."""
    data = chance.randbytes(_SPEED_SIZE)
    sha256 = digest(data)
    put, _ = _timed(clock, lambda: storage.put(name, data, sha256=sha256))
    wrote_ns = clock.now_ns()
    get, back = _timed(clock, lambda: storage.get(name))
    rounds = [_timed(clock, lambda: storage.stat(name))[0] for _ in range(_ROUNDS)]
    offset = (storage.stat(name).modified_ns - wrote_ns) / 1e9
    return Speeds(median(rounds), len(data) / put, len(data) / get, offset, back == data)


def _timed(clock: Clock, call: Callable[[], bytes | Listed | None]) -> tuple[float, bytes | Listed | None]:
    start = clock.monotonic()
    value = call()
    return max(clock.monotonic() - start, 1e-9), value


@contextlib.contextmanager
def cleaned(delete: Callable[[str], None], *names: str) -> Iterator[None]:
    """Deletes the names at the end, whatever happened; what cannot be deleted must not hide what was found."""
    try:
        yield
    finally:
        for name in names:
            with contextlib.suppress(StudioBackupError):
                delete(name)
