"""Objects in a dictionary: for tests, and for trying things out."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Iterator

from studio_backup.base.clock import Clock
from studio_backup.base.errors import ShortRead, StorageError
from studio_backup.base.os_errors import object_missing
from studio_backup.domain.objects import parse_name
from studio_backup.storage.interface import Buffer, Leftover, Listed
from studio_backup.storage.naming import already_there, check_name, check_prefix, matches


class MemoryStorage:
    """A storage in memory. `quarantined` holds what was set aside; `damage` lets a test alter bytes."""

    def __init__(self, *, clock: Clock, label: str = "memory", needs_readback: bool = False) -> None:
        self._clock = clock
        self._label = label
        self._readback = needs_readback
        self._objects: dict[str, tuple[bytes, int]] = {}
        self._mutex = threading.Lock()
        self.quarantined: list[tuple[str, bytes]] = []

    @property
    def label(self) -> str:
        """See Storage."""
        return self._label

    @property
    def needs_readback(self) -> bool:
        """See Storage."""
        return self._readback

    @property
    def reads_medium(self) -> str:
        """See Storage."""
        return "cache"

    def put(self, name: str, data: Buffer, *, sha256: bytes) -> None:
        """See Storage."""
        check_name(name)
        stored = bytes(data)
        if hashlib.sha256(stored).digest() != sha256:
            raise StorageError(f"{name} does not match its digest.", hint="This is a fault of the program.")
        with self._mutex:
            present = self._objects.setdefault(name, (stored, self._clock.now_ns()))
        if present[0] != stored:
            raise already_there(name, self._label)

    def get(self, name: str) -> bytes:
        """See Storage."""
        with self._mutex:
            found = self._objects.get(check_name(name))
        if found is None:
            raise object_missing(name, self._label)
        return found[0]

    def get_range(self, name: str, offset: int, length: int) -> bytes:
        """See Storage."""
        data = self.get(name)[offset : offset + length]
        if len(data) < length:
            raise ShortRead(f"{self._label} gave {len(data)} of {length} bytes of {name}.")
        return data

    def get_into(self, name: str, buffer: memoryview) -> int:
        """See Storage. ValueError if the buffer is too small."""
        data = self.get(name)
        if len(data) > len(buffer):
            raise ValueError(f"{name} has {len(data)} bytes, the buffer {len(buffer)}")
        buffer[: len(data)] = data
        return len(data)

    def read_medium(
        self,
        name: str,
        *,
        block: int = 1 << 20,
        into: memoryview | None = None,  # noqa: ARG002  what came lies in memory of its own
    ) -> Iterator[memoryview]:
        """See Storage."""
        view = memoryview(self.get(name))
        for offset in range(0, len(view), block):
            yield view[offset : offset + block]

    def stat(self, name: str) -> Listed:
        """See Storage."""
        data = self.get(name)
        return Listed(name, len(data), self._objects[name][1])

    def list(self, prefix: str = "") -> Iterator[Listed]:
        """See Storage."""
        check_prefix(prefix)
        with self._mutex:
            present = tuple(self._objects.items())
        for name, (data, when) in present:
            if matches(name, prefix) and parse_name(name) is not None:
                yield Listed(name, len(data), when)

    def delete(self, name: str) -> None:
        """See Storage."""
        with self._mutex:
            self._objects.pop(check_name(name), None)

    def quarantine(self, name: str) -> None:
        """See Storage."""
        with self._mutex:
            found = self._objects.pop(check_name(name), None)
            if found is not None:
                self.quarantined.append((name, found[0]))

    def damage(self, name: str, data: bytes) -> None:
        """Put other bytes under a name, as a failing medium would."""
        with self._mutex:
            self._objects[name] = (data, self._objects[name][1])

    def leftovers(self) -> Iterator[Leftover]:
        """See Storage: a dictionary knows no interrupted writes."""
        return iter(())

    def remove_leftover(self, leftover: Leftover) -> None:
        """See Storage."""

    def free_space(self) -> int | None:
        """See Storage."""
        return None

    def close(self) -> None:
        """See Storage."""
